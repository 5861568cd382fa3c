"""While a file is read, which takes seconds when it is large, others go on writing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from lantern.habits import pictures
from lantern.habits.actions import confirm_file, keep_file, record_marks, understand_file
from lantern.habits.models import AttendanceMark
from lantern.habits.reading import Field, FileTrouble, Span
from lantern.habits.rules import CannotRecord, Mark
from lantern.habits.tests.small_school import MONDAY, Small, pupil, small_school
from lantern.roster.models import Upload

pytestmark = pytest.mark.django_db(transaction=True)

GRID = b'Name,23/11/2026 AM,23/11/2026 PM\n"Ash, Ada",/,\\\n"Birch, Ben",L,/\n'
SECONDS = 30  # longer than any database waits for a lock


class MeanwhileFile:
    """A file during whose reading something else happens."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self.meanwhile = meanwhile

    def __bytes__(self) -> bytes:
        in_another_connection(self.meanwhile)
        return GRID


def in_another_connection(doing: Callable[[], object]) -> None:
    """Done, to its end, by somebody else."""

    def do() -> None:
        try:
            doing()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(do).result(timeout=SECONDS)


def records(small: Small, child: int, code: str) -> Callable[[], object]:
    mark = Mark(pupil=small.pupils[child].pk, on=MONDAY, session="am", code=code)
    return lambda: record_marks(marks=[mark], by=small.leader)


def waiting(small: Small) -> tuple[Upload, str]:
    """A file that is kept, and the digest of what it would do."""
    upload = keep_file(content=GRID, name="marks.csv", span=Span(), by=small.office)
    found = pictures.understood(upload, small.office).preview
    assert found is not None
    return upload, found.digest


def confirmed(small: Small, meanwhile: Callable[[], object]) -> int:
    """How many marks the file added, though something happened while it was read."""
    upload, digest = waiting(small)
    upload.content = MeanwhileFile(meanwhile)
    return confirm_file(upload=upload, digest=digest, by=small.office).added


def test_somebody_else_records_while_a_file_is_read() -> None:
    small = small_school()
    assert confirmed(small, records(small, 2, "/")) == 4
    assert AttendanceMark.objects.filter(stands=True).count() == 5


@pytest.mark.parametrize("code", ["N", "/"])
def test_what_was_recorded_meanwhile_is_not_written_over(code: str) -> None:
    """The same as in the file, or another: it is no longer what was shown."""
    small = small_school()
    with pytest.raises(CannotRecord, match="Something has changed since you looked"):
        confirmed(small, records(small, 0, code))
    assert [mark.code for mark in AttendanceMark.objects.all()] == [code]


def test_a_child_who_came_meanwhile_is_not_mistaken_for_another() -> None:
    small = small_school()
    with pytest.raises(CannotRecord, match="Something has changed since you looked"):
        confirmed(small, lambda: pupil(small.school, small.oak, "Ada", "Ash"))
    assert not AttendanceMark.objects.exists()


def test_columns_chosen_meanwhile_are_looked_at_again() -> None:
    small = small_school()
    upload, digest = waiting(small)
    columns = {0: Field.FULL_NAME}
    held = Upload.objects.get(pk=upload.pk)
    upload.content = MeanwhileFile(
        lambda: understand_file(upload=held, columns=columns, span=Span(), by=small.office)
    )
    with pytest.raises(CannotRecord, match="Something has changed since you looked"):
        confirm_file(upload=upload, digest=digest, by=small.office)
    assert not AttendanceMark.objects.exists()


def test_a_file_confirmed_twice_at_once_is_loaded_once() -> None:
    small = small_school()
    upload, digest = waiting(small)
    twin = Upload.objects.get(pk=upload.pk)
    upload.content = MeanwhileFile(
        lambda: confirm_file(upload=twin, digest=digest, by=small.office)
    )
    with pytest.raises(CannotRecord, match="loaded already"):
        confirm_file(upload=upload, digest=digest, by=small.office)
    assert AttendanceMark.objects.count() == 4


def test_no_statement_is_sent_before_a_file_is_read(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """SQLite would begin its transaction with one, which locks out every other writer."""
    small = small_school()
    with django_assert_num_queries(0), pytest.raises(FileTrouble):
        keep_file(content=b"%PDF-1.7", name="marks.csv", span=Span(), by=small.office)


def test_the_command_reads_before_it_writes(tmp_path: Path) -> None:
    """Whatever it says of the file, it says with no transaction open."""
    small = small_school()
    file = tmp_path / "marks.csv"
    file.write_bytes(GRID)
    said: list[bool] = []

    class Listening:
        def write(self, words: str) -> None:
            if "added" in words:
                said.append(connection.in_atomic_block)
                in_another_connection(records(small, 2, "/"))

    call_command("attendance_import", str(file), "--school", "acorn", stdout=Listening())
    assert said == [False]
    assert AttendanceMark.objects.filter(stands=True).count() == 5
