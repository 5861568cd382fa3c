"""Every small change that a preset could suffer, to see whether a rule would notice."""

import copy
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args, get_origin

from lantern.schemes.presets import Path
from lantern.schemes.presets.loading import preset_text
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.tests.typed import type_at

# A document is what tomllib makes of a text: dicts and lists whose values have no one type.
Document = dict[str, Any]

KEPT = {"source", "ours", "format"}
OTHER_COLOUR = "#3d3d3d"


@dataclass(frozen=True)
class Mutant:
    """A preset with one thing changed, and which and where."""

    what: str
    path: Path
    document: Document


def document_of(preset: str) -> Document:
    return document_of_text(preset_text(preset))


def document_of_text(text: str) -> Document:
    return tomllib.loads(text, parse_float=Decimal)


def only_said(value: Any) -> Any:
    """A document without the notes of where each table comes from."""
    match value:
        case dict():
            notes = {"source", "ours"}
            return {key: only_said(inner) for key, inner in value.items() if key not in notes}
        case list():
            return [only_said(inner) for inner in value]
    return value


def mutants(document: Document) -> Iterator[Mutant]:
    """The document with each value changed in each plausible way, one at a time."""
    named = _keys_by_place(document)
    for path in _paths(document):
        value = _get(document, path)
        for other in _others(path, value, named):
            yield Mutant(f"{path}: {value!r} -> {other!r}", path, _with(document, path, other))
        if isinstance(path[-1], str):
            yield Mutant(f"{path}: taken out", path, _without(document, path))
        if isinstance(value, list):
            yield from _of_list(document, path, value)


def unmarked(document: Document) -> Iterator[Mutant]:
    """The document with each mark `ours` taken away, one at a time."""
    for path in _marks(document):
        marks = _get(document, path)
        for name in marks:
            rest = [each for each in marks if each != name]
            yield Mutant(f"{path}: without {name!r}", path, _with(document, path, rest))


def _marks(value: object, path: Path = ()) -> Iterator[Path]:
    match value:
        case dict():
            for key, inner in value.items():
                if key == "ours":
                    yield (*path, key)
                yield from _marks(inner, (*path, key))
        case list():
            for number, inner in enumerate(value):
                yield from _marks(inner, (*path, number))


def _of_list(document: Document, path: Path, value: list[Any]) -> Iterator[Mutant]:
    for number in range(len(value)):
        fewer = value[:number] + value[number + 1 :]
        yield Mutant(f"{path}: without {number}", path, _with(document, path, fewer))
    for number in range(len(value) - 1):
        swapped = [*value]
        swapped[number : number + 2] = swapped[number + 1], swapped[number]
        what = f"{path}: {number} and the next swapped"
        yield Mutant(what, path, _with(document, path, swapped))


def _others(path: Path, value: object, named: dict[str, set[str]]) -> Iterator[object]:
    match value:
        case bool():
            yield not value
        case int() | Decimal():
            yield value + 1
            yield value - 1
        case str():
            yield from _other_words(path, value, named)


def _other_words(path: Path, value: str, named: dict[str, set[str]]) -> Iterator[str]:
    choices = _literals(path)
    if choices:
        yield from sorted(choices - {value})
        return
    name = next(step for step in reversed(path) if isinstance(step, str))
    match name:
        case "colour":
            yield OTHER_COLOUR
        case "letter":
            yield "z"
        case "symbol":
            yield "■"
        case _:
            yield f"{value}x"
            yield from sorted(named.get(name, set()) - {value})


def _literals(path: Path) -> set[str]:
    """The words that a field chooses from, if it does."""
    kind = type_at(Scheme, path)
    found = get_args(kind) if get_origin(kind) is not None else ()
    return {word for word in found if isinstance(word, str)}


def _keys_by_place(document: Document) -> dict[str, set[str]]:
    """The keys that other lines of the scheme could name instead."""

    def keys(name: str) -> set[str]:
        return {item["key"] for item in document.get(name, [])}

    ratings = {r["key"] for s in document.get("scales", []) for r in s.get("ratings", [])}
    steps = {s["key"] for scale in document.get("attainment", []) for s in scale["steps"]}
    return {
        "rating": ratings,
        "without": ratings,
        "lowest": steps,
        "highest": steps,
        "scale": keys("scales") | keys("attainment"),
        "fact": keys("facts"),
        "counts_as": keys("facts"),
        "counter": keys("counters"),
        "part": keys("parts"),
        "subjects": keys("subjects"),
    }


def _paths(value: object, path: Path = ()) -> Iterator[Path]:
    """Every path in the document but those that rules are named by."""
    match value:
        case dict():
            for key, inner in value.items():
                if key not in KEPT:
                    yield (*path, key)
                    yield from _paths(inner, (*path, key))
        case list():
            for number, inner in enumerate(value):
                if not isinstance(inner, dict):
                    yield (*path, number)
                yield from _paths(inner, (*path, number))


def _get(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _with(document: Document, path: Path, value: object) -> Document:
    """A copy with another value at a path; what is off the path is shared, not copied."""
    return _copied(document, path, lambda table, step: table.__setitem__(step, value))


def _without(document: Document, path: Path) -> Document:
    return _copied(document, path, lambda table, step: table.__delitem__(step))


def _copied(document: Document, path: Path, change: Callable[[Any, str | int], None]) -> Document:
    changed = copy.copy(document)
    table: Any = changed
    for step in path[:-1]:
        table[step] = copy.copy(table[step])
        table = table[step]
    change(table, path[-1])
    return changed
