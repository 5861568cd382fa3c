"""What is wrong with a scheme's text, said in the words of the form and not of the file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from lantern.schemes.pictures.choosing import GROUPS
from lantern.schemes.presets import Path, Problem, read
from lantern.schemes.rules.labels import SECTIONS, WORDS, label_of_table

THE_SCHEME, THE_TEXT = "The scheme", "The text as a whole"


@dataclass(frozen=True, kw_only=True)
class ProblemLine:
    """A problem, with `said` for a leader: what it is about, as its page calls that."""

    said: str
    problem: Problem


def problem_lines(text: str | bytes, problems: Sequence[Problem]) -> tuple[ProblemLine, ...]:
    """Each with what it is about; `text` is what they were found in."""
    return tuple(
        ProblemLine(said=said, problem=each)
        for said, each in zip(said_of(text, problems), problems, strict=True)
    )


def said_of(text: str | bytes, problems: Sequence[Problem]) -> list[str]:
    """What each is about: "Attendance · fewest sessions to go by"."""
    document = tomllib.loads(read(text)) if any(each.path for each in problems) else {}
    return [_said(document, each) for each in problems]


def _said(document: Mapping[str, object], problem: Problem) -> str:
    if not problem.path:
        return THE_TEXT if problem.where == "the text" else THE_SCHEME
    words = _words(document, tuple(_TYPED.get(step, step) for step in problem.path))
    return " · ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


_TYPED: Mapping[str | int, str] = {"low": "from", "high": "to"}


def _words(document: Mapping[str, object], path: Path) -> list[str]:
    """The tables that a path leads through, and its end."""
    words: list[str] = []
    here: object = document
    for place, step in enumerate(path):
        here = _inside(here, step)
        key = next(each for each in reversed(path[: place + 1]) if isinstance(each, str))
        if isinstance(here, Mapping):
            words += _of_table(here, key, step)
        elif isinstance(step, str) and place == len(path) - 1:
            words += _of_end(step, within=bool(words), top=place == 0)
    return words or [GROUPS.get(str(path[0]), THE_SCHEME)]


def _of_table(table: Mapping[str, object], key: str, step: str | int) -> tuple[str, ...]:
    """Its name, or what it is about; of a list's item without either, which it is."""
    if not isinstance(step, int):
        return label_of_table(SimpleNamespace(**table), key, "")
    said = label_of_table(SimpleNamespace(**table), key, str(step))
    return (f"{said[0]} {step + 1}",) if said == (SECTIONS.get(key, key),) else said


def _of_end(step: str, *, within: bool, top: bool) -> list[str]:
    if top and step in GROUPS:
        return [GROUPS[step]]
    own = SECTIONS.get(step) or WORDS.get(step, step.replace("_", " "))
    return [own] if within else [THE_SCHEME, own]


def _inside(thing: object, step: str | int) -> object:
    match thing, step:
        case Mapping(), str():
            return thing.get(step)
        case list(), int() if step < len(thing):
            return thing[step]
    return None
