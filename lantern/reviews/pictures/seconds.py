"""Two adults' views of the same child's work, side by side, and how often they agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lantern.accounts.models import Viewer
from lantern.judgements.models import (
    Judgement,
    Piece,
    Sample,
    SecondOpinion,
    Settlement,
    Voice,
    What,
)
from lantern.judgements.models.seconds import PieceQuerySet
from lantern.judgements.rules import Agreement, agreement, apart
from lantern.profiles.drawing import Look, Looks
from lantern.profiles.drawing.looks import Choices
from lantern.profiles.pictures.names import clear_name
from lantern.profiles.rules import at_its_start
from lantern.roster.rules import in_a_list
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import find

PIECES = (
    "sample__period__year", "sample__version", "sample__school", "pupil", "school_class",
    "asked_of__user",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class View:
    """What one adult says of a child's work; `look` is None for one that is not on the scale."""

    value: str
    look: Look | None
    word: str
    by: str
    at: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One child of a sample: both views, how many steps apart, and what was settled.

    `first` is the view of the child's own adults that counted when the second was given; `steps`
    is None while there is nothing to compare.
    """

    piece: Piece
    first: View | None
    second: View | None
    settled: View | None
    steps: int | None
    choices: tuple[Look, ...]

    @property
    def apart(self) -> str:
        """How far apart the two are, in words."""
        if self.steps is None:
            return ""
        if self.steps == 0:
            return "the same"
        return "one step apart" if self.steps == 1 else f"{self.steps} steps apart"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A sample with each of its children, by class and register, and how often both agree."""

    sample: Sample
    name: str
    lines: tuple[Compared, ...]
    counts: Agreement
    waiting: int


def samples_of(by: Viewer) -> list[Comparison]:
    """Every sample of the school, the latest first; as many queries as for one."""
    samples = list(_samples(by))
    pieces = _compared(Piece.objects.visible_to(by).filter(sample__in=samples))
    return [
        _comparison(sample, [each for each in pieces if each.piece.sample_id == sample.pk])
        for sample in samples
    ]


def comparison_of(sample: Sample, *, by: Viewer) -> Comparison:
    """One sample, for those who see all of it."""
    pieces = Piece.objects.visible_to(by).filter(sample=sample)
    return _comparison(sample, _compared(pieces))


def compared(piece: Piece, *, by: Viewer) -> Compared:
    """One child of a sample."""
    return _compared(Piece.objects.visible_to(by).filter(pk=piece.pk))[0]


def asked_of(by: Viewer) -> list[Piece]:
    """Whose work this person is asked to judge and has not, by class and register."""
    pieces = Piece.objects.asked_of(by).waiting().select_related(*PIECES)
    return sorted(pieces, key=_place)


def talked_over_by(by: Viewer) -> list[Compared]:
    """What was given about their own children, or by them, while they see it."""
    rows = Piece.objects.visible_to(by)
    given = SecondOpinion.objects.filter(piece__in=rows).order_by("-given_at").values("piece")
    return [each for each in _compared(rows.filter(pk__in=given)) if each.second]


def name_of(sample: Sample) -> str:
    """The subject or area of a sample, as the school calls it."""
    return dict(names_of(sample.version.scheme)).get((sample.what, sample.key), sample.key)


def names_of(scheme: Scheme) -> list[tuple[tuple[str, str], str]]:
    """Every subject and area of a scheme, by what and key, as the school calls it."""
    subjects = [(What.SUBJECT, each.key, each.name) for each in scheme.subjects]
    areas = [(What.AREA, each.key, each.name) for each in scheme.areas]
    return [
        ((what.value, key), clear_name(what, name, scheme))
        for what, key, name in (*subjects, *areas)
    ]


def choices_of(piece: Piece) -> Choices:
    """What can be said of this child's work, in the scheme's own order."""
    sample = piece.sample
    year = piece.pupil.year_in(sample.period.year.starts_on)
    return Looks.of(sample.version.scheme).choices(sample.what, sample.key, year)


def means_of(piece: Piece) -> list[tuple[Look, str]]:
    """Each choice with the school's own words for it here."""
    area = None
    if piece.sample.what == What.AREA:
        area = find(piece.sample.version.scheme.areas, piece.sample.key)
    says: Mapping[str, str] = area.says if area else {}
    return [
        (look, words)
        for look in choices_of(piece).values()
        if (words := says.get(look.key, look.means))
    ]


def _samples(by: Viewer) -> Iterable[Sample]:
    rows = Sample.objects.visible_to(by).select_related("period__year", "version", "drawn_by")
    return rows.order_by("-drawn_at", "-pk")


def _comparison(sample: Sample, lines: Sequence[Compared]) -> Comparison:
    return Comparison(
        sample=sample,
        name=name_of(sample),
        lines=tuple(lines),
        counts=agreement(line.steps for line in lines if line.second),
        waiting=sum(line.second is None for line in lines),
    )


def _compared(pieces: PieceQuerySet) -> list[Compared]:
    """Each piece with its views, by class and register; four queries."""
    rows = list(pieces.select_related(*PIECES))
    opinions = SecondOpinion.objects.filter(piece__in=rows).select_related(
        "given_by", "first__recorded_by"
    )
    given = {opinion.piece_id: opinion for opinion in opinions}
    settled = {
        row.opinion.piece_id: row
        for row in Settlement.objects.filter(opinion__piece__in=rows).select_related(
            "opinion", "judgement__recorded_by", "settled_by"
        )
    }
    now = _standing(rows)
    return [
        _one(piece, given.get(piece.pk), settled.get(piece.pk), now.get(_cell(piece)))
        for piece in sorted(rows, key=_place)
    ]


def _place(piece: Piece) -> tuple[object, ...]:
    called = (piece.pupil.called_surname, piece.pupil.called_forename)
    return (*in_a_list(piece.school_class.name), *in_a_list(*called), piece.pk)


Cell = tuple[int, int, str, str]


def _cell(piece: Piece) -> Cell:
    return (piece.pupil_id, piece.sample.period_id, piece.sample.what, piece.sample.key)


def _standing(pieces: Sequence[Piece]) -> dict[Cell, Judgement]:
    """What the children's own adults say now: what was agreed wins."""
    rows = Judgement.objects.standing().filter(
        pupil__in={piece.pupil_id for piece in pieces},
        period__in={piece.sample.period_id for piece in pieces},
        key__in={piece.sample.key for piece in pieces},
        voice__in=[Voice.MENTOR, Voice.AGREED],
    )
    said = rows.exclude(value="").select_related("recorded_by")
    ordered = sorted(said, key=lambda row: row.voice == Voice.AGREED)
    return {(row.pupil_id, row.period_id, row.what, row.key): row for row in ordered}


def _one(
    piece: Piece,
    opinion: SecondOpinion | None,
    settlement: Settlement | None,
    now: Judgement | None,
) -> Compared:
    choices = choices_of(piece)
    not_rated = piece.sample.version.scheme.words.not_rated
    then = (opinion.first if opinion else None) or now
    first = _judged(then, choices, not_rated)
    second = None
    if opinion is not None:
        second = _view(
            opinion.value, choices, not_rated, opinion.given_by.name, opinion.given_at,
            opinion.reason,
        )  # fmt: skip
    both = first is not None and second is not None
    return Compared(
        piece=piece,
        first=first,
        second=second,
        settled=_judged(settlement.judgement, choices, not_rated) if settlement else None,
        steps=apart(first.value, second.value, list(choices))
        if both and first and second
        else None,
        choices=tuple(choices.values()),
    )


def _judged(row: Judgement | None, choices: Choices, not_rated: str) -> View | None:
    if row is None:
        return None
    return _view(
        row.value, choices, not_rated, row.recorded_by.name, row.recorded_at, row.reason
    )  # fmt: skip


def _view(value: str, choices: Choices, not_rated: str, by: str, at: datetime, why: str) -> View:
    look = choices.get(value)
    word = look.name if look else at_its_start(not_rated)
    return View(value=value, look=look, word=word, by=by, at=at, why=why)


def opinion_of(piece: Piece) -> SecondOpinion | None:
    """What was given of a piece; None while nobody has."""
    given = SecondOpinion.objects.filter(piece=piece).select_related("given_by")
    return given.select_related("piece__sample__version", "given_by").first()
