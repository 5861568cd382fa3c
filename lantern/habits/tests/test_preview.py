"""What a file would do, child by child; then all of it, or nothing."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantern.audit.models import Note
from lantern.habits import pictures
from lantern.habits.actions import (
    cancel_file,
    confirm_file,
    forget_old_files,
    keep_file,
    record_marks,
    understand_file,
)
from lantern.habits.models import AttendanceMark, AttendanceTotal
from lantern.habits.pictures.preview import ChildPreview
from lantern.habits.reading import Field, FileTrouble, Span
from lantern.habits.rules import CannotRecord, Mark
from lantern.habits.rules.matching import OTHER_UPN
from lantern.habits.tests.small_school import MONDAY, NOW, TODAY, Small, pupil, small_school
from lantern.roster.models import Enrolment, Pupil, Upload

GRID = (
    "UPN,Name,23/11/2026 AM,23/11/2026 PM\n"
    'A801200001001,"Ash, Ada",/,\\\n'
    ',"Birch, Ben",L,I\n'
    ',"Cedar, Cam",/,H\n'
    ',"Nobody, Ned",/,\\\n'
)
TOTALS = "Name,Possible,Attended\nAda Ash,8,8\nBen Birch,8,9\n"


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def kept(small: Small, text: str, span: Span = Span()) -> Upload:  # noqa: B008
    return keep_file(content=text.encode(), name="marks.csv", span=span, by=small.office)


def seen(small: Small, upload: Upload) -> pictures.Preview:
    found = pictures.understood(upload, small.office)
    assert found.preview is not None, found.trouble
    return found.preview


def said(small: Small, text: str, span: Span = Span()) -> dict[str, tuple[str, ...]]:  # noqa: B008
    """What is refused or to be looked at, by child."""
    preview = seen(small, kept(small, text, span))
    return {child.name: reasons(child) + child.cautions for child in preview.children}


def reasons(child: ChildPreview) -> tuple[str, ...]:
    """Why something of a child is refused."""
    return tuple(refusal.why for refusal in child.refused)


def test_a_preview_says_what_each_child_gets(small: Small) -> None:
    preview = seen(small, kept(small, GRID))
    told = {child.name: (child.says, child.added) for child in preview.children}
    assert told == {
        "Ada Ash": ("added", 2),
        "Ben Birch": ("added", 2),
        "Cam Cedar": ("partly refused", 1),
        "Ned Nobody": ("refused", 0),
    }
    assert (preview.added, preview.changed, preview.same) == (5, 0, 0)
    assert preview.rows.says == "4 rows in the file: 2 taken, 1 taken in part, 1 refused."
    words = {child.name: reasons(child) for child in preview.children}
    assert words["Cam Cedar"] == ("23 November 2026: Code H ended on 18 August 2024.",)
    assert words["Ned Nobody"] == ("No child of this school has this name.",)
    assert not AttendanceMark.objects.exists()


def test_confirming_records_it_once_and_empties_the_file(small: Small) -> None:
    upload = kept(small, GRID)
    done = confirm_file(upload=upload, digest=seen(small, upload).digest, by=small.office)
    assert (done.added, AttendanceMark.objects.count()) == (5, 5)
    upload.refresh_from_db()
    assert bytes(upload.content) == b""
    assert Note.objects.filter(did="attendance file loaded").count() == 1
    with pytest.raises(CannotRecord, match="has been loaded already"):
        confirm_file(upload=upload, digest="", by=small.office)
    with pytest.raises(CannotRecord, match="has been loaded already"):
        cancel_file(upload=upload, by=small.office)


def test_the_same_file_again_does_nothing(small: Small) -> None:
    first = kept(small, GRID)
    confirm_file(upload=first, digest=seen(small, first).digest, by=small.office)
    again = seen(small, kept(small, GRID))
    assert (again.added, again.changed, again.same, again.does_nothing) == (0, 0, 5, True)


def test_a_changed_file_says_what_becomes_of_what(small: Small) -> None:
    first = kept(small, GRID)
    confirm_file(upload=first, digest=seen(small, first).digest, by=small.office)
    second = kept(small, GRID.replace(",L,I", ",L,M"))
    preview = seen(small, second)
    changed = {child.name: child.changed for child in preview.children if child.changed}
    assert changed == {"Ben Birch": ("23 November 2026, afternoon: I becomes M",)}
    confirm_file(upload=second, digest=preview.digest, by=small.office)
    row = AttendanceMark.objects.get(code="M")
    assert row.correction == "Loaded from marks.csv"
    (before,) = AttendanceMark.objects.filter(stands=False)
    assert (row.supersedes_id, before.code) == (before.pk, "I")


def test_what_is_done_is_what_was_shown(small: Small) -> None:
    upload = kept(small, GRID)
    digest = seen(small, upload).digest
    ada = small.pupils[0].pk
    mark = Mark(pupil=ada, on=MONDAY, session="am", code="N")
    record_marks(marks=[mark], by=small.leader)
    with pytest.raises(CannotRecord, match="Something has changed since you looked"):
        confirm_file(upload=upload, digest=digest, by=small.office)
    assert AttendanceMark.objects.count() == 1


def test_totals_that_cannot_be_are_refused(small: Small) -> None:
    upload = kept(small, TOTALS, Span(MONDAY, TODAY))
    preview = seen(small, upload)
    words = {child.name: reasons(child) for child in preview.children}
    (why,) = words["Ben Birch"]
    assert why.startswith("23 November 2026 to 26 November 2026: 9 sessions attended is more than")
    confirm_file(upload=upload, digest=preview.digest, by=small.office)
    assert [row.attended for row in AttendanceTotal.objects.all()] == [8]
    again = kept(small, TOTALS.replace("8,8", "8,7"), Span(MONDAY, TODAY))
    changed = [child.changed for child in seen(small, again).children if child.changed]
    assert changed == [("23 November 2026 to 26 November 2026: 8 of 8 becomes 7 of 8",)]


def test_a_total_of_sessions_with_marks_is_kept_but_not_counted_domain_2_35(small: Small) -> None:
    marks = kept(small, GRID)
    confirm_file(upload=marks, digest=seen(small, marks).digest, by=small.office)
    text = "Name,Possible,Attended\nAda Ash,2,2\nBen Birch,2,2\nCam Cedar,2,1\nDot Dogwood,2,2\n"
    upload = kept(small, text, Span(MONDAY, MONDAY))
    preview = seen(small, upload)
    days = "23 November 2026 to 23 November 2026"
    only = f"{days}: these sessions already have marks, so the total is kept but not counted."
    other = "The two disagree: the total says {}, the marks {}. Please check."
    unsure = "Known by the name alone: please check it."
    found = {child.name: tuple(set(child.cautions) - {unsure}) for child in preview.children}
    assert found == {
        "Ada Ash": (only,),
        "Ben Birch": (f"{only} {other.format('2 of 2', '1 of 2')}",),
        "Cam Cedar": (f"{only} {other.format('1 of 2', '1 of 1')}",),
        "Dot Dogwood": (),
    }
    assert (preview.added, preview.uncounted) == (4, 3)
    done = confirm_file(upload=upload, digest=preview.digest, by=small.office)
    assert (done.added, done.uncounted) == (4, 3)


def test_each_childs_marks_are_looked_for_in_their_own_days_alone(small: Small) -> None:
    """Else a file in which each child has other days asks for every child as often as for one."""

    def longest(children: int) -> int:
        days = [f"Kite {n},{n:02}/09/2026,30/10/2026,8,8" for n in range(1, children + 1)]
        upload = kept(small, "\n".join(["Name,From,To,Possible,Attended", *days]))
        with CaptureQueriesContext(connection) as asked:
            assert seen(small, upload).added == children
        marks = [each["sql"] for each in asked if "GROUP BY" in each["sql"]]
        assert len(marks) == children
        return max(len(sql) for sql in marks)

    for n in range(1, 21):
        pupil(small.school, small.oak, "Kite", str(n))
    assert longest(20) <= longest(2) + len("00")


def test_which_child_is_never_guessed(small: Small) -> None:
    pupil(small.school, small.elm, "Ben", "Birch")
    Enrolment.objects.filter(pupil=small.pupils[2]).update(ends_on=date(2026, 10, 1))
    pupil(small.school, small.elm, "Cam", "Cedar")
    head = "Ref,UPN,Name,DOB,Date,Session,Mark"
    rows = [
        ",,Ben Birch,,23/11/2026,AM,/",
        ",,Ben Birch,4/3/2017,23/11/2026,AM,/",
        ",,Dot Dogwood,5/3/2017,23/11/2026,AM,/",
        ",B801200001001,Ada Ash,4/3/2017,23/11/2026,AM,/",
        ",C801200001001,,,23/11/2026,AM,/",
        "6b1f0e0e-0000-4000-8000-000000000000,,,,23/11/2026,AM,/",
        f"{small.pupils[3].ref},,,,23/11/2026,AM,/",
        ",,Cam Cedar,,23/11/2026,AM,/",
        ",,,,23/11/2026,AM,/",
    ]
    preview = seen(small, kept(small, "\n".join([head, *rows])))
    by_row = {child.rows[0]: reasons(child) + child.cautions for child in preview.children}
    assert by_row == {
        2: ("2 children have this name: the file needs the UPN or the date of birth.",),
        3: ("2 children have this name: the file needs the UPN.",),
        4: ("No child of this school has this name and date of birth.",),
        5: (OTHER_UPN,),
        6: ("No child of this school has this UPN.",),
        7: ("No child of this school has this reference.",),
        8: (),
        9: ("Known by the name alone: please check it.",),
        10: ("This row names no child.",),
    }


def test_columns_and_days_may_be_chosen(small: Small) -> None:
    upload = kept(small, "Who,Out of,Came\nAda Ash,8,7\n")
    assert "No column says which child" in pictures.understood(upload, small.office).trouble
    chosen = {0: Field.FULL_NAME, 1: Field.POSSIBLE, 2: Field.ATTENDED}
    span = Span(MONDAY, TODAY)
    upload = understand_file(upload=upload, columns=chosen, span=span, by=small.office)
    assert seen(small, upload).added == 1
    shown = pictures.understood(upload, small.office).columns
    assert [(c.heading, c.sample, c.field) for c in shown] == [
        ("Who", "Ada Ash", Field.FULL_NAME),
        ("Out of", "8", Field.POSSIBLE),
        ("Came", "7", Field.ATTENDED),
    ]


def test_a_file_that_cannot_be_read_is_not_kept(small: Small) -> None:
    with pytest.raises(FileTrouble):
        kept(small, "")
    assert not Upload.objects.exists()


def test_a_file_is_kept_a_day_at_most(small: Small) -> None:
    old, done = kept(small, GRID), kept(small, GRID)
    confirm_file(upload=done, digest=seen(small, done).digest, by=small.office)
    Upload.objects.update(uploaded_at=NOW - timedelta(hours=25))
    new = kept(small, GRID)
    assert set(Upload.objects.values_list("pk", flat=True)) == {new.pk, done.pk}
    assert old.pk not in (new.pk, done.pk)
    assert forget_old_files(now=NOW + timedelta(hours=25)) == 1


def test_cancelling_deletes_the_file(small: Small) -> None:
    upload = kept(small, GRID)
    cancel_file(upload=upload, by=small.office)
    assert not Upload.objects.exists()
    assert Note.objects.get().did == "attendance file cancelled"
    with pytest.raises(CannotRecord, match="no longer kept"):
        confirm_file(upload=upload, digest="", by=small.office)


def test_missing_registers_are_named(small: Small) -> None:
    text = "UPN,Date,AM,PM\n" + "".join(
        f"A801200001001,{on:%d/%m/%Y},/,{'' if on.day == 4 else '/'}\n"
        for on in (date(2026, 11, 2) + timedelta(days=n) for n in range(24))
        if on.weekday() < 5 and on.day != 12
    )
    upload = kept(small, text)
    confirm_file(upload=upload, digest=seen(small, upload).digest, by=small.office)
    found = pictures.registers(small.office)
    assert [(day.on.day, day.which) for day in found.missing] == [
        (4, "afternoon"),
        (12, "morning and afternoon"),
    ]
    assert found.half is not None
    assert found.half.name == "Autumn 2"
    (loaded,) = pictures.loaded_lately(small.leader)
    assert (loaded.name, loaded.by, loaded.added) == ("marks.csv", "The office", 33)


def run(*words: str) -> str:
    out = StringIO()
    call_command("attendance_import", *words, stdout=out)
    return out.getvalue()


def test_the_command_says_and_does(small: Small, tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    file.write_text(GRID)
    told = run(str(file), "--school", "acorn", "--dry-run")
    assert "refused: Ned Nobody (row 5): No child of this school has this name." in told
    assert "4 rows in the file: 2 taken, 1 taken in part, 1 refused." in told
    assert "Marks: 5 added, 0 changed, 0 left." in told
    assert not AttendanceMark.objects.exists()
    assert not Upload.objects.exists()
    assert "Recorded by The leader." in run(str(file), "--school", "acorn")
    assert AttendanceMark.objects.count() == 5
    told = run(str(file), "--school", "acorn", "--by", "OFFICE@acorn.test")
    assert "0 added, 0 changed, 5 left" in told


def test_only_the_rows_that_are_refused_are_said_to_be(small: Small, tmp_path: Path) -> None:
    file = tmp_path / "marks.csv"
    file.write_text(
        "Name,Date,Session,Mark\n"
        "Ada Ash,23/11/2026,AM,/\n"
        "Ada Ash,24/11/2026,AM,?!\n"
        "Ada Ash,25/11/2026,AM,/\n"
    )
    told = run(str(file), "--school", "acorn", "--dry-run")
    assert "refused: Ada Ash (row 3): " in told
    assert "3 rows in the file: 2 taken, 1 refused." in told
    assert "Marks: 2 added, 0 changed, 0 left." in told


def test_the_command_takes_the_days_of_totals(small: Small, tmp_path: Path) -> None:
    file = tmp_path / "totals.csv"
    file.write_text(TOTALS)
    told = run(str(file), "--school", "acorn", "--from", "2026-11-23", "--to", "2026-11-26")
    assert "1 added" in told
    assert AttendanceTotal.objects.get().starts_on == MONDAY


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--school", "nowhere"], "There is no school “nowhere”."),
        (["--school", "acorn", "--by", "x@y.test"], "Nobody there signs in with x@y.test"),
        (["--school", "acorn", "--by", "teacher@acorn.test"], "may not load attendance"),
        (["--school", "acorn", "--from", "soon"], "not a day like 2026-11-26"),
        (["--school", "acorn"], "Nothing was changed. No column holds marks or totals"),
    ],
)
def test_the_command_refuses_plainly(
    small: Small, tmp_path: Path, words: list[str], says: str
) -> None:
    file = tmp_path / "marks.csv"
    file.write_text("Name,Shoe size\nAda Ash,3\n")
    with pytest.raises(CommandError, match=says):
        run(str(file), *words)


def test_the_command_says_that_a_file_is_not_there(small: Small, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run(str(tmp_path / "none.csv"), "--school", "acorn")


def test_x_of_a_child_of_compulsory_age_is_cautioned_about_standards_3_1_7(small: Small) -> None:
    """Five on 24 September 2026, so of that age from 31 December; Ben is long."""
    young = pupil(small.school, small.oak, "Una", "Umber")
    Pupil.objects.filter(pk=young.pk).update(born_on=date(2021, 9, 24))
    text = (
        "Name,23/11/2026 AM,23/11/2026 PM,24/11/2026 AM\n"
        '"Birch, Ben",X,X,X\n"Umber, Una",X,/,X\n"Cedar, Cam",/,/,/\n'
    )
    told = said(small, text)
    (words,) = [each for each in told["Ben Birch"] if "X" in each]
    assert words == (
        "23 November 2026, 24 November 2026: marked X, but of compulsory school age from "
        "31 March 2022. From then a part-time timetable is C2. Please check."
    )
    assert not [each for name in ("Una Umber", "Cam Cedar") for each in told[name] if "X" in each]
    assert seen(small, kept(small, text)).added == 9
