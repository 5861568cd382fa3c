"""Each row of an attendance file as what it says of one child."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from lantern.habits.reading.cells import Cells
from lantern.habits.reading.columns import Columns, by_row
from lantern.habits.reading.headings import LABELS, Field
from lantern.habits.reading.marks import read_days, read_mark, read_strings
from lantern.habits.reading.parts import Child, Said, Span, ToldMark, ToldTotal
from lantern.habits.reading.titles import span_above, title_told
from lantern.habits.reading.totals import read_total
from lantern.roster.reading import FileTrouble, Table
from lantern.roster.rules import split_name, tidy_name, tidy_upn

__all__ = ["Child", "Line", "Span", "ToldMark", "ToldTotal", "span_of", "tell"]

Reader: TypeAlias = Callable[[Cells, Columns, Span], Said]
OF_THE_CHILD = (
    Field.REF, Field.UPN, Field.FULL_NAME, Field.FORENAME, Field.SURNAME, Field.BORN_ON,
)  # fmt: skip
NOTHING = (
    "No column holds marks or totals: choose which holds the marks (with their dates) or the "
    "possible sessions."
)
NOBODY = "No column says which child a row is about: choose the one with the UPN or the name."


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number in the file, its child, what it says, and what could not be read.

    `needs` are the days of the file, by the fields of a Span, without which nobody can tell.
    """

    row: int
    child: Child
    marks: tuple[ToldMark, ...] = ()
    totals: tuple[ToldTotal, ...] = ()
    troubles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def tell(table: Table, columns: Columns, span: Span, *, on: date) -> list[Line]:
    """What each row says, by its columns; `span` is the days of those before any title of weeks.

    A title between the rows, such as the week that begins there, holds for those beneath it. `on`
    is today. Raises FileTrouble when the columns cannot be attendance.
    """
    _refuse_nobody(columns)
    titled = not columns.has(Field.WEEK)
    lines, named, saying = [], _Named(columns), _Saying(columns)
    for row in by_row(table.rows, columns):
        if titled and (said_here := title_told(row, on)).since:
            span = said_here
            continue
        cells = Cells(row, columns, latest_year=on.year + 1, from_1904=table.from_1904)
        said = saying.by(cells, span)
        child = named.by(cells)
        troubles = (*_unreadable(cells), *cells.troubles, *said.troubles)
        lines.append(Line(row.number, child, said.marks, said.totals, troubles, said.needs))
    return lines


def span_of(table: Table, given: Span, *, on: date) -> Span:
    """The days of a file: as the user gave them, else as its title says."""
    return given if given.since or given.until else span_above(table.above, on)


def days_needed(lines: Iterable[Line]) -> tuple[str, ...]:
    """Which days of the file must be given before any row of it says anything; or none."""
    needed: tuple[str, ...] = ()
    for line in lines:
        if line.marks or line.totals:
            return ()
        needed = needed or line.needs
    return needed


def _refuse_nobody(columns: Columns) -> None:
    if not any(columns.has(field) for field in OF_THE_CHILD if field is not Field.BORN_ON):
        raise FileTrouble(NOBODY)


def _reader(columns: Columns) -> Reader:
    if columns.has(Field.DATE) and any(
        columns.has(field) for field in (Field.MARK, Field.MORNING, Field.AFTERNOON)
    ):
        return read_mark
    if columns.has(Field.DAY):
        return read_days
    if columns.has(Field.MARKS):
        return read_strings
    if columns.has(Field.POSSIBLE):
        return read_total
    raise FileTrouble(NOTHING)


class _Named:
    """Whom rows name, worked out once for rows that name the same: a year's marks are 380 each."""

    def __init__(self, columns: Columns) -> None:
        self.places = [place for field in OF_THE_CHILD for place in columns.places(field)]
        self.known: dict[tuple[object, ...], Child] = {}

    def by(self, cells: Cells) -> Child:
        """The row's child; what is wrong with how it is named is gathered in the cells."""
        named = tuple(cells.at(place) for place in self.places)
        if named not in self.known:
            before = len(cells.troubles)
            child = _child(cells)
            if len(cells.troubles) > before:
                return child
            self.known[named] = child
        return self.known[named]


class _Saying:
    """What rows say, worked out once for rows that say the same, as most marks of a class do."""

    def __init__(self, columns: Columns) -> None:
        self.columns, self.read = columns, _reader(columns)
        beside = {*OF_THE_CHILD, Field.IGNORE}
        self.places = [at for at, column in columns.by_place.items() if column.field not in beside]
        self.known: dict[tuple[object, ...], Said] = {}

    def by(self, cells: Cells, span: Span) -> Said:
        """What a row says, in days that a title may have set; its troubles are in the cells."""
        told = (span, *(cells.at(place) for place in self.places))
        if told not in self.known:
            before = len(cells.troubles)
            said = self.read(cells, self.columns, span)
            if len(cells.troubles) > before:
                return said
            self.known[told] = said
        return self.known[told]


def _child(cells: Cells) -> Child:
    forename, surname = cells.text(Field.FORENAME), cells.text(Field.SURNAME)
    if not (forename and surname):
        parts = split_name(cells.text(Field.FULL_NAME))
        forename, surname = forename or parts.forename, surname or parts.surname
    return Child(
        ref=cells.text(Field.REF).casefold(),
        upn=tidy_upn(cells.text(Field.UPN)),
        forename=tidy_name(forename),
        surname=tidy_name(surname),
        born_on=cells.day(Field.BORN_ON),
    )


def _unreadable(cells: Cells) -> Iterator[str]:
    for place, reason in cells.row.troubles:
        column = cells.columns.by_place.get(place)
        if column and column.field is not Field.IGNORE:
            yield f"{LABELS[column.field]}: {reason}"
