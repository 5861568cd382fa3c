"""A day closed or opened afterwards: its week says at once what its days come to (decision 33)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.doors.staff.actions import move_half_terms, open_after_all, shut_day
from lantern.doors.staff.tests.test_changing_dates import confirmed
from lantern.habits.actions import record_days, record_tallies, sum_again
from lantern.habits.models import DayTally, Tally
from lantern.habits.rules import Count, DayCount
from lantern.habits.tests.small_school import MONDAY, Small, by_the_day, small_school
from lantern.reviews.actions import close
from lantern.reviews.models import Shown
from lantern.reviews.pictures import corrections_of
from lantern.schools.models import ClosedDay, HalfTerm, Term
from lantern.schools.rules import Closed
from tests.cast import Cast, unnamed
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
WEEK = [MONDAY + timedelta(days=n) for n in range(5)]
MON, TUE, WED, THU, FRI = WEEK
BEFORE = timedelta(days=7)


@pytest.fixture
def small(db: None) -> Small:
    """On the Friday of its week."""
    made = by_the_day(small_school())
    return replace(made, teacher=friday(made.teacher), office=friday(made.office))


def friday(viewer: Viewer) -> Viewer:
    return replace(viewer, now=viewer.now + timedelta(days=1))


def enter(small: Small, fact: str, counts: dict[date, int]) -> None:
    for on, count in counts.items():
        told = DayCount(pupil=small.pupils[0].pk, on=on, fact=fact, count=count)
        record_days(days=[told], by=small.teacher)


def shut(small: Small, on: date, part: str = "all") -> ClosedDay:
    return shut_day(closed=Closed(on=on, part=part, why="unplanned"), by=small.office)


def week(fact: str = "beans", monday: date = MONDAY) -> int | None:
    row = Tally.objects.standing().filter(fact=fact, week=monday).first()
    return row.count if row else None


def test_a_blank_day_that_is_closed_is_waited_for_no_longer(small: Small) -> None:
    enter(small, "beans", {MON: 1, TUE: 1, THU: 0, FRI: 1})
    assert week() is None
    closed = shut(small, WED)
    assert week() == 3
    open_after_all(closed=closed, by=small.office)
    assert week() is None


def test_what_was_entered_of_a_day_counts_while_there_is_school_on_it(small: Small) -> None:
    enter(small, "spills", {MON: 1, TUE: 2})
    closed = shut(small, TUE)
    assert week("spills") == 1
    open_after_all(closed=closed, by=small.office)
    assert week("spills") == 3
    assert [row.count for row in DayTally.objects.order_by("on")] == [1, 2]


def test_a_week_of_which_only_closed_days_were_entered_says_nothing(small: Small) -> None:
    enter(small, "spills", {TUE: 2})
    shut(small, TUE)
    assert week("spills") is None


def test_half_a_school_day_is_one(small: Small) -> None:
    enter(small, "spills", {TUE: 2})
    shut(small, TUE, "am")
    assert week("spills") == 2
    shut(small, TUE, "pm")
    assert week("spills") is None


def test_a_number_typed_for_the_week_stays(small: Small) -> None:
    enter(small, "spills", {MON: 1, TUE: 2})
    told = Count(pupil=small.pupils[0].pk, week=MONDAY, fact="spills", count=9)
    record_tallies(tallies=[told], by=small.teacher)
    shut(small, TUE)
    assert week("spills") == 9
    assert not Note.objects.filter(did="weeks summed again").exists()


def test_another_week_is_left_as_it_is(small: Small) -> None:
    enter(small, "spills", {MON - BEFORE + timedelta(days=4): 2, MON: 1})
    ClosedDay.objects.create(school=small.school, on=FRI - BEFORE, part="all", why="inset")
    shut(small, TUE)
    assert week("spills", MON - BEFORE) == 2


def test_a_half_term_that_moves_has_the_weeks_of_its_days_added_up(small: Small) -> None:
    enter(small, "beans", {MON: 1, TUE: 1, WED: 1})
    half = HalfTerm.objects.select_related("term__year").get(number=2)
    year, was = half.term.year, half.dates
    move_half_terms(year=year, asked={half.pk: replace(was, ends_on=WED)}, by=small.office)
    assert week() == 3
    move_half_terms(year=year, asked={half.pk: was}, by=small.office)
    assert week() is None
    row = Tally.objects.filter(supersedes__isnull=False).latest("pk")
    assert row.correction == "The days of Autumn 2 were changed"


def test_why_has_room_for_many_half_terms_of_long_names(small: Small) -> None:
    enter(small, "beans", {MON: 1, TUE: 1, WED: 1})
    for month in range(3, 7):
        HalfTerm.objects.create(
            term=Term.objects.get(), number=month, name=f"{month} ".ljust(60, "n"),
            starts_on=date(2027, month, 1), ends_on=date(2027, month, 20),
        )  # fmt: skip
    halves = list(HalfTerm.objects.select_related("term__year").order_by("number"))
    shorter = {
        half.pk: replace(half.dates, ends_on=WED if half.number == 2 else half.ends_on - BEFORE)
        for half in halves
    }
    year = halves[0].term.year
    move_half_terms(year=year, asked=shorter, by=small.office)
    assert week() == 3
    move_half_terms(year=year, asked={half.pk: half.dates for half in halves}, by=small.office)
    row = Tally.objects.filter(supersedes__isnull=False).latest("pk")
    assert row.correction == "The days of 6 half terms were changed"


def test_it_is_noted_and_a_day_to_come_is_not(small: Small) -> None:
    enter(small, "spills", {MON: 1, TUE: 2})
    shut(small, FRI + timedelta(days=10))
    assert not Note.objects.filter(did="weeks summed again").exists()
    shut(small, TUE)
    assert Note.objects.get(did="weeks summed again").details == {
        "since": str(MON), "until": str(MON), "added": 0, "changed": 1,
    }  # fmt: skip
    row = Tally.objects.standing().get()
    assert (row.recorded_by, row.summed) == (small.office.member.user, True)
    assert row.correction == "The school was closed on 24 November 2026"


def test_without_its_note_nothing_changes(small: Small) -> None:
    enter(small, "spills", {MON: 1, TUE: 2})
    with pytest.raises(IntegrityError):
        shut_day(closed=Closed(on=TUE, why="unplanned"), by=unnamed(small.office))
    assert not ClosedDay.objects.exists()
    assert week("spills") == 3


def test_the_weeks_alone_come_undone_without_their_note(small: Small) -> None:
    enter(small, "spills", {MON: 1, TUE: 2})
    ClosedDay.objects.create(school=small.school, on=TUE, part="all", why="inset")
    with pytest.raises(IntegrityError):
        sum_again(days=[TUE], why="Closed", by=unnamed(small.office))
    assert week("spills") == 3


def test_a_closed_review_stays_and_beneath_it_stands_why(cast: Cast) -> None:
    by = replace(cast.viewer("teacher"), now=cast.school.now())
    wednesday = WED - BEFORE
    for on in (each - BEFORE for each in WEEK if each != WED):
        told = DayCount(pupil=cast.settled.pk, on=on, fact="nights", count=1)
        record_days(days=[told], by=by)
    closure = close(school_class=cast.kestrels, period=cast.period, by=by)
    before = Shown.objects.get(closure=closure, pupil=cast.settled).picture
    office = replace(cast.viewer("office"), now=cast.school.now())
    opened = shut_day(closed=Closed(on=wednesday, why="unplanned"), by=office)
    open_after_all(closed=opened, by=office)
    assert Shown.objects.get(closure=closure, pupil=cast.settled).picture == before
    assert [(each.about, each.because) for each in corrections_of(closure, [cast.settled.pk])] == [
        ("Nights read, week of 16 Nov: not entered → 4", ""),
        ("Nights read, week of 16 Nov: 4 → not entered", "The school was open on 18 November 2026"),
    ]


# --- the pages ----------------------------------------------------------------------------------

CLOSED = {"on": str(TUE), "part": "all", "why": "unplanned", "name": ""}
MORNING = {**CLOSED, "part": "am"}


def counted(cast: Cast) -> None:
    told = DayCount(pupil=cast.settled.pk, on=TUE, fact="lates", count=1)
    record_days(days=[told], by=cast.viewer("teacher"))


def test_a_day_of_which_something_was_counted_is_closed_only_if_one_is_sure(
    client_of: ClientOf, cast: Cast
) -> None:
    counted(cast)
    client = client_of("office")
    page = client.post("/amberley/dates/closed-days/", CLOSED).content.decode()
    assert "Something was counted that day for 1 child." in page
    assert "That week’s numbers change with it" in page
    assert "Attendance changes" not in page
    assert week("lates") == 1
    client.post("/amberley/dates/closed-days/", {**CLOSED, "sure": "yes"})
    assert week("lates") is None
    client.post("/amberley/dates/opening/", {"on": str(TUE), "part": "all", "sure": "yes"})
    assert week("lates") == 1


def test_half_a_day_that_is_closed_changes_nothing_that_was_counted(
    client_of: ClientOf, cast: Cast
) -> None:
    counted(cast)
    page = client_of("office").post("/amberley/dates/closed-days/", MORNING, follow=True)
    assert "is added" in page.content.decode()


def test_the_other_half_of_it_changes_what_was_counted_and_asks_first(
    client_of: ClientOf, cast: Cast
) -> None:
    """With its last session the day goes, and with the first that is opened it comes again."""
    counted(cast)
    client = client_of("office")
    client.post("/amberley/dates/closed-days/", MORNING)
    page = client.post("/amberley/dates/closed-days/", {**CLOSED, "part": "pm"}).content.decode()
    assert "Something was counted that day for 1 child." in page
    assert week("lates") == 1
    client.post("/amberley/dates/closed-days/", {**CLOSED, "part": "pm", "sure": "yes"})
    assert week("lates") is None
    page = client.post("/amberley/dates/opening/", MORNING).content.decode()
    assert "Something was counted that day for 1 child." in page
    client.post("/amberley/dates/opening/", {**MORNING, "sure": "yes"})
    page = client.post("/amberley/dates/opening/", {**CLOSED, "part": "pm"}).content.decode()
    assert "Something was counted" not in page
    assert week("lates") == 1


def test_a_half_term_says_what_was_counted_on_the_days_it_loses(
    client_of: ClientOf, cast: Cast
) -> None:
    counted(cast)
    here = "/amberley/dates/2026/half-terms/2/"
    told = {"from_2": "2026-11-02", "to_2": str(MON)}
    page = client_of("office").post(here, told).content.decode()
    assert "Something was counted on them for 1 child" in page
    confirmed(client_of("office"), here, told)
    assert week("lates") is None


def test_days_that_come_again_say_what_was_counted_on_them(client_of: ClientOf, cast: Cast) -> None:
    counted(cast)
    here = "/amberley/dates/2026/half-terms/2/"
    confirmed(client_of("office"), here, {"from_2": "2026-11-02", "to_2": str(MON)})
    page = client_of("office").post(here, {"from_2": "2026-11-02", "to_2": str(TUE)})
    said = page.content.decode()
    assert "Something was counted on them for 1 child: it counts again" in said
    assert "attendance changes" not in said


def test_a_half_term_loses_nothing_of_a_day_that_is_closed_already(
    client_of: ClientOf, cast: Cast
) -> None:
    counted(cast)
    client = client_of("office")
    client.post("/amberley/dates/closed-days/", {**CLOSED, "sure": "yes"})
    told = {"from_2": "2026-11-02", "to_2": str(MON)}
    page = client.post("/amberley/dates/2026/half-terms/2/", told).content.decode()
    assert "is closed already (Unplanned closure): that is forgotten" in page
    assert "Something was counted" not in page
