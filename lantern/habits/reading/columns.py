"""Which column of a table holds what, guessed from its headings or as a person chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeAlias

from lantern.habits.reading.headings import Field, Heading, read_heading, read_session_in
from lantern.roster.reading import Row, Table
from lantern.roster.rules import Field as RosterField
from lantern.roster.rules import guess_mapping

LOOKED_AT = 20
Column: TypeAlias = Heading  # the same things are said of both
IGNORED = Column(Field.IGNORE)
OF_THE_CHILD = {
    RosterField.UPN: Field.UPN,
    RosterField.FULL_NAME: Field.FULL_NAME,
    RosterField.LEGAL_FORENAME: Field.FORENAME,
    RosterField.LEGAL_SURNAME: Field.SURNAME,
    RosterField.PREFERRED_FORENAME: Field.FORENAME,
    RosterField.PREFERRED_SURNAME: Field.SURNAME,
    RosterField.BORN_ON: Field.BORN_ON,
}
MAY_REPEAT = frozenset([Field.IGNORE, Field.DAY, Field.MARKS])


@dataclass(frozen=True)
class Columns:
    """What each column holds, by its place; `skipped` rows of the table are more headings."""

    by_place: Mapping[int, Column]
    skipped: int = 0

    def places(self, field: Field) -> list[int]:
        """The columns that hold this."""
        return self._places.get(field, [])

    @cached_property
    def _places(self) -> dict[Field, list[int]]:
        """Worked out once: a term's marks ask half a million times."""
        found: dict[Field, list[int]] = {}
        for place, column in self.by_place.items():
            found.setdefault(column.field, []).append(place)
        return found

    def has(self, *fields: Field) -> bool:
        """Whether each of these is held by some column."""
        return all(self.places(field) for field in fields)


def columns_of(table: Table, chosen: Mapping[int, Field], *, on: date) -> Columns:
    """As guessed, with what a person chose instead. A day cannot be chosen, only left out."""
    guessed = guess_columns(table, on=on)
    by_place = {
        place: _chosen(column, chosen.get(place, column.field))
        for place, column in guessed.by_place.items()
    }
    return replace(guessed, by_place=by_place)


def _chosen(column: Column, field: Field) -> Column:
    if field is column.field:
        return column
    return IGNORED if field is Field.DAY else Column(field)


def guess_columns(table: Table, *, on: date) -> Columns:
    """What each column most likely holds; one not recognised, or met twice, is left out."""
    read = [read_heading(heading, on) for heading in table.header]
    rest = ["" if column else text for column, text in zip(read, table.header, strict=True)]
    children = guess_mapping(rest)
    guessed: dict[int, Column] = {}
    for place, heading in enumerate(read):
        child = OF_THE_CHILD.get(children[place].field, Field.IGNORE)
        column = _by_its_cells(heading, table, place) if heading else Column(child)
        met = column.field in {other.field for other in guessed.values()}
        guessed[place] = IGNORED if met and column.field not in MAY_REPEAT else column
    return _with_sessions(guessed, table)


def _by_its_cells(heading: Heading, table: Table, place: int) -> Column:
    """“Attendance” heads a percentage or marks in a row, “Marks” one mark or many: look."""
    texts = [str(row.cells[place]) for row in table.rows[:LOOKED_AT] if row.cells[place]]
    may_be_marks = heading.field is Field.PERCENT and "%" not in table.header[place]
    if may_be_marks and texts and not any(_starts_as_number(text) for text in texts):
        return Column(Field.MARKS)
    if heading.field is Field.MARKS and heading.on is None and texts:
        return Column(Field.MARKS if max(map(len, texts)) > 2 else Field.MARK)
    return heading


def _starts_as_number(text: str) -> bool:
    return text[:1].isdigit() or text[:1] == "."


def _with_sessions(guessed: dict[int, Column], table: Table) -> Columns:
    """AM and PM beneath the days, in a second row of headings, or told by a day met twice."""
    second = table.rows[0] if table.rows and _is_second_heading(table.rows[0], guessed) else None
    spread = _spread(guessed, table)
    met: set[tuple[date | None, int | None]] = set()
    for place, column in spread.items():
        if column.field is not Field.DAY or column.session:
            continue
        day = (column.on, column.weekday)
        beneath = _session_of(second.cells[place]) if second else ""
        twice = day in met or _days(spread, day) > 1
        session = beneath or (("pm" if day in met else "am") if twice else "")
        spread[place] = replace(column, session=session)
        met.add(day)
    return Columns(spread, skipped=1 if second else 0)


def _days(columns: Mapping[int, Column], day: tuple[date | None, int | None]) -> int:
    return sum(
        1
        for column in columns.values()
        if column.field is Field.DAY and (column.on, column.weekday) == day
    )


def _spread(guessed: Mapping[int, Column], table: Table) -> dict[int, Column]:
    """A column without a heading that follows a day belongs to it, as in merged cells."""
    spread: dict[int, Column] = {}
    day: Column | None = None
    for place, column in guessed.items():
        if table.header[place]:
            day = column if column.field is Field.DAY and not column.session else None
            spread[place] = column
        else:
            spread[place] = day or IGNORED
            day = None
    return spread


def _is_second_heading(row: Row, guessed: Mapping[int, Column]) -> bool:
    """AM and PM alone, with no child."""
    days = [place for place, column in guessed.items() if column.field is Field.DAY]
    filled = [cell for cell in row.cells if cell is not None]
    return bool(days and filled) and all(_session_of(cell) for cell in filled)


def _session_of(cell: object) -> str:
    text = "" if cell is None else str(cell).casefold().strip()
    return read_session_in(text) if 0 < len(text) <= len("afternoon") else ""


def by_row(rows: Sequence[Row], columns: Columns) -> Sequence[Row]:
    """The rows that are about children."""
    return rows[columns.skipped :]
