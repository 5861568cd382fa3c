"""The grid for the keyboard: what scripts need to know stands beside what is seen."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from lantern.judgements.models import Judgement, Voice, What
from lantern.profiles.drawing import Column, Face, Look, Looks, columns_of, place_of
from lantern.profiles.drawing.cells import classes, escape, inside
from lantern.profiles.drawing.faces import (
    DIFFERS,
    NOBODY_YET,
    WANTED,
    letters_of_not_rated,
    small_of,
    too_early,
)
from lantern.profiles.drawing.grid import (
    GAP,
    both_names,
    column_groups,
    group_heads,
    pictures_of,
    year_of,
)
from lantern.profiles.pictures import Profile
from lantern.reviews.pictures import Judged, Rights
from lantern.reviews.pictures.sheets import Box, boxes_of, voices_of
from lantern.reviews.rules import Choice, letters_of
from lantern.roster.rules import years_beside


class _Child(NamedTuple):
    profile: Profile
    boxes: Mapping[tuple[What, str], Box]
    rights: Rights
    voice: Voice
    early: frozenset[str]  # the columns whose facts are too few as yet
    waits: frozenset[str]  # those of them that nobody need judge
    voices: Mapping[Voice, str]

    def is_mine(self, column: Column) -> bool:
        """Whether the viewer may judge a cell."""
        return self.rights.may_judge(self.profile.pk, column.what, column.key, self.voice)


def judging_grid(review: Judged, voice: Voice, columns_at: str) -> SafeString:
    """A row a child, a column each subject and area, with what this voice said or is offered.

    `columns_at` is the address of a column's own page, with `{what}`, `{key}` and `{tail}` to be
    filled in; the tail is what lies beneath the page. Empty for a grid that is only to be read.
    """
    looks = Looks.of(review.version.scheme)
    groups = columns_of(review.profiles, review.version.scheme)
    children = [
        _Child(
            profile,
            boxes_of(profile, voice),
            review.rights,
            voice,
            _early(profile, voice, looks),
            _waits(profile),
            voices_of(review),
        )
        for profile in review.profiles
    ]
    heads = "".join(
        GAP + "".join(_head(column, _offered(column, children), columns_at) for column in group)
        for group in groups
    )
    years = years_beside(profile.year for profile in review.profiles)
    rows = "".join(_row(child, groups, looks, years) for child in children)
    return mark_safe(  # noqa: S308  (every value is escaped)
        f'<table class="grid" id="sheet">{column_groups(groups)}'
        f"<thead>{group_heads(groups, looks.scheme.words)}"
        f'<tr><th scope="col">Child</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _early(profile: Profile, voice: Voice, looks: Looks) -> frozenset[str]:
    """A child's own view knows of no facts, so nothing is too early for it."""
    words, pictures = looks.scheme.words, pictures_of(profile)
    found = (place for place, each in pictures.items() if too_early(each, words))
    return frozenset() if voice == Voice.CHILD else frozenset(found)


def _waits(profile: Profile) -> frozenset[str]:
    areas = (area for area in profile.areas if area.suggestion and area.suggestion.early)
    return frozenset(place_of(What.AREA.value, area.key) for area in areas)


def _offered(column: Column, children: Sequence[_Child]) -> int:
    here = (each for each in children if each.is_mine(column))
    found = (each.boxes.get((column.what, column.key)) for each in here)
    return sum(box is not None and box.is_offered for box in found)


def _head(column: Column, offered: int, columns_at: str) -> str:
    address = columns_at.format(what=column.what.value, key=column.key, tail="")
    accepts = columns_at.format(what=column.what.value, key=column.key, tail="judgements/")
    names = both_names(column)
    link = f'<a href="{escape(address)}">{names}</a>' if address else names
    accept = (
        f'<button class="accept" name="accept" value="all" formaction="{escape(accepts)}"'
        f' aria-label="Accept {offered} suggested for {escape(column.clear)}">'
        f'<span aria-hidden="true">✓</span> {offered}</button>'
    )
    return (
        f'<th scope="col" data-k="{escape(column.place)}" data-name="{escape(column.clear)}">'
        f"{link}{accept if offered else ''}</th>"
    )


def _row(
    child: _Child, groups: Sequence[Sequence[Column]], looks: Looks, years: Mapping[int, str]
) -> str:
    cells = "".join(
        GAP + "".join(_cell(child, column, looks) for column in group) for group in groups
    )
    return (
        f'<tr data-pupil="{child.profile.pupil}" data-name="{escape(child.profile.name)}">'
        f'<th scope="row" title="{escape(child.profile.name)}">{escape(child.profile.name)}'
        f"{year_of(child.profile, years)}</th>{cells}</tr>"
    )


def _cell(child: _Child, column: Column, looks: Looks) -> str:
    box = child.boxes.get((column.what, column.key))
    if box is None:
        return '<td class="blank"></td>'
    year = child.profile.year
    early = looks.scheme.words.too_early if column.place in child.early else ""
    waits = column.place in child.waits
    shown = _face(box, looks, year, early, child.voices)
    notes = {
        "k": column.place, "c": _choices_id(box.what, box.key, year, looks), "v": box.value,
        "r": box.reason, "f": box.facts, "o": box.offer, "w": box.offer_reason, "n": box.figure,
        "e": early, "t": early if waits else "",
        "d": box.apart[0] if box.apart else "", "h": box.apart[1] if box.apart else "",
    }  # fmt: skip
    data = "".join(f' data-{sign}="{escape(note)}"' for sign, note in notes.items() if note)
    mine = child.is_mine(column)
    shut = "" if mine else ' aria-readonly="true"'
    taught = child.rights.in_set(child.profile.pk, column.what, column.key)
    where = f", judged in {taught.said}" if taught and not mine else ""
    label = f"{escape(column.clear)}: {escape(shown.says + where)}"
    return (
        f'<td class="{classes(shown)}{"" if mine else " shut"}" tabindex="-1"{data}{shut}'
        f' aria-label="{label}">{inside(shown)}</td>'
    )


def _face(box: Box, looks: Looks, year: int, early: str, voices: Mapping[Voice, str]) -> Face:
    """What one voice's box shows; the script that judges draws a changed one alike."""
    choices = looks.choices(box.what, box.key, year)
    look = choices.get(box.value or box.offer)
    if look is not None:
        return _faced(box, look, choices.get(box.facts))
    if box.apart and not box.value:
        return _both(box.apart, choices, not_rated(looks), voices)
    if box.value != Judgement.NOT_RATED:
        return Face(symbol="…" if early else "–", says=early or NOBODY_YET, state="unjudged")
    return _faced(box, not_rated(looks), choices.get(box.facts))


def _both(
    apart: tuple[str, str], choices: Mapping[str, Look], unrated: Look, voices: Mapping[Voice, str]
) -> Face:
    """The two views that are to be agreed, side by side."""
    looks = [choices.get(key, unrated) for key in apart]
    names = (voices[Voice.MENTOR], voices[Voice.CHILD])
    views = [f"{name}: {look.says}" for name, look in zip(names, looks, strict=True)]
    return Face(
        small=" / ".join(look.symbol or look.short for look in looks),
        says=", ".join([NOBODY_YET, *views]), state="unjudged",
    )  # fmt: skip


def _faced(box: Box, look: Look, facts: Look | None) -> Face:
    state = "" if box.value else "suggested"
    differs = box.differs(box.value)
    says = [
        look.says, box.figure, state, f"the facts say {facts.says}" if differs and facts else "",
        "say why" if box.wants_reason else "",
    ]  # fmt: skip
    return Face(
        symbol=look.symbol,
        small=small_of(look, box.figure),
        mark=WANTED if box.wants_reason else DIFFERS if differs else "",
        css_class=look.css_class,
        state=state,
        says=", ".join(word for word in says if word),
    )


def not_rated(looks: Looks) -> Look:
    """Not rated on purpose, looking like any other choice (domain 2.5)."""
    words = looks.scheme.words.not_rated
    return Look(
        key=Judgement.NOT_RATED, name=words, says=words, symbol="",
        short=letters_of_not_rated(looks.scheme.words), letter=Judgement.NOT_RATED, means="",
        css_class="",
    )  # fmt: skip


def _choices_id(what: What, key: str, year: int, looks: Looks) -> str:
    """Which list of choices a cell has: an area's own, or the scale of a subject and year."""
    return place_of(what.value, key if what == What.AREA else looks.ladder(key, year))


def choices_for_scripts(review: Judged) -> dict[str, list[dict[str, str]]]:
    """Each list of choices, by the word that its cells carry, each choice with its one letter."""
    looks = Looks.of(review.version.scheme)
    lists = {
        _choices_id(column.what, column.key, profile.year, looks): looks.choices(
            column.what, column.key, profile.year
        )
        for profile in review.profiles
        for group in columns_of([profile], review.version.scheme)
        for column in group
    }
    last = not_rated(looks)
    return {name: _listed([*choices.values()], last) for name, choices in lists.items()}


def key_of_not_rated(lists: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    """The letter that begins "not rated", if it means nothing else in any of the lists."""
    every = [each for some in lists.values() for each in some]
    names = {each["name"].casefold() for each in every if each["key"] == Judgement.NOT_RATED}
    signs = {each["letter"].casefold() for each in every}
    begun = {each["name"].casefold()[0] for each in every if each["key"] != Judgement.NOT_RATED}
    return "".join({name[0] for name in names} - signs - begun)


def _listed(looks: Sequence[Look], last: Look) -> list[dict[str, str]]:
    letters = letters_of(typed_choices(looks))
    return [
        {
            "key": look.key, "name": look.name, "says": look.says,
            "symbol": look.symbol, "short": look.short, "css": look.css_class,
            "letter": letters.get(look.key, look.letter),
        }
        for look in [*looks, last]
    ]  # fmt: skip


def typed_choices(looks: Sequence[Look]) -> list[Choice]:
    """The looks as they can be typed."""
    return [
        Choice(key=look.key, name=look.name, short=look.short, letter=look.letter) for look in looks
    ]
