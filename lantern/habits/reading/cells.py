"""The cells of one row, by what their columns hold."""

import re
from datetime import date

from lantern.habits.reading.columns import Columns
from lantern.habits.reading.headings import LABELS, Field
from lantern.habits.reading.parts import in_short
from lantern.roster.reading import Row
from lantern.roster.rules import read_date

WHOLE = re.compile(r"\d{1,6}", re.ASCII)


class Cells:
    """One row of the file; gathers what is wrong with it while it is read."""

    def __init__(self, row: Row, columns: Columns, *, latest_year: int, from_1904: bool) -> None:
        self.row, self.columns = row, columns
        self.latest_year, self.from_1904 = latest_year, from_1904
        self.troubles: list[str] = []

    def at(self, place: int) -> str:
        """The text of one column."""
        cell = self.row.cells[place] if place < len(self.row.cells) else None
        return "" if cell is None else str(cell)

    def text(self, field: Field) -> str:
        """The first filled cell of the columns that hold this field."""
        for place in self.columns.places(field):
            if text := self.at(place):
                return text
        return ""

    def day(self, field: Field) -> date | None:
        """A date, or None and, if something else stands there, a trouble."""
        text = self.text(field)
        if not text:
            return None
        day = read_date(text, latest_year=self.latest_year, from_1904=self.from_1904)
        if day is None:
            self._trouble(field, text, "is not a date: write it like 23/11/2026")
        return day

    def whole(self, field: Field) -> int | None:
        """A whole number, or None and, if something else stands there, a trouble."""
        text = self.text(field).replace(",", "")
        if not text:
            return None
        if not WHOLE.fullmatch(text):
            self._trouble(field, text, "is not a whole number of sessions")
            return None
        return int(text)

    def stated(self, field: Field) -> int | None:
        """A whole number, or None for whatever else stands there: nothing is made of it."""
        text = self.text(field).replace(",", "")
        return int(text) if WHOLE.fullmatch(text) else None

    def _trouble(self, field: Field, text: str, why: str) -> None:
        self.troubles.append(f"{LABELS[field]}: “{in_short(text)}” {why}.")
