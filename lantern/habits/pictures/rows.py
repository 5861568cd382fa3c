"""The rows of a file as a sentence names them, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

MANY = 12


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not recorded, and the rows of the file that say it."""

    rows: tuple[int, ...]
    why: str

    @property
    def where(self) -> str:
        """Row 5; rows 5 to 7 and 9."""
        return rows_told(self.rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class RowCount:
    """How many rows would be loaded whole, in part, not at all, and how many say nothing."""

    whole: int = 0
    part: int = 0
    refused: int = 0
    empty: int = 0

    @property
    def every(self) -> int:
        """All rows of the file."""
        return self.whole + self.part + self.refused + self.empty

    @property
    def says(self) -> str:
        """What becomes of them, adding up to the rows of the file."""
        told = {
            "taken": self.whole, "taken in part": self.part, "refused": self.refused,
            "with nothing to load": self.empty,
        }  # fmt: skip
        parts = ", ".join(f"{count:,} {words}" for words, count in told.items() if count)
        return f"{self.every:,} {'row' if self.every == 1 else 'rows'} in the file: {parts}."

    @property
    def troubled(self) -> int:
        """Those of which anything is refused."""
        return self.part + self.refused


def rows_told(rows: Iterable[int]) -> str:
    """Row 5; rows 5 to 7 and 9."""
    every = set(rows)
    return f"{'row' if len(every) == 1 else 'rows'} {numbers_told(every)}"


def numbers_told(rows: Iterable[int]) -> str:
    """5 to 7 and 9; of twelve such stretches the rest is only counted: and 30 more."""
    stretches = _stretches(sorted(set(rows)))
    told = [_stretch(stretch) for stretch in stretches[:MANY]]
    if more := sum(map(len, stretches[MANY:])):
        told.append(f"{more:,} more")
    return " and ".join(filter(None, [", ".join(told[:-1]), *told[-1:]]))


def _stretches(rows: list[int]) -> list[list[int]]:
    """Rows that follow one another, together; two of them are named each by itself."""
    runs = groupby(enumerate(rows), key=lambda place: place[1] - place[0])
    found = [[row for _, row in run] for _, run in runs]
    return [part for run in found for part in ([run] if len(run) > 2 else [[row] for row in run])]


def _stretch(rows: list[int]) -> str:
    return f"{rows[0]}" if len(rows) == 1 else f"{rows[0]} to {rows[-1]}"
