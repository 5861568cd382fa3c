"""One default of ours, and how what a leader types for it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeAlias

Value: TypeAlias = str | int | bool | Decimal | date | tuple[str, ...] | tuple[int, ...] | None
Kind: TypeAlias = Literal[
    "text", "colour", "whole number", "number", "yes or no", "choice", "date", "words", "numbers"
]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of ours: where it stands, what to call it, what it may be, what it is."""

    path: str
    label: str
    kind: Kind
    value: Value
    options: tuple[str, ...] = ()

    def read(self, typed: str) -> Value:
        """What someone typed, as this choice's kind of value; nothing typed is no value.

        Words are one a line, numbers separated by commas. Raises ValueError with a plain sentence.
        """
        typed = typed.strip()
        if not typed and self.kind in {"date", "number", "whole number"}:
            return None
        return _read(typed, self.kind, self.options)


def _read(typed: str, kind: Kind, options: tuple[str, ...]) -> Value:
    readers: Mapping[Kind, Callable[[str], Value]] = {
        "text": str,
        "colour": str,
        "whole number": _whole,
        "number": _exact,
        "yes or no": _yes_or_no,
        "date": _date,
        "choice": lambda line: _one_of(line, options),
        "words": lambda lines: tuple(_one_of(line, options) for line in _parts(lines, "\n")),
        "numbers": lambda line: tuple(_whole(part) for part in _parts(line, ",")),
    }
    return readers[kind](typed)


def _parts(typed: str, between: str) -> list[str]:
    return [part.strip() for part in typed.split(between) if part.strip()]


def _whole(typed: str) -> int:
    try:
        return int(typed)
    except ValueError:
        raise ValueError(f'"{typed}" should be a whole number such as 10.') from None


def _exact(typed: str) -> Decimal:
    try:
        return Decimal(typed)
    except InvalidOperation:
        raise ValueError(f'"{typed}" should be a number such as 97.5.') from None


def _yes_or_no(typed: str) -> bool:
    if typed.lower() not in {"yes", "no"}:
        raise ValueError(f'"{typed}" should be yes or no.')
    return typed.lower() == "yes"


def _date(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ValueError(f'"{typed}" should be a date such as 2026-11-02.') from None


def _one_of(typed: str, options: tuple[str, ...]) -> str:
    if options and typed not in options:
        raise ValueError(f'"{typed}" is none of: {", ".join(options)}.')
    return typed
