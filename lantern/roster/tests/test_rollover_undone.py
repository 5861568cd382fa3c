"""September undone: every row as it was, or a refusal that says of whom."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any  # a row of any table

import pytest
from django.db import IntegrityError

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.roster.actions import (
    RosterTrouble,
    end_group,
    end_leading,
    enrol,
    lead_group,
    leave,
    open_group,
    set_groups,
    set_mentor,
    stay,
)
from lantern.roster.actions.rollover import undo_rollover
from lantern.roster.models import Enrolment, Group, GroupStaff, Pupil, Rollover, SchoolClass
from lantern.roster.rules.rollover import Goes
from lantern.roster.tests.next_year import (
    BEGINS,
    JULY,
    a_nameless_member,
    at,
    done,
    everything_but_the_audit,
    row,
    wishes_of,
)
from lantern.schools.models import AcademicYear
from tests.cast import SEPTEMBER, Cast, a_place, a_pupil, works_in


def test_undone_every_row_is_as_it_was_and_it_may_be_done_again(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    wishes = replace(wishes_of(cast), groups_end=frozenset({cast.premium.ref}))
    lead_group(group=cast.premium, member=cast.needs, starts_on=SEPTEMBER, by=cast.viewer("office"))
    before = everything_but_the_audit()
    rollover = done(cast, next_year, wishes)
    first = placed(next_year)
    assert everything_but_the_audit() != before
    assert GroupStaff.objects.get(group=cast.premium).ends_on == BEGINS - timedelta(days=1)
    undone = undo_rollover(rollover=rollover, by=at(cast, JULY + timedelta(days=7), "leader"))
    assert everything_but_the_audit() == before
    assert (undone.undone_by, undone.undone_at is None) == (cast.leader.user, False)
    again = done(cast, next_year, wishes)
    assert again != rollover
    assert placed(next_year) == first
    assert Note.objects.filter(did="moved back").count() == 6


def a_led_club(cast: Cast) -> None:
    by = cast.viewer("office")
    club = Group.Kind.CLUB
    made = open_group(school=cast.school, name="Chess", kind=club, starts_on=SEPTEMBER, by=by)
    lead_group(group=made, member=cast.needs, starts_on=SEPTEMBER, by=by)


def chess() -> Group:
    return Group.objects.filter(name="Chess").earliest("pk")


def placed(year: AcademicYear) -> set[tuple[Any, ...]]:
    rows = Enrolment.objects.filter(school_class__year=year)
    return set(rows.values_list("pupil", "school_class__name", "starts_on", "ends_on"))


def test_undone_twice_is_undone_once(cast: Cast, next_year: AcademicYear) -> None:
    rollover = done(cast, next_year)
    undo_rollover(rollover=rollover, by=at(cast, JULY))
    before = everything_but_the_audit()
    undo_rollover(rollover=rollover, by=at(cast, JULY, "leader"))
    assert everything_but_the_audit() == before
    assert Note.objects.filter(did="rollover undone").count() == 1


def test_after_a_week_it_stays(cast: Cast, next_year: AcademicYear) -> None:
    rollover = done(cast, next_year)
    with pytest.raises(RosterTrouble, match="more than a week ago"):
        undo_rollover(rollover=rollover, by=at(cast, JULY + timedelta(days=8)))
    assert Enrolment.objects.filter(school_class__year=next_year).exists()


def test_the_day_it_was_done_is_the_schools_own(cast: Cast, next_year: AcademicYear) -> None:
    """Half past midnight in a British summer is still the day before by UTC."""
    rollover = done(cast, next_year)
    Rollover.objects.update(done_at=datetime(2027, 7, 9, 23, 30, tzinfo=UTC))
    with pytest.raises(RosterTrouble, match="done on 10 July 2027"):
        undo_rollover(rollover=rollover, by=at(cast, JULY + timedelta(days=30)))


def test_the_later_of_two_is_undone_first(cast: Cast, next_year: AcademicYear) -> None:
    first = done(cast, next_year)
    a_place(a_pupil(cast.school, "Olu", "Ade", date(2018, 5, 5)), cast.kestrels, JULY)
    between = everything_but_the_audit()
    second = done(cast, next_year)
    with pytest.raises(RosterTrouble, match="undo that one first"):
        undo_rollover(rollover=first, by=at(cast, JULY))
    undo_rollover(rollover=second, by=at(cast, JULY))
    assert everything_but_the_audit() == between
    undo_rollover(rollover=first, by=at(cast, JULY))
    assert not SchoolClass.objects.filter(year=next_year).exists()


def the_class(cast: Cast, name: str) -> SchoolClass:
    return SchoolClass.objects.get(school=cast.school, name=name, year__name="2027/28")


SINCE: dict[str, tuple[Callable[[Cast, Viewer], object], str]] = {
    "a child moved before the summer": (
        lambda c, by: enrol(pupil=c.settled, school_class=c.wrens, starts_on=JULY, by=by),
        "Maya Brook",
    ),
    "a child moved in the new year": (
        lambda c, by: enrol(
            pupil=c.settled, school_class=the_class(c, "Wrens"), starts_on=date(2027, 9, 6), by=by
        ),
        "Maya Brook",
    ),
    "a child left in July": (
        lambda c, by: leave(pupil=c.settled, last_day=JULY, by=by), "Maya Brook",
    ),
    "a leaver stays after all": (lambda c, by: stay(pupil=c.mentee, by=by), "Idris Vale"),
    "a leaver comes back": (
        lambda c, by: a_place(c.mentee, the_class(c, "Falcons"), date(2027, 9, 6)), "Idris Vale",
    ),
    "a child put into a new class": (
        lambda c, by: a_place(
            a_pupil(c.school, "Olu", "Ade", date(2018, 5, 5)), the_class(c, "Falcons"), BEGINS
        ),
        "Olu Ade",
    ),
    "an adult put into a new class": (
        lambda c, by: works_in(the_class(c, "Falcons"), c.office, lead=False), "Mr Pell",
    ),
    "a mentor set since": (
        lambda c, by: set_mentor(pupil=c.mentee, mentor=c.office, starts_on=JULY, by=by),
        "Idris Vale",
    ),
    "a group left since": (
        lambda c, by: set_groups(pupil=c.settled, groups=[], on=JULY, by=by), "Maya Brook",
    ),
    "a group ended since": (
        lambda c, by: end_group(group=chess(), last_day=JULY, by=by), "Chess",
    ),
    "a group made anew since": (
        lambda c, by: open_group(
            school=c.school, name="Chess", kind=Group.Kind.CLUB, starts_on=JULY, by=by
        ),
        "Chess",
    ),
    "an adult leads one no longer": (
        lambda c, by: end_leading(
            staff=GroupStaff.objects.get(group=chess()), last_day=JULY, by=by
        ),
        "Mrs Adeyemi",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "whom"), SINCE.values(), ids=SINCE.keys())
def test_what_was_built_on_since_is_not_undone_and_says_of_whom(
    cast: Cast, next_year: AcademicYear, change: Callable[[Cast, Viewer], object], whom: str
) -> None:
    wishes = wishes_of(cast)
    rows = {**wishes.rows, row(cast.wrens, 5): Goes(leaves=True)}
    a_led_club(cast)
    ends = frozenset({cast.premium.ref, chess().ref})
    rollover = done(cast, next_year, replace(wishes, rows=rows, groups_end=ends))
    change(cast, at(cast, JULY))
    before = everything_but_the_audit()
    with pytest.raises(RosterTrouble, match=f"cannot be undone.*{whom}"):
        undo_rollover(rollover=rollover, by=at(cast, JULY))
    assert everything_but_the_audit() == before


@pytest.mark.parametrize("on", [JULY, BEGINS, date(2027, 9, 6)])
def test_a_move_since_that_was_taken_back_is_in_nobodys_way(
    cast: Cast, next_year: AcademicYear, on: date
) -> None:
    before, by = everything_but_the_audit(), at(cast, JULY)
    rollover = done(cast, next_year)
    here, other = cast.kestrels, cast.wrens
    if on >= BEGINS:
        here, other = the_class(cast, "Falcons"), the_class(cast, "Wrens")
    enrol(pupil=cast.settled, school_class=other, starts_on=on, by=by)
    with pytest.raises(RosterTrouble, match=r"Maya Brook\. Whoever changed class goes") as trouble:
        undo_rollover(rollover=rollover, by=by)
    assert str(trouble.value).count("Maya Brook") == 1
    enrol(pupil=cast.settled, school_class=here, starts_on=on, by=by)
    undo_rollover(rollover=rollover, by=by)
    assert everything_but_the_audit() == before


def test_an_undo_is_taken_back_if_the_audit_fails(cast: Cast, next_year: AcademicYear) -> None:
    rollover = done(cast, next_year)
    before = everything_but_the_audit()
    nobody = replace(at(cast, JULY), member=a_nameless_member(cast))
    with pytest.raises(IntegrityError):
        undo_rollover(rollover=rollover, by=nobody)
    assert everything_but_the_audit() == before
    assert Rollover.objects.standing().exists()
