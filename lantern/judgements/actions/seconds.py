"""Drawing a sample, giving a second opinion of it, and what came of comparing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from secrets import SystemRandom

from django.db import IntegrityError, transaction

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Can, Role, may
from lantern.audit.actions import note
from lantern.judgements.actions.judging import NotOnTheScale, sayable
from lantern.judgements.models import (
    Cell,
    Judgement,
    Piece,
    Sample,
    SecondOpinion,
    Settlement,
    Voice,
    What,
)
from lantern.roster.models import Pupil, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period


class NotTheirOpinion(PermissionError):
    """This person draws no samples, or is not asked for that opinion, or not any more."""


class AlreadyGiven(RuntimeError):
    """A second opinion is given once: who has seen both cannot judge without knowing."""


class NothingToDraw(ValueError):
    """A class has no child who can be drawn: its name is the message."""


@dataclass(frozen=True, kw_only=True)
class Draw:
    """One class to draw from: the children who can be, and the adult who is asked."""

    school_class: SchoolClass
    pupils: Sequence[int]
    asked_of: Member


@transaction.atomic
def draw_sample(
    *, cell: tuple[Period, SchemeVersion, What, str], draws: Sequence[Draw], many: int,
    until: date, by: Viewer,
) -> Sample:  # fmt: skip
    """So many children of each class by chance, or all of a class that has fewer.

    Raises NotTheirOpinion, NothingToDraw, and ValueError for an adult who may not judge or a last
    day that is over.
    """
    if not by.may(Can.MODERATE):
        raise NotTheirOpinion
    if until < by.today or not all(_may_judge(draw.asked_of, by) for draw in draws):
        raise ValueError("Whoever is asked must be able to judge, and have a day for it.")
    period, version, what, key = cell
    sample = Sample.objects.create(
        school=by.school, period=period, version=version, what=what, key=key, until=until,
        drawn_at=by.now, drawn_by=by.member.user,
    )  # fmt: skip
    pieces = [piece for draw in draws for piece in _drawn(sample, draw, many, by)]
    note("sample drawn", about=sample, by=by, key=key, period=period.name, children=len(pieces))
    return sample


def _may_judge(member: Member, by: Viewer) -> bool:
    there = member.school_id == by.school.pk and member.is_here(by.today)
    return there and may(Role(member.role), Can.JUDGE, by.school.taken)


def _drawn(sample: Sample, draw: Draw, many: int, by: Viewer) -> list[Piece]:
    """The children of one class; that someone may now see each is noted of each."""
    seen = Pupil.objects.visible_to(by).filter(pk__in=draw.pupils)
    pupils = list(seen.order_by("pk"))
    if not pupils:
        raise NothingToDraw(draw.school_class.name)
    pieces = [
        Piece(
            sample=sample, pupil=pupil, school_class=draw.school_class, asked_of=draw.asked_of
        )
        for pupil in SystemRandom().sample(pupils, min(many, len(pupils)))
    ]  # fmt: skip
    for piece in pieces:
        piece.save(force_insert=True)
        who, last = draw.asked_of.user.name, str(sample.until)
        note("second opinion asked for", about=piece.pupil, by=by, of=who, until=last)
    return pieces


@transaction.atomic
def end_sample(*, sample: Sample, by: Viewer) -> bool:
    """Nobody who was asked sees its children any more. Whether it had not been ended already.

    Raises NotTheirOpinion.
    """
    if not by.may(Can.MODERATE):
        raise NotTheirOpinion
    rows = Sample.objects.filter(pk=sample.pk, ended_at=None)
    ended = bool(rows.update(ended_at=by.now, ended_by=by.member.user))
    if ended:
        note("sample ended", about=sample, by=by)
    return ended


@transaction.atomic
def give(*, piece: Piece, value: str, reason: str, by: Viewer) -> SecondOpinion:
    """The second opinion, once and for good; what the child's own adults said stays as it is.

    Raises NotTheirOpinion, NotOnTheScale, AlreadyGiven, and ValueError without a reason.
    """
    asked = Piece.objects.asked_of(by).filter(pk=piece.pk)
    if not asked.exists():
        raise NotTheirOpinion
    if not value or value not in sayable(cell_of(piece, Voice.MENTOR)):
        raise NotOnTheScale(value)
    if not reason.strip():
        raise ValueError("Say why.")
    opinion = SecondOpinion(
        piece=piece, first=first_of(piece), value=value, reason=reason.strip(), given_at=by.now,
        given_by=by.member.user,
    )  # fmt: skip
    try:
        with transaction.atomic():
            opinion.save(force_insert=True)
    except IntegrityError as clash:
        raise AlreadyGiven from clash
    note("second opinion given", about=piece.pupil, by=by, key=piece.sample.key)
    return opinion


def cell_of(piece: Piece, voice: Voice) -> Cell:
    """The child's cell that a piece is about."""
    sample = piece.sample
    return Cell(
        pupil=piece.pupil, period=sample.period, version=sample.version, what=What(sample.what),
        key=sample.key, voice=voice,
    )  # fmt: skip


def first_of(piece: Piece) -> Judgement | None:
    """The view of the child's own adults that counts now: what was agreed, else the mentor's."""
    for voice in (Voice.AGREED, Voice.MENTOR):
        found = Judgement.objects.of(cell_of(piece, voice)).exclude(value="").first()
        if found is not None:
            return found
    return None


@transaction.atomic
def settle(*, opinion: SecondOpinion, judgement: Judgement, by: Viewer) -> Settlement:
    """Which judgement stands after both were compared; the latest word counts.

    It is for whoever has just judged by the ordinary way, which says whether they may.
    """
    row, _ = Settlement.objects.update_or_create(
        opinion=opinion,
        defaults={"judgement": judgement, "settled_at": by.now, "settled_by": by.member.user},
    )
    note("second opinion settled", about=opinion.piece.pupil, by=by, value=judgement.value)
    return row
