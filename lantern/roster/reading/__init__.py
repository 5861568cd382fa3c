"""A file from a school's office turned into plain rows; knows nothing of pupils.

`from lantern.roster.reading import read_table`
"""

from collections.abc import Callable

from lantern.roster.reading.heading_row import best_table
from lantern.roster.reading.kinds import is_workbook, refuse_unusable
from lantern.roster.reading.table import (
    A_SCHOOL,
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    FileTrouble,
    Most,
    Row,
    Table,
)
from lantern.roster.reading.text import read_text
from lantern.roster.reading.two_rows import Beneath
from lantern.roster.reading.workbook import read_workbook

__all__ = [
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Cell",
    "FileTrouble",
    "Most",
    "Row",
    "Table",
    "read_table",
]


def as_it_stands(above: str, heading: str) -> str:
    """A heading for which the row above it makes no difference."""
    return heading


def read_table(
    content: bytes,
    filename: str,
    *,
    knows: Callable[[str], bool],
    beneath: Beneath = as_it_stands,
    most: Most = A_SCHOOL,
) -> Table:
    """The table in a CSV, TSV or text file or an Excel workbook (.xlsx).

    `knows` says whether a cell reads like a heading; with it the heading row, the sheet and the
    separator are found. `beneath` says what a heading reads like under a cell of the row above.
    The bytes decide what the file is; `filename` only words the refusal. `most` is how many rows
    are taken. Raises FileTrouble, and nothing else, for whatever cannot be read.
    """
    refuse_unusable(content, filename)
    if is_workbook(content):
        sheets = read_workbook(content, most=most)
        return best_table(sheets, knows=knows, beneath=beneath, most=most)
    sheet = read_text(content, knows=knows, most=most)
    return best_table([sheet] if sheet.rows else [], knows=knows, beneath=beneath, most=most)
