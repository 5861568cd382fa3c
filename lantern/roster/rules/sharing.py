"""The days of the week on which someone teaches, as a class's place keeps them and as words."""

from collections.abc import Iterable
from itertools import pairwise

DAYS = {
    "1": "Monday", "2": "Tuesday", "3": "Wednesday", "4": "Thursday", "5": "Friday",
}  # fmt: skip


def weekdays_kept(days: Iterable[str]) -> str:
    """In order, each once; nothing where they are all five, or none is said: every day."""
    kept = "".join(sorted({day for day in days if day in DAYS}))
    return "" if kept == "".join(DAYS) else kept


def weekdays_told(kept: str) -> str:
    """Monday to Wednesday; Thursday and Friday; nothing for every day."""
    names = [DAYS[day] for day in kept]
    together = all(int(b) - int(a) == 1 for a, b in pairwise(kept))
    if len(names) > 2 and together:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
