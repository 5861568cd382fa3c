"""`lantern roster import FILE --school KEY`"""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from lantern.roster.models import Enrolment, Pupil
from tests.cast import SEPTEMBER, Cast, a_place, a_pupil, a_school, a_year

LIST = "Forename,Surname,DOB,Class\nNoor,Hale,03/03/2018,Robins\nNobody,,31/02/2018,Robins\n"


def load(file: Path, *words: str, school: str = "amberley") -> str:
    out = StringIO()
    call_command("roster_import", str(file), "--school", school, *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "list.csv"
    made.write_text(LIST, encoding="utf-8")
    return made


def test_a_dry_run_says_and_does_nothing(cast: Cast, file: Path) -> None:
    said = load(file, "--dry-run")
    assert "added    Noor Hale" in said
    assert "refused  row 3" in said
    assert said.endswith("Nothing was changed.\n")
    assert not Pupil.objects.filter(legal_forename="Noor").exists()


def test_a_file_that_is_not_there_is_said_in_words(cast: Cast, tmp_path: Path) -> None:
    for path, why in ((tmp_path / "none.csv", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(CommandError, match=f"Nothing was changed. {path}: {why}"):
            load(path)


def test_a_dry_run_ends_with_the_sums_and_names_new_classes(cast: Cast, file: Path) -> None:
    said = load(file, "--dry-run").splitlines()
    missing = next(line for line in said if "not in the file" in line)
    assert missing.startswith("  not in the file, left as they are: 5 (")
    assert "These classes would be made: Robins (1 child)." in said
    assert said[-2].startswith("This would be done: 1 added, 0 changed, 0 left as they were, 1 ref")
    file.write_text(LIST.replace("Robins", "KESTRELS"), encoding="utf-8")
    assert "would be made" not in load(file, "--dry-run")


def test_many_who_are_not_in_the_file_are_one_line(cast: Cast, file: Path) -> None:
    for number in range(9):
        a_place(a_pupil(cast.school, f"Bo{number}", "Absent", date(2018, 1, 1)), cast.wrens)
    said = load(file, "--dry-run")
    assert "left as they are: 14 (" in said
    assert " and 9 more)" in said


def test_it_loads_and_again_changes_nothing(cast: Cast, file: Path) -> None:
    assert "1 added, 0 changed" in load(file)
    assert "0 added, 0 changed, 1 left as they were" in load(file)


def test_a_first_list_holds_from_the_first_day_of_the_year(cast: Cast, file: Path) -> None:
    a_year(a_school("new", "New School"))
    load(file, school="new")
    assert Enrolment.objects.get(pupil__legal_forename="Noor").starts_on == SEPTEMBER


@override_settings(PRETEND_TODAY=date(2026, 7, 15))
def test_a_list_in_summer_is_of_the_year_to_come(db: None, file: Path) -> None:
    a_year(a_school("new", "New School"))
    load(file, school="new")
    assert Enrolment.objects.get(pupil__legal_forename="Noor").starts_on == SEPTEMBER


def test_a_day_may_be_given(cast: Cast, file: Path) -> None:
    load(file, "--on", "2026-11-09")
    assert str(Enrolment.objects.get(pupil__legal_forename="Noor").starts_on) == "2026-11-09"


def test_what_cannot_be_read_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    broken = tmp_path / "list.xlsx"
    broken.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(CommandError, match=r"Nothing was changed\. .*damaged"):
        load(broken)
    with pytest.raises(CommandError, match="Nothing was changed"):
        load(tmp_path / "absent.csv")
    with pytest.raises(CommandError, match="no school"):
        load(broken, school="nowhere")


def test_a_file_of_200_mb_is_refused_unread(cast: Cast, tmp_path: Path) -> None:
    huge = tmp_path / "list.csv"
    with huge.open("wb") as written:
        written.write(LIST.encode())
        written.truncate(200 * 1024 * 1024)  # it takes no room on the disk
    with pytest.raises(
        CommandError, match=r"Nothing was changed\. .*larger than 20 MB: export only"
    ):
        load(huge)
    assert not Pupil.objects.filter(legal_forename="Noor").exists()


def test_a_school_without_dates_is_told(cast: Cast, file: Path) -> None:
    a_school("bare", "Bare School")
    with pytest.raises(
        CommandError, match=r"Set the dates of 2026/27 first, .*lantern school dates"
    ):
        load(file, school="bare")
