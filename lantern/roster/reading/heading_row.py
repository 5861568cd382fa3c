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
)
from lantern.roster.reading.two_rows import Beneath, Headings, headings_at

LOOKED_AT = 15
NO_LIST = (
    "This is no spreadsheet, or has no headings that are known: export the list as an Excel "
    "workbook (.xlsx) or CSV."
)
COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def best_table(
    sheets: Sequence[Sheet], *, knows: Callable[[str], bool], beneath: Beneath, most: Most
) -> Table:
    """The table of the sheet whose headings are best known; the earlier of two as good.

    Headings are looked for in the first 15 rows that hold anything: the row with most known ones,
    else the fullest. `beneath` says what a heading reads like with the row above.
    Raises FileTrouble when there is nothing to read.
    """
    if not sheets:
        raise FileTrouble("The file holds no rows: export it again and choose the new file.")
    scored = [(_score(sheet.rows[_heading_place(sheet, knows)], knows), sheet) for sheet in sheets]
    (known, _), best = max(scored, key=lambda pair: (pair[0], len(pair[1].rows) > 1))
    if not known and (len(best.rows) < 2 or all(len(row.cells) < 2 for row in best.rows)):
        raise FileTrouble(NO_LIST)
    table = _table(best, headings_at(best, _heading_place(best, knows), beneath), most)
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


def _table(sheet: Sheet, headings: Headings, most: Most) -> Table:
    after = sheet.rows[headings.last + 1 :]
    rows = [row for row in after if row.cells not in headings.rows]
    if not rows:
        raise FileTrouble("The file has headings but no rows beneath them: export it again.")
    if len(rows) > most.rows:
        raise most.refusal()
    width = min(MAX_COLUMNS, max(len(headings.header), *(len(row.cells) for row in rows)))
    passed = _passed_over(headings.first, len(after) - len(rows))
    return Table(
        header=headings.header + ("",) * (width - len(headings.header)),
        rows=tuple(_widened(row, width) for row in rows),
        sheet=sheet.name,
        encoding=sheet.encoding,
        from_1904=sheet.from_1904,
        notes=(*sheet.notes, *passed, *_read_together(headings.groups)),
        above=sheet.rows[: headings.first],
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


def _read_together(groups: Sequence[str]) -> list[str]:
    if not groups:
        return []
    named = ", ".join(f"“{group}”" for group in groups)
    return [f"The headings stand in two rows: each was read with what is above it ({named})."]
