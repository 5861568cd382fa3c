"""Which review uses a new version first: the preview's word, the Scheme page's, and what is so."""

from collections.abc import Callable
from datetime import date

import pytest

from lantern.reviews.actions import close, judge
from lantern.reviews.pictures import version_for
from lantern.reviews.tests.rows import a_cell, later
from lantern.schemes import pictures
from lantern.schemes.actions import adopt
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import load, preset_text
from lantern.schools.models import Period
from tests.cast import Cast
from tests.client import CheckedClient

TEXT = preset_text("stars-and-bands").replace("floor_sessions = 10", "floor_sessions = 12")
ClientOf = Callable[[str], CheckedClient]
OCTOBER, MID_NOVEMBER, AUTUMN_2 = date(2026, 10, 1), date(2026, 11, 16), "2 November 2026"


def told(cast: Cast, starts_on: date) -> str:
    return " ".join(pictures.beginning(load(TEXT), starts_on, cast.viewer("leader")))


def adopted(cast: Cast, starts_on: date) -> SchemeVersion:
    by = cast.viewer("leader")
    return adopt(school=cast.school, text=TEXT, starts_on=starts_on, by=by)


def used(cast: Cast) -> SchemeVersion | None:
    return version_for(cast.period, cast.viewer("leader"))


def judged(cast: Cast) -> None:
    judge(
        cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value="green",
        by=later(cast.teacher),
    )  # fmt: skip


def closed(cast: Cast) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=later(cast.teacher))


def test_a_running_review_that_nobody_has_begun_is_the_first(cast: Cast) -> None:
    assert f"Autumn 2, from {AUTUMN_2}, is the first review that uses it" in told(cast, OCTOBER)
    assert "keeps it" not in told(cast, OCTOBER)
    assert used(cast) == cast.version
    assert adopted(cast, OCTOBER) == used(cast)


@pytest.mark.parametrize("begin", [judged, closed])
def test_a_running_review_that_was_begun_is_not(cast: Cast, begin: Callable[[Cast], None]) -> None:
    """Somebody was judged in one class, or one was closed unjudged: every class keeps it."""
    begin(cast)
    assert "Autumn 2 was begun by version 1 and keeps it, in every class." in told(cast, OCTOBER)
    first = "Spring 1, from 4 January 2027, is the first review that uses it"
    assert first in told(cast, OCTOBER)
    adopted(cast, OCTOBER)
    assert used(cast) == cast.version


def test_only_a_review_that_was_begun_is_named(cast: Cast) -> None:
    judged(cast)
    september = told(cast, date(2026, 9, 1))
    assert "Autumn 1, from 3 September 2026, is the first review that uses it" in september
    assert "Autumn 2 was begun by version 1 and keeps it" in september


def test_the_first_scheme_is_used_by_a_review_that_runs_already(cast: Cast) -> None:
    cast.version.delete()
    assert told(cast, MID_NOVEMBER) == (
        "There was no scheme before it: a review that has begun by then uses it too."
    )
    assert adopted(cast, MID_NOVEMBER) == used(cast)


def scheme_page(client: CheckedClient) -> str:
    return client.get("/amberley/scheme/").content.decode()


@pytest.mark.parametrize("starts_on", [OCTOBER, MID_NOVEMBER])
def test_the_scheme_page_says_what_is_judged_by_another(
    cast: Cast, client_of: ClientOf, starts_on: date
) -> None:
    client = client_of("teacher")
    judged(cast)
    assert "is still judged by" not in scheme_page(client)
    adopted(cast, starts_on)
    assert "Version 2, in force from" in scheme_page(client)
    assert "Autumn 2 is still judged by version 1" in scheme_page(client)


def test_nothing_is_said_before_any_review_or_scheme(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("leader")
    SchemeVersion.objects.filter(school=cast.school).delete()
    assert "No scheme yet" in scheme_page(client)
    adopted(cast, MID_NOVEMBER)
    Period.objects.filter(year=cast.year).delete()
    assert "is still judged by" not in scheme_page(client)
