"""September, done and undone: every row, the audit, and all that refuses it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.roster.actions import (
    RosterTrouble,
    enrol,
    lead_group,
    leave,
    open_group,
    put_in_group,
)
from lantern.roster.actions.rollover import RolloverMoved, roll_over, wish
from lantern.roster.models import (
    OF_A_YEAR,
    ClassStaff,
    Group,
    GroupPlace,
    Mentoring,
    Pupil,
    Rollover,
    SchoolClass,
)
from lantern.roster.pictures import groups_of_school
from lantern.roster.pictures.rollover import year_to_come
from lantern.roster.rules.rollover import Goes
from lantern.roster.tests.next_year import (
    BEGINS,
    JULY,
    LAST_DAY,
    LAST_SCHOOL_DAY,
    a_nameless_member,
    at,
    done,
    everything_but_the_audit,
    history,
    row,
    wished,
    wishes_of,
)
from lantern.schools.models import AcademicYear
from tests.cast import SEPTEMBER, Cast, a_place, a_pupil, in_group

# --- done -----------------------------------------------------------------------------------------


def test_classes_move_up_and_what_was_keeps_its_own_days(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    done(cast, next_year)
    assert history(cast.settled) == [
        ("Kestrels", date(2026, 9, 3), LAST_DAY), ("Falcons", BEGINS, None),
    ]  # fmt: skip
    assert history(cast.wren)[-1] == ("Wrens", BEGINS, None)
    assert history(cast.mentee)[-1] == ("Falcons", BEGINS, None)
    assert history(coming) == [("Acorns", BEGINS, None)]
    assert history(cast.leaver) == [("Kestrels", date(2026, 9, 3), date(2026, 10, 23))]
    assert set(SchoolClass.objects.filter(year=next_year).values_list("name", flat=True)) == {
        "Acorns", "Falcons", "Wrens",
    }  # fmt: skip


def test_teachers_assistants_and_mentors_change_on_the_first_day(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    done(cast, next_year)
    there = ClassStaff.objects.filter(school_class__year=next_year).order_by("member")
    assert [(row.school_class.name, row.member, row.lead, row.starts_on) for row in there] == [
        ("Wrens", cast.teacher, True, BEGINS),
        ("Falcons", cast.other_teacher, True, BEGINS),
        ("Falcons", cast.assistant, False, BEGINS),
    ]
    assert not ClassStaff.objects.filter(school_class__year=cast.year, ends_on=None).exists()
    assert Mentoring.objects.get(pupil=cast.mentee).ends_on == LAST_DAY


def test_a_mentor_may_carry_on_and_a_group_may_end(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    wishes = replace(
        wishes_of(cast),
        mentors_stay=frozenset({cast.assistant.ref}), groups_end=frozenset({cast.premium.ref}),
    )  # fmt: skip
    done(cast, next_year, wishes)
    assert Mentoring.objects.get(pupil=cast.mentee).ends_on is None
    assert GroupPlace.objects.get(pupil=cast.settled).ends_on == LAST_DAY


def test_a_group_carries_on_unless_the_school_says_so(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    done(cast, next_year)
    assert GroupPlace.objects.get(pupil=cast.settled).ends_on is None


def test_a_set_ends_with_the_year_and_a_house_goes_on(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    for kind in Group.Kind:
        group = Group.objects.create(school=cast.school, name=kind.label, kind=kind)
        in_group(cast.settled, group)
    done(cast, next_year)
    rows = GroupPlace.objects.filter(pupil=cast.settled, ends_on=LAST_DAY)
    assert {row.group.kind for row in rows} == set(OF_A_YEAR)
    ended = Group.objects.filter(school=cast.school, ends_on=LAST_DAY)
    assert {group.kind for group in ended} == set(OF_A_YEAR)


def test_a_set_that_ends_with_the_year_is_led_by_nobody_in_september(
    cast: Cast, next_year: AcademicYear
) -> None:
    """One without children ends too; one that has children of the new year goes on."""
    by = cast.viewer("office")
    old, empty, ready = (
        open_group(
            school=cast.school, name=name, kind=Group.Kind.SET, starts_on=SEPTEMBER, by=by
        )
        for name in ("Set 1", "Set 2", "Set 3")
    )  # fmt: skip
    put_in_group(group=old, pupils=[cast.settled], starts_on=SEPTEMBER, by=by)
    put_in_group(group=ready, pupils=[cast.settled], starts_on=BEGINS, by=by)
    for group in (old, empty, ready):
        lead_group(group=group, member=cast.other_teacher, starts_on=SEPTEMBER, by=by)
    done(cast, next_year)
    september = at(cast, BEGINS + timedelta(days=7))
    found = [line for _, lines in groups_of_school(september) for line in lines]
    sets = {line.group.name: line.leaders for line in found if line.group.is_set}
    assert sets == {"Set 3": ("Mr Bellamy",)}
    assert list(Group.objects.visible_to(september).lasting(BEGINS).filter(name="Set 1")) == []


def test_who_leaves_leaves_on_the_last_day_of_school_with_their_mentor(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    wishes = wishes_of(cast)
    rows = {**wishes.rows, row(cast.wrens, 5): Goes(leaves=True)}
    kept = frozenset({cast.assistant.ref})
    done(cast, next_year, replace(wishes, rows=rows, mentors_stay=kept))
    assert history(cast.mentee) == [("Wrens", date(2026, 9, 3), LAST_SCHOOL_DAY)]
    assert Mentoring.objects.get(pupil=cast.mentee).ends_on == LAST_SCHOOL_DAY


def test_a_class_is_split_and_a_single_child_goes_elsewhere(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    alone = {cast.settled.ref: Goes(to="Hawks"), coming.ref: Goes(leaves=True)}
    done(cast, next_year, replace(wishes_of(cast), alone=alone))
    assert history(cast.settled)[-1] == ("Hawks", BEGINS, None)
    assert history(cast.two_homes)[-1] == ("Falcons", BEGINS, None)
    assert history(coming) == [], "who is not coming is put nowhere"


def test_a_known_last_day_in_the_new_year_goes_with_the_child(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    leave(pupil=cast.settled, last_day=date(2027, 10, 1), by=at(cast, JULY))
    done(cast, next_year)
    assert history(cast.settled)[-1] == ("Falcons", BEGINS, date(2027, 10, 1))
    assert history(cast.settled)[0][2] == LAST_DAY


def test_it_may_be_done_when_the_new_year_has_begun(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    on = date(2027, 9, 20)
    assert year_to_come(cast.school, on) == next_year
    done(cast, next_year, on=on)
    assert history(cast.settled)[-1] == ("Falcons", BEGINS, None)
    assert year_to_come(cast.school, on) is None


def test_who_came_after_it_was_done_is_moved_by_doing_it_again(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    done(cast, next_year)
    late = a_pupil(cast.school, "Olu", "Ade", date(2018, 5, 5))
    a_place(late, cast.kestrels, JULY)
    second = done(cast, next_year, on=JULY + timedelta(days=3))
    assert history(late)[-1] == ("Falcons", BEGINS, None)
    assert (second.counts["up"], second.counts["kept"]) == (1, 5 + 1)


def test_the_audit_tells_of_each_child_and_of_the_whole(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    rollover = done(cast, next_year)
    assert Note.objects.filter(did="moved up").count() == 6
    told = Note.objects.get(did="rolled over")
    assert (told.about, told.at_by, told.details["up"]) == (str(rollover.ref), "Mr Pell", 5)


# --- refused --------------------------------------------------------------------------------------


def test_nothing_is_done_while_nobody_has_said_where_a_child_goes(
    cast: Cast, next_year: AcademicYear, coming: Pupil
) -> None:
    wishes = wishes_of(cast)
    unsaid = replace(wishes, rows={**wishes.rows, ("", 0): Goes()})
    plan = wished(cast, next_year, unsaid)
    assert [each.name for each in plan.unsaid] == ["Noor Hale"]
    before = everything_but_the_audit()
    with pytest.raises(RosterTrouble, match="every child"):
        roll_over(year=next_year, digest=plan.digest, by=at(cast, JULY))
    assert everything_but_the_audit() == before


CHANGES: dict[str, Callable[[Cast, Viewer], object]] = {
    "a child moved": lambda c, by: enrol(
        pupil=c.settled, school_class=c.wrens, starts_on=JULY, by=by
    ),
    "a child left": lambda c, by: leave(pupil=c.settled, last_day=JULY, by=by),
    "a child came": lambda c, by: a_place(
        a_pupil(c.school, "Olu", "Ade", date(2018, 5, 5)), c.kestrels, JULY
    ),
    "a child was renamed": lambda c, by: Pupil.objects.filter(pk=c.settled.pk).update(
        legal_surname="Stone"
    ),
    "a teacher left": lambda c, by: type(c.teacher).objects.filter(pk=c.teacher.pk).update(
        ends_on=JULY
    ),
    "the wishes changed": lambda c, by: wish(
        year=AcademicYear.objects.get(school=c.school, name="2027/28"),
        change=lambda was: replace(was, groups_end=frozenset({c.premium.ref})), by=by,
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_an_old_preview_is_never_confirmed(
    cast: Cast, next_year: AcademicYear, change: Callable[[Cast, Viewer], object]
) -> None:
    plan = wished(cast, next_year, wishes_of(cast))
    change(cast, at(cast, JULY))
    before = everything_but_the_audit()
    with pytest.raises(RolloverMoved):
        roll_over(year=next_year, digest=plan.digest, by=at(cast, JULY))
    assert everything_but_the_audit() == before


def test_confirming_it_twice_does_it_once(cast: Cast, next_year: AcademicYear) -> None:
    plan = wished(cast, next_year, wishes_of(cast))
    first = roll_over(year=next_year, digest=plan.digest, by=at(cast, JULY))
    assert roll_over(year=next_year, digest=plan.digest, by=at(cast, JULY, "leader")) == first
    assert Rollover.objects.count() == 1


def test_nothing_is_written_if_the_audit_fails(cast: Cast, next_year: AcademicYear) -> None:
    plan = wished(cast, next_year, wishes_of(cast))
    before = everything_but_the_audit()
    nobody = replace(at(cast, JULY), member=a_nameless_member(cast))
    with pytest.raises(IntegrityError):
        roll_over(year=next_year, digest=plan.digest, by=nobody)
    assert everything_but_the_audit() == before
