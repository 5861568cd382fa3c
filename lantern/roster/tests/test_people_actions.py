"""Classes and their adults, mentors, names, groups, families: the row, the audit, the refusal."""

from datetime import date

import pytest
from django.db import IntegrityError

from lantern.audit.models import Note
from lantern.roster.actions import (
    Names,
    RosterTrouble,
    add_guardian,
    add_pupil,
    end_link,
    end_staffing,
    group_named,
    lift,
    link_guardian,
    rename,
    restrict,
    set_groups,
    set_mentor,
    set_year_override,
    staff_class,
)
from lantern.roster.models import ClassStaff, GroupPlace, GuardianLink, Mentoring, Pupil, in_group
from lantern.roster.pictures import mentors
from lantern.roster.rules import Guardian
from tests.cast import TODAY, Cast, a_pupil, nameless

DAY = date(2026, 11, 30)
ANN = Guardian(forename="Ann", surname="Hale", relationship="Aunt", lives_with=True)


def test_two_teachers_may_share_a_class(cast: Cast) -> None:
    by = cast.viewer("leader")
    staff_class(
        school_class=cast.kestrels, member=cast.other_teacher, lead=True, starts_on=TODAY, by=by
    )
    assert ClassStaff.objects.on(TODAY).filter(school_class=cast.kestrels, lead=True).count() == 2


def test_an_assistant_becomes_the_teacher_from_a_day(cast: Cast) -> None:
    by = cast.viewer("leader")
    staff_class(school_class=cast.kestrels, member=cast.assistant, lead=True, starts_on=DAY, by=by)
    rows = ClassStaff.objects.filter(member=cast.assistant).order_by("starts_on")
    assert [(row.lead, row.ends_on) for row in rows] == [(False, date(2026, 11, 29)), (True, None)]


def test_saying_it_again_changes_nothing(cast: Cast) -> None:
    by = cast.viewer("leader")
    staff_class(school_class=cast.kestrels, member=cast.teacher, lead=True, starts_on=DAY, by=by)
    assert ClassStaff.objects.filter(member=cast.teacher).count() == 1
    assert not Note.objects.filter(did="works in a class").exists()


def test_a_known_last_day_in_a_class_stays_and_there_is_one_place(cast: Cast) -> None:
    """As where a list of the staff names the class again."""
    by, february = cast.viewer("leader"), date(2027, 2, 12)
    place = ClassStaff.objects.get(member=cast.assistant)
    end_staffing(place=place, last_day=february, by=by)
    staff_class(school_class=cast.kestrels, member=cast.assistant, lead=False, starts_on=DAY, by=by)
    assert ClassStaff.objects.get(member=cast.assistant).ends_on == february
    staff_class(school_class=cast.kestrels, member=cast.assistant, lead=True, starts_on=DAY, by=by)
    rows = ClassStaff.objects.filter(member=cast.assistant).order_by("starts_on")
    assert [(row.lead, row.ends_on) for row in rows] == [
        (False, date(2026, 11, 29)), (True, february),
    ]  # fmt: skip


def test_who_was_to_begin_later_begins_sooner(cast: Cast) -> None:
    by = cast.viewer("leader")
    for day in (DAY, TODAY):
        staff_class(school_class=cast.wrens, member=cast.teacher, lead=False, starts_on=day, by=by)
    place = ClassStaff.objects.get(member=cast.teacher, school_class=cast.wrens)
    assert (place.starts_on, place.ends_on) == (TODAY, None)


def test_nobody_works_in_a_class_after_they_left(cast: Cast) -> None:
    with pytest.raises(RosterTrouble, match="is here until 23 October 2026 only"):
        staff_class(
            school_class=cast.wrens, member=cast.gone, lead=False, starts_on=TODAY,
            by=cast.viewer("leader"),
        )  # fmt: skip


def test_nobody_of_another_school_works_here_or_mentors(cast: Cast) -> None:
    by = cast.viewer("leader")
    with pytest.raises(RosterTrouble):
        staff_class(
            school_class=cast.kestrels, member=cast.stranger, lead=False, starts_on=TODAY, by=by
        )
    with pytest.raises(RosterTrouble):
        set_mentor(pupil=cast.settled, mentor=cast.stranger, starts_on=TODAY, by=by)


def test_a_place_in_a_class_ends(cast: Cast) -> None:
    place = ClassStaff.objects.get(member=cast.teacher)
    end_staffing(place=place, last_day=TODAY, by=cast.viewer("leader"))
    assert not ClassStaff.objects.on(DAY).filter(member=cast.teacher).exists()


def test_the_class_teacher_mentors_unless_another_is_set(cast: Cast) -> None:
    """001-16"""
    children = [cast.settled.pk, cast.two_homes.pk]
    set_mentor(pupil=cast.settled, mentor=cast.office, starts_on=TODAY, by=cast.viewer("leader"))
    assert mentors(children, cast.kestrels, on=TODAY) == {
        cast.settled.pk: "Mr Pell",
        cast.two_homes.pk: "Ms Farrow",
    }


def test_a_mentor_follows_another_the_day_after(cast: Cast) -> None:
    by = cast.viewer("leader")
    set_mentor(pupil=cast.mentee, mentor=cast.teacher, starts_on=DAY, by=by)
    rows = Mentoring.objects.filter(pupil=cast.mentee).order_by("starts_on")
    assert [row.ends_on for row in rows] == [date(2026, 11, 29), None]
    with pytest.raises(RosterTrouble, match="choose that day or later"):
        set_mentor(pupil=cast.mentee, mentor=None, starts_on=TODAY, by=by)


@pytest.mark.parametrize("upn", ["R860123456001", "X860123456001", "R86012345600"])
def test_a_upn_must_be_right_and_free(cast: Cast, upn: str) -> None:
    names = Names(legal_forename="Noor", legal_surname="Hale")
    with pytest.raises(RosterTrouble):
        add_pupil(school=cast.school, names=names, born_on=TODAY, upn=upn, by=cast.viewer("office"))


def test_a_legal_name_is_kept_apart(cast: Cast) -> None:
    names = Names(legal_forename=" Maya ", legal_surname="Brook", preferred_surname="Stone")
    child = rename(pupil=cast.settled, names=names, by=cast.viewer("office"))
    assert (child.name, child.legal_surname) == ("Maya Stone", "Brook")
    assert Note.objects.get(did="renamed").details == {"legal_name_changed": False}
    with pytest.raises(RosterTrouble):
        rename(
            pupil=child, names=Names(legal_forename=" ", legal_surname=""),
            by=cast.viewer("office"),
        )  # fmt: skip


def test_a_year_out_of_cohort_wins(cast: Cast) -> None:
    set_year_override(pupil=cast.settled, year=3, by=cast.viewer("office"))
    child = Pupil.objects.get(pk=cast.settled.pk)
    assert child.year_in(date(2026, 9, 1)) == 3
    assert child.year_in(date(2027, 9, 1)) == 4, "she moves up with the year she is taught with"
    set_year_override(pupil=cast.settled, year=None, by=cast.viewer("office"))
    assert Pupil.objects.get(pk=cast.settled.pk).year_in(date(2026, 9, 1)) == 4
    with pytest.raises(RosterTrouble):
        set_year_override(pupil=cast.settled, year=40, by=cast.viewer("office"))


def test_groups_are_dated(cast: Cast) -> None:
    by = cast.viewer("office")
    choir = group_named(school=cast.school, name="Choir", by=by)
    assert group_named(school=cast.school, name=" CHOIR ", by=by) == choir
    set_groups(pupil=cast.settled, groups=[choir], on=TODAY, by=by)
    now = in_group(Pupil.objects.all(), cast.premium, TODAY)
    before = in_group(Pupil.objects.all(), cast.premium, date(2026, 11, 25))
    assert (now.count(), before.count()) == (0, 1)
    set_groups(pupil=cast.settled, groups=[], on=TODAY, by=by)
    assert not GroupPlace.objects.filter(group=choir).exists()
    with pytest.raises(RosterTrouble):
        set_groups(pupil=cast.settled, groups=[cast.next_door.group], on=TODAY, by=by)


def test_an_adult_is_linked_to_brother_and_sister(cast: Cast) -> None:
    by = cast.viewer("office")
    link = add_guardian(pupil=cast.settled, told=ANN, by=by)
    sister = a_pupil(cast.school, "Una", "Brook", date(2019, 2, 2))
    other = link_guardian(pupil=sister, guardian=link.guardian, told=ANN, by=by)
    assert (other.guardian, other.lives_with) == (link.guardian, "yes")
    end_link(link=other, on=TODAY, by=by)
    assert GuardianLink.objects.filter(ended_on=None, guardian=link.guardian).count() == 1
    with pytest.raises(RosterTrouble):
        link_guardian(pupil=cast.settled, guardian=cast.next_door.link.guardian, told=ANN, by=by)


def test_a_restriction_binds_from_to_and_until_lifted(cast: Cast) -> None:
    by = cast.viewer("leader")
    made = restrict(link=cast.at_mums, kind="No photographs", made_on=TODAY, expires_on=DAY, by=by)
    assert [made.over_on(day) for day in (TODAY, DAY, date(2026, 12, 1))] == [False, False, True]
    lift(restriction=made, by=by)
    assert made.over_on(TODAY)
    assert lift(restriction=made, by=cast.viewer("leader")).lifted_at == by.now
    with pytest.raises(RosterTrouble):
        restrict(link=cast.at_mums, kind=" ", made_on=TODAY, by=by)
    with pytest.raises(RosterTrouble):
        restrict(link=cast.at_mums, kind="x", made_on=DAY, expires_on=TODAY, by=by)


def test_nothing_is_written_if_the_audit_fails(cast: Cast) -> None:
    nobody = nameless(cast.school)
    with pytest.raises(IntegrityError):
        set_mentor(pupil=cast.settled, mentor=cast.office, starts_on=TODAY, by=nobody)
    with pytest.raises(IntegrityError):
        set_groups(pupil=cast.settled, groups=[], on=TODAY, by=nobody)
    with pytest.raises(IntegrityError):
        add_guardian(pupil=cast.settled, told=ANN, by=nobody)
    assert not Mentoring.objects.filter(pupil=cast.settled).exists()
    assert GroupPlace.objects.filter(pupil=cast.settled, ends_on=None).exists()
    assert not GuardianLink.objects.filter(pupil=cast.settled).exists()
