"""When each part of a scheme begins, set in a browser as a new version of the same text."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.schemes.models import SchemeDraft, SchemeVersion
from lantern.schemes.presets import load, preset_text
from lantern.schemes.rules import with_days
from lantern.schools.models import School
from tests.cast import Cast, a_version
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
PRESET = "smileys-and-time-outs"
HERE = "/amberley/scheme/parts/"
JANUARY, FEBRUARY = date(2027, 1, 4), date(2027, 2, 1)
TYPED = {
    "part-behaviour": "2027-01-04", "part-report": "2027-02-01", "part-maths": "",
    "starts_on": "2027-01-04",
}  # fmt: skip


@pytest.fixture
def leader(client_of: ClientOf, cast: Cast) -> CheckedClient:
    """At a school whose scheme begins in parts."""
    SchemeVersion.objects.filter(school=cast.school).delete()
    a_version(cast.school, PRESET)
    return client_of("leader")


def the_days(school: School) -> dict[str, date | None]:
    latest = SchemeVersion.objects.filter(school=school).order_by("number").last()
    assert latest is not None
    return {part.key: part.starts_on for part in latest.scheme.parts}


def test_a_leader_sets_them_and_adopts_the_next_version(leader: CheckedClient, cast: Cast) -> None:
    assert HERE in leader.get("/amberley/scheme/").content.decode()
    page = leader.get(HERE).content.decode()
    assert "Half-termly report" in page
    preview = leader.post(HERE, TYPED, follow=True)
    assert the_days(cast.school) == dict.fromkeys(("behaviour", "report", "maths"))
    where = preview.request["PATH_INFO"]
    mark = preview.context["mark"]
    leader.post(where.replace("preview/", "adoption/"), {"mark": mark})
    assert the_days(cast.school) == {"behaviour": JANUARY, "report": FEBRUARY, "maths": None}
    numbers = SchemeVersion.objects.filter(school=cast.school).order_by("number")
    assert [(one.number, one.starts_on) for one in numbers][1] == (2, JANUARY)
    assert numbers[0].scheme.parts[0].starts_on is None


def test_the_same_days_again_make_no_draft(leader: CheckedClient) -> None:
    same = dict.fromkeys(TYPED, "") | {"starts_on": "2027-01-04"}
    assert "the days it has already" in leader.post(HERE, same).content.decode()
    assert not SchemeDraft.objects.exists()


@pytest.mark.parametrize("typed", ["yesterday", "2027-13-01", "x" * 10_000])
def test_what_is_no_day_is_refused(leader: CheckedClient, typed: str) -> None:
    page = leader.post(HERE, TYPED | {"part-report": typed}).content.decode()
    assert "Write the date like 4/9/2026." in page
    assert not SchemeDraft.objects.exists()


def test_a_scheme_without_parts_says_so(client_of: ClientOf, cast: Cast) -> None:
    """The cast's begins all at once."""
    page = client_of("leader").get(HERE).content.decode()
    assert "has no parts of its own" in page
    assert "<form method" not in page.split("<main", 1)[1]
    assert client_of("leader").post(HERE, TYPED).status_code == 200


def test_a_school_without_a_scheme_is_led_to_one(client_of: ClientOf, cast: Cast) -> None:
    SchemeVersion.objects.filter(school=cast.school).delete()
    assert client_of("leader").get(HERE)["Location"] == "/amberley/scheme/adopting/"


DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2040, 12, 31)))


@given(DAYS, DAYS, DAYS)
def test_nothing_else_of_the_text_changes(
    behaviour: date | None, report: date | None, maths: date | None
) -> None:
    before = preset_text(PRESET)
    days = {"behaviour": behaviour, "report": report, "maths": maths}
    after = with_days(before, days)
    assert {part.key: part.starts_on for part in load(after).parts} == days
    assert with_days(after, dict.fromkeys(days)) == before


def test_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        with_days(preset_text(PRESET), {"music": JANUARY})
