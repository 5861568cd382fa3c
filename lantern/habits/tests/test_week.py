"""The week of a class: a grid to type in, saved a cell at a time or all at once."""

import json
from datetime import date

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Role
from lantern.habits.models import Tally
from lantern.habits.tests.small_school import MONDAY, Small, pupil, small_school, viewer
from lantern.roster.models import Enrolment, Mentoring
from lantern.schemes.models import SchemeVersion
from tests.client import CheckedClient


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def browser(of: Viewer) -> CheckedClient:
    client = CheckedClient()
    client.force_login(of.member.user)
    return client


def address(small: Small, week: str = "") -> str:
    query = f"?week={week}" if week else ""
    return f"/acorn/classes/{small.oak.ref}/week/{query}"


def cell(small: Small, child: int, fact: str = "beans") -> str:
    return f"{small.pupils[child].ref}.{fact}"


def standing() -> dict[str, int | None]:
    rows = Tally.objects.standing().select_related("pupil")
    return {f"{row.pupil.called_forename} {row.fact}": row.count for row in rows}


def saved(client: CheckedClient, path: str, **fields: str) -> HttpResponse:
    """As the page's script sends a cell."""
    answer = client.post(path, fields, headers={"HX-Request": "true"})
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_teacher_sees_their_class_and_what_the_scheme_counts(small: Small) -> None:
    page = browser(small.teacher).get(address(small)).content.decode()
    assert "Monday 23 November 2026 to Friday 27 November 2026" in page
    for words in ("Ada Ash", "Ben Birch", "Cam Cedar", "Beans planted", "Spills"):
        assert words in page
    assert "Dot Dogwood" not in page
    assert "Here" not in page
    assert f'name="{cell(small, 0)}" value=""' in page


def test_a_cell_is_saved_by_itself(small: Small) -> None:
    client = browser(small.teacher)
    assert saved(client, address(small), **{cell(small, 0): "0"}).status_code == 200
    assert standing() == {"Ada beans": 0}
    assert f'name="{cell(small, 0)}" value="0"' in client.get(address(small)).content.decode()


def test_a_cleared_cell_is_taken_back_not_nought(small: Small) -> None:
    client = browser(small.teacher)
    saved(client, address(small), **{cell(small, 0): "3"})
    saved(client, address(small), **{cell(small, 0): ""})
    assert standing() == {"Ada beans": None}
    assert Tally.objects.count() == 2
    assert f'name="{cell(small, 0)}" value=""' in client.get(address(small)).content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("6", "Ada Ash: Beans planted: 6 is not from 0 to 5."),
        ("-1", "is not a whole number"),
        ("1.5", "is not a whole number"),
        ("three", "is not a whole number"),
        ("٣", "is not a whole number"),
        ("99999", "is not a whole number"),
    ],
)
def test_a_cell_out_of_bounds_is_refused(small: Small, typed: str, says: str) -> None:
    answer = saved(browser(small.teacher), address(small), **{cell(small, 0): typed})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert standing() == {}


def test_the_whole_form_without_a_script(small: Small) -> None:
    client = browser(small.teacher)
    typed = {cell(small, 0): "2", cell(small, 1): "", cell(small, 2, "spills"): "12"}
    answer = client.post(address(small), {"was": "{}", **typed}, follow=True)
    assert "Saved: 2 changed." in answer.content.decode()
    assert standing() == {"Ada beans": 2, "Cam spills": 12}


def test_one_bad_cell_and_the_form_comes_back_as_typed(small: Small) -> None:
    client = browser(small.teacher)
    answer = client.post(address(small), {cell(small, 0): "2", cell(small, 1): "many"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'name="{cell(small, 0)}" value="2"' in page
    assert f'name="{cell(small, 1)}" value="many"' in page
    assert "Nothing was saved" in page
    assert standing() == {}


def test_every_bad_cell_is_marked_and_says_why(small: Small) -> None:
    bad = {cell(small, 0): "9", cell(small, 1): "abc", cell(small, 2): "-1"}
    page = browser(small.teacher).post(address(small), bad).content.decode()
    assert page.count('aria-invalid="true"') == 3
    for name in bad:
        assert f'aria-describedby="wrong-{name}"' in page
        assert f'<li id="wrong-{name}"><a href="#at-{name}">' in page
        assert f'id="at-{name}"' in page
    assert "Ada Ash: Beans planted: 9 is not from 0 to 5." in page
    assert "Ben Birch: Beans planted: “abc” is not a whole number." in page


def test_an_open_week_does_not_ask_why(small: Small) -> None:
    assert 'name="why"' not in browser(small.teacher).get(address(small)).content.decode()


def test_a_form_sent_late_changes_only_what_was_typed_in_it(small: Small) -> None:
    client = browser(small.teacher)
    saved(client, address(small), **{cell(small, 0): "1"})
    was = json.dumps({cell(small, 0): "1"})
    saved(browser(small.leader), address(small), **{cell(small, 0): "4"})
    client.post(address(small), {"was": was, cell(small, 0): "1", cell(small, 1): "2"})
    assert standing() == {"Ada beans": 4, "Ben beans": 2}


@pytest.mark.parametrize("was", ["", "[]", "nonsense", '{"x": 1}', "null"])
def test_what_the_page_showed_may_be_anything(small: Small, was: str) -> None:
    browser(small.teacher).post(address(small), {"was": was, cell(small, 0): "1"})
    assert standing() == {"Ada beans": 1}


def test_all_the_blanks_are_filled_at_once(small: Small) -> None:
    client = browser(small.teacher)
    saved(client, address(small), **{cell(small, 1): "2"})
    page = client.get(address(small)).content.decode()
    assert 'name="fill.beans" value="5"' in page
    assert 'name="fill.spills" value="0"' in page
    blanks = {cell(small, child): "2" if child == 1 else "" for child in range(3)}
    was = json.dumps({cell(small, 1): "2"})
    client.post(address(small), {"was": was, **blanks, "fill": "beans", "fill.beans": "5"})
    assert standing() == {"Ada beans": 5, "Ben beans": 2, "Cam beans": 5}


def test_another_teachers_class_is_there_to_read(small: Small) -> None:
    other = viewer(small.school, Role.TEACHER, "elsewhere")
    saved(browser(small.teacher), address(small), **{cell(small, 0): "3"})
    client = browser(other)
    page = client.get(address(small)).content.decode()
    assert "Ada Ash" in page
    assert "<input" not in page.split("<table")[1].split("</table")[0]
    saved(client, address(small), **{cell(small, 0): "5"})
    assert standing() == {"Ada beans": 3}


def test_a_mentor_may_enter_their_own_child_alone(small: Small) -> None:
    mentor = viewer(small.school, Role.ASSISTANT, "mentor")
    Mentoring.objects.create(
        pupil=small.pupils[1], mentor=mentor.member, starts_on=date(2026, 9, 1)
    )
    client = browser(mentor)
    saved(client, address(small), **{cell(small, 0): "1", cell(small, 1): "1"})
    assert standing() == {"Ben beans": 1}


def test_who_may(small: Small) -> None:
    stranger = small_school("beech").leader
    for who, status in ((small.leader, 200), (small.office, 403), (stranger, 404)):
        assert browser(who).get(address(small)).status_code == status
    elsewhere = address(small).replace("acorn", "beech")
    assert browser(stranger).get(elsewhere).status_code == 404


def test_weeks_before_and_after(small: Small) -> None:
    client = browser(small.teacher)
    page = client.get(address(small)).content.decode()
    assert 'href="?week=2026-11-16"' in page
    assert 'rel="next"' not in page
    page = client.get(address(small, "2026-11-12")).content.decode()
    assert "Monday 9 November 2026" in page
    assert 'href="?week=2026-11-16" rel="next"' in page
    for week in ("2026-11-30", "soon", "1000-01-01", "9999-12-31"):
        assert client.get(address(small, week)).status_code == 404


def test_a_part_has_no_column_before_it_starts(small: Small) -> None:
    """2.40: each part of a scheme has a start date; before it, no column."""
    client = browser(small.teacher)
    assert "Spills" in client.get(address(small, "2026-11-16")).content.decode()
    assert "Spills" not in client.get(address(small, "2026-11-09")).content.decode()


def test_the_week_has_the_children_of_that_week(small: Small) -> None:
    Enrolment.objects.filter(pupil=small.pupils[0]).update(ends_on=date(2026, 11, 20))
    late = pupil(small.school, small.oak, "Eve", "Elder")
    Enrolment.objects.filter(pupil=late).update(starts_on=MONDAY)
    client = browser(small.leader)
    page = client.get(address(small)).content.decode()
    assert ("Ada Ash" in page, "Eve Elder" in page) == (False, True)
    page = client.get(address(small, "2026-11-16")).content.decode()
    assert ("Ada Ash" in page, "Eve Elder" in page) == (True, False)


def test_a_scheme_that_counts_nothing(small: Small) -> None:
    SchemeVersion.objects.all().delete()
    page = browser(small.teacher).get(address(small)).content.decode()
    assert "Nothing is counted in this week" in page


def test_a_class_without_children(small: Small) -> None:
    Enrolment.objects.all().delete()
    assert "Nobody was in this class" in browser(small.leader).get(address(small)).content.decode()


def test_a_year_that_the_scheme_is_not_for(small: Small) -> None:
    version = SchemeVersion.objects.get()
    SchemeVersion.objects.update(
        text=version.text.replace('name = "Made up"', 'name = "Made up"\nyears = [1]')
    )
    page = browser(small.teacher).get(address(small)).content.decode()
    assert "not for this child" in page
    assert "<input" not in page.split("<table")[1].split("</table")[0]


def test_the_page_asks_the_database_as_often_for_any_class(small: Small) -> None:
    client = browser(small.teacher)
    client.get(address(small))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address(small))
    for n in range(10):
        pupil(small.school, small.oak, "Kim", f"Kite {n}")
    with CaptureQueriesContext(connection) as many:
        client.get(address(small))
    assert len(many) == len(few) <= 12
