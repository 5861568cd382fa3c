"""Workbooks and text tables for tests, built in memory."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

from openpyxl import Workbook

from lantern.roster.rules import check_letter


def workbook(*sheets: tuple[str, Iterable[Sequence[object]]], from_1904: bool = False) -> bytes:
    """An `.xlsx` of the sheets given as name and rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if from_1904:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def separated(
    rows: Iterable[Sequence[object]], *, separator: str = ",", encoding: str = "utf-8"
) -> bytes:
    """A text table of the rows."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(saved, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data) if part.filename == name else data)
    return saved.getvalue()


def upn(number: int) -> str:
    """A sound UPN for a made-up child."""
    body = f"801200{number:06d}"
    return check_letter(body) + body
