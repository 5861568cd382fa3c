"""What is wrong with a scheme, where, and what to write instead, in words for a school."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lantern.schemes.presets.positions import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend (`wrong`) or to look at; `where` is for people, `path` for programs."""

    where: str
    line: int | None
    what: str
    instead: str
    severity: Literal["wrong", "look at this"] = "wrong"
    path: Path = ()

    def __str__(self) -> str:
        line = f"line {self.line}, " if self.line else ""
        return " ".join(part for part in (f"{line}{self.where}:", self.what, self.instead) if part)


class SchemeTrouble(Exception):
    """A text that is no scheme, with every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def place(document: object, path: Path) -> str:
    """A path in words, each item of a list by its number from 1 and its key if it has one.

    `areas[2] "attendance" · measure · bands`; `document` is a dict or a scheme.
    """
    words: list[str] = []
    for step in path:
        document = _inside(document, step)
        if isinstance(step, int):
            named = _inside(document, "key")
            quoted = f' "{named}"' if isinstance(named, str) else ""
            words[-1:] = [f"{words[-1] if words else ''}[{step + 1}]{quoted}"]
        else:
            words.append(step)
    return " · ".join(words) or "the scheme"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known word; with all when none is near; that there is none."""
    choices = list(dict.fromkeys(known))
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Use one of: {', '.join(choices)}." if choices else "Add it, or leave this out."


def _inside(thing: object, step: str | int) -> object:
    match thing, step:
        case dict(), str():
            return thing.get(step)
        case ((list() | tuple()), int()):
            return thing[step] if step < len(thing) else None
        case _, str():
            return getattr(thing, step, None)
    return None
