"""Recording: the row, the audit, the undo, the same twice, a correction, two at once."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from lantern.audit.models import Note
from lantern.habits import pictures
from lantern.habits.actions import record_marks, record_tallies, record_totals
from lantern.habits.models import AttendanceMark, AttendanceTotal, Tally
from lantern.habits.rules import CannotRecord, Count, Mark, Recorded, Total
from lantern.habits.tests.small_school import MONDAY, NOW, TODAY, Small, small_school
from lantern.roster.models import Enrolment, PupilFact
from lantern.schools.models import ClosedDay
from tests.cast import unnamed


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def mark(small: Small, code: str = "/", *, child: int = 0, on: date = MONDAY) -> Mark:
    return Mark(pupil=small.pupils[child].pk, on=on, session="am", code=code)


def total(small: Small, attended: int) -> Total:
    return Total(
        pupil=small.pupils[0].pk, starts_on=MONDAY, ends_on=TODAY, possible=8, attended=attended
    )


def beans(small: Small, count: int | None, *, child: int = 0, week: date = MONDAY) -> Count:
    return Count(pupil=small.pupils[child].pk, week=week, fact="beans", count=count)


def test_a_mark_is_added_with_who_and_when(small: Small) -> None:
    assert record_marks(marks=[mark(small)], by=small.office) == Recorded(added=1)
    row = AttendanceMark.objects.get()
    assert (row.code, row.stands) == ("/", True)
    assert NOW <= row.recorded_at <= max(NOW, small.office.school.now())
    assert row.recorded_by_id == small.office.user_id
    said = Note.objects.get()
    assert (said.did, said.at_by) == ("attendance marks recorded", "The office")
    assert said.details["added"] == 1


def test_the_same_twice_writes_nothing(small: Small) -> None:
    record_marks(marks=[mark(small)], by=small.office)
    assert record_marks(marks=[mark(small)], by=small.office) == Recorded(same=1)
    assert (AttendanceMark.objects.count(), Note.objects.count()) == (1, 1)


def test_a_change_supersedes_and_says_why(small: Small) -> None:
    record_marks(marks=[mark(small, "N")], by=small.office)
    done = record_marks(marks=[mark(small, "I")], by=small.leader, reason="The parent rang.")
    assert done == Recorded(changed=1)
    before, after = AttendanceMark.objects.order_by("pk")
    assert (before.code, before.stands, before.correction) == ("N", False, "")
    assert (after.code, after.stands, after.correction) == ("I", True, "The parent rang.")
    assert after.supersedes_id == before.pk
    assert after.recorded_by_id == small.leader.user_id


@pytest.mark.parametrize(
    ("marks", "says"),
    [
        (lambda s: [mark(s), mark(s, "H", child=1)], "Code H ended on 18 August 2024."),
        (lambda s: [mark(s), replace(mark(s, child=1), session="night")], "A session is am or pm"),
        (lambda s: [mark(s), mark(s, "L")], "two different values"),
        (lambda s: [mark(s), replace(mark(s), pupil=0)], "not one for whom you may"),
    ],
)
def test_one_bad_mark_and_nothing_is_recorded(
    small: Small, marks: Callable[[Small], list[Mark]], says: str
) -> None:
    with pytest.raises(CannotRecord, match=says):
        record_marks(marks=marks(small), by=small.office)
    assert not AttendanceMark.objects.exists()
    assert not Note.objects.exists()


def test_a_child_of_another_school_is_refused(small: Small) -> None:
    other = small_school("beech")
    with pytest.raises(CannotRecord, match="not one for whom you may"):
        record_marks(marks=[mark(other)], by=small.leader)
    with pytest.raises(CannotRecord, match="not one for whom you may"):
        record_totals(totals=[total(other, 8)], by=small.leader)
    with pytest.raises(CannotRecord, match="not one for whom you may"):
        record_tallies(tallies=[beans(other, 1)], by=small.leader)


def test_no_audit_no_mark(small: Small) -> None:
    with pytest.raises(IntegrityError):
        record_marks(marks=[mark(small)], by=unnamed(small.office))
    assert not AttendanceMark.objects.exists()


def test_totals_are_added_left_and_superseded(small: Small) -> None:
    assert record_totals(totals=[total(small, 7)], by=small.office) == Recorded(added=1)
    assert record_totals(totals=[total(small, 7)], by=small.office) == Recorded(same=1)
    assert record_totals(totals=[total(small, 8)], by=small.office) == Recorded(changed=1)
    assert [row.attended for row in AttendanceTotal.objects.standing()] == [8]
    with pytest.raises(CannotRecord, match="more than the 8 that were possible"):
        record_totals(totals=[total(small, 9)], by=small.office)


def test_a_tally_is_added_changed_and_taken_back(small: Small) -> None:
    assert record_tallies(tallies=[beans(small, None)], by=small.teacher) == Recorded()
    assert record_tallies(tallies=[beans(small, 0)], by=small.teacher) == Recorded(added=1)
    assert record_tallies(tallies=[beans(small, 4)], by=small.teacher) == Recorded(changed=1)
    assert record_tallies(tallies=[beans(small, None)], by=small.teacher) == Recorded(changed=1)
    assert [row.count for row in Tally.objects.order_by("pk")] == [0, 4, None]
    assert record_tallies(tallies=[beans(small, None)], by=small.teacher) == Recorded(same=1)
    assert record_tallies(tallies=[beans(small, 2)], by=small.teacher) == Recorded(changed=1)
    assert [row.count for row in Tally.objects.standing()] == [2]


@pytest.mark.parametrize(
    ("tally", "says"),
    [
        (lambda s: beans(s, 6), "Beans planted: 6 is not from 0 to 5."),
        (lambda s: beans(s, -1), "not from 0 to 5"),
        (lambda s: beans(s, 1, week=TODAY), "named by its Monday"),
        (lambda s: beans(s, 1, week=date(2026, 11, 30)), "has not begun"),
        (lambda s: beans(s, 1, week=date(2025, 11, 24)), "does not count that"),
        (lambda s: replace(beans(s, 1), fact="here"), "does not count that"),
        (lambda s: beans(s, 1, child=3), "not one for whom you may"),
    ],
)
def test_a_tally_that_cannot_be(small: Small, tally: Callable[[Small], Count], says: str) -> None:
    with pytest.raises(CannotRecord, match=says):
        record_tallies(tallies=[tally(small)], by=small.teacher)
    assert not Tally.objects.exists()


def test_a_part_that_starts_in_the_week_is_counted_in_it(small: Small) -> None:
    """2.40: before its start date a part has no column and no count."""
    spills = Count(pupil=small.pupils[0].pk, week=date(2026, 11, 16), fact="spills", count=1)
    record_tallies(tallies=[spills], by=small.teacher)
    with pytest.raises(CannotRecord, match="does not count that"):
        record_tallies(tallies=[replace(spills, week=date(2026, 11, 9))], by=small.teacher)


def test_the_office_enters_no_tallies(small: Small) -> None:
    with pytest.raises(CannotRecord, match="You may not enter"):
        record_tallies(tallies=[beans(small, 1)], by=small.office)


@pytest.mark.parametrize("model", [AttendanceMark, AttendanceTotal, Tally])
def test_the_database_keeps_one_standing_fact_a_place(small: Small, model: type[PupilFact]) -> None:
    record_marks(marks=[mark(small)], by=small.office)
    record_totals(totals=[total(small, 8)], by=small.office)
    record_tallies(tallies=[beans(small, 1)], by=small.teacher)
    again = model._default_manager.get()
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_what_was_counted_leaves_out_what_was_taken_back(small: Small) -> None:
    child = small.pupils[0].pk
    record_tallies(tallies=[beans(small, 3), beans(small, 2, child=1)], by=small.teacher)
    record_tallies(tallies=[beans(small, None, child=1)], by=small.teacher)
    wanted = pictures.Wanted(
        school=small.school.pk, until=TODAY, tallies={"beans": frozenset({MONDAY})}
    )
    found = pictures.seen([child, small.pupils[1].pk], wanted)
    assert dict(found[child][MONDAY].totals) == {"beans": 3}
    assert dict(found[small.pupils[1].pk][MONDAY].weeks) == {}


def test_a_code_that_changed_its_meaning_counts_by_its_day(small: Small) -> None:
    """J was present until 18 August 2024, and is no code after it (standards 3.1)."""
    since, until = date(2024, 7, 1), date(2024, 9, 30)
    marks = [
        mark(small, "J", on=date(2024, 7, 1)),
        mark(small, "Y", on=date(2024, 7, 2)),
        mark(small, "H", on=date(2024, 7, 3)),
        mark(small, "J1", on=date(2024, 9, 9)),
        mark(small, "/", on=date(2024, 9, 10)),
        mark(small, "Y1", on=date(2024, 9, 11)),
    ]
    record_marks(marks=marks, by=small.office)
    child = small.pupils[0].pk
    wanted = pictures.Wanted(school=small.school.pk, until=until, attendance=frozenset({since}))
    found = pictures.seen([child], wanted)[child][since]
    assert (found.possible, found.attended) == (4, 2)


def test_marks_win_over_totals(small: Small) -> None:
    """2.35: a total counts only for exactly its own period, where no marks exist."""
    child = small.pupils[0].pk
    wanted = pictures.Wanted(
        school=small.school.pk, until=TODAY, attendance=frozenset({MONDAY, date(2026, 11, 2)})
    )
    record_totals(totals=[total(small, 7)], by=small.office)
    found = pictures.seen([child], wanted)[child]
    assert (found[MONDAY].possible, found[MONDAY].attended) == (8, 7)
    assert found[date(2026, 11, 2)].possible == 0
    record_marks(marks=[mark(small)], by=small.office)
    found = pictures.seen([child], wanted)[child]
    assert (found[MONDAY].possible, found[MONDAY].attended) == (1, 1)


@pytest.mark.parametrize(("part", "left"), [("all", (2, 1)), ("am", (3, 2)), ("pm", (3, 1))])
def test_a_session_that_was_closed_is_no_possible_one(
    small: Small, part: str, left: tuple[int, int]
) -> None:
    """Standards 3.2, 7: also where its register was taken before it was closed."""
    tuesday = MONDAY + timedelta(days=1)
    record_marks(
        marks=[
            replace(mark(small, code, on=on), session=session)
            for on, session, code in (
                (MONDAY, "am", "O"), (MONDAY, "pm", "\\"),
                (tuesday, "am", "/"), (tuesday, "pm", "O"),
            )
        ],
        by=small.office,
    )  # fmt: skip
    closed = ClosedDay(school=small.school, on=MONDAY, part=part, why="inset")
    assert counted(small) == (4, 2)
    closed.save()
    assert counted(small) == left
    closed.delete()
    assert counted(small) == (4, 2)


def counted(small: Small) -> tuple[int, int]:
    child = small.pupils[0].pk
    wanted = pictures.Wanted(school=small.school.pk, until=TODAY, attendance=frozenset({MONDAY}))
    found = pictures.seen([child], wanted)[child][MONDAY]
    return found.possible, found.attended


def test_another_schools_closed_day_is_not_ours(small: Small) -> None:
    other = small_school("beech").school
    ClosedDay.objects.create(school=other, on=MONDAY, why="inset")
    record_marks(marks=[mark(small)], by=small.office)
    assert counted(small) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_follow_each_other_and_nothing_is_lost() -> None:
    small = small_school()
    faults: list[BaseException] = []
    ready = threading.Barrier(2)

    def record(code: str) -> None:
        try:
            ready.wait()
            record_marks(marks=[mark(small, code, child=n) for n in range(3)], by=small.office)
        except BaseException as fault:  # noqa: BLE001  (a thread's fault must reach the test)
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=record, args=(code,)) for code in ("I", "L")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert AttendanceMark.objects.count() == 6
    standing = AttendanceMark.objects.standing().values_list("code", flat=True)
    assert len(standing) == 3
    assert len(set(standing)) == 1


def test_an_average_leaves_out_the_week_that_is_not_over(small: Small) -> None:
    child, before = small.pupils[0].pk, MONDAY - timedelta(days=7)
    tallies = [beans(small, 4, week=before), beans(small, 0)]
    record_tallies(tallies=tallies, by=small.teacher)
    every = pictures.Wanted(
        school=small.school.pk, until=TODAY, tallies={"beans": frozenset({before})}
    )
    whole = replace(every, on=TODAY, whole_weeks=frozenset({"beans"}))
    friday = replace(whole, on=MONDAY + timedelta(days=4))
    weeks = [
        dict(pictures.seen([child], wanted)[child][before].weeks)["beans"]
        for wanted in (every, whole, friday)
    ]
    assert weeks == [2, 1, 2]


def test_an_average_leaves_out_the_week_in_which_the_child_came(small: Small) -> None:
    """A Friday is not asked for five nights; the week after is theirs like anyone's."""
    stayed, came = small.pupils[:2]
    Enrolment.objects.filter(pupil=came).update(starts_on=MONDAY + timedelta(days=1))
    first, before = MONDAY - timedelta(days=7), MONDAY - timedelta(days=14)
    tallies = [
        beans(small, 3, child=child, week=week) for child in (0, 1) for week in (first, MONDAY)
    ]
    record_tallies(tallies=tallies, by=small.teacher)
    wanted = pictures.Wanted(
        school=small.school.pk, until=MONDAY + timedelta(days=4),
        whole_weeks=frozenset({"beans"}), tallies={"beans": frozenset({before})},
    )  # fmt: skip
    seen = pictures.seen([stayed.pk, came.pk], wanted)
    assert dict(seen[stayed.pk][before].weeks) == {"beans": 2}
    assert dict(seen[came.pk][before].weeks) == {}


def test_in_the_first_week_that_is_counted_nobody_came_late(small: Small) -> None:
    """A half term that begins on a Tuesday: who was there on it has a week as all others have."""
    tuesday = MONDAY + timedelta(days=1)
    Enrolment.objects.filter(pupil=small.pupils[0]).update(starts_on=tuesday)
    record_tallies(tallies=[beans(small, 3)], by=small.teacher)
    wanted = pictures.Wanted(
        school=small.school.pk, until=MONDAY + timedelta(days=4),
        whole_weeks=frozenset({"beans"}), tallies={"beans": frozenset({tuesday})},
    )  # fmt: skip
    seen = pictures.seen([small.pupils[0].pk], wanted)
    assert dict(seen[small.pupils[0].pk][tuesday].weeks) == {"beans": 1}
