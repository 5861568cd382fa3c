"""What a typed letter or a pasted word means, and in which week of a period a day lies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lantern.schools.rules import week_of

NOT_RATED = "-"
SPARE = "123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One rating or step as it can be typed."""

    key: str
    name: str
    short: str = ""
    letter: str = ""


def letters_of(choices: Sequence[Choice]) -> Mapping[str, str]:
    """The one key for each choice, by the choice's own key.

    Its letter if it has one, else the first of its name that is free, its number, or any other.
    """
    taken = {choice.letter.casefold() for choice in choices if choice.letter}
    found: dict[str, str] = {}
    for place, choice in enumerate(choices, start=1):
        letter = choice.letter.casefold() or _free(f"{choice.name}{place}{SPARE}", taken)
        taken.add(letter)
        found[choice.key] = letter
    return found


def _free(signs: str, taken: Iterable[str]) -> str:
    return next(sign for sign in signs.casefold() if sign.isalnum() and sign not in taken)


def understood(word: str, choices: Sequence[Choice], *, not_rated: str) -> str | None:
    """The key that a typed or pasted word means; None if it means none of them, or several.

    A whole word wins over the beginning of one; capitals and spaces around it do not matter.
    """
    typed = " ".join(word.casefold().split())
    if not typed:
        return None
    if typed in {NOT_RATED, not_rated.casefold()}:
        return NOT_RATED
    for column in zip(*(_spellings(choices)), strict=True):
        whole = [
            choice.key for choice, spelt in zip(choices, column, strict=True) if spelt == typed
        ]
        if len(whole) == 1:
            return whole[0]
    begun = [choice.key for choice in choices if choice.name.casefold().startswith(typed)]
    return begun[0] if len(begun) == 1 else None


def _spellings(choices: Sequence[Choice]) -> list[tuple[str, ...]]:
    """Each choice's letter, short form, name, key and number, the surest first."""
    letters = letters_of(choices)
    return [
        tuple(
            spelt.casefold()
            for spelt in (letters[each.key], each.short, each.name, each.key, str(place))
        )
        for place, each in enumerate(choices, start=1)
    ]


def week_number(period_starts_on: date, on: date) -> int:
    """In which week of a period a day lies, counted from 1 and from Monday to Monday."""
    return (week_of(on) - week_of(period_starts_on)).days // 7 + 1
