"""How a person took the columns of one file, for the next with the same headings.

Columns that name days are read from their headings every time: next week's are other days.
"""

import hashlib
from collections.abc import Sequence
from datetime import date

from lantern.habits.reading.columns import Columns, guess_columns
from lantern.habits.reading.headings import Field
from lantern.roster.reading import Table


def headings_key(table: Table, *, on: date) -> str:
    """64 hexadecimal digits, the same for files whose headings differ in their days alone."""
    places = _undated(table, on)
    told = [" ".join(table.header[place].casefold().split()) for place in places]
    dated = len(places) < len(table.header)
    days = ["days"] if dated else ["\n"] if told[-1:] == ["days"] else []  # a heading of that name
    return hashlib.sha256("\n".join([*told, *days]).encode()).hexdigest()


def to_remember(table: Table, columns: Columns, *, on: date) -> list[str]:
    """What each column holds that names no day, in their order."""
    return [columns.by_place[place].field.value for place in _undated(table, on)]


def remembered(table: Table, kept: Sequence[str], *, on: date) -> dict[int, Field]:
    """By place, what `to_remember` said of a file with the same headings."""
    return {place: Field(said) for place, said in zip(_undated(table, on), kept, strict=True)}


def _undated(table: Table, on: date) -> list[int]:
    guessed = guess_columns(table, on=on).by_place
    places = [
        place
        for place, column in guessed.items()
        if column.field is not Field.DAY and column.on is None
    ]
    while places and not table.header[places[-1]]:
        places.pop()
    return places
