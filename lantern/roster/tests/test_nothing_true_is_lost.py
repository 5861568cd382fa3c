"""A date typed wrongly takes nothing away that was so on a day that is over.

One table of everything that ends something of the roll; a new one of that kind belongs in it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any  # the rows of several tables

import pytest
from django.db import transaction

from lantern.accounts.actions import StaffTrouble
from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Role
from lantern.roster import actions
from lantern.roster.actions import (
    RosterTrouble,
    apply_roster,
    end_group,
    end_leading,
    end_staffing,
    enrol,
    lead_group,
    leave,
    open_group,
    put_in_group,
    set_class_teachers,
    set_groups,
    set_mentor,
    staff_class,
    staff_leaves,
    take_out_of_group,
)
from lantern.roster.models import (
    ClassStaff,
    Enrolment,
    Group,
    GroupPlace,
    GroupStaff,
    Mentoring,
)
from lantern.roster.pictures import plan_of, table_of
from lantern.roster.rules import guess_mapping
from tests.cast import SEPTEMBER, TODAY, Cast, a_job, a_member, a_mentoring, works_in

pytestmark = pytest.mark.django_db
ONE_DAY = timedelta(days=1)
ACTIONS = Path(actions.__file__).parent
KEPT: list[Any] = [ClassStaff, Enrolment, GroupPlace, GroupStaff, Mentoring]


def going(cast: Cast) -> Member:
    return Member.objects.get(user__name="Miss Going")


@pytest.fixture
def kept(cast: Cast) -> Cast:
    """Miss Going teaches, leads and mentors since September, as she has been here for years."""
    member = a_member(cast.school, Role.TEACHER, "Miss Going")
    Member.objects.filter(pk=member.pk).update(starts_on=date(2019, 9, 1))
    works_in(cast.kestrels, member, lead=True)
    a_mentoring(cast.settled, member)
    by = cast.viewer("office")
    choir = open_group(
        school=cast.school, name="Choir", kind=Group.Kind.CLUB, starts_on=SEPTEMBER, by=by
    )
    Group.objects.filter(pk=choir.pk).update(starts_on=None)  # as a file makes one
    put_in_group(group=choir, pupils=[cast.settled, cast.wren], starts_on=SEPTEMBER, by=by)
    lead_group(group=choir, member=member, starts_on=SEPTEMBER, by=by)
    for place in Enrolment.objects.filter(pupil=cast.settled):  # a class of the year before
        Enrolment.objects.create(
            pupil=cast.settled, school_class=place.school_class, starts_on=date(2025, 9, 3),
            ends_on=date(2026, 7, 21),
        )  # fmt: skip
    return cast


def choir() -> Group:
    return Group.objects.get(name="Choir")


def from_a_file(cast: Cast, left_on: date) -> None:
    line = f"Maya,Brook,14/2/2018,Kestrels,{left_on}"
    table = table_of(f"Forename,Surname,DOB,Class,Date left\n{line}\n".encode(), "list.csv")
    plan = plan_of(table, guess_mapping(table.header), year=cast.year, on=TODAY)
    apply_roster(school=cast.school, plan=plan, on=TODAY, by=a_job(cast.school))
    if plan.refused:
        raise RosterTrouble(plan.refused[0].reasons[0])


def a_file_of(cast: Cast, on: date) -> None:
    text = b"Forename,Surname,DOB,Class,Pupil Premium\nMaya,Brook,14/2/2018,Wrens,N\n"
    table = table_of(text, "list.csv")
    plan = plan_of(table, guess_mapping(table.header), year=cast.year, on=on)
    apply_roster(school=cast.school, plan=plan, on=on, by=a_job(cast.school))


# Each with the day typed as somebody's last.
LAST_DAYS: dict[str, Callable[[Cast, date, Viewer], object]] = {
    "works in a class no longer": lambda c, day, by: end_staffing(
        place=ClassStaff.objects.get(member=going(c)), last_day=day, by=by
    ),
    "leaves the staff": lambda c, day, by: staff_leaves(
        member=going(c), last_day=day, by=c.viewer("leader")
    ),
    "leaves a group": lambda c, day, by: take_out_of_group(
        place=GroupPlace.objects.get(group=choir(), pupil=c.wren), last_day=day, by=by
    ),
    "leads a group no longer": lambda c, day, by: end_leading(
        staff=GroupStaff.objects.get(group=choir()), last_day=day, by=by
    ),
    "a group ends": lambda c, day, by: end_group(group=choir(), last_day=day, by=by),
    "a child leaves": lambda c, day, by: leave(pupil=c.settled, last_day=day, by=by),
    "a child leaves, by a file": lambda c, day, by: from_a_file(c, day),
}
# Each with the day typed from which something else is so.
FIRST_DAYS: dict[str, Callable[[Cast, date, Viewer], object]] = {
    "nobody teaches a class": lambda c, day, by: set_class_teachers(
        wanted={c.kestrels: []}, starts_on=day, by=by
    ),
    "another teaches a class": lambda c, day, by: set_class_teachers(
        wanted={c.kestrels: [c.leader]}, starts_on=day, by=by
    ),
    "something else in a class": lambda c, day, by: staff_class(
        school_class=c.kestrels, member=going(c), lead=False, starts_on=day, by=by
    ),
    "no group": lambda c, day, by: set_groups(pupil=c.settled, groups=[], on=day, by=by),
    "no mentor": lambda c, day, by: set_mentor(
        pupil=c.settled, mentor=None, starts_on=day, by=by
    ),
    "another mentor": lambda c, day, by: set_mentor(
        pupil=c.settled, mentor=c.teacher, starts_on=day, by=by
    ),
}  # fmt: skip
# A class, or a file's first day: on the very day that a class began it is put right instead.
PUT_RIGHT: dict[str, Callable[[Cast, date, Viewer], object]] = {
    "another class": lambda c, day, by: enrol(
        pupil=c.wren, school_class=c.kestrels, starts_on=day, by=by
    ),
    "a file from a day": lambda c, day, by: a_file_of(c, day),
}
DAYS = [
    date(2020, 1, 1), date(2025, 11, 26), SEPTEMBER - ONE_DAY, TODAY - ONE_DAY, TODAY,
    date(2027, 1, 5),
]  # fmt: skip
EVERY = {**LAST_DAYS, **FIRST_DAYS, **PUT_RIGHT}


def begun() -> dict[tuple[str, int], Any]:
    """All that began before today, by table and number: when it did."""
    return {
        (kind.__name__, pk): began
        for kind in KEPT
        for pk, began in kind.objects.filter(starts_on__lt=TODAY).values_list("pk", "starts_on")
    }


@pytest.mark.parametrize("what", EVERY)
def test_whatever_began_is_there_whatever_day_is_typed(kept: Cast, what: str) -> None:
    before, by = begun(), kept.viewer("office")
    for day in DAYS:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    EVERY[what](kept, day, by)
            except (RosterTrouble, StaffTrouble):
                assert begun() == before, day
            assert before.items() <= begun().items(), day
            transaction.set_rollback(True)


@pytest.mark.parametrize("what", LAST_DAYS)
def test_a_last_day_too_early_is_refused_with_the_first_that_can_be(kept: Cast, what: str) -> None:
    by = kept.viewer("office")
    with pytest.raises(RosterTrouble, match=r"3 September 2026"), transaction.atomic():
        LAST_DAYS[what](kept, SEPTEMBER - ONE_DAY, by)
    LAST_DAYS[what](kept, SEPTEMBER, by)


@pytest.mark.parametrize("what", FIRST_DAYS)
def test_a_first_day_too_early_is_refused_with_the_first_that_can_be(kept: Cast, what: str) -> None:
    by = kept.viewer("office")
    with pytest.raises(RosterTrouble, match=r"choose 4 September 2026 or later"):
        FIRST_DAYS[what](kept, SEPTEMBER, by)
    FIRST_DAYS[what](kept, SEPTEMBER + ONE_DAY, by)


def test_only_these_take_a_row_away() -> None:
    """Whatever else deletes must end by `ending`, or say here why nothing true goes with it."""
    found = {
        each.relative_to(ACTIONS).as_posix()
        for each in ACTIONS.rglob("*.py")
        if ".delete()" in each.read_text()
    }
    assert found == {
        "away.py",  # what was a mistake: noted
        "ending.py",
        "groups.py",  # what a set teaches has no days
        "photographs.py",  # a picture is no fact: what is not kept is not there (decision 34)
        "part_weeks.py",  # what was to hold from today or later, or was a mistake: noted
        "roll.py",  # places still to come, and one put right the day it began
        "loading/places.py",  # the same
        "rollover/undoing.py",  # what the rollover itself made, within a week
    }
