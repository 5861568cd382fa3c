"""Judging within an open review: one cell at a time, or many in one go."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.audit.actions import note
from lantern.judgements import actions as judging
from lantern.judgements.actions import (
    JudgedMeanwhile,
    NotOnTheScale,
    sayable,
    says_so_already,
)
from lantern.judgements.models import Cell, Judgement
from lantern.reviews.actions.trouble import NotTheirs, ReviewClosed, hold
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures.rights import Rights, overrules
from lantern.roster.models import Pupil, PupilQuerySet, SchoolClass
from lantern.roster.pictures import sets_of, works_in
from lantern.roster.pictures.placed import by_child, last_by, rows_of
from lantern.schools.models import Period

MANY = 400  # rows a statement, well under SQLite's limit of bound values


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What one voice says in one cell; an empty value takes back.

    `seen` is the value that whoever judges had before them; None if they did not look.
    """

    cell: Cell
    value: str
    reason: str = ""
    seen: str | None = None


@transaction.atomic
def judge(
    *, cell: Cell, school_class: SchoolClass, value: str, reason: str = "",
    seen: str | None = None, by: Viewer,
) -> Judgement:  # fmt: skip
    """One voice's judgement while the review is open.

    Raises NotTheirs, ReviewClosed, JudgedMeanwhile if something else than `seen` stands there,
    and what `judgements.actions.judge` raises.
    """
    _open_to(by, school_class, cell.period, [cell])
    mark = Mark(cell=cell, value=value, reason=reason, seen=seen)
    if _moved_on(mark, Judgement.objects.of(cell).first()):
        raise JudgedMeanwhile
    return judging.judge(cell=cell, value=value, reason=reason, by=by)


@transaction.atomic
def judge_many(
    *, marks: Sequence[Mark], school_class: SchoolClass, period: Period, by: Viewer
) -> list[Judgement]:
    """Many judgements of one class in one period: all of them, or none.

    What stands already is left as it is; the rows that were added are returned, and one audit note
    says how many. Raises what `judge` raises, and ValueError for a cell that is named twice.
    """
    if not marks:
        return []
    _once(marks)
    _open_to(by, school_class, period, [mark.cell for mark in marks])
    _on_their_scales(marks)
    standing = _standing(marks, period)
    if any(_moved_on(mark, standing.get(_place(mark.cell))) for mark in marks):
        raise JudgedMeanwhile
    rows = [
        _row(mark, standing.get(_place(mark.cell)), by)
        for mark in marks
        if not _says_so_already(mark, standing.get(_place(mark.cell)))
    ]
    _write(rows)
    if rows:
        note("judged many", about=school_class, by=by, count=len(rows), period=period.name)
    return rows


Place = tuple[int, str, str, str]  # pupil, what, key, voice


def _place(cell: Cell) -> Place:
    return (cell.pupil.pk, str(cell.what), cell.key, str(cell.voice))


def _value(row: Judgement | None) -> str:
    return row.value if row else ""


def _once(marks: Sequence[Mark]) -> None:
    if len({_place(mark.cell) for mark in marks}) < len(marks):
        raise ValueError("A cell is judged once at a time.")


def _open_to(by: Viewer, school_class: SchoolClass, period: Period, cells: Sequence[Cell]) -> None:
    """Raise NotTheirs unless all are this person's to judge, in this class; or ReviewClosed."""
    wanted = {cell.pupil.pk for cell in cells}
    rights = _rights(wanted, school_class, period, by)
    not_theirs = [
        cell
        for cell in cells
        if not rights.may_judge(cell.pupil.pk, cell.what, cell.key, cell.voice)
    ]
    if not_theirs or not _in_the_class(wanted, school_class, period, by):
        raise NotTheirs(*_sets_of(not_theirs, rights))
    hold(school_class)
    standing = Closure.objects.filter(period=period, stands=True)
    kept = Shown.objects.filter(pupil__in=wanted, closure__in=standing)
    if standing.filter(school_class=school_class).exists() or kept.exists():
        raise ReviewClosed


def _sets_of(cells: Sequence[Cell], rights: Rights) -> list[str]:
    """In which sets others judge these."""
    found = (rights.in_set(cell.pupil.pk, cell.what, cell.key) for cell in cells)
    return sorted({taught.said for taught in found if taught})


def _rights(
    pupils: Collection[int], school_class: SchoolClass, period: Period, by: Viewer
) -> Rights:
    mine = _theirs(school_class, by).filter(pk__in=pupils).values_list("pk", flat=True)
    sets = sets_of(list(pupils), on=min(by.today, period.ends_on), by=by)
    return Rights(mine=frozenset(mine), sets=sets, overrules=overrules(by))


def _theirs(school_class: SchoolClass, by: Viewer) -> PupilQuerySet:
    """Whom this person may judge in a class: the adults who work in it also those who left it."""
    if by.may(Can.JUDGE) and works_in(school_class, by):
        return Pupil.objects.visible_to(by)
    return Pupil.objects.judged_by(by)


def _in_the_class(
    pupils: Collection[int], school_class: SchoolClass, period: Period, by: Viewer
) -> bool:
    """Whether each child's class in the period is this one, the last they had in it so far, and
    their year group has the period in its calendar.
    """
    day = min(by.today, period.ends_on)
    placed = by_child(rows_of(Pupil.objects.filter(pk__in=pupils)))
    last = [last_by(placed.get(pupil, []), day) for pupil in pupils]
    return all(
        place is not None
        and place.school_class == school_class.pk
        and (place.ends_on or day) >= period.starts_on
        and (not period.years or period.concerns(place.year_in(period.year.starts_on)))
        for place in last
    )


def _on_their_scales(marks: Iterable[Mark]) -> None:
    """Raise NotOnTheScale for the first that is not, asking once for each kind of cell."""
    known: dict[tuple[int, str, str, str, int], set[str]] = {}
    for mark in marks:
        cell = mark.cell
        year = cell.pupil.year_in(cell.period.year.starts_on)
        kind = (cell.version.pk, str(cell.what), cell.key, str(cell.voice), year)
        if kind not in known:
            known[kind] = sayable(cell)
        if mark.value not in known[kind]:
            raise NotOnTheScale(mark.value)


def _standing(marks: Sequence[Mark], period: Period) -> Mapping[Place, Judgement]:
    rows = Judgement.objects.standing().filter(
        period=period,
        pupil__in={mark.cell.pupil.pk for mark in marks},
        key__in={mark.cell.key for mark in marks},
        voice__in={mark.cell.voice for mark in marks},
    )
    return {(row.pupil_id, row.what, row.key, row.voice): row for row in rows}


def _moved_on(mark: Mark, now: Judgement | None) -> bool:
    """Something else stands than was seen; what was sent before, its answer lost, is no clash."""
    return mark.seen not in (None, _value(now)) and not _says_so_already(mark, now)


def _says_so_already(mark: Mark, before: Judgement | None) -> bool:
    if before is None:
        return not mark.value
    return says_so_already(before, mark.value, mark.reason)


def _row(mark: Mark, before: Judgement | None, by: Viewer) -> Judgement:
    return Judgement(
        **mark.cell.columns(), value=mark.value, reason=mark.reason, supersedes=before,
        recorded_at=by.now, recorded_by=by.member.user,
    )  # fmt: skip


def _write(rows: Sequence[Judgement]) -> None:
    superseded = [row.supersedes_id for row in rows if row.supersedes_id]
    for first in range(0, len(superseded), MANY):
        some = superseded[first : first + MANY]
        if Judgement.objects.filter(pk__in=some).step_down() < len(some):
            raise JudgedMeanwhile
    try:
        with transaction.atomic():
            Judgement.objects.bulk_create(rows, batch_size=MANY // 10)
    except IntegrityError as clash:
        raise JudgedMeanwhile from clash
