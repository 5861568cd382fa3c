"""A scheme whose year groups are judged more or less often: what becomes of the review periods."""

from datetime import date
from pathlib import Path

import pytest

from lantern.schemes import pictures
from lantern.schemes.actions import adopt, withdraw
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import load
from lantern.schemes.rules import examine, judged_each, review_calendar
from lantern.schemes.tests.test_redrawn import FIRST, HALVED, SPRING, judging
from lantern.schemes.tests.test_school_dates import UNSAID, set_dates
from lantern.schools.models import Period
from tests.cast import NOW, Cast, a_school

TERMS = ["Autumn", "Spring", "Summer"]


def set_apart(usual: str, *exceptions: tuple[int, str]) -> str:
    """A scheme that judges so often, and these year groups otherwise."""
    tables = (
        f'\n[[calendars.exceptions]]\nyears = [{year}]\njudgements = "{span}"\n'
        for year, span in exceptions
    )
    return judging(usual) + "".join(tables)


def adopted(cast: Cast, starts_on: date, usual: str, *exceptions: tuple[int, str]) -> SchemeVersion:
    text = set_apart(usual, *exceptions)
    return adopt(school=cast.school, text=text, starts_on=starts_on, by=cast.viewer("leader"))


def of(cast: Cast, year: int) -> list[str]:
    rows = Period.objects.of_school(cast.school).order_by("starts_on")
    return [row.name for row in rows if row.concerns(year)]


def test_the_first_exception_that_says_it_wins_and_free_dates_are_everyone_s() -> None:
    scheme = load(set_apart("term", (6, "half-term"), (6, "year"), (5, "free")))
    assert [judged_each(scheme, year) for year in (4, 5, 6)] == ["term", "term", "half-term"]
    assert review_calendar(scheme).apart == {6: "half-term"}
    assert review_calendar(load(set_apart("free", (6, "term")))).apart == {6: "term"}


@pytest.mark.parametrize(
    ("exceptions", "what"),
    [
        (
            [(6, "free")],
            "Dates of your own are typed for the whole school, so these go with the others.",
        ),
        ([(6, "half-term"), (6, "year")], "How often is said twice for year 6: the first wins."),
    ],
)
def test_checking_says_what_is_not_so(exceptions: list[tuple[int, str]], what: str) -> None:
    _, problems = examine(set_apart("term", *exceptions))
    assert what in [each.what for each in problems if each.severity == "look at this"]


def test_checking_has_nothing_to_say_of_year_groups_set_apart() -> None:
    plain, apart = (
        examine(judging("term")),
        examine(set_apart("term", (2, "year"), (6, "half-term"))),
    )
    assert [each.what for each in apart[1]] == [each.what for each in plain[1]]


def test_from_a_day_on_year_6_is_judged_otherwise(cast: Cast) -> None:
    adopted(cast, SPRING, "term", (6, "half-term"))
    assert of(cast, 6) == HALVED
    assert of(cast, 4) == ["Autumn 1", "Autumn 2", "Spring", "Summer"]
    rows = Period.objects.of_school(cast.school).filter(starts_on__lt=SPRING)
    assert [row.years for row in rows] == [[], []]
    assert Period.objects.get(pk=cast.period.pk) == cast.period


def test_taken_back_everyone_is_judged_alike_again(cast: Cast) -> None:
    version = adopted(cast, SPRING, "term", (6, "half-term"))
    withdraw(version=version, by=cast.viewer("leader"))
    assert of(cast, 6) == of(cast, 4) == HALVED
    assert not Period.objects.of_school(cast.school).exclude(years=[]).exists()


def test_the_two_change_places_in_the_middle_of_the_year(cast: Cast) -> None:
    adopted(cast, FIRST, "term", (6, "half-term"))
    adopted(cast, SPRING, "half-term", (6, "term"))
    assert of(cast, 6) == ["Autumn 1", "Autumn 2", "Spring", "Summer"]
    assert of(cast, 4) == ["Autumn", *HALVED[2:]]


@pytest.mark.parametrize("school_has_periods", [True, False])
def test_adopting_says_who_is_judged_how_often(cast: Cast, school_has_periods: bool) -> None:
    if not school_has_periods:
        Period.objects.filter(year=cast.year).delete()
    scheme = load(set_apart("term", (5, "half-term"), (6, "half-term"), (0, "year")))
    said = " ".join(pictures.beginning(scheme, SPRING, cast.viewer("leader")))
    words = "each term, but of Reception each year and of Year 5 and Year 6 each half term"
    assert words in said


def test_a_change_of_one_year_group_alone_is_said_and_drawn(cast: Cast) -> None:
    adopted(cast, FIRST, "half-term")
    scheme = load(set_apart("half-term", (2, "term")))
    said = " ".join(pictures.beginning(scheme, SPRING, cast.viewer("leader")))
    assert "Reviews are then each half term, but of Year 2 each term" in said
    adopted(cast, SPRING, "half-term", (2, "term"))
    assert of(cast, 2) == ["Autumn 1", "Autumn 2", "Spring", "Summer"]
    assert of(cast, 3) == HALVED


@pytest.mark.django_db
def test_a_year_of_dates_is_drawn_for_both(tmp_path: Path) -> None:
    school = a_school("oakfield", "Oakfield")
    SchemeVersion.objects.create(
        school=school, number=1, starts_on=FIRST, text=set_apart("term", (6, "half-term")),
        adopted_at=NOW,
    )  # fmt: skip
    assert "review periods 9" in set_dates(UNSAID, tmp_path)
    rows = Period.objects.of_school(school).order_by("starts_on", "-ends_on")
    assert [row.name for row in rows if row.concerns(6)] == HALVED
    assert [row.name for row in rows if row.concerns(5)] == TERMS
