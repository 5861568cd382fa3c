"""How a person took a file's columns is known again in the next file with the same headings."""

from pathlib import Path

import pytest
from django.core.management import call_command

from lantern.accounts.models import Viewer
from lantern.habits import pictures
from lantern.habits.actions import confirm_file, keep_file, understand_file
from lantern.habits.models import AttendanceMark
from lantern.habits.pictures import Understood
from lantern.habits.reading import Field, Span, headings_key, read_attendance
from lantern.habits.tests.small_school import TODAY, Small, small_school
from lantern.roster.models import Upload
from tests.client import CheckedClient

WHO = {0: Field.FULL_NAME}
GRID = 'Who,16/11/2026 AM,16/11/2026 PM\n"Ash, Ada",/,\\\n'
NEXT = 'who,23/11/2026 AM,23/11/2026 PM,24/11/2026 AM\n"Ash, Ada",L,\\,/\n'
MARKS = "Name,Told on,Half,Sign\nAda Ash,23/11/2026,AM,/\n"
COLUMNS = {0: Field.FULL_NAME, 1: Field.DATE, 2: Field.SESSION, 3: Field.MARK}
TOTALS = "Who,Out of,Came,From,To\nAda Ash,8,7,16/11/2026,19/11/2026\n"
SUMMARY = {0: Field.FULL_NAME, 1: Field.POSSIBLE, 2: Field.ATTENDED}


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def kept(text: str, by: Viewer) -> Upload:
    return keep_file(content=text.encode(), name="marks.csv", span=Span(), by=by)


def taught(text: str, columns: dict[int, Field], by: Viewer) -> None:
    """Loaded once, with the columns chosen by a person."""
    upload = kept(text, by)
    assert pictures.understood(upload, by).preview is None
    upload = understand_file(upload=upload, columns=columns, span=Span(), by=by)
    found = pictures.understood(upload, by)
    assert found.preview
    confirm_file(upload=upload, digest=found.preview.digest, by=by)


def looked_at(text: str, by: Viewer) -> Understood:
    return pictures.understood(kept(text, by), by)


@pytest.mark.parametrize(
    ("text", "columns", "then", "added"),
    [
        (GRID, WHO, NEXT, 3),
        (MARKS, COLUMNS, MARKS.replace("AM", "PM"), 1),
        (TOTALS, SUMMARY, TOTALS.replace("19", "20"), 1),
    ],
    ids=["a grid of other days", "a row for each mark", "totals"],
)
def test_columns_are_known_again(
    small: Small, text: str, columns: dict[int, Field], then: str, added: int
) -> None:
    taught(text, columns, small.office)
    found = looked_at(then, small.leader)
    assert found.remembered
    assert (found.remembered.name, found.remembered.by) == ("marks.csv", "The office")
    assert found.preview
    assert (found.preview.added, found.trouble) == (added, "")


def test_other_headings_are_not_known(small: Small) -> None:
    taught(GRID, WHO, small.office)
    found = looked_at(NEXT.replace("who", "whom"), small.office)
    assert (found.remembered, found.preview) == (None, None)


def test_a_column_called_days_is_no_day(small: Small) -> None:
    called = "Name,Possible,Attended,Days\nAda Ash,10,9,3\n"
    dated = "Name,Possible,Attended,02/11/2026\nAda Ash,10,9,/\n"
    keys = [
        headings_key(read_attendance(text.encode(), "x.csv", on=TODAY), on=TODAY)
        for text in (called, dated)
    ]
    assert keys[0] != keys[1]


def test_another_school_has_its_own(small: Small) -> None:
    taught(GRID, WHO, small.office)
    assert looked_at(NEXT, small_school("beech").office).remembered is None


def test_what_a_person_chooses_now_wins(small: Small) -> None:
    taught(MARKS, COLUMNS, small.office)
    upload = kept(MARKS, small.office)
    other = {**COLUMNS, 3: Field.IGNORE}
    found = pictures.understood(
        understand_file(upload=upload, columns=other, span=Span(), by=small.office), small.office
    )
    assert (found.remembered, found.preview) == (None, None)


def test_nothing_of_the_file_is_kept_but_its_columns(small: Small) -> None:
    taught(MARKS, COLUMNS, small.office)
    loaded = Upload.objects.get()
    assert set(loaded.mapping) == {"done", "headings", "kept"}
    assert loaded.mapping["kept"] == ["full_name", "date", "session", "mark"]
    assert "Told on" not in str(loaded.mapping)


def test_the_page_says_from_what_and_from_whom(small: Small) -> None:
    taught(GRID, WHO, small.office)
    upload = kept(NEXT, small.office)
    client = _signed_in(small.office)
    page = client.get(f"/acorn/attendance/{upload.ref}/").content.decode()
    assert "As The office took them on" in page
    assert "<li>Full name: “who”</li>" in page
    assert "<li>Marks of the day in the heading: “23/11/2026 AM”, “23/11/2026 PM”" in page
    assert "Load it" in page


def _signed_in(by: Viewer) -> CheckedClient:
    client = CheckedClient()
    client.force_login(by.member.user)
    return client


def test_the_command_knows_them_too(
    small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taught(GRID, WHO, small.office)
    file = tmp_path / "night.csv"
    file.write_text(NEXT, encoding="utf-8")
    call_command("attendance_import", str(file), "--school", "acorn")
    assert "Columns as in marks.csv, which The office loaded." in capsys.readouterr().out
    assert AttendanceMark.objects.count() == 5
