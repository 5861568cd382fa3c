"""What the database itself refuses."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, models, transaction

from lantern.roster.models import ClassStaff, Enrolment, Group, GuardianLink, Mentoring, Restriction
from tests.cast import NOW, SEPTEMBER, TODAY, Cast, a_class, a_group, a_place, a_pupil

Wrong = Callable[[Cast], models.Model]

WRONG: dict[str, Wrong] = {
    "two classes at a time": lambda c: a_place(c.settled, c.wrens, TODAY),
    "a last day before the first": lambda c: a_place(
        c.leaver, c.wrens, TODAY, date(2026, 11, 1)
    ),
    "two mentors at a time": lambda c: Mentoring.objects.create(
        pupil=c.mentee, mentor=c.teacher, starts_on=TODAY
    ),
    "one adult twice in a class": lambda c: ClassStaff.objects.create(
        school_class=c.kestrels, member=c.teacher, starts_on=SEPTEMBER
    ),
    "one UPN twice in a school": lambda c: a_pupil(
        c.school, "Noor", "Hale", SEPTEMBER, "R860123456001"
    ),
    "two classes of one name in a year": lambda c: a_class(c.year, "Kestrels"),
    "two groups of one name": lambda c: a_group(c.school, "Pupil premium"),
    "one adult twice in a family": lambda c: GuardianLink.objects.create(
        pupil=c.two_homes, guardian=c.at_mums.guardian
    ),
    "a restriction lifted by nobody": lambda c: Restriction.objects.create(
        link=c.at_mums, kind="x", made_on=TODAY, recorded_at=NOW, recorded_by=c.leader.user,
        lifted_at=NOW,
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_it_is_refused(cast: Cast, wrong: Wrong) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong(cast)


def test_the_same_upn_at_two_schools_and_no_upn_twice_are_stored(cast: Cast) -> None:
    a_pupil(cast.next_door.school, "Noor", "Hale", SEPTEMBER, "R860123456001")
    a_pupil(cast.school, "Noor", "Hale", SEPTEMBER)
    assert Enrolment.objects.filter(pupil=cast.settled).count() == 1
    assert Group.objects.filter(school=cast.school).count() == 1
