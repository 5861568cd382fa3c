"""What is told beneath a closed review: what changed, from what to what, by whom and why (2.31)."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantern.accounts.models import Viewer
from lantern.habits.actions import record_marks, record_tallies, record_totals
from lantern.habits.rules import Count, Mark, Total
from lantern.judgements.models import What
from lantern.reviews.actions import close, reopen
from lantern.reviews.models import Closure
from lantern.reviews.pictures import corrections_of, of_cell
from lantern.reviews.pictures.closed import closed_over
from lantern.roster.actions import enrol
from lantern.roster.models import SchoolClass
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
WEEK = date(2026, 11, 23)
NOBODY = "nobody said why"


def now(cast: Cast, part: str = "teacher") -> Viewer:
    return replace(cast.viewer(part), now=cast.school.now())


def nights(cast: Cast, count: int | None, reason: str = "") -> None:
    tally(cast, count, reason=reason)


def tally(
    cast: Cast, count: int | None, *, fact: str = "nights", week: date = WEEK, reason: str = ""
) -> None:
    told = Count(pupil=cast.settled.pk, week=week, fact=fact, count=count)
    record_tallies(tallies=[told], by=now(cast), reason=reason)


def codes(cast: Cast, *codes: str, reason: str = "") -> None:
    days = (date(2026, 11, 3 + place) for place in range(len(codes)))
    marks = [
        Mark(pupil=cast.settled.pk, on=on, session="am", code=code)
        for on, code in zip(days, codes, strict=True)
    ]
    record_marks(marks=marks, by=now(cast, "office"), reason=reason)


def total(cast: Cast, attended: int, reason: str = "") -> None:
    told = Total(
        pupil=cast.settled.pk, starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 20),
        possible=30, attended=attended,
    )  # fmt: skip
    record_totals(totals=[told], by=now(cast, "office"), reason=reason)


def shut(cast: Cast) -> Closure:
    return close(school_class=cast.kestrels, period=cast.period, by=now(cast))


def told(closure: Closure, cast: Cast) -> list[tuple[str, str]]:
    found = corrections_of(closure, [cast.settled.pk])
    return [(each.about, each.because or (NOBODY if each.unsaid else "")) for each in found]


def test_a_change_and_its_undoing_are_two_lines_that_say_what_they_did(cast: Cast) -> None:
    nights(cast, 5)
    closure = shut(cast)
    nights(cast, 2, "wrong entry")
    nights(cast, 5)
    nights(cast, None)
    assert told(closure, cast) == [
        ("Nights read, week of 23 Nov: 5 → 2", "wrong entry"),
        ("Nights read, week of 23 Nov: 2 → 5", NOBODY),
        ("Nights read, week of 23 Nov: 5 → not entered", NOBODY),
    ]


def test_what_is_entered_late_where_nothing_stood_needs_no_reason(cast: Cast) -> None:
    closure = shut(cast)
    nights(cast, 3, "it came late")
    assert told(closure, cast) == [("Nights read, week of 23 Nov: not entered → 3", "")]


def test_one_mark_says_what_it_became_and_no_code(cast: Cast) -> None:
    codes(cast, "I")
    closure = shut(cast)
    codes(cast, "/", reason="came in late")
    codes(cast, "C", reason="was away")
    codes(cast, "I", reason="was ill")
    codes(cast, "X", reason="was in no school")
    assert told(closure, cast) == [
        ("Attendance, 3 Nov, morning: absent → present", "came in late"),
        ("Attendance, 3 Nov, morning: present → absent", "was away"),
        ("Attendance, 3 Nov, morning: absent, by another code", "was ill"),
        ("Attendance, 3 Nov, morning: absent → not counted", "was in no school"),
    ]


def test_many_marks_at_once_are_one_line(cast: Cast) -> None:
    codes(cast, "I", "I")
    closure = shut(cast)
    codes(cast, "/", "/", "/", reason="Loaded from marks.csv")
    about = "3 attendance marks, 3 Nov to 5 Nov: 2 changed, 1 new"
    assert told(closure, cast) == [(about, "Loaded from marks.csv")]


def test_totals_say_what_they_were(cast: Cast) -> None:
    total(cast, 28)
    closure = shut(cast)
    total(cast, 30, "the office had it wrong")
    about = "Attendance, 2 Nov to 20 Nov: 28 of 30 sessions → 30 of 30 sessions"
    assert told(closure, cast) == [(about, "the office had it wrong")]


def test_any_number_of_corrections_is_three_questions(cast: Cast) -> None:
    nights(cast, 5)
    closure = shut(cast)
    for count in range(4):
        nights(cast, count)
    codes(cast, "I", "I")
    total(cast, 28)
    with CaptureQueriesContext(connection) as asked:
        assert len(corrections_of(closure, [cast.settled.pk, cast.two_homes.pk])) == 6
    assert len(asked) == 3


@pytest.fixture
def corrected(cast: Cast) -> Cast:
    nights(cast, 5)
    shut(cast)
    nights(cast, 2, "typed \u202ebackwards")
    return cast


def page(cast: Cast, client: CheckedClient, path: str) -> str:
    return client.get(f"/{cast.school.key}/{path}").content.decode()


def test_the_class_and_the_cell_show_it_beneath(corrected: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    about = "Nights read, week of 23 Nov: 5 → 2"
    key = next(
        area.key
        for area in corrected.version.scheme.areas
        if area.measure and area.measure.fact == "nights"
    )
    assert about in page(corrected, client, f"classes/{corrected.kestrels.ref}/")
    cell = f"pupils/{corrected.settled.ref}/profile/area"
    assert about in page(corrected, client, f"{cell}/{key}/")
    assert about not in page(corrected, client, f"{cell}/attendance/")


def test_the_cell_bears_a_mark_that_is_also_said(corrected: Cast, client_of: ClientOf) -> None:
    shown = page(corrected, client_of("teacher"), f"classes/{corrected.kestrels.ref}/")
    marked = re.findall(r'aria-label="([^"]*corrected since it was closed)">', shown)
    assert marked == ["Maya Brook, Reading (attitude): not judged, corrected since it was closed"]
    assert re.findall(r'<td class="([^"]* late)"', shown) == ["cell unjudged late"]
    assert 'class="sign late" aria-hidden="true"></span>corrected since it was closed' in shown
    assert "a cell that they are about has a dark corner." in shown
    assert "<summary>1 correction: Maya Brook</summary>" in shown


def test_nothing_is_marked_where_nothing_was_corrected(cast: Cast, client_of: ClientOf) -> None:
    nights(cast, 5)
    shut(cast)
    shown = page(cast, client_of("teacher"), f"classes/{cast.kestrels.ref}/")
    assert "corrected since it was closed" not in shown


def test_each_page_says_why_or_that_nobody_said(corrected: Cast, client_of: ClientOf) -> None:
    nights(corrected, 3)
    client, child = client_of("teacher"), f"pupils/{corrected.settled.ref}/profile"
    for path, words in (
        (f"{child}/area/reading-habit/", "Nobody said why."),
        (f"{child}/", "nobody said why"),
        (f"classes/{corrected.kestrels.ref}/", "nobody said"),
    ):
        shown = page(corrected, client, path)
        assert shown.count(words) == 1
        assert shown.count("typed \u202ebackwards") == 1


def test_a_cell_is_told_of_its_own_alone(corrected: Cast) -> None:
    closure, scheme = Closure.objects.get(), corrected.version.scheme
    found = corrections_of(closure, [corrected.settled.pk])
    by_area = {area.key: len(of_cell(found, closure, What.AREA, area.key)) for area in scheme.areas}
    measured = {area.key for area in scheme.areas if area.measure and area.measure.fact == "nights"}
    assert {key for key, count in by_area.items() if count} == measured


def test_a_cell_is_told_of_every_fact_that_its_tests_ask_for(cast: Cast) -> None:
    """Behaviour is measured by exits, but it is a warning that makes it amber."""
    closure = shut(cast)
    tally(cast, 1, fact="warnings")
    found = corrections_of(closure, [cast.settled.pk])
    told = of_cell(found, closure, What.AREA, "behaviour")
    assert [each.about for each in told] == ["Warnings, week of 23 Nov: not entered → 1"]


def test_a_cell_is_told_nothing_from_before_the_days_it_looks_at(cast: Cast) -> None:
    """Nights count over the half term, behaviour over the term: a week in October is one's own."""
    closure, october = shut(cast), date(2026, 10, 12)
    for fact in ("nights", "exits"):
        tally(cast, 1, fact=fact, week=october)
        tally(cast, 2, fact=fact)
    found = corrections_of(closure, [cast.settled.pk])

    def weeks(area: str) -> list[str]:
        told = of_cell(found, closure, What.AREA, area)
        return sorted(each.about.partition(", ")[2] for each in told)

    assert weeks("reading-habit") == ["week of 23 Nov: not entered → 2"]
    assert weeks("behaviour") == [
        "week of 12 Oct: not entered → 1", "week of 23 Nov: not entered → 2",
    ]  # fmt: skip


def week_of(cast: Cast, week: date = WEEK, *, of: SchoolClass | None = None) -> str:
    return f"/{cast.school.key}/classes/{(of or cast.kestrels).ref}/week/?week={week}"


def test_the_week_of_a_closed_review_says_so_and_asks_why(
    corrected: Cast, client_of: ClientOf
) -> None:
    client = client_of("teacher")
    told = client.get(week_of(corrected)).content.decode()
    assert f"{corrected.period.name} is closed for {corrected.kestrels.name}: Ms Farrow" in told
    assert 'name="why"' in told


def test_the_week_after_a_closed_review_asks_nothing(cast: Cast, client_of: ClientOf) -> None:
    first = next(period for period in cast.periods if period.name == "Autumn 1")
    close(school_class=cast.kestrels, period=first, by=now(cast))
    page = client_of("teacher").get(week_of(cast)).content.decode()
    assert "is closed for" not in page
    assert 'name="why"' not in page


def test_a_week_that_a_later_closed_review_looks_back_to_says_so(
    cast: Cast, client_of: ClientOf
) -> None:
    """Exits count over the term: one in October is a correction of the review of November."""
    october = date(2026, 10, 12)
    tally(cast, 1, fact="exits", week=october)
    closure = shut(cast)
    page = client_of("teacher").get(week_of(cast, october))
    assert f"{cast.period.name} is closed for Kestrels" in page.content.decode()
    typed = {f"{cast.settled.ref}.exits": "2", "why": "one was lost"}
    sent = {"told": page.context["week"].told, **typed}
    client_of("teacher").post(week_of(cast, october), sent)
    assert told(closure, cast) == [("Exits, week of 12 Oct: 1 → 2", "one was lost")]


def test_the_week_of_the_class_that_a_child_moved_to_says_so(
    cast: Cast, client_of: ClientOf
) -> None:
    shut(cast)
    enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=date(2026, 11, 25), by=now(cast))
    page = client_of("other_teacher").get(week_of(cast, of=cast.wrens)).content.decode()
    assert "Autumn 2 is closed for children who were in Kestrels" in page
    assert 'name="why"' in page


def test_however_many_children_and_reviews_it_is_one_question(cast: Cast) -> None:
    for period in cast.periods[:2]:
        close(school_class=cast.kestrels, period=period, by=now(cast))
    some = [cast.settled.pk, cast.two_homes.pk]
    with CaptureQueriesContext(connection) as asked:
        found = closed_over(some, date(2026, 10, 12), date(2026, 10, 18))
    assert [each.period for each in found] == ["Autumn 1", "Autumn 2"]
    assert len(asked) == 1


def test_why_is_kept_with_each_number_and_may_be_left_empty(
    corrected: Cast, client_of: ClientOf
) -> None:
    client, name = client_of("teacher"), f"{corrected.settled.ref}.nights"
    page = {"told": client.get(week_of(corrected)).context["week"].told}
    for count, why in (("3", "read \u202eat home"), ("4", "")):
        sent = {**page, name: count, "why": why}
        client.post(week_of(corrected), sent, headers={"HX-Request": "true"})
    assert told(Closure.objects.get(), corrected)[1:] == [
        ("Nights read, week of 23 Nov: 2 → 3", "read at home"),
        ("Nights read, week of 23 Nov: 3 → 4", NOBODY),
    ]
    long = client.post(week_of(corrected), {**page, name: "5", "why": "x" * 301})
    assert long.status_code == 422
    assert "Use 300 characters at most: this has 301." in long.content.decode()


def test_a_review_that_was_opened_again_is_not_closed(corrected: Cast, client_of: ClientOf) -> None:
    reopen(closure=Closure.objects.get(), reason="a slip", by=now(corrected, "leader"))
    assert "is closed for" not in client_of("teacher").get(week_of(corrected)).content.decode()


@pytest.mark.parametrize(
    ("page", "lines", "state"),
    [("pupil", 6, " open"), ("pupil", 7, ""), ("class", 12, " open"), ("class", 13, "")],
)
def test_a_long_list_is_folded_so_that_a_phone_shows_what_is_above_it(
    cast: Cast, client_of: ClientOf, page: str, lines: int, state: str
) -> None:
    shut(cast)
    for count in range(lines):
        nights(cast, count % 5)
    pages = {"pupil": f"pupils/{cast.settled.ref}/profile", "class": f"classes/{cast.kestrels.ref}"}
    said = client_of("teacher").get(f"/amberley/{pages[page]}/").content
    whose = ": Maya Brook" if page == "class" else ""
    summary = f'<details class="more"{state}><summary>{lines} corrections{whose}</summary>'
    assert summary.encode() in said
