"""Days entered, and the week's number that they come to; one number counts (decision 33)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.habits.actions import record_days, record_tallies
from lantern.habits.models import DayTally, Tally
from lantern.habits.rules import CannotRecord, ChangedMeanwhile, Count, DayCount
from lantern.habits.tests.small_school import MONDAY, Small, by_the_day, small_school
from lantern.roster.models import Enrolment, PartWeek
from lantern.schools.models import ClosedDay
from tests.cast import unnamed

WEEK = [MONDAY + timedelta(days=n) for n in range(5)]  # today is its Thursday


@pytest.fixture
def small(db: None) -> Small:
    return by_the_day(small_school())


def on_friday(viewer: Viewer) -> Viewer:
    return replace(viewer, now=viewer.now + timedelta(days=1))


def enter(small: Small, on: date, count: int | None, fact: str = "beans", child: int = 0) -> None:
    told = DayCount(pupil=small.pupils[child].pk, on=on, fact=fact, count=count)
    record_days(days=[told], by=on_friday(small.teacher))


def week(fact: str = "beans") -> tuple[int | None, bool] | None:
    row = Tally.objects.standing().filter(fact=fact).first()
    return (row.count, row.summed) if row else None


def type_week(small: Small, count: int | None, fact: str = "beans") -> None:
    told = Count(pupil=small.pupils[0].pk, week=MONDAY, fact=fact, count=count)
    record_tallies(tallies=[told], by=small.teacher)


def test_a_day_is_one_fact_and_its_correction_another(small: Small) -> None:
    enter(small, MONDAY, 1)
    enter(small, MONDAY, 0)
    enter(small, MONDAY, 0)
    assert [(row.count, row.stands) for row in DayTally.objects.order_by("pk")] == [
        (1, False), (0, True),
    ]  # fmt: skip
    assert DayTally.objects.get(stands=True).supersedes == DayTally.objects.get(stands=False)


def test_where_fewer_is_wanted_the_week_grows_with_its_days(small: Small) -> None:
    enter(small, WEEK[0], 2, "spills")
    assert week("spills") == (2, True)
    enter(small, WEEK[2], 1, "spills")
    assert week("spills") == (3, True)
    enter(small, WEEK[0], None, "spills")
    assert week("spills") == (1, True)
    enter(small, WEEK[2], None, "spills")
    assert week("spills") == (None, True)


def test_where_more_is_wanted_a_blank_day_says_nothing_of_the_week(small: Small) -> None:
    for on in WEEK[:4]:
        enter(small, on, 1)
    assert week() is None
    enter(small, WEEK[4], 0)
    assert week() == (4, True)
    enter(small, WEEK[1], None)
    assert week() == (None, True)


def test_days_of_no_school_or_before_the_child_came_are_not_waited_for(small: Small) -> None:
    ClosedDay.objects.create(school=small.school, on=WEEK[1], part="all", why="Snow")
    Enrolment.objects.filter(pupil=small.pupils[0]).update(starts_on=WEEK[2])
    for on in WEEK[2:]:
        enter(small, on, 1)
    assert week() == (3, True)


def test_a_day_on_which_the_child_is_elsewhere_is_not_waited_for(small: Small) -> None:
    PartWeek.objects.create(
        pupil=small.pupils[0], why=PartWeek.Why.ELSEWHERE, away="23", starts_on=MONDAY
    )
    for on in (WEEK[0], *WEEK[2:]):
        enter(small, on, 1)
    assert week() == (4, True)


def test_a_number_typed_for_the_week_counts_and_the_days_do_not(small: Small) -> None:
    type_week(small, 7, "spills")
    enter(small, WEEK[0], 2, "spills")
    assert week("spills") == (7, False)
    assert DayTally.objects.standing().get().count == 2


def test_typed_over_the_days_it_counts_until_it_is_cleared(small: Small) -> None:
    enter(small, WEEK[0], 2, "spills")
    type_week(small, 9, "spills")
    assert week("spills") == (9, False)
    type_week(small, None, "spills")
    assert week("spills") == (2, True)
    assert Tally.objects.filter(stands=True).count() == 1


def test_what_the_days_come_to_is_not_taken_back_and_is_no_correction(small: Small) -> None:
    enter(small, WEEK[0], 2, "spills")
    notes = Note.objects.count()
    type_week(small, None, "spills")
    assert week("spills") == (2, True)
    assert (Tally.objects.count(), Note.objects.count()) == (1, notes)


def test_a_sum_that_is_cleared_is_brought_up_to_its_days_and_counted(small: Small) -> None:
    for on, count in ((WEEK[0], 1), (WEEK[1], 2)):
        enter(small, on, count, "spills")
    ClosedDay.objects.create(school=small.school, on=WEEK[1], part="all", why="Snow")
    type_week(small, None, "spills")
    assert week("spills") == (1, True)
    told = Note.objects.filter(did="week's tallies recorded").latest("pk").details
    assert (told["added"], told["changed"]) == (0, 1)


def test_the_profile_counts_a_week_once(small: Small) -> None:
    """Whatever was said of it by day and by week, one number stands."""
    enter(small, WEEK[0], 2, "spills")
    type_week(small, 2, "spills")
    enter(small, WEEK[1], 1, "spills")
    assert [row.count for row in Tally.objects.standing().filter(fact="spills")] == [3]


@pytest.mark.parametrize(
    ("fact", "on", "count", "says"),
    [
        ("beans", MONDAY, 2, "Beans planted: 2 is not from 0 to 1."),
        ("beans", MONDAY, -1, "is not from 0 to 1"),
        ("here", MONDAY, 1, "does not count that by the day"),
        ("nothing", MONDAY, 1, "does not count that by the day"),
        ("beans", MONDAY + timedelta(days=7), 1, "has not come yet"),
        ("beans", MONDAY - timedelta(days=1), 1, "no school that day"),
        ("spills", MONDAY - timedelta(days=14), 1, "does not count that by the day"),
    ],
)
def test_what_cannot_be_is_refused(
    small: Small, fact: str, on: date, count: int, says: str
) -> None:
    told = DayCount(pupil=small.pupils[0].pk, on=on, fact=fact, count=count)
    with pytest.raises(CannotRecord, match=says):
        record_days(days=[told], by=small.teacher)
    assert not DayTally.objects.exists()


def test_a_day_is_refused_before_the_child_came_two_days_and_somebody_elses_child(
    small: Small,
) -> None:
    Enrolment.objects.filter(pupil=small.pupils[1]).update(starts_on=WEEK[1])
    monday = [DayCount(pupil=each.pk, on=MONDAY, fact="beans", count=1) for each in small.pupils]
    tuesday = DayCount(pupil=small.pupils[0].pk, on=WEEK[1], fact="beans", count=1)
    for told, says in (
        ([monday[1]], "not on the roll"),
        ([monday[0], tuesday], "One day is entered at a time"),
        ([monday[0], replace(monday[0], count=0)], "two different values"),
        ([monday[3]], "not one for whom you may record"),
    ):
        with pytest.raises(CannotRecord, match=says):
            record_days(days=told, by=small.teacher)
    with pytest.raises(CannotRecord, match="You may not enter"):
        record_days(days=[monday[0]], by=small.office)


def test_what_someone_else_entered_meanwhile_stands(small: Small) -> None:
    enter(small, MONDAY, 0)
    told = DayCount(pupil=small.pupils[0].pk, on=MONDAY, fact="beans", count=1)
    place = (told.pupil, told.on, told.fact)
    with pytest.raises(ChangedMeanwhile) as found:
        record_days(days=[told], seen={place: None}, by=small.leader)
    assert found.value.left[place].count == 0
    assert found.value.left[place].by == "The teacher"


def test_all_fine_leaves_what_was_entered(small: Small) -> None:
    enter(small, MONDAY, 0)
    told = [DayCount(pupil=each.pk, on=MONDAY, fact="beans", count=1) for each in small.pupils[:3]]
    done = record_days(days=told, only_blanks=True, by=small.teacher)
    assert done.added == 2
    assert sorted(row.count or 0 for row in DayTally.objects.standing()) == [0, 1, 1]


def test_it_is_noted_once(small: Small) -> None:
    told = [DayCount(pupil=each.pk, on=MONDAY, fact="beans", count=1) for each in small.pupils[:3]]
    record_days(days=told, by=small.teacher)
    assert Note.objects.get(did="day's tallies recorded").details == {
        "on": "2026-11-23", "children": 3, "added": 3, "changed": 0,
    }  # fmt: skip


def test_without_its_note_nothing_is_recorded(small: Small) -> None:
    told = DayCount(pupil=small.pupils[0].pk, on=MONDAY, fact="spills", count=1)
    with pytest.raises(IntegrityError):
        record_days(days=[told], by=unnamed(small.teacher))
    assert not DayTally.objects.exists()
    assert not Tally.objects.exists()


def test_what_is_said_again_changes_neither_the_week_nor_the_audit(small: Small) -> None:
    """Friday was closed meanwhile: whoever changes a day next brings the week up to it, noted."""
    for on in WEEK[:4]:
        enter(small, on, 1)
    ClosedDay.objects.create(school=small.school, on=WEEK[4], part="all", why="Snow")
    notes = Note.objects.count()
    enter(small, WEEK[0], 1)
    assert (week(), Note.objects.count()) == (None, notes)
    enter(small, WEEK[0], 0)
    assert (week(), Note.objects.count()) == ((3, True), notes + 1)
