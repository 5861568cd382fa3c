"""What is missing of a week: registers by class and day, and the week's facts."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from lantern.accounts.models import Viewer
from lantern.habits import pictures
from lantern.habits.actions import record_marks, record_tallies, record_totals
from lantern.habits.pictures import MissingWeek
from lantern.habits.pictures.counted import marked_sessions
from lantern.habits.rules import Count, Mark, Total
from lantern.habits.tests.small_school import MONDAY, Small, small_school
from lantern.roster.models import Enrolment, PartWeek
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import ClosedDay
from tests.client import CheckedClient

HOME = "/acorn/attendance/missing/"


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def marked(small: Small, children: int, day: int, *halves: str) -> None:
    on = MONDAY + timedelta(days=day)
    marks = [
        Mark(pupil=pupil.pk, on=on, session=half, code="/")
        for pupil in small.pupils[:children]
        for half in halves or ("am", "pm")
    ]
    record_marks(marks=marks, by=small.leader)


def counted(small: Small, children: int, fact: str) -> None:
    counts = [
        Count(pupil=pupil.pk, week=MONDAY, fact=fact, count=0) for pupil in small.pupils[:children]
    ]
    record_tallies(tallies=counts, by=small.leader)


def said(week: MissingWeek, name: str) -> list[str]:
    (found,) = [each for each in week.classes if each.name == name]
    return [each.says for each in (*found.days, *found.facts)]


def test_registers_by_class_and_day(small: Small) -> None:
    marked(small, 4, 0)
    marked(small, 2, 1)
    marked(small, 3, 2, "am")
    week = pictures.missing_in(small.office, MONDAY)
    assert said(week, "Oak")[:5] == [
        "given", "missing: 1 of 3", "missing in the afternoon", "to come", "to come",
    ]  # fmt: skip
    assert said(week, "Elm")[:3] == ["given", "missing", "missing"]
    assert week.count == 2


def test_the_weeks_facts_are_due_on_friday(small: Small) -> None:
    counted(small, 2, "beans")
    assert said(pictures.missing_in(small.office, MONDAY), "Oak") == [
        "2 of 3 so far", "to come",
    ]  # fmt: skip
    later = type(small.office)(
        member=small.office.member, school=small.school, now=small.office.now + timedelta(days=1)
    )
    week = pictures.missing_in(later, MONDAY)
    assert said(week, "Oak") == ["missing: 1 of 3", "missing"]
    assert week.count == 2
    counted(small, 4, "spills")
    counted(small, 4, "beans")
    assert pictures.missing_in(later, MONDAY).count == 0


def test_what_lacks_something_comes_first(small: Small) -> None:
    marked(small, 3, 0)
    week = pictures.missing_in(small.office, MONDAY)
    assert [one.name for one in week.classes] == ["Elm", "Oak"]
    marked(small, 4, 0)
    marked(small, 4, 1)
    record_marks(
        marks=[
            Mark(pupil=small.pupils[3].pk, on=MONDAY + timedelta(days=2), session=half, code="/")
            for half in ("am", "pm")
        ],
        by=small.leader,
    )
    week = pictures.missing_in(small.office, MONDAY)
    assert [one.name for one in week.classes] == ["Oak", "Elm"]


def test_without_session_marks_no_register_is_asked_for(small: Small) -> None:
    assert pictures.missing_in(small.office, MONDAY).days == ()
    marked(small, 1, -7)
    assert len(pictures.missing_in(small.office, MONDAY).days) == 5


def test_no_register_is_asked_of_who_came_later_or_had_left(small: Small) -> None:
    """On their first day and on their last it is."""
    first, last, _, _ = (Enrolment.objects.filter(pupil=each) for each in small.pupils)
    first.update(starts_on=MONDAY + timedelta(days=1))
    last.update(ends_on=MONDAY)
    marked(small, 4, -7)
    week = pictures.missing_in(small.office, MONDAY)
    (oak,) = [each for each in week.classes if each.name == "Oak"]
    assert [each.children for each in oak.days] == [2, 2, 2, 2, 2]
    last.update(ends_on=MONDAY + timedelta(days=1))
    week = pictures.missing_in(small.office, MONDAY)
    (oak,) = [each for each in week.classes if each.name == "Oak"]
    assert [each.children for each in oak.days] == [2, 3, 2, 2, 2]


def test_a_closed_half_day_and_a_shut_week_ask_for_nothing(small: Small) -> None:
    marked(small, 4, 0, "am")
    ClosedDay.objects.create(school=small.school, on=MONDAY, part="pm", why="Snow")
    assert said(pictures.missing_in(small.office, MONDAY), "Oak")[0] == "given"
    holiday = MONDAY - timedelta(days=28)
    assert pictures.missing_in(small.office, holiday).facts == ()


def test_more_classes_ask_no_more_questions(
    small: Small, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    marked(small, 4, 0)
    with django_assert_num_queries(9):
        pictures.missing_in(small.office, MONDAY)


def test_the_page_names_each_and_who_may_see_it(small: Small) -> None:
    marked(small, 3, 0)
    for who, status in ((small.office, 200), (small.leader, 200), (small.teacher, 403)):
        assert browser(who).get(HOME).status_code == status
    page = browser(small.office).get(HOME).content.decode()
    assert "2 classes lack a register or one of the week's numbers." in page
    assert browser(small.office).get(f"{HOME}?week=2026-12-07").status_code == 404
    assert browser(small.office).get(f"{HOME}?week=2026-11-18").status_code == 200


def test_no_register_is_missed_of_a_child_who_is_elsewhere_then_standards_3(small: Small) -> None:
    """Ada is elsewhere on Tuesdays, and Ben in the afternoons; nobody is asked of in Elm then."""
    for child, away in ((0, "23"), (1, "13579"), (3, "01")):
        PartWeek.objects.create(
            pupil=small.pupils[child], why=PartWeek.Why.ELSEWHERE, away=away, starts_on=MONDAY
        )
    marked(small, 1, 0)
    for child in (1, 2):
        one = [Mark(pupil=small.pupils[child].pk, on=MONDAY, session="am", code="/")]
        record_marks(marks=one, by=small.leader)
    tuesday = MONDAY + timedelta(days=1)
    record_marks(
        marks=[Mark(pupil=small.pupils[1].pk, on=tuesday, session="am", code="/")],
        by=small.leader,
    )
    week = pictures.missing_in(small.office, MONDAY)
    assert said(week, "Oak")[:2] == ["missing in the afternoon: 1 of 3", "missing: 1 of 2"]
    assert said(week, "Elm")[0] == "nobody to ask of"


@pytest.mark.parametrize(
    ("code", "attended", "possible"), [("D", 4, 4), ("X", 4, 4), ("K", 6, 6), ("C2", 4, 6)]
)
def test_what_the_marks_say_counts_of_a_session_elsewhere_standards_3(
    small: Small, code: str, attended: int, possible: int
) -> None:
    PartWeek.objects.create(
        pupil=small.pupils[0], why=PartWeek.Why.ELSEWHERE, away="23", starts_on=MONDAY
    )
    days = [MONDAY + timedelta(days=n) for n in range(3)]
    marks = [
        Mark(pupil=small.pupils[0].pk, on=on, session=half, code=code if n == 1 else "/")
        for n, on in enumerate(days)
        for half in ("am", "pm")
    ]
    record_marks(marks=marks, by=small.leader)
    found = marked_sessions([small.pupils[0].pk], days[0], days[2], school=small.school.pk)
    assert found[small.pupils[0].pk][:2] == (possible, attended)


def test_nothing_is_missed_of_children_whom_the_scheme_is_not_for(small: Small) -> None:
    """Oak are in Year 5; the child of Elm is moved to Year 4, for whom the scheme is not."""
    version = SchemeVersion.objects.get()
    only = version.text.replace('name = "Made up"', 'name = "Made up"\nyears = [5]')
    SchemeVersion.objects.update(text=only)
    elm = small.pupils[3]
    type(elm).objects.filter(pk=elm.pk).update(years_apart=-1)
    marked(small, 3, 0)
    week = pictures.missing_in(small.office, MONDAY)
    assert said(week, "Elm") == ["nobody to ask of"] * 7
    assert said(week, "Oak")[:2] == ["given", "missing"]
    assert week.count == 1
    total = Total(
        pupil=small.pupils[0].pk, starts_on=date(2026, 11, 2), ends_on=MONDAY, possible=32,
        attended=32,
    )  # fmt: skip
    record_totals(totals=[total], by=small.leader)
    totals = pictures.registers(small.office).totals
    assert totals is not None
    assert (totals.children, totals.on_roll) == (1, 3)


def browser(of: Viewer) -> CheckedClient:
    client = CheckedClient()
    client.force_login(of.member.user)
    return client


def test_the_first_page_counts_the_classes_for_whoever_chases_them(small: Small) -> None:
    marked(small, 3, 0)
    for who, there in ((small.office, True), (small.leader, True), (small.teacher, False)):
        page = browser(who).get("/acorn/").content.decode()
        assert ("2 classes lack a register" in page) is there
        assert ("attendance/missing/" in page) is there
