"""Mentees of someone who leaves are shown until somebody says who comes next."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, give_on, set_mentor, staff_leaves
from lantern.roster.models import Enrolment, Mentoring
from lantern.roster.pictures import to_give_on
from tests.cast import TODAY, Cast, a_member, a_mentoring
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE, CLASSES = "/amberley/mentees/", "/amberley/classes/"
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def leaver(cast: Cast) -> Member:
    """A mentor of two children, who leaves on Friday."""
    member = a_member(cast.school, Role.ASSISTANT, "Miss Going")
    a_mentoring(cast.settled, member)
    a_mentoring(cast.wren, member)
    return staff_leaves(member=member, last_day=FRIDAY, by=cast.viewer("leader"))


def shown(cast: Cast, part: str = "leader") -> list[str]:
    return [child.name for one in to_give_on(cast.viewer(part)) for child in one.children]


def test_each_is_shown_with_their_class_until_they_are_given_on(cast: Cast, leaver: Member) -> None:
    (found,) = to_give_on(cast.viewer("leader"))
    assert (found.name, found.last_day) == ("Miss Going", FRIDAY)
    assert [(child.name, child.class_name) for child in found.children] == [
        ("Maya Brook", "Kestrels"), ("Tom Sparrow", "Wrens"),
    ]  # fmt: skip
    assert shown(cast, "governor") == []


def test_several_go_to_one_mentor_from_the_day_after(cast: Cast, leaver: Member) -> None:
    by = cast.viewer("office")
    asked = [cast.settled, cast.wren]
    assert give_on(pupils=asked, mentor=cast.teacher, by=by) == 2
    rows = Mentoring.objects.filter(pupil__in=asked, mentor=cast.teacher)
    assert {row.starts_on for row in rows} == {FRIDAY + timedelta(days=1)}
    assert shown(cast) == []
    assert Note.objects.filter(did="mentor set", at_by="Mr Pell").count() == 2
    assert give_on(pupils=asked, mentor=cast.teacher, by=by) == 0  # pressed twice


def test_one_may_stay_with_the_class_teacher(cast: Cast, leaver: Member) -> None:
    give_on(pupils=[cast.wren], mentor=None, by=cast.viewer("office"))
    assert shown(cast) == ["Maya Brook"]
    assert not Mentoring.objects.filter(pupil=cast.wren, starts_on__gt=TODAY).exists()
    assert Note.objects.get(did="mentor set").details["mentor"] == "class teacher"


def test_who_left_the_school_or_was_given_a_mentor_otherwise_is_not_shown(
    cast: Cast, leaver: Member
) -> None:
    set_mentor(pupil=cast.wren, mentor=cast.teacher, starts_on=FRIDAY, by=cast.viewer("leader"))
    Enrolment.objects.filter(pupil=cast.settled).update(ends_on=TODAY - timedelta(days=1))
    assert shown(cast) == []


def test_a_mentor_who_was_changed_before_they_left_is_not_shown(cast: Cast) -> None:
    by = cast.viewer("leader")
    set_mentor(pupil=cast.mentee, mentor=None, starts_on=TODAY, by=by)
    staff_leaves(member=cast.assistant, last_day=FRIDAY, by=by)
    assert shown(cast) == []


def test_what_goes_wrong_comes_undone_whole(cast: Cast, leaver: Member) -> None:
    by = cast.viewer("leader")
    for pupils, mentor in (([], cast.teacher), ([cast.settled, cast.wren], cast.stranger)):
        with pytest.raises(RosterTrouble):
            give_on(pupils=pupils, mentor=mentor, by=by)
    assert len(shown(cast)) == 2
    assert not Mentoring.objects.filter(given_on=True).exists()


def test_the_office_gives_them_on_from_a_page(
    cast: Cast, leaver: Member, client_of: ClientOf
) -> None:
    office = client_of("office")
    assert "Miss Going" in office.get(CLASSES).content.decode()
    assert "Maya Brook" in office.get(HERE).content.decode()
    empty = office.post(HERE, {"mentor": str(cast.teacher.ref)})
    assert "Choose at least one child." in empty.content.decode()
    told = {"pupils": [str(cast.settled.ref), str(cast.wren.ref)], "mentor": str(cast.teacher.ref)}
    page = office.post(HERE, told, follow=True).content.decode()
    assert "Given on to Ms Farrow: 2." in page
    assert "Nobody to give on" in page
    assert HERE not in office.get(CLASSES).content.decode()


def test_nobody_is_given_to_one_who_leaves(cast: Cast, leaver: Member, client_of: ClientOf) -> None:
    by, asked = cast.viewer("office"), [cast.settled]
    with pytest.raises(RosterTrouble, match="is here until 27 November 2026 only"):
        give_on(pupils=asked, mentor=leaver, by=by)
    assert len(shown(cast)) == 2
    staff = client_of("office").get(HERE).context["form"].fields["mentor"].queryset
    assert leaver not in staff
    assert cast.teacher in staff


def test_who_leaves_later_mentors_until_then_and_is_listed_then(cast: Cast, leaver: Member) -> None:
    later = a_member(cast.school, Role.TEACHER, "Mr Later", ends_on=date(2027, 7, 21))
    give_on(pupils=[cast.settled], mentor=later, by=cast.viewer("office"))
    assert Mentoring.objects.get(mentor=later).ends_on == date(2027, 7, 21)
    assert shown(cast) == ["Tom Sparrow", "Maya Brook"]


def test_a_child_next_door_is_nobodys_to_give_on(
    cast: Cast, leaver: Member, client_of: ClientOf
) -> None:
    told = {"pupils": [str(cast.next_door.pupil.ref)], "mentor": ""}
    assert 'role="alert"' in client_of("leader").post(HERE, told).content.decode()
