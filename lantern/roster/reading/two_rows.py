"""Headings in two rows: `Contact 1` above `Name` and `Email` reads as `Contact 1 Name`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from lantern.roster.reading.table import Cell, Row, Sheet, as_text

# What a heading reads like beneath a cell of the row above it: the heading itself, or more.
Beneath: TypeAlias = Callable[[str, str], str]


@dataclass(frozen=True)
class Headings:
    """The headings of a sheet, the places of its first and last row of them, what they came of."""

    header: tuple[str, ...]
    first: int
    last: int
    rows: tuple[tuple[Cell, ...], ...]
    groups: tuple[str, ...] = ()


def headings_at(sheet: Sheet, place: int, beneath: Beneath) -> Headings:
    """The headings in this row, with those in the row above or below that belong to them."""
    return (
        _both(sheet, place - 1, beneath, all_of_it=False)
        or _both(sheet, place, beneath, all_of_it=True)
        or _alone(sheet, place)
    )


def _alone(sheet: Sheet, place: int) -> Headings:
    cells = sheet.rows[place].cells
    return Headings(tuple(map(as_text, cells)), place, place, rows=(cells,))


def _both(sheet: Sheet, place: int, beneath: Beneath, *, all_of_it: bool) -> Headings | None:
    """This row and the next as one, if the upper says whose the columns of the lower are.

    `all_of_it` asks that of each cell of the lower row, which else may be the first child's.
    """
    pair = sheet.rows[max(place, 0) : place + 2]
    if not _touch(pair):
        return None
    own = [as_text(cell) for cell in pair[1].cells]
    groups = _spread(pair[0].cells, len(own))
    full = [beneath(group, text) if text else "" for group, text in zip(groups, own, strict=True)]
    told = [group for group, text, more in zip(groups, own, full, strict=True) if more != text]
    if not told or (all_of_it and len(told) < sum(map(bool, own))):
        return None
    upper = [as_text(cell) for cell in pair[0].cells]
    header = tuple(low or high for low, high in zip_longest(full, upper, fillvalue=""))
    rows = (pair[0].cells, pair[1].cells)
    return Headings(header, place, place + 1, rows, groups=tuple(dict.fromkeys(told)))


def _touch(pair: Sequence[Row]) -> bool:
    return len(pair) == 2 and pair[1].number == pair[0].number + 1


def _spread(cells: Iterable[Cell], width: int) -> list[str]:
    """Each cell over the blank ones after it, as merged cells are saved and as people write."""
    spread: list[str] = []
    for cell in cells:
        spread.append(as_text(cell) or (spread[-1] if spread else ""))
    return (spread + spread[-1:] * width)[:width]
