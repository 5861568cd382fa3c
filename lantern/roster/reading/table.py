"""What every file becomes: headings and rows of plain cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, TypeVar

Cell: TypeAlias = str | int | date | None
Kept = TypeVar("Kept")
MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 420  # a year's 380 sessions side by side, and who they are of


class FileTrouble(Exception):
    """Why a file cannot be used and what to do about it, in one plain sentence."""


@dataclass(frozen=True)
class Most:
    """How many rows of a file are taken, and what to do about a file with more of them."""

    rows: int
    instead: str

    def refusal(self, what: str = "The file") -> FileTrouble:
        """Why a file, or a sheet of it, is not taken."""
        return FileTrouble(f"{what} has more than {self.rows:,} rows: {self.instead}.")


A_SCHOOL = Most(MAX_ROWS, "export one school's pupils")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and a cell for each heading.

    `troubles` are cells that could not be read, as column and reason; such a cell is None.
    """

    number: int
    cells: tuple[Cell, ...]
    troubles: tuple[tuple[int, str], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.troubles and self.cells.count(None) == len(self.cells)


@dataclass(frozen=True)
class Sheet:
    """All rows of one sheet that are not blank, before anybody knows which holds the headings."""

    rows: tuple[Row, ...]
    name: str = ""
    encoding: str = ""
    from_1904: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A file read: its headings, the rows beneath them, and what was noticed on the way.

    `sheet` names the sheet it came from (blank for a text file), `encoding` how its letters were
    stored. `from_1904` says that its day numbers count from 1904. `above` are the rows over the
    headings, such as a title.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    encoding: str = ""
    from_1904: bool = False
    notes: tuple[str, ...] = ()
    above: tuple[Row, ...] = ()


def as_text(cell: Cell) -> str:
    """A cell as it would be read aloud."""
    return "" if cell is None else str(cell)


def text_cell(text: str) -> Cell:
    """The text without its outer spaces, None if blank. `=1+1` is text and never worked out."""
    return text.replace("\x00", "").strip() or None


def trimmed(cells: Sequence[Kept]) -> tuple[Kept, ...]:
    """The cells without the blank ones at the end."""
    last = len(cells)
    while last and cells[last - 1] is None:
        last -= 1
    return tuple(cells[:last])
