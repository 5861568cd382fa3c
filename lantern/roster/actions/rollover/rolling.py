"""A rollover done: everything that was shown, in one transaction, or nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any  # the rows of a table, as JSON keeps them

from django.db import IntegrityError, transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note, note_each
from lantern.roster.actions.classes import open_class
from lantern.roster.actions.following import following
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import (
    ClassStaff,
    Enrolment,
    Group,
    GroupPlace,
    GroupStaff,
    Mentoring,
    Pupil,
    Rollover,
    SchoolClass,
)
from lantern.roster.pictures.rollover import planned
from lantern.roster.rules.rollover import Ending, Keeps, Leaves, Moves, Rolled
from lantern.schools.models import AcademicYear, School

BATCH = 200
DATED: dict[str, type[Any]] = {
    "enrolment": Enrolment, "staff": ClassStaff, "mentoring": Mentoring, "group": GroupPlace,
    "leading": GroupStaff, "groups": Group,
}  # fmt: skip
Rows = list[list[Any]]
MEANWHILE = "The school changed since this was shown. Please look at it again."


class RolloverMoved(RosterTrouble):
    """The school, or what is wished, changed since the preview: it must be looked at again."""


@transaction.atomic
def roll_over(*, year: AcademicYear, digest: str, by: Viewer) -> Rollover:
    """Do what was shown: classes, adults, mentors and groups change on the year's first day.

    What was done already, by the same preview, is not done again: that one is given. Raises
    RolloverMoved if something else would happen now, RosterTrouble while of a child nobody has
    said where they go; then nothing is done.
    """
    School.objects.select_for_update().get(pk=by.school.pk)  # pressed twice, the second waits
    done = Rollover.objects.standing().filter(year=year, digest=digest).first()
    if done is not None:
        return done
    hold_places(by.school)
    _, _, rolled = planned(year, by.today)
    if rolled.digest != digest:
        raise RolloverMoved(MEANWHILE)
    if not rolled.can_be_done:
        raise RosterTrouble("Say first where every child goes.")
    with following(
        {each.pk for each in _children(rolled)}, why=f"The school moved up into {year.name}", by=by
    ):
        return _do(year, rolled, by)


def hold_places(school: School) -> None:
    """Nobody changes a place of the school's until this is done."""
    rows = Enrolment.objects.select_for_update().filter(pupil__school=school).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _do(year: AcademicYear, rolled: Rolled, by: Viewer) -> Rollover:
    ended = _end(rolled)
    opened = [open_class(year=year, name=name, by=by) for name in rolled.opens]
    classes = {one.name: one for one in SchoolClass.objects.filter(year=year)}
    rollover = Rollover.objects.create(
        school=by.school, year=year, digest=rolled.digest, counts=_counts(rolled),
        made={
            "class": [[one.pk, one.name] for one in opened],
            **_make(rolled, classes),
            "kept": [each.place for each in rolled.keeps],
        },
        ended=ended, done_at=by.moment(), done_by=by.member.user,
    )  # fmt: skip
    _note(rollover, rolled, by)
    return rollover


def _make(rolled: Rolled, classes: dict[str, SchoolClass]) -> dict[str, Rows]:
    """The new places of children and adults. Raises RolloverMoved where one was made meanwhile."""
    try:
        with transaction.atomic():
            return {"enrolment": _place(rolled, classes), "staff": _staff(rolled, classes)}
    except IntegrityError as clash:
        raise RolloverMoved(MEANWHILE) from clash


def _counts(rolled: Rolled) -> dict[str, int]:
    """What the page tells of it afterwards."""
    return {
        "up": sum(bool(each.was) for each in rolled.moves),
        "new": sum(not each.was for each in rolled.moves),
        "left": len(rolled.leaves),
        "kept": len(rolled.keeps),
        "classes": len(rolled.opens),
        "adults": len(rolled.joins),
        "mentors": len(rolled.ends_mentoring),
        "groups": len(rolled.ends_groups),
    }


def _children(rolled: Rolled) -> list[Moves | Leaves | Keeps]:
    return [*rolled.moves, *rolled.leaves, *rolled.keeps]


def _end(rolled: Rolled) -> dict[str, Rows]:
    """Put the last days in; what each was and became, for an undo."""
    endings: dict[str, list[Ending]] = {
        "enrolment": [each.ending for each in _children(rolled) if each.ending],
        "staff": list(rolled.ends_work),
        "mentoring": [each.ending for each in rolled.ends_mentoring],
        "group": [ending for each in rolled.ends_groups for ending in each.endings],
        "leading": [ending for each in rolled.ends_groups for ending in each.leading],
        "groups": [each.itself for each in rolled.ends_groups if each.itself],
    }
    for table, some in endings.items():
        last_days(table, {ending.pk: ending.becomes for ending in some})
    return {
        table: [[e.pk, e.whose, e.was and e.was.isoformat(), e.becomes.isoformat()] for e in some]
        for table, some in endings.items()
    }


def last_days(table: str, days: dict[int, date | None] | dict[int, date]) -> None:
    """Give these rows of a dated table these last days."""
    kind = DATED[table]
    rows = [kind(pk=pk, ends_on=day) for pk, day in days.items()]
    kind.objects.bulk_update(rows, ["ends_on"], batch_size=BATCH)


def _place(rolled: Rolled, classes: dict[str, SchoolClass]) -> Rows:
    made = Enrolment.objects.bulk_create(
        Enrolment(
            pupil_id=each.pk, school_class=classes[each.to], starts_on=each.starts_on,
            ends_on=each.ends_on,
        )
        for each in rolled.moves
    )  # fmt: skip
    return [enrolment_row(row) for row in made]


def _staff(rolled: Rolled, classes: dict[str, SchoolClass]) -> Rows:
    made = ClassStaff.objects.bulk_create(
        ClassStaff(
            member_id=each.pk, school_class=classes[each.class_name], lead=each.lead,
            starts_on=each.starts_on, weekdays=each.weekdays, mentors=each.mentors,
        )
        for each in rolled.joins
    )  # fmt: skip
    return [staff_row(row) for row in made]


def enrolment_row(row: Enrolment) -> list[Any]:
    """A place as an undo compares it: its number, whose it is, where, from and to."""
    return [row.pk, row.pupil_id, row.school_class_id, *_days(row)]


def staff_row(row: ClassStaff) -> list[Any]:
    """The same of an adult's place, and whether as class teacher, on which days, as the mentor."""
    told = (row.lead, row.weekdays, row.mentors)
    return [row.pk, row.member_id, row.school_class_id, *_days(row), *told]


def _days(row: Enrolment | ClassStaff) -> list[str | None]:
    return [row.starts_on.isoformat(), row.ends_on.isoformat() if row.ends_on else None]


def _note(rollover: Rollover, rolled: Rolled, by: Viewer) -> None:
    year = rollover.year.name
    _note_each("moved up", [each.pk for each in rolled.moves], by, year)
    _note_each("leaves with the year", [each.pk for each in rolled.leaves], by, year)
    note("rolled over", about=rollover, by=by, year=year, **rollover.counts)


def _note_each(did: str, pupils: Sequence[int], by: Viewer, year: str) -> None:
    rows = Pupil.objects.filter(school=by.school).only("ref").in_bulk(pupils)
    note_each(did, about=[rows[pk] for pk in pupils], by=by, year=year)
