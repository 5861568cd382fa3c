"""Last year stays readable as it was: every past page and paper, byte by byte, whatever is done."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from pytest_django.fixtures import Settings

from lantern.accounts.models import Viewer
from lantern.habits.actions import record_marks, record_tallies
from lantern.habits.rules import Count
from lantern.habits.rules import Mark as Attended
from lantern.reviews.actions import Mark, close, judge_many
from lantern.reviews.models import Shown
from lantern.reviews.tests.rows import a_cell
from lantern.roster.actions import RosterTrouble, set_year_override
from lantern.roster.actions.rollover import roll_over, undo_rollover, wish
from lantern.roster.models import Pupil, Rollover, SchoolClass
from lantern.roster.pictures.rollover import planned
from lantern.roster.rules.rollover import Goes
from lantern.roster.tests.next_year import (
    a_year_later,
    everything_but_the_audit,
    row,
    wishes_of,
)
from lantern.schools.actions import draw_periods
from lantern.schools.models import AcademicYear, Period
from tests.cast import Cast, a_job
from tests.client import CheckedClient, body_of
from tests.journeys.story import record_the_half_term

ClientOf = Callable[[str], CheckedClient]
TOKEN = re.compile(rb'(?<=")[A-Za-z0-9]{64}(?=")')  # against forged requests: new each time
JULY, SEPTEMBER = date(2027, 7, 9), date(2027, 9, 10)
Past = Mapping[str, bytes]


@pytest.fixture
def next_year(cast: Cast) -> AcademicYear:
    """A half term that was recorded, judged and closed, others that never were; a year to come."""
    year = a_year_later(cast.school)
    draw_periods(year=year, span="half-term", by=a_job(cast.school))
    record_the_half_term(cast)
    set_year_override(pupil=cast.two_homes, year=3, by=cast.viewer("office"))
    by = cast.viewer("leader")
    marks = [
        Mark(cell=a_cell(cast, pupil), value="green", reason="Every day.")
        for pupil in (cast.settled, cast.joiner, cast.two_homes)
    ]
    judge_many(marks=marks, school_class=cast.kestrels, period=cast.period, by=by)
    close(school_class=cast.kestrels, period=cast.period, by=by)
    return year


@pytest.mark.parametrize("today", [JULY, SEPTEMBER], ids=["in July", "in September"])
def test_every_past_page_and_paper_is_byte_equal(
    cast: Cast, next_year: AcademicYear, client_of: ClientOf, settings: Settings, today: date
) -> None:
    settings.PRETEND_TODAY = today
    by = on_the_day(cast, today)
    before = past(cast, client_of)
    assert before["kept"].count(b"Maya Brook") == 1
    papers = sum(page.startswith(b"%PDF") for page in before.values())
    assert papers == 14  # none of whoever had left before the period
    first = moved_up(cast, next_year, by)
    assert differing(before, past(cast, client_of)) == []
    undo_rollover(rollover=first, by=by)
    assert differing(before, past(cast, client_of)) == []
    moved_up(cast, next_year, by)
    assert differing(before, past(cast, client_of)) == []


def on_the_day(cast: Cast, today: date) -> Viewer:
    now = datetime(today.year, today.month, today.day, 9, tzinfo=ZoneInfo("Europe/London"))
    return replace(cast.viewer("leader"), now=now)


def moved_up(cast: Cast, year: AcademicYear, by: Viewer) -> Rollover:
    """Kestrels go up, the elder of Wrens leaves, every mentor and group ends."""
    wishes = wishes_of(cast)
    rows = {**wishes.rows, row(cast.kestrels, 4): Goes(to="Falcons")}
    told = replace(
        wishes, rows={**rows, row(cast.wrens, 5): Goes(leaves=True)},
        groups_end=frozenset({cast.premium.ref}),
    )  # fmt: skip
    wish(year=year, change=lambda _: told, by=by)
    _, _, plan = planned(year, by.today)
    return roll_over(year=year, digest=plan.digest, by=by)


def past(cast: Cast, client_of: ClientOf) -> Past:
    """Last year's class and profile pages in every period, its prints, and what closing kept."""
    leader, teacher = client_of("leader"), client_of("teacher")
    found = {"kept": repr(list(Shown.objects.order_by("pk").values_list())).encode()}
    for path in addresses(cast):
        found[path] = body(leader, path)
    found["teacher"] = body(teacher, profile(cast.settled, f"?period={cast.period.ref}"))
    return found


def addresses(cast: Cast) -> Iterable[str]:
    periods = Period.objects.filter(year=cast.year).begun(JULY)
    pupils = Pupil.objects.filter(school=cast.school).order_by("pk")
    for period in periods:
        asked = f"?period={period.ref}"
        for school_class in (cast.kestrels, cast.wrens):
            yield f"/amberley/classes/{school_class.ref}/{asked}"
            yield f"/amberley/classes/{school_class.ref}/{asked}&group={cast.premium.ref}"
        for pupil in pupils:
            yield profile(pupil, asked)
    for period in (cast.period, cast.periods[-1]):  # one closed, one that never was
        asked = f"?period={period.ref}"
        for school_class in (cast.kestrels, cast.wrens):
            yield f"/amberley/classes/{school_class.ref}/profiles/pdf/{asked}"
        for pupil in pupils:
            yield profile(pupil, f"pdf/{asked}")


def profile(pupil: Pupil, rest: str) -> str:
    return f"/amberley/pupils/{pupil.ref}/profile/{rest}"


def body(client: CheckedClient, path: str) -> bytes:
    answer = client.get(path)
    if answer.get("Content-Type") == "application/pdf":
        return bytes(answer.getvalue())
    return TOKEN.sub(b"", body_of(answer).encode())


def differing(before: Past, after: Past) -> list[str]:
    return [path for path in before if before[path] != after.get(path)]


# --- what the new year has begun with is not undone -----------------------------------------------

MONDAY = date(2027, 9, 6)


def the_period(cast: Cast) -> Period:
    return Period.objects.of_school(cast.school).get(year__name="2027/28", name="Autumn 1")


def a_mark(cast: Cast, by: Viewer) -> None:
    record_marks(marks=[Attended(pupil=cast.settled.pk, on=MONDAY, session="am", code="/")], by=by)


def a_tally(cast: Cast, by: Viewer) -> None:
    """Of the week in which the year begins, which is told by its Monday."""
    week = date(2027, 8, 30)
    record_tallies(tallies=[Count(pupil=cast.settled.pk, week=week, fact="nights", count=3)], by=by)


def a_judgement(cast: Cast, by: Viewer) -> None:
    cell = replace(a_cell(cast, cast.settled), period=the_period(cast))
    there = SchoolClass.objects.get(name="Falcons")
    judge_many(
        marks=[Mark(cell=cell, value="green", reason="")], school_class=there,
        period=the_period(cast), by=by,
    )  # fmt: skip


def a_closing(cast: Cast, by: Viewer) -> None:
    close(school_class=SchoolClass.objects.get(name="Falcons"), period=the_period(cast), by=by)


@pytest.mark.parametrize(
    ("built", "said"),
    [
        (a_mark, "Something of the new year was recorded since: Maya Brook."),
        (a_tally, "Something of the new year was recorded since: Maya Brook."),
        (a_judgement, "Something of the new year was recorded since: Maya Brook."),
        (a_closing, "Something of Falcons was kept since"),
    ],
)
def test_what_the_new_year_has_begun_with_is_not_undone(
    cast: Cast, next_year: AcademicYear, built: Callable[[Cast, Viewer], None], said: str
) -> None:
    by = on_the_day(cast, SEPTEMBER)
    done = moved_up(cast, next_year, by)
    built(cast, by)
    before = everything_but_the_audit()
    with pytest.raises(RosterTrouble, match=said):
        undo_rollover(rollover=done, by=by)
    assert everything_but_the_audit() == before


def test_a_fact_of_last_year_that_comes_late_forbids_nothing(
    cast: Cast, next_year: AcademicYear
) -> None:
    by = on_the_day(cast, SEPTEMBER)
    done = moved_up(cast, next_year, by)
    late = Attended(pupil=cast.settled.pk, on=date(2027, 7, 20), session="am", code="/")
    record_marks(marks=[late], by=by)
    assert undo_rollover(rollover=done, by=by).undone_at is not None
