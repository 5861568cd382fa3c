"""The nightly file: taken whole and once, or refused in words; no link is followed."""

import os
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from lantern.audit.models import Note
from lantern.habits import jobs, pictures
from lantern.habits.actions import confirm_file, keep_file
from lantern.habits.models import AttendanceMark, NightlyFile
from lantern.habits.reading import Span, folders
from lantern.habits.tests.small_school import NOW, Small, pupil, small_school
from lantern.roster.models import Upload
from lantern.schools.models import School
from tests.client import CheckedClient

FIRST = "Name,Date,Session,Mark\nAda Ash,23/11/2026,AM,/\n"
NIGHT = "Name,Date,Session,Mark\nAda Ash,24/11/2026,AM,L\nBen Birch,24/11/2026,AM,/\n"
HEADINGS = "Name,Date,Session,Mark\n"
PARTLY = "Name,Date,Session,Mark\nAda Ash,24/11/2026,AM,L\nNed Nobody,24/11/2026,AM,/\n"


@pytest.fixture
def small(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """A school that has loaded such a file once by hand, and whose folder has been quiet."""
    small = small_school()
    upload = keep_file(content=FIRST.encode(), name="hand.csv", span=Span(), by=small.office)
    found = pictures.understood(upload, small.office).preview
    assert found is not None
    confirm_file(upload=upload, digest=found.digest, by=small.office)
    settings.NIGHTLY = tmp_path / "nightly"
    place(settings).mkdir(parents=True)
    monkeypatch.setattr(School, "now", lambda _: NOW)
    monkeypatch.setattr(folders, "QUIET", 0)
    return small


def place(settings: Settings) -> Path:
    return Path(settings.NIGHTLY) / "acorn"


def put(settings: Settings, text: str | bytes = NIGHT, name: str = "marks.csv") -> Path:
    file = place(settings) / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def away(settings: Settings, into: str) -> dict[str, str]:
    """What lies there with its note, without the moment."""
    there = sorted((place(settings) / into).glob("*.txt"))
    assert all(note.with_suffix("").exists() for note in there)
    return {note.name[18:-4]: note.read_text(encoding="utf-8") for note in there}


def stands() -> str:
    """The mark of the Tuesday's morning."""
    return AttendanceMark.objects.standing().get(on=date(2026, 11, 24)).code


def load_by_hand(small: Small, text: str) -> None:
    """A minute later."""
    by = replace(small.office, now=NOW + timedelta(minutes=1))
    upload = keep_file(content=text.encode(), name="hand.csv", span=Span(), by=by)
    found = pictures.understood(upload, by).preview
    assert found is not None
    confirm_file(upload=upload, digest=found.digest, by=by)


def test_a_file_is_taken_and_put_away_with_a_note(small: Small, settings: Settings) -> None:
    file = put(settings)
    (done,) = jobs.take_nightly_files()
    words = "2 rows in the file: 2 taken. 2 added, 0 changed, 0 left."
    assert (done.outcome, done.rows, done.refused, done.words) == ("taken", 2, 0, words)
    assert not file.exists()
    assert away(settings, "done") == {"marks.csv": f"{words}\n"}
    assert AttendanceMark.objects.count() == 3
    assert Note.objects.get(did="attendance file loaded", details__file="marks.csv").user == (
        small.leader.user_id
    )
    assert jobs.take_nightly_files() == []


def test_the_same_file_twice_changes_nothing(small: Small, settings: Settings) -> None:
    put(settings)
    jobs.take_nightly_files()
    put(settings, name="again.csv")
    (again,) = jobs.take_nightly_files()
    assert again.came_again is not None
    assert NightlyFile.objects.count() == 1
    assert AttendanceMark.objects.count() == 3
    assert "same as the last file" in away(settings, "done")["again.csv"]


def test_a_file_refused_in_part_is_read_again_once_the_child_is_on_the_roll(
    small: Small, settings: Settings
) -> None:
    put(settings, PARTLY)
    jobs.take_nightly_files()
    pupil(small.school, small.oak, "Ned", "Nobody")
    put(settings, PARTLY)
    (done,) = jobs.take_nightly_files()
    assert (done.refused, done.came_again) == (0, None)
    assert AttendanceMark.objects.filter(pupil__legal_forename="Ned").count() == 1


def test_the_last_file_stands_though_an_older_one_said_the_same(
    small: Small, settings: Settings
) -> None:
    late, there = (HEADINGS + f"Ada Ash,24/11/2026,AM,{code}\n" for code in "L/")
    for night, text in enumerate((late, there, late)):
        put(settings, text)
        jobs.take_nightly_files()
        assert stands() == text.strip()[-1], night
    load_by_hand(small, there)
    put(settings, late)
    jobs.take_nightly_files()
    assert stands() == "L", "whatever a person loaded in between"


def test_a_file_that_breaks_the_reading_stops_no_other(small: Small, settings: Settings) -> None:
    upload = Upload.objects.get()
    upload.mapping["kept"].pop()  # as no version of ours ever wrote it
    upload.save()
    put(settings)
    beech = small_school("beech")
    (settings.NIGHTLY / "beech").mkdir()
    (settings.NIGHTLY / "beech" / "marks.csv").write_text(NIGHT, encoding="utf-8")
    first, second = jobs.take_nightly_files()
    assert "could not be understood at all" in first.words
    assert second.school == beech.school
    assert jobs.take_nightly_files() == []


def test_what_is_refused_of_it_is_said_by_row_and_without_a_name(
    small: Small, settings: Settings
) -> None:
    put(settings, PARTLY)
    (done,) = jobs.take_nightly_files()
    assert (done.outcome, done.rows, done.refused) == ("taken", 2, 1)
    assert "Row 3: No child of this school has this name." in done.words
    assert "Ned" not in done.words


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("Pupil,When,Half,Sign\nAda Ash,24/11/2026,AM,/\n", "Nobody has loaded a file with these"),
        (b"%PDF-1.7", "PDF"),
        (b"", "empty"),
        ("Name,Date,Session,Mark\nNed Nobody,24/11/2026,AM,/\n", "No child and no mark of it"),
        (b"Name,Date\n" + b"x" * 21_000_000, "larger than 20 MB"),
    ],
    ids=["unknown headings", "a PDF", "empty", "nobody", "huge"],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(
    small: Small, settings: Settings, content: str | bytes, why: str
) -> None:
    put(settings, content)
    (done,) = jobs.take_nightly_files()
    assert done.outcome == "refused"
    assert why in done.words
    assert away(settings, "refused") == {"marks.csv": f"{done.words}\n"}
    assert AttendanceMark.objects.count() == 1
    assert Note.objects.filter(did="nightly file refused").count() == 1


def test_a_hostile_name_stays_in_the_folder_and_on_the_page(
    small: Small, settings: Settings
) -> None:
    put(settings, name="a..\n<b>\x1b[31m..\udcff.csv")
    (done,) = jobs.take_nightly_files()
    assert done.name == "a..__b___31m.._.csv"
    page = signed_in(small).get("/acorn/attendance/").content.decode()
    assert done.name in page


def test_nothing_is_followed_out_of_the_folder(
    small: Small, settings: Settings, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text(NIGHT, encoding="utf-8")
    (place(settings) / "link.csv").symlink_to(outside)
    os.mkfifo(place(settings) / "pipe.csv")
    (place(settings) / "folder.csv").mkdir()
    (settings.NIGHTLY / "beech").symlink_to(tmp_path)
    small_school("beech")
    assert jobs.take_nightly_files() == []
    assert outside.exists()


def test_done_may_not_lead_elsewhere(small: Small, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (place(settings) / "done").symlink_to(tmp_path / "elsewhere")
    file = put(settings)
    assert jobs.take_nightly_files() == []
    assert file.exists()
    assert not list((tmp_path / "elsewhere").iterdir())
    assert NightlyFile.objects.count() == 1
    jobs.take_nightly_files()
    assert (NightlyFile.objects.count(), AttendanceMark.objects.count()) == (1, 3)


def test_a_half_written_file_is_left_alone(
    small: Small, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (".marks.csv", "marks.csv.part", "marks.TMP"):
        put(settings, name=name)
    assert jobs.take_nightly_files() == []
    monkeypatch.setattr(folders, "QUIET", 60)
    file = put(settings)
    os.utime(file, (0, 0))
    assert jobs.take_nightly_files() == []
    assert len(folders.waiting_in(place(settings), now=time.time() + 61)) == 1


def test_a_file_that_changes_while_it_is_read_is_left(small: Small, settings: Settings) -> None:
    file = put(settings)
    (waiting,) = folders.waiting_in(place(settings), now=time.time() + 1)
    with file.open("a", encoding="utf-8") as more:
        more.write("Cam Cedar,24/11/2026,AM,/\n")
    assert folders.content_of(waiting) is None


def test_two_at_once_take_a_file_once(small: Small, settings: Settings) -> None:
    put(settings)
    with folders.ours_alone(place(settings)) as alone:
        assert alone
        assert jobs.take_nightly_files() == []
    assert len(jobs.take_nightly_files()) == 1


def test_a_school_without_a_leader_keeps_its_file(small: Small, settings: Settings) -> None:
    small.leader.member.delete()
    file = put(settings)
    assert jobs.take_nightly_files() == []
    assert file.exists()


def test_a_folder_that_vanished_is_no_trouble_to_others(small: Small, settings: Settings) -> None:
    small_school("beech")
    put(settings)
    assert [file.school.key for file in jobs.take_nightly_files()] == ["acorn"]
    settings.NIGHTLY = settings.NIGHTLY / "gone"
    assert jobs.take_nightly_files() == []


def test_the_command_says_what_became_of_each(
    small: Small, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    put(settings)
    call_command("attendance_nightly")
    call_command("attendance_nightly")
    said = capsys.readouterr().out
    assert "acorn: marks.csv: taken. 2 rows in the file: 2 taken." in said
    assert "No file waits that is whole" in said
    settings.NIGHTLY = None
    with pytest.raises(CommandError, match="set LANTERN_NIGHTLY"):
        call_command("attendance_nightly")


def test_the_office_sees_what_came_and_that_none_came(
    small: Small, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(settings)
    jobs.take_nightly_files()
    page = signed_in(small).get("/acorn/attendance/").content.decode()
    assert "2 rows in the file: 2 taken." in page
    assert "No file has come" not in page
    monkeypatch.setattr(School, "now", lambda _: NOW.replace(month=12, day=1))
    assert "No file has come for 3 school days." in (
        signed_in(small).get("/acorn/attendance/").content.decode()
    )


def test_a_file_after_midnight_came_on_the_schools_own_day(
    small: Small, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(settings)
    (done,) = jobs.take_nightly_files()
    done.at = datetime(2026, 10, 5, 23, 30, tzinfo=UTC)  # half past midnight on Tuesday
    done.save()
    wednesday = datetime(2026, 10, 7, 9, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr(School, "now", lambda _: wednesday)
    found = pictures.nightly.lately(small.school)
    assert found.came is not None
    assert (f"{found.came:%A %H:%M}", found.late) == ("Tuesday 00:30", 0), "one night was missed"


def signed_in(small: Small) -> CheckedClient:
    client = CheckedClient()
    client.force_login(small.office.member.user)
    return client
