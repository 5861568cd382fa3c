"""The one thing about a family that whoever prints is told: ask the office first (decision 10)."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from lantern.accounts.models import Viewer
from lantern.roster.actions import enrol, leave
from lantern.roster.models import Enrolment, Pupil, Restriction, SchoolClass
from lantern.roster.pictures import children
from lantern.roster.pictures.office import ask_office_first, pupils_to_ask_about
from lantern.schools.models import AcademicYear
from tests.cast import NOW, TODAY, Cast, a_class, a_guardian, a_place, a_pupil, a_restriction


def asked_about(by: Viewer) -> list[str]:
    pupils = pupils_to_ask_about(Pupil.objects.visible_to(by), by)
    return [pupil.name for pupil in pupils if vars(pupil)["office_first"]]


def asked_of(school_class: SchoolClass, by: Viewer, on: date = TODAY) -> list[str]:
    there = children(school_class, on=on, by=by)
    return [child.name for child in there if child.office_first]


def named(by: Viewer) -> list[tuple[str, str]]:
    return [(one.name, one.class_name) for one in ask_office_first(by)]


@pytest.mark.parametrize("part", ["teacher", "other_teacher", "assistant", "leader"])
def test_who_prints_asks_or_looks(cast: Cast, part: str) -> None:
    by = cast.viewer(part)
    assert asked_about(by) == ["Rowan Ashdown"]
    assert asked_of(cast.kestrels, by) == ["Rowan Ashdown"]
    assert asked_of(cast.wrens, by) == []
    assert named(by) == [("Rowan Ashdown", "Kestrels")]


def test_who_prints_nothing_is_told_nothing_here(cast: Cast) -> None:
    by = cast.viewer("office")
    assert (asked_about(by), asked_of(cast.kestrels, by), named(by)) == ([], [], [])


@pytest.mark.parametrize(
    ("changes", "still"),
    [
        ({"expires_on": TODAY}, True),
        ({"expires_on": TODAY - timedelta(days=1)}, False),
        ({"lifted_at": NOW}, False),
    ],
)
def test_it_holds_until_the_restriction_is_over(
    cast: Cast, changes: dict[str, object], still: bool
) -> None:
    lifted = {"lifted_by": cast.leader.user} if "lifted_at" in changes else {}
    Restriction.objects.update(**changes, **lifted)
    by = cast.viewer("teacher")
    expected = ["Rowan Ashdown"] if still else []
    assert asked_about(by) == expected
    assert [one.name for one in ask_office_first(by)] == expected
    assert asked_of(cast.kestrels, by) == expected


def test_an_adult_who_is_no_longer_of_the_family_still_counts(cast: Cast) -> None:
    cast.at_dads.ended_on = date(2026, 10, 1)
    cast.at_dads.save()
    assert asked_about(cast.viewer("teacher")) == ["Rowan Ashdown"]


def test_nobody_is_named_who_may_not_be_seen(cast: Cast) -> None:
    a_restriction(cast.next_door.link, cast.next_door.head)
    cast.school.own_classes_only = True
    by = cast.viewer("other_teacher")
    assert (asked_about(by), asked_of(cast.kestrels, by), named(by)) == ([], [], [])
    assert asked_about(cast.viewer("teacher")) == ["Rowan Ashdown"]


@pytest.mark.parametrize(
    ("last_day", "then", "now"),
    [(date(2026, 11, 6), ["Rowan Ashdown"], []), (date(2026, 10, 9), [], [])],
)
def test_who_has_left_is_in_the_prints_of_when_they_were_here(
    cast: Cast, last_day: date, then: list[str], now: list[str]
) -> None:
    leave(pupil=cast.two_homes, last_day=last_day, by=cast.viewer("office"))
    by = cast.viewer("teacher")
    assert asked_of(cast.kestrels, by, on=cast.periods[0].ends_on) == then
    assert asked_of(cast.kestrels, by) == now
    assert named(by) == [("Rowan Ashdown", "Kestrels")]


def test_who_has_moved_is_in_the_prints_of_both_classes(cast: Cast) -> None:
    first = date(2026, 11, 9)
    enrol(pupil=cast.two_homes, school_class=cast.wrens, starts_on=first, by=cast.viewer("office"))
    by = cast.viewer("teacher")
    for school_class, on in ((cast.kestrels, cast.periods[0].ends_on), (cast.wrens, TODAY)):
        assert asked_of(school_class, by, on=on) == ["Rowan Ashdown"]
    assert asked_of(cast.kestrels, by) == []
    assert named(by) == [("Rowan Ashdown", "Wrens")]


def test_who_has_not_come_yet_is_in_no_print(cast: Cast) -> None:
    Enrolment.objects.filter(pupil=cast.two_homes).update(starts_on=TODAY + timedelta(days=1))
    assert named(cast.viewer("teacher")) == []


def test_a_class_of_an_earlier_year_is_named_with_it(cast: Cast) -> None:
    year = AcademicYear.objects.create(
        school=cast.school, name="2025/26", starts_on=date(2025, 9, 1), ends_on=date(2026, 8, 31)
    )
    owls, larks = a_class(year, "Owls"), a_class(year, "Larks")
    Enrolment.objects.filter(pupil=cast.two_homes).delete()
    a_place(cast.two_homes, larks, date(2025, 9, 1), date(2026, 1, 9))
    a_place(cast.two_homes, owls, date(2026, 1, 10), date(2026, 8, 31))
    by = cast.viewer("teacher")
    assert named(by) == [("Rowan Ashdown", "Owls 2025/26")]
    assert asked_of(owls, by, on=date(2026, 7, 20)) == ["Rowan Ashdown"]
    assert asked_of(larks, by, on=date(2026, 7, 20)) == []


def test_it_costs_nothing_along_with_what_is_fetched(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        pupil = a_pupil(cast.school, f"Child{number}", "Moss", date(2018, 1, 9))
        a_place(pupil, cast.kestrels)
        a_restriction(a_guardian(pupil, f"Adult{number}", "Fern"), cast.leader)
    by = cast.viewer("teacher")
    classes = SchoolClass.objects.with_rights(by).select_related("year")
    there = classes.get(pk=cast.kestrels.pk)
    for ask in (asked_about, ask_office_first, lambda by: asked_of(there, by)):
        with django_assert_num_queries(1):
            ask(by)
    assert [one.name for one in ask_office_first(by)][:2] == ["Rowan Ashdown", "Child0 Moss"]
