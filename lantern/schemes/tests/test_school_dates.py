"""`lantern school dates FILE.toml --school KEY`, and docs/dates.md that explains its file."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lantern.schools.management.commands.school_dates import Command
from lantern.schools.models import ClosedDay, Period
from lantern.schools.rules import read_year
from tests.cast import a_school

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


def test_half_terms_are_drawn_if_the_file_does_not_say(tmp_path: Path) -> None:
    a_school("oakfield", "Oakfield")
    set_dates(YEAR.replace('periods = "half-term"', ""), tmp_path)
    assert Period.objects.filter(year__school__key="oakfield").count() == 6


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
