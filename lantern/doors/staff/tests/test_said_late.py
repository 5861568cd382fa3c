"""Said late that a child came, left or is here part of a week: what its days come to now."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.habits.actions import record_days, record_tallies
from lantern.habits.models import DayTally, Tally
from lantern.habits.rules import Count, DayCount
from lantern.reviews.actions import close
from lantern.reviews.models import Shown
from lantern.reviews.pictures import corrections_of
from lantern.roster.actions import enrol, leave, set_part_week, stay
from lantern.roster.actions.rollover import undo_rollover
from lantern.roster.models import PartWeek, Pupil
from lantern.roster.rules.rollover import Goes
from lantern.roster.tests.next_year import a_year_later, at, done, row, wishes_of
from tests.cast import Cast, set_the_stage, unnamed

MONDAY = date(2026, 11, 16)  # of the week before
WEEK = [MONDAY + timedelta(days=n) for n in range(5)]
MON, TUE, WED, THU, FRI = WEEK
A_WHILE = 1.0  # seconds; it takes a tenth of one where nobody is waited for


def enter(pupil: Pupil, fact: str, counts: Mapping[date, int], by: Viewer) -> None:
    for on, count in counts.items():
        told = DayCount(pupil=pupil.pk, on=on, fact=fact, count=count)
        record_days(days=[told], by=by)


def read_on(cast: Cast, *days: date) -> None:
    enter(cast.settled, "nights", dict.fromkeys(days, 1), cast.viewer("teacher"))


def standing(pupil: Pupil, fact: str = "nights", monday: date = MONDAY) -> Tally | None:
    return Tally.objects.standing().filter(pupil=pupil, fact=fact, week=monday).first()


def week(pupil: Pupil, fact: str = "nights", monday: date = MONDAY) -> int | None:
    found = standing(pupil, fact, monday)
    return found.count if found else None


def test_no_day_after_the_last_is_waited_for(cast: Cast) -> None:
    read_on(cast, MON, TUE, WED)
    assert week(cast.settled) is None
    leave(pupil=cast.settled, last_day=WED, by=cast.viewer("office"))
    assert week(cast.settled) == 3
    stay(pupil=cast.settled, by=cast.viewer("office"))
    assert week(cast.settled) is None


def test_a_last_day_that_was_another_changes_what_lies_between(cast: Cast) -> None:
    read_on(cast, MON, TUE, WED)
    leave(pupil=cast.settled, last_day=FRI, by=cast.viewer("office"))
    assert week(cast.settled) is None
    leave(pupil=cast.settled, last_day=WED, by=cast.viewer("office"))
    assert week(cast.settled) == 3
    leave(pupil=cast.settled, last_day=THU, by=cast.viewer("office"))
    assert week(cast.settled) is None


def test_what_was_entered_of_a_day_counts_while_the_child_was_here_on_it(cast: Cast) -> None:
    enter(cast.settled, "lates", {WED: 1, THU: 1}, cast.viewer("teacher"))
    leave(pupil=cast.settled, last_day=WED, by=cast.viewer("office"))
    assert week(cast.settled, "lates") == 1
    leave(pupil=cast.settled, last_day=TUE, by=cast.viewer("office"))
    assert week(cast.settled, "lates") is None
    stay(pupil=cast.settled, by=cast.viewer("office"))
    assert week(cast.settled, "lates") == 2
    assert DayTally.objects.count() == 2


def test_whoever_comes_back_is_waited_for_again(cast: Cast) -> None:
    read_on(cast, MON, THU, FRI)
    leave(pupil=cast.settled, last_day=MON, by=cast.viewer("office"))
    assert week(cast.settled) == 1
    enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=THU, by=cast.viewer("office"))
    assert week(cast.settled) == 3


def test_another_class_changes_no_day_and_no_number(cast: Cast) -> None:
    read_on(cast, MON, TUE, WED)
    before = Tally.objects.count()
    enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=TUE, by=cast.viewer("office"))
    assert Tally.objects.count() == before
    assert not Note.objects.filter(did="weeks summed again").exists()


def part(cast: Cast, away: str, *, mistaken: bool = False) -> None:
    why = PartWeek.Why.ELSEWHERE if away else None
    set_part_week(
        pupil=cast.settled, why=why, away=list(away), starts_on=MON, ends_on=None,
        by=cast.viewer("office"), mistaken=mistaken,
    )  # fmt: skip


def test_no_day_is_waited_for_that_is_spent_elsewhere(cast: Cast) -> None:
    read_on(cast, MON, TUE, THU, FRI)
    assert week(cast.settled) is None
    part(cast, "45")
    assert week(cast.settled) == 4
    found = standing(cast.settled)
    assert found is not None
    assert found.correction == ""  # nothing stood before
    part(cast, "", mistaken=True)
    assert week(cast.settled) is None
    found = standing(cast.settled)
    assert found is not None
    assert found.correction == "Here all week from 16 November 2026"


def test_half_a_day_elsewhere_is_a_day_here(cast: Cast) -> None:
    read_on(cast, MON, TUE, THU, FRI)
    part(cast, "4")
    assert week(cast.settled) is None


def test_a_number_typed_for_the_week_stays(cast: Cast) -> None:
    read_on(cast, MON, TUE, WED)
    told = Count(pupil=cast.settled.pk, week=MONDAY, fact="nights", count=5)
    record_tallies(tallies=[told], by=cast.viewer("teacher"))
    leave(pupil=cast.settled, last_day=WED, by=cast.viewer("office"))
    assert week(cast.settled) == 5


def test_only_the_weeks_and_the_children_of_those_days_change(cast: Cast) -> None:
    """What else has come to other sums, as by rows changed by hand, is not looked at."""
    read_on(cast, *(on - timedelta(days=7) for on in WEEK))
    enter(cast.two_homes, "nights", dict.fromkeys(WEEK, 1), cast.viewer("teacher"))
    Tally.objects.filter(pupil=cast.two_homes).update(stands=False)
    Tally.objects.filter(week=MONDAY - timedelta(days=7)).update(stands=False)
    read_on(cast, MON, TUE)
    leave(pupil=cast.settled, last_day=TUE, by=cast.viewer("office"))
    assert week(cast.settled) == 2
    assert week(cast.settled, monday=MONDAY - timedelta(days=7)) is None
    assert week(cast.two_homes) is None


def test_it_is_noted_and_whoever_said_it_is_kept_with_it(cast: Cast) -> None:
    enter(cast.settled, "lates", {THU: 1}, cast.viewer("teacher"))
    leave(pupil=cast.settled, last_day=WED, by=cast.viewer("office"))
    found = standing(cast.settled, "lates")
    assert found is not None
    assert (found.recorded_by, found.summed) == (cast.office.user, True)
    assert found.correction == "The last day was 18 November 2026"
    assert Note.objects.get(did="weeks summed again").details == {
        "since": str(MONDAY), "until": str(MONDAY), "added": 0, "changed": 1,
    }  # fmt: skip


def test_a_last_day_changes_the_week_that_goes_on(cast: Cast) -> None:
    """Today, a Thursday, is the last day: the Friday after it is not waited for."""
    here = [on + timedelta(days=7) for on in WEEK]
    read_on(cast, *here[:4])
    leave(pupil=cast.settled, last_day=here[3], by=cast.viewer("office"))
    assert week(cast.settled, monday=here[0]) == 4


def test_without_its_note_nothing_changes(cast: Cast) -> None:
    enter(cast.settled, "lates", {THU: 1}, cast.viewer("teacher"))
    with pytest.raises(IntegrityError):
        leave(pupil=cast.settled, last_day=WED, by=unnamed(cast.viewer("office")))
    assert week(cast.settled, "lates") == 1
    assert cast.settled in Pupil.objects.on_roll(FRI)


@pytest.mark.django_db(transaction=True)
def test_a_day_that_is_just_being_entered_is_waited_for() -> None:
    """Else the last day would be said before anything of it could be seen, and it would count."""
    cast = set_the_stage()

    def goes() -> None:
        try:
            leave(pupil=cast.settled, last_day=WED, by=cast.viewer("office"))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            enter(cast.settled, "lates", {THU: 1}, cast.viewer("teacher"))
            going = pool.submit(goes)
            with pytest.raises(TimeoutError):  # it goes on only once this is written
                going.result(timeout=A_WHILE)
        going.result()
    assert cast.settled not in Pupil.objects.on_roll(THU)
    assert DayTally.objects.standing().get().count == 1
    assert week(cast.settled, "lates") is None


# --- a list, and September ----------------------------------------------------------------------


def loaded(tmp_path: Path, last_day: str) -> str:
    file, out = tmp_path / "list.csv", StringIO()
    file.write_text(
        "Forename,Surname,DOB,UPN,Class,Date left\n"
        f"Maya,Brook,14/2/2018,R860123456001,Kestrels,{last_day}\n",
        encoding="utf-8",
    )
    call_command("roster_import", str(file), "--school", "amberley", stdout=out)
    return out.getvalue()


def test_a_list_that_says_so_does_the_same(cast: Cast, tmp_path: Path) -> None:
    """Nobody has signed in at the machine: it stands by whoever entered a day of that week."""
    enter(cast.settled, "lates", {TUE: 1}, cast.viewer("leader"))
    enter(cast.settled, "lates", {THU: 1}, cast.viewer("teacher"))
    assert "1 changed" in loaded(tmp_path, "18/11/2026")
    found = standing(cast.settled, "lates")
    assert found is not None
    assert (found.count, found.recorded_by, found.summed) == (1, cast.teacher.user, True)
    assert found.correction == "The office’s list said otherwise which days the child was here"
    assert Note.objects.get(did="weeks summed again").at_by == "At the machine itself"


def test_a_closed_review_stays_and_beneath_it_stands_why(cast: Cast, tmp_path: Path) -> None:
    by = replace(cast.viewer("teacher"), now=cast.school.now())
    read_on(cast, MON, TUE, WED)
    closure = close(school_class=cast.kestrels, period=cast.period, by=by)
    before = Shown.objects.get(closure=closure, pupil=cast.settled).picture
    office = replace(cast.viewer("office"), now=cast.school.now())
    leave(pupil=cast.settled, last_day=WED, by=office)
    loaded(tmp_path, "17/11/2026")
    assert Shown.objects.get(closure=closure, pupil=cast.settled).picture == before
    assert [(each.about, each.because) for each in corrections_of(closure, [cast.settled.pk])] == [
        ("Nights read, week of 16 Nov: not entered → 3", ""),
        (
            "Nights read, week of 16 Nov: 3 → 2",
            "The office’s list said otherwise which days the child was here",
        ),
    ]


AUTUMN = date(2027, 9, 9)  # a Thursday
BEFORE_IT = date(2027, 9, 6)


def test_a_rollover_said_late_and_its_undo_do_the_same(cast: Cast) -> None:
    """The child was still in last year's class when a late of September was entered."""
    next_year, thursday = a_year_later(cast.school), at(cast, AUTUMN, "leader")
    enter(cast.settled, "lates", {BEFORE_IT: 1}, thursday)
    wishes = wishes_of(cast)
    leaves = replace(wishes, rows={**wishes.rows, row(cast.kestrels, 5): Goes(leaves=True)})
    rollover = done(cast, next_year, leaves, on=AUTUMN)
    assert week(cast.settled, "lates", BEFORE_IT) is None
    undo_rollover(rollover=rollover, by=thursday)
    assert week(cast.settled, "lates", BEFORE_IT) == 1
