"""Killed while a school of 420 is moved up, or back: all of it was done, or nothing at all.

CI tries a few random moments each time. `KILLS=100` tries as many; docs/performance.md
says when that was done, on both databases.
"""

from dataclasses import replace
from datetime import date
from random import randrange

import pytest

from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from lantern.roster.models import Enrolment, Mentoring, Pupil, Rollover, SchoolClass
from lantern.roster.tests.next_year import LAST_SCHOOL_DAY, a_year_later, everything_but_the_audit
from lantern.schools.models import AcademicYear, School
from tests.cast import SEPTEMBER, a_class, a_member, a_school, a_year, works_in
from tests.whole.killing import Try
from tests.whole.moments import kills
from tests.whole.rows import everything
from tests.whole.test_killed import AFTER_THE_COMMIT, Killing, killing

__all__ = ["killing"]  # the fixture

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = kills(6)
CLASSES, IN_EACH = 14, 30


@pytest.fixture
def leader() -> Member:
    """The leader of a school of 420 children in fourteen classes, two a year."""
    school = a_school("oakfield", "Oakfield")
    year, found = a_year(school), a_member(school, Role.LEADER, "Mrs Head")
    teacher = a_member(school, Role.TEACHER, "Ms Oak")
    for n in range(CLASSES):
        the_class(year, n, teacher)
    mentored = Pupil.objects.filter(school=school)[:40]
    Mentoring.objects.bulk_create(
        Mentoring(pupil=pupil, mentor=teacher, starts_on=SEPTEMBER) for pupil in mentored
    )
    return found


def the_class(year: AcademicYear, n: int, teacher: Member) -> None:
    there = a_class(year, f"{n // 2} {'AB'[n % 2]}")
    works_in(there, teacher, lead=True)
    pupils = Pupil.objects.bulk_create(
        Pupil(
            school=year.school, legal_forename=f"Ada{n}", legal_surname=f"Moss{m}",
            born_on=date(2022 - n // 2, 1, 1 + m % 28),
        )
        for m in range(IN_EACH)
    )  # fmt: skip
    Enrolment.objects.bulk_create(
        Enrolment(pupil=pupil, school_class=there, starts_on=SEPTEMBER) for pupil in pupils
    )


def moments(statements: int) -> list[int]:
    """The first, the last before the commit, and others at random."""
    return [1, statements, *(1 + randrange(statements) for _ in range(KILLS - 2))]


def the_way_back(leader: Member) -> Try:
    return Try("move back", (str(Rollover.objects.standing().get().ref), str(leader.ref)))


def nothing_is_left_of(killing: Killing, one: Try, statements: int) -> None:
    """Killed at each of some moments, and then right after the commit, where all is done."""
    before = everything()
    for moment in moments(statements):
        ended = killing(replace(one, killed_after=moment))
        assert (ended.killed, ended.statements) == (True, moment)
        assert everything() == before, f"{one.what}, after statement {moment} of {statements}"
    ended = killing(replace(one, killed_after=AFTER_THE_COMMIT))
    assert (ended.killed, ended.statements) == (True, statements)


def test_a_school_is_moved_up_and_back_whole_or_not_at_all(
    killing: Killing, leader: Member
) -> None:
    year = a_year_later(leader.school)
    before = everything_but_the_audit()
    up = Try("move up", (str(year.pk), str(leader.ref)))
    there, back = killing(up), killing(the_way_back(leader))
    assert (there.well, back.well) == (True, True)
    assert everything_but_the_audit() == before
    nothing_is_left_of(killing, up, there.statements)
    assert moved_up(leader.school) == {"up": 360, "left": 60, "classes": 12}
    nothing_is_left_of(killing, the_way_back(leader), back.statements)
    assert everything_but_the_audit() == before


def moved_up(school: School) -> dict[str, int]:
    """What stands, by the rows themselves."""
    up = Enrolment.objects.filter(school_class__year__name="2027/28", school_class__school=school)
    left = Enrolment.objects.filter(pupil__school=school, ends_on=LAST_SCHOOL_DAY)
    classes = SchoolClass.objects.filter(school=school, year__name="2027/28")
    return {"up": up.count(), "left": left.count(), "classes": classes.count()}
