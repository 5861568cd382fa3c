"""An Excel workbook read: every sheet's values, never its formulas."""

import io
import math
import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import zip_longest
from typing import Protocol, TypeAlias

from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from lantern.roster.reading.archive import refuse_unsafe
from lantern.roster.reading.table import (
    MAX_COLUMNS,
    Cell,
    FileTrouble,
    Most,
    Row,
    Sheet,
    text_cell,
    trimmed,
)

MAX_SHEETS = 50
LAST_ROW = 200_000
SPARE_ROWS = 50  # for titles and headings
NOTHING = (None,) * (MAX_COLUMNS + 1)
DAMAGED = "The workbook is damaged or breaks off: save it again in Excel and choose the new file."
PAST_THE_END = (
    f"A sheet goes on past row {LAST_ROW:,}: delete the empty rows beneath the list, save it and "
    "choose it again."
)
NO_VALUE = (
    "the cell is a formula whose result was not saved: open the file in Excel, save it, and "
    "choose it again."
)
# What the library's cells can hold; text, numbers and times, and objects that stand for formulas.
Raw: TypeAlias = object


class _RawSheet(Protocol):
    title: str
    sheet_state: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, max_col: int, values_only: bool) -> Iterable[tuple[Raw, ...]]: ...


def read_workbook(content: bytes, *, most: Most) -> tuple[Sheet, ...]:
    """Every sheet that holds anything, the visible ones first.

    Hidden rows and columns are read like the others. Raises FileTrouble.
    """
    has_unsaved = refuse_unsafe(content)
    try:
        return _sheets(content, most, has_unsaved=has_unsaved)
    except FileTrouble:
        raise
    except Exception as fault:  # the library raises anything on a damaged file
        raise FileTrouble(DAMAGED) from fault


def _sheets(content: bytes, most: Most, *, has_unsaved: bool) -> tuple[Sheet, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of colours and drop-down lists it leaves out
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(content), read_only=True) if has_unsaved else None
        read = [_sheet(values, formulas, place, most) for place in _places(values)]
    return tuple(sheet for sheet in read if sheet.rows)


def _places(book: Workbook) -> list[int]:
    """The places of the sheets, visible ones first."""
    count = len(book.worksheets)
    if count > MAX_SHEETS:
        raise FileTrouble(
            f"The workbook has more than {MAX_SHEETS} sheets: save the one with the list by itself."
        )
    return sorted(range(count), key=lambda place: _raw(book, place).sheet_state != "visible")


def _raw(book: Workbook, place: int) -> _RawSheet:
    return book.worksheets[place]  # type: ignore[return-value]  # a read-only sheet


def _sheet(values: Workbook, formulas: Workbook | None, place: int, most: Most) -> Sheet:
    sheet = _raw(values, place)
    lines = _lines(sheet)
    beside = _lines(_raw(formulas, place)) if formulas else iter(())
    rows: list[Row] = []
    for number, (line, written) in enumerate(zip_longest(lines, beside, fillvalue=()), 1):
        row = _row(number, line, written) if line or written else Row(number, ())
        if number > LAST_ROW:
            raise FileTrouble(PAST_THE_END)
        if not row.is_blank and len(rows) > most.rows + SPARE_ROWS:
            raise most.refusal("A sheet")
        if not row.is_blank:
            rows.append(row)
    from_1904 = values.epoch == CALENDAR_MAC_1904
    return Sheet(rows=tuple(rows), name=sheet.title, encoding="xlsx", from_1904=from_1904)


def _lines(sheet: _RawSheet) -> Iterator[tuple[Raw, ...]]:
    """The rows as they really are: the size a sheet states of itself may be wrong."""
    sheet.reset_dimensions()
    for line in sheet.iter_rows(max_col=len(NOTHING), values_only=True):
        yield () if line == NOTHING else trimmed(line)


def _row(number: int, line: tuple[Raw, ...], written: tuple[Raw, ...]) -> Row:
    cells: list[Cell] = []
    troubles = []
    for index, (value, formula) in enumerate(zip_longest(line, written)):
        cell, trouble = _cell(value, formula)
        cells.append(cell)
        if trouble:
            troubles.append((index, trouble))
    kept = trimmed(cells)
    if len(kept) > MAX_COLUMNS:
        raise FileTrouble(
            f"Row {number} has more than {MAX_COLUMNS} columns: export only the ones needed."
        )
    return Row(number, kept, tuple(troubles))


def _cell(value: Raw, formula: Raw) -> tuple[Cell, str]:
    """A value as we keep it, and why it cannot be kept."""
    if value is None:
        is_formula = isinstance(formula, str) and formula.startswith("=")
        unknown = is_formula or not isinstance(formula, str | int | float | date | time | None)
        return None, NO_VALUE if unknown else ""
    if isinstance(value, str) and ERRORS.fullmatch(value):
        return None, f"the cell shows the error {value}: put it right in the file."
    return plain_value(value), ""


ERRORS = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)")


def plain_value(value: Raw) -> Cell:
    """A spreadsheet's value as text, whole number or date; no float leaves here."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case int():
            return value
        case float():
            return _number(value)
        case datetime():
            return value.date()
        case date():
            return value
        case time() | timedelta():
            return str(value)
    return text_cell(str(value))


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return None
    if value == int(value):
        return int(value)
    return format(Decimal(repr(value)), "f")
