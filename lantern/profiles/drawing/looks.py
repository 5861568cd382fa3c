"""How each rating and step looks on a screen: its shape, its letters, its word, its class."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any  # any dictionary may be emptied

from lantern.judgements.models import What
from lantern.profiles.drawing.addresses import Addresses
from lantern.profiles.rules.words import inside_a_sentence
from lantern.schemes.presets.shape import Rating, RatingScale, Scheme, Step
from lantern.schemes.rules import attainment_for, class_of_rating, class_of_step, scale_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """One rating or step; `says` is its name as it stands inside a sentence.

    `short` is empty for a rating whose shape says it in a dense grid. Steps of one `group` are
    explained in one line.
    """

    key: str
    name: str
    says: str
    symbol: str
    short: str
    letter: str
    means: str
    css_class: str
    group: str = ""


Choices = Mapping[str, Look]  # by key, in the scheme's own order
Drawn = dict[tuple[object, ...], tuple[str, str, str]]
NONE: Choices = {}
KEPT, CELLS = 64, 4096  # schemes, and addresses of each; cells of each of those


@dataclass(frozen=True, kw_only=True)
class Looks:
    """Every look of one scheme version, ready to be asked for by cell.

    `drawn` is what was drawn of it so far, by where it leads: all of it is in a cell's key.
    """

    scheme: Scheme
    areas: Mapping[str, Choices] = field(default_factory=dict)
    ladders: Mapping[str, Choices] = field(default_factory=dict)
    known: dict[tuple[str, int], str] = field(default_factory=dict)
    drawn: dict[Addresses, Drawn] = field(default_factory=dict)

    @classmethod
    def of(cls, scheme: Scheme) -> "Looks":
        """All the looks of a scheme, which never changes; they are remembered in this process."""
        found = _OF.get(id(scheme))
        if found is None:
            _make_room(_OF, KEPT)
            found = _OF[id(scheme)] = cls(
                scheme=scheme,
                areas={area.key: _ratings(scale_of(scheme, area)) for area in scheme.areas},
                ladders={
                    ladder.key: {step.key: _step(ladder.key, step) for step in ladder.steps}
                    for ladder in scheme.attainment
                },
            )
        return found

    def leading(self, addresses: Addresses) -> "Leading":
        """These looks in cells that lead to those addresses."""
        drawn = self.drawn.get(addresses)
        if drawn is None:
            _make_room(self.drawn, KEPT)
            drawn = self.drawn[addresses] = {}
        _make_room(drawn, CELLS)
        return Leading(looks=self, addresses=addresses, drawn=drawn)

    def ladder(self, subject: str, year: int) -> str:
        """The key of the attainment scale that a subject uses for a year group; empty for none."""
        place = (subject, year)
        if place not in self.known:
            found = attainment_for(self.scheme, subject, year)
            self.known[place] = found.key if found else ""
        return self.known[place]

    def choices(self, what: str, key: str, year: int) -> Choices:
        """What a child of this year can be given here, in the scheme's own order (domain 2.42)."""
        if what == What.AREA:
            return self.areas.get(key, NONE)
        return self.ladders.get(self.ladder(key, year), NONE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Leading:
    """Looks, and where their cells lead; `drawn` are the cells that were drawn so far."""

    looks: Looks
    addresses: Addresses
    drawn: Drawn


# By where a scheme lies in memory, which no other can while its looks hold on to it.
_OF: dict[int, Looks] = {}


def _make_room(kept: dict[Any, Any], most: int) -> None:
    if len(kept) >= most:
        kept.clear()


def _ratings(scale: RatingScale) -> Choices:
    return {each.key: _rating(scale.key, each) for each in scale.ratings}


def _rating(scale: str, rating: Rating) -> Look:
    return Look(
        key=rating.key, name=rating.name, says=inside_a_sentence(rating.name), symbol=rating.symbol,
        short="" if rating.symbol else rating.name, letter=rating.letter, means=rating.means,
        css_class=class_of_rating(scale, rating.key),
    )  # fmt: skip


def _step(ladder: str, step: Step) -> Look:
    return Look(
        key=step.key, name=step.name, says=inside_a_sentence(step.name), symbol=step.symbol,
        short=step.short or step.name, letter=step.letter, means=step.means,
        css_class=class_of_step(ladder, step.key), group=step.group,
    )  # fmt: skip
