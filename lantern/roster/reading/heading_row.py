"""Which row of a sheet holds the headings, and which sheet of a file holds the table."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from lantern.roster.reading.table import (
    MAX_COLUMNS,
    FileTrouble,
    Most,
    Row,
    Sheet,
    Table,
    as_text,
)

LOOKED_AT = 15
COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def best_table(sheets: Sequence[Sheet], *, knows: Callable[[str], bool], most: Most) -> Table:
    """The table of the sheet whose headings are best known; the earlier of two as good.

    Headings are looked for in the first 15 rows that hold anything: the row with most known ones,
    else the fullest. Raises FileTrouble when there is nothing to read.
    """
    if not sheets:
        raise FileTrouble("The file holds no rows: export it again and choose the new file.")
    scored = [(_score(sheet.rows[_heading_place(sheet, knows)], knows), sheet) for sheet in sheets]
    best = max(scored, key=lambda pair: (pair[0], len(pair[1].rows) > 1))[1]
    table = _table(best, _heading_place(best, knows), most)
    if len(sheets) == 1:
        return table
    said = f"Of {len(sheets)} sheets, “{best.name}” was read."
    return replace(table, notes=(said, *table.notes))


def _heading_place(sheet: Sheet, knows: Callable[[str], bool]) -> int:
    places = range(min(LOOKED_AT, len(sheet.rows)))
    return max(places, key=lambda place: (_score(sheet.rows[place], knows), -place))


def _score(row: Row, knows: Callable[[str], bool]) -> tuple[int, int]:
    known = sum(1 for cell in row.cells if isinstance(cell, str) and knows(cell))
    return known, sum(1 for cell in row.cells if cell is not None)


def _table(sheet: Sheet, place: int, most: Most) -> Table:
    above, heading = sheet.rows[:place], sheet.rows[place]
    beneath = [row for row in sheet.rows[place + 1 :] if row.cells != heading.cells]
    again = len(sheet.rows) - place - 1 - len(beneath)
    if not beneath:
        raise FileTrouble("The file has headings but no rows beneath them: export it again.")
    if len(beneath) > most.rows:
        raise most.refusal()
    width = min(MAX_COLUMNS, max(len(heading.cells), *(len(row.cells) for row in beneath)))
    header = tuple(as_text(cell) for cell in heading.cells)
    return Table(
        header=header + ("",) * (width - len(header)),
        rows=tuple(_widened(row, width) for row in beneath),
        sheet=sheet.name,
        encoding=sheet.encoding,
        from_1904=sheet.from_1904,
        notes=(*sheet.notes, *_passed_over(len(above), again)),
    )


def _widened(row: Row, width: int) -> Row:
    short = width - len(row.cells)
    return replace(row, cells=row.cells + (None,) * short) if short else row


def _passed_over(above: int, again: int) -> list[str]:
    notes = []
    if above:
        notes.append(_said(above, "above the headings"))
    if again:
        notes.append(_said(again, "that only repeated the headings"))
    return notes


def _said(count: int, which: str) -> str:
    number = COUNTS[count] if count < len(COUNTS) else str(count)
    if count == 1:
        return f"{number} row {which} was passed over."
    return f"{number} rows {which} were passed over."
