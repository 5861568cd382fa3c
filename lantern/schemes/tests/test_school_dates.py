"""`lantern school dates FILE.toml --school KEY`, and docs/dates.md that explains its file."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lantern.schemes.management.commands.school_dates import Command
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import preset_text
from lantern.schools.models import ClosedDay, Period, School
from lantern.schools.rules import read_year
from tests.cast import NOW, a_school

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[3] / "docs" / "dates.md"
YEAR, OWN_DATES = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def set_dates(text: str, tmp_path: Path) -> str:
    file, out = tmp_path / "dates.toml", StringIO()
    file.write_text(text, encoding="utf-8")
    call_command("school_dates", str(file), "--school", "oakfield", stdout=out)
    return out.getvalue()


def test_the_example_on_the_page_is_a_whole_year(tmp_path: Path) -> None:
    school = a_school("oakfield", "Oakfield")
    assert set_dates(YEAR, tmp_path) == "2026/27: terms 3, review periods 6.\n"
    assert ClosedDay.objects.filter(school=school).count() == 3


@pytest.mark.parametrize(("span", "count"), [("half-term", 6), ("term", 3), ("year", 1)])
def test_the_year_is_divided_as_the_file_says(tmp_path: Path, span: str, count: int) -> None:
    a_school("oakfield", "Oakfield")
    text = YEAR.replace('periods = "half-term"', f'periods = "{span}"')
    assert f"review periods {count}." in set_dates(text, tmp_path)


UNSAID = YEAR.replace('periods = "half-term"', "")


def a_school_that_judges(span: str, since: date) -> School:
    school = a_school("oakfield", "Oakfield")
    text = preset_text("stages-with-parents")
    text = text.replace('judgements = "half-term"', f'judgements = "{span}"')
    SchemeVersion.objects.create(
        school=school, number=1, starts_on=since, text=text, adopted_at=NOW
    )
    return school


def test_half_terms_are_drawn_if_neither_file_nor_scheme_says(tmp_path: Path) -> None:
    a_school("oakfield", "Oakfield")
    assert set_dates(UNSAID, tmp_path) == "2026/27: terms 3, review periods 6.\n"


@pytest.mark.parametrize(
    ("span", "since", "count"),
    [
        ("term", date(2025, 9, 1), 3),
        ("term", date(2026, 9, 3), 3),
        ("term", date(2027, 4, 12), 3),
        ("year", date(2026, 9, 1), 1),
        ("term", date(2027, 9, 1), 6),
    ],
    ids=["of old", "of this year", "from summer", "by the year", "of next year"],
)
def test_a_year_is_divided_as_the_scheme_judges(
    tmp_path: Path, span: str, since: date, count: int
) -> None:
    a_school_that_judges(span, since)
    assert set_dates(UNSAID, tmp_path) == f"2026/27: terms 3, review periods {count}.\n"


def test_what_the_file_says_stands_before_the_scheme(tmp_path: Path) -> None:
    a_school_that_judges("term", date(2026, 9, 1))
    assert "review periods 6." in set_dates(YEAR, tmp_path)


def test_a_scheme_with_dates_of_its_own_waits_for_them(tmp_path: Path) -> None:
    a_school_that_judges("free", date(2026, 9, 1))
    said = set_dates(UNSAID, tmp_path)
    assert "review periods 0.\nThe scheme judges on dates of your own" in said


def test_a_scheme_with_dates_of_its_own_takes_those_of_the_file(tmp_path: Path) -> None:
    a_school_that_judges("free", date(2026, 9, 1))
    assert set_dates(UNSAID + OWN_DATES, tmp_path) == "2026/27: terms 3, review periods 1.\n"


def test_dates_of_ones_own_are_written_as_the_page_says(tmp_path: Path) -> None:
    a_school("oakfield", "Oakfield")
    set_dates(YEAR.replace('"half-term"', '"free"') + OWN_DATES, tmp_path)
    assert [period.name for period in Period.objects.all()] == ["Autumn check"]
    with pytest.raises(CommandError, match=r"\[\[free\]\]"):
        set_dates(YEAR.replace('"half-term"', '"free"'), tmp_path)


def test_help_points_to_the_page_and_shows_a_file() -> None:
    said = Command().create_parser("lantern", "school_dates").format_help()
    assert "docs/dates.md" in said
    example = said.partition("In short:\n")[2]
    assert read_year(example)[1] == "half-term"
