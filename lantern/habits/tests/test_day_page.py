"""The day of a class: all fine at once, and a press a cell; with a script and without."""

import json
from datetime import date, timedelta

import pytest
from django.http import HttpResponse

from lantern.habits import pictures
from lantern.habits.actions import record_days, record_tallies
from lantern.habits.models import DayTally, Tally
from lantern.habits.pictures import day
from lantern.habits.rules import Count, DayCount
from lantern.habits.tests.small_school import MONDAY, TODAY, Small, by_the_day, small_school
from lantern.habits.tests.test_week import browser
from lantern.roster.models import Enrolment, PartWeek
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import ClosedDay
from tests.client import CheckedClient


@pytest.fixture
def small(db: None) -> Small:
    return by_the_day(small_school())


def address(small: Small, on: date | None = None) -> str:
    return f"/acorn/classes/{small.oak.ref}/day/" + (f"?on={on}" if on else "")


def name(small: Small, child: int, fact: str = "beans") -> str:
    return f"{small.pupils[child].ref}.{fact}"


def standing() -> dict[str, int | None]:
    rows = DayTally.objects.standing().select_related("pupil")
    return {f"{row.pupil.called_forename} {row.fact}": row.count for row in rows}


def sent(client: CheckedClient, path: str, **fields: str | list[str]) -> HttpResponse:
    """As the page's script sends some cells."""
    answer = client.post(path, {"told": "", **fields}, headers={"HX-Request": "true"})
    assert isinstance(answer, HttpResponse)
    return answer


def page_of(client: CheckedClient, path: str) -> str:
    return client.get(path).content.decode()


def test_it_shows_the_class_and_what_is_counted_by_the_day(small: Small) -> None:
    page = page_of(browser(small.teacher), address(small))
    assert "Thursday 26 November 2026" in page
    for words in ("Ada Ash", "Cam Cedar", "Beans planted", "Spills", "All fine"):
        assert words in page
    assert "Dot Dogwood" not in page
    assert f'value="{name(small, 0)}::1"' in page
    assert f'value="{name(small, 0, "spills")}::0"' in page


def test_all_fine_without_a_script_fills_the_blanks_alone(small: Small) -> None:
    client = browser(small.teacher)
    client.post(address(small), {"told": "", "set": f"{name(small, 1)}::0"})
    answer = client.post(address(small), {"told": "", "fine": "*"}, follow=True)
    assert "Saved: 5 changed." in answer.content.decode()
    assert standing() == {
        "Ada beans": 1, "Ben beans": 0, "Cam beans": 1,
        "Ada spills": 0, "Ben spills": 0, "Cam spills": 0,
    }  # fmt: skip


def test_one_fact_alone_may_be_fine(small: Small) -> None:
    browser(small.teacher).post(address(small), {"told": "", "fine": "spills"})
    assert set(standing()) == {"Ada spills", "Ben spills", "Cam spills"}


def test_a_press_without_a_script_comes_back_to_its_cell(small: Small) -> None:
    client = browser(small.teacher)
    answer = client.post(address(small), {"told": "", "set": f"{name(small, 0)}::1"})
    assert answer["Location"].endswith(f"?on=2026-11-26#at-{name(small, 0)}")
    page = page_of(client, address(small))
    assert f'value="{name(small, 0)}:1:0"' in page
    assert 'aria-label="Ada Ash: Beans planted: fine">✓<' in page


def test_several_cells_are_sent_by_the_script(small: Small) -> None:
    answer = sent(
        browser(small.teacher), address(small),
        set=[f"{name(small, 0)}::0", f"{name(small, 2, 'spills')}::3"],
    )  # fmt: skip
    assert answer.status_code == 200
    assert standing() == {"Ada beans": 0, "Cam spills": 3}
    assert Tally.objects.get().count == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{0}::9", "Beans planted: 9 is not from 0 to 1."),
        ("{0}", "not on this page any more"),
        ("{0}:1:2:3", "not on this page any more"),
        ("{0}::-1", "not on this page any more"),
        ("{0}::٣", "not on this page any more"),
        ("nobody.beans::1", "not on this page any more"),
        ("{1}::1", "not on this page any more"),
        ("<b>::1", "not on this page any more"),
    ],
)
def test_what_no_page_sends_is_refused(small: Small, text: str, says: str) -> None:
    told = text.format(name(small, 0), name(small, 3))
    answer = sent(browser(small.teacher), address(small), set=[told])
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert standing() == {}
    page = browser(small.teacher).post(address(small), {"told": "", "set": told})
    assert page.status_code == 422
    assert "Nothing was saved" in page.content.decode()


def test_what_another_left_meanwhile_stands_and_is_said(small: Small) -> None:
    told = DayCount(pupil=small.pupils[0].pk, on=TODAY, fact="beans", count=0)
    record_days(days=[told], by=small.leader)
    client = browser(small.teacher)
    answer = sent(client, address(small), set=[f"{name(small, 0)}::1"])
    assert answer.status_code == 409
    assert "The leader changed this a moment ago" in answer.content.decode()
    page = client.post(address(small), {"told": "", "set": f"{name(small, 0)}::1"})
    assert "The leader changed this a moment ago" in page.content.decode()
    twice = sent(client, address(small), set=[f"{name(small, 0)}::0", f"{name(small, 0)}:0:1"])
    assert twice.status_code == 409
    assert standing() == {"Ada beans": 0}


@pytest.mark.parametrize(
    ("children", "few", "whom"),
    [
        ([1], 3, "Ben Birch"),
        ([0, 1, 2], 3, "Ada Ash, Ben Birch, Cam Cedar"),
        ([0, 1], 1, "2 children"),
        ([0, 1, 2], 2, "every child"),
    ],
)
def test_it_says_whose_week_was_typed_and_counts(
    children: list[int], few: int, whom: str, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each fact once, and by name while they are few."""
    monkeypatch.setattr(day, "FEW", few)
    typed = [
        Count(pupil=small.pupils[n].pk, week=MONDAY, fact=fact, count=1)
        for n in children
        for fact in ("beans", "spills")
    ]
    record_tallies(tallies=typed, by=small.teacher)
    page = page_of(browser(small.teacher), address(small))
    assert f"until it is cleared there: Beans planted, Spills for {whom}." in page


def test_the_weeks_page_says_what_comes_from_the_days(small: Small) -> None:
    client = browser(small.teacher)
    assert "in italics" not in page_of(client, f"/acorn/classes/{small.oak.ref}/week/")
    sent(client, address(small), set=[f"{name(small, 0, 'spills')}::2"])
    page = page_of(client, f"/acorn/classes/{small.oak.ref}/week/")
    assert "Spills: a number in italics is what" in page
    assert 'value="2" class="summed"' in page


def test_cleared_on_the_weeks_page_it_says_what_the_days_come_to(small: Small) -> None:
    """What a script cleared it is told of, so that what is typed next is typed over that."""
    client, week = browser(small.teacher), f"/acorn/classes/{small.oak.ref}/week/"
    sent(client, address(small), set=[f"{name(small, 0, 'spills')}::2"])
    ada, ben = name(small, 0, "spills"), name(small, 1, "spills")
    answer = sent(client, week, was=json.dumps({ada: "2"}), **{ada: ""})
    assert json.loads(answer.content) == {ada: "2"}
    answer = sent(client, week, was=json.dumps({ada: "2"}), **{ada: "7", ben: "1"})
    assert (answer.status_code, json.loads(answer.content)) == (200, {})
    answer = sent(client, week, was=json.dumps({ada: "7", ben: "1"}), **{ada: "", ben: ""})
    assert json.loads(answer.content) == {ada: "2"}


def test_on_a_day_without_school_it_opens_on_the_last_that_had(small: Small) -> None:
    ClosedDay.objects.create(school=small.school, on=TODAY, part="all", why="Snow")
    client = browser(small.teacher)
    assert "Wednesday 25 November 2026" in page_of(client, address(small))
    assert "There was no school on this day" in page_of(client, address(small, TODAY))


def test_the_days_before_and_after_are_school_days(small: Small) -> None:
    shown = pictures.day_of_class(small.oak, small.teacher, MONDAY)
    assert (shown.before, shown.after) == (date(2026, 11, 20), date(2026, 11, 24))
    assert pictures.day_of_class(small.oak, small.teacher, TODAY).after is None
    after_break = pictures.day_of_class(small.oak, small.teacher, date(2026, 11, 2))
    assert after_break.before == date(2026, 10, 23)


@pytest.mark.parametrize("on", ["2026-11-27", "1999-01-01", "tomorrow", "2026-02-30"])
def test_a_day_that_cannot_be_is_404(small: Small, on: str) -> None:
    path = f"/acorn/classes/{small.oak.ref}/day/?on={on}"
    assert browser(small.teacher).get(path).status_code == 404


def test_who_may(small: Small) -> None:
    assert browser(small.office).get(address(small)).status_code == 403
    elm = f"/acorn/classes/{small.elm.ref}/day/"
    page = page_of(browser(small.teacher), elm)
    assert "Dot Dogwood" in page
    assert "All fine" not in page.replace("All fine but", "")
    answer = sent(browser(small.teacher), elm, fine="*")
    assert answer.status_code == 200
    assert standing() == {}


def test_a_child_who_is_elsewhere_that_day_is_not_fine_by_itself(small: Small) -> None:
    PartWeek.objects.create(
        pupil=small.pupils[0], why=PartWeek.Why.ELSEWHERE, away="67", starts_on=MONDAY
    )
    client = browser(small.teacher)
    assert "not here on this day" in page_of(client, address(small))
    client.post(address(small), {"told": "", "fine": "*"})
    assert {name.split()[0] for name in standing()} == {"Ben", "Cam"}
    assert pictures.day_of_class(small.oak, small.teacher, TODAY).blanks == 0


def test_out_of_scope_has_no_cell(small: Small) -> None:
    version = SchemeVersion.objects.get()
    only = version.text.replace('name = "Made up"', 'name = "Made up"\nyears = [1]')
    SchemeVersion.objects.update(text=only)
    page = page_of(browser(small.teacher), address(small))
    assert "not for this child" in page
    assert "press" not in page.split("<tbody>")[1].split("</tbody>")[0]


def test_a_scheme_that_counts_nothing_by_the_day(small: Small) -> None:
    text = SchemeVersion.objects.get().text.replace("most_a_day", "# most_a_day")
    SchemeVersion.objects.update(text=text)
    page = page_of(browser(small.teacher), address(small))
    assert "Nothing is counted by the day" in page


def test_nobody_there_that_day(small: Small) -> None:
    Enrolment.objects.filter(school_class=small.oak).update(ends_on=TODAY - timedelta(days=1))
    assert "Nobody was in this class" in page_of(browser(small.teacher), address(small))


def test_what_was_entered_before_the_day_was_closed_can_be_taken_back(small: Small) -> None:
    client = browser(small.teacher)
    sent(client, address(small), set=[f"{name(small, 0, 'spills')}::2"])
    ClosedDay.objects.create(school=small.school, on=TODAY, part="all", why="Snow")
    path = address(small, TODAY)
    page = page_of(client, path)
    assert "What was entered all the same can be taken away" in page
    assert page.count('class="press"') == 1
    assert f'value="{name(small, 0, "spills")}:2:"' in page
    assert "All fine" not in page
    for told in (f"{name(small, 0, 'spills')}:2:3", f"{name(small, 1)}::1"):
        assert sent(client, path, set=[told]).status_code == 422
    assert sent(client, path, set=[f"{name(small, 0, 'spills')}:2:"]).status_code == 200
    assert standing() == {"Ada spills": None}
    assert Tally.objects.standing().get().count is None
    assert "There was no school on this day" in page_of(client, path)


def test_from_an_earlier_week_one_comes_to_its_own_days(small: Small) -> None:
    week, day = (f"/acorn/classes/{small.oak.ref}/{each}/" for each in ("week", "day"))
    client = browser(small.teacher)
    assert f'href="{day}"' in page_of(client, week)
    assert f'href="{day}?on=2026-11-16"' in page_of(client, f"{week}?week=2026-11-16")
