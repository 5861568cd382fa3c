"""Year groups from birth dates and from what schools write (standards 4.6 and 7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.roster.rules import (
    academic_year_of,
    age_on,
    read_year,
    year_group,
    year_name,
    years_beside,
)


@pytest.mark.parametrize(
    ("born_on", "year"),
    [
        (date(2021, 9, 1), 0),
        (date(2022, 8, 31), 0),
        (date(2022, 9, 1), -1),
        (date(2023, 9, 1), -2),
        (date(2015, 9, 1), 6),
        (date(2016, 8, 31), 6),
        (date(2016, 9, 1), 5),
        (date(2016, 2, 29), 6),
        (date(2020, 2, 29), 2),
        (date(2018, 12, 31), 3),
        (date(2019, 1, 1), 3),
    ],
)
def test_the_year_group_in_2026_turns_on_the_last_of_august(born_on: date, year: int) -> None:
    assert year_group(born_on, 2026) == year


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(2005, 2040))
def test_everybody_moves_up_one_a_year(born_on: date, start: int) -> None:
    assert year_group(born_on, start + 1) == year_group(born_on, start) + 1


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(2005, 2040))
def test_a_year_group_is_an_age_on_the_first_of_september(born_on: date, start: int) -> None:
    assert year_group(born_on, start) == age_on(born_on, date(start, 8, 31)) - 4


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_an_academic_year_runs_from_september(on: date) -> None:
    start = academic_year_of(on)
    assert date(start, 9, 1) <= on <= date(start + 1, 8, 31)
    assert academic_year_of(date(start, 9, 1) - timedelta(days=1)) == start - 1


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *[
            (text, 3)
            for text in ["Year 3", "Y3", "3", "03", "yr 3", "Yr.3", "YEAR THREE", "NC Year 3"]
        ],
        *[(text, 0) for text in ["R", "Rec", "Reception", "0", "Year R", "YR", "FS2"]],
        *[(text, -1) for text in ["N2", "N", "Nursery", "FS1", "-1", "Nursery 2"]],
        *[(text, -2) for text in ["N1", "-2"]],
        *[
            (text, None)
            for text in ["", "EYFS", "3/4", "Year 3/4", "KS1", "14", "2026", "Robins", "３"]
        ],
    ],
)
def test_years_are_read_as_schools_write_them(text: str, year: int | None) -> None:
    assert read_year(text) == year


@given(st.integers(-2, 13))
def test_the_name_of_a_year_reads_back(year: int) -> None:
    assert read_year(year_name(year)) == year


def test_the_names_are_words_a_school_uses() -> None:
    assert [year_name(year) for year in (-2, -1, 0, 1, 6)] == [
        "Nursery 1",
        "Nursery 2",
        "Reception",
        "Year 1",
        "Year 6",
    ]


@pytest.mark.parametrize(
    ("years", "beside"),
    [
        ([], {}),
        ([3, 3], {}),
        ([4, 3, 3], {3: "Year 3", 4: "Year 4"}),
        ([0, -1], {0: "Reception", -1: "Nursery 2"}),
    ],
)
def test_years_stand_beside_names_only_where_they_differ(
    years: list[int], beside: dict[int, str]
) -> None:
    assert years_beside(years) == beside
