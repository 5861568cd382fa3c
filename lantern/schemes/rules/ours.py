"""The defaults of ours that a leader may change as a scheme is adopted, and the text so changed.

Every value is named by a path that stays the same when items move:
`areas[attendance].measure.floor_sessions`, `expected[0].lowest`.
"""

import re
from collections.abc import Iterator, Mapping, MutableMapping, MutableSequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

import tomlkit

from lantern.schemes.presets import Problem, Scheme, SchemeTrouble, did_you_mean, load
from lantern.schemes.presets.kinds import Colour
from lantern.schemes.presets.shape import Expectation, Sourced, Targets
from lantern.schemes.rules.choices import Choice, Kind, Value
from lantern.schemes.rules.labels import label_of, label_of_table
from lantern.schemes.rules.lookups import find

_KINDS: Mapping[object, Kind] = {
    str: "text",
    int: "whole number",
    Decimal: "number",
    bool: "yes or no",
    date: "date",
}

# What other lines of the file rest on; to change those is to write another scheme.
POINTERS = frozenset(
    {"key", "scale", "rating", "fact", "counter", "part", "subject", "subjects", "into"}
    | {"counts_as", "without", "step", "kind", "counted"}
)


def ours(scheme: Scheme) -> tuple[Choice, ...]:
    """Every value marked as ours, in the order of the file, each beside what it belongs to."""
    return tuple(_choices(scheme, scheme, "", (), whole=False))


def with_choices(text: str, chosen: Mapping[str, Value]) -> str:
    """The scheme's text with other values at some paths, its comments kept.

    Raises SchemeTrouble for a path that is no choice, or a value that will not do.
    """
    known = {choice.path: choice for choice in ours(load(text))}
    unknown = [path for path in chosen if path not in known]
    if unknown:
        raise SchemeTrouble(
            [
                Problem(p, None, "This is no choice of ours.", did_you_mean(p, known))
                for p in unknown
            ]
        )
    document = tomlkit.parse(text)
    for path, value in chosen.items():
        if value != known[path].value:
            _write(document, path, value)
    written = tomlkit.dumps(document)
    load(written)
    return written


def with_days(text: str, days: Mapping[str, date | None]) -> str:
    """The scheme's text with the first days of its parts, by their keys; without one it has begun.

    Its comments are kept. Raises KeyError for a part that the scheme has not.
    """
    document = tomlkit.parse(text)
    now = {part.key: part.starts_on for part in load(text).parts}
    for key, day in days.items():
        if day != now[key]:
            _write(document, f"parts[{key}].starts_on", day)
    return tomlkit.dumps(document)


# --- finding them --------------------------------------------------------------------------------


def _choices(
    scheme: Scheme, table: Sourced, path: str, words: tuple[str, ...], *, whole: bool
) -> Iterator[Choice]:
    """The choices of a table and of the tables in it; `whole` when all above is ours already."""
    whole = whole or "*" in table.ours
    for each in fields(table):
        if each.name in {"source", "ours"}:
            continue
        named = _typed(each.name) in table.ours
        here = f"{path}.{_typed(each.name)}".lstrip(".")
        inner = list(_tables(getattr(table, each.name)))
        for step, item in inner:
            said = (*words, *label_of_table(item, each.name, step))
            yield from _choices(scheme, item, f"{here}{step}", said, whole=whole or named)
        fixed = each.name in POINTERS and not isinstance(table, Targets)
        if not inner and (whole or named) and not fixed:
            yield from _leaves(scheme, table, each.name, here, words, named=named)


def _tables(value: object) -> Iterator[tuple[str, Sourced]]:
    """The table or tables that a value is, each with the step of the path that leads to it."""
    match value:
        case Sourced():
            yield "", value
        case tuple():
            for number, item in enumerate(value):
                if isinstance(item, Sourced):
                    yield f"[{getattr(item, 'key', number)}]", item


def _leaves(
    scheme: Scheme, table: Sourced, name: str, path: str, words: tuple[str, ...], *, named: bool
) -> Iterator[Choice]:
    """A value, or each of a table of words; what is empty only if it is named."""
    field = next(each for each in fields(table) if each.name == name)
    value = getattr(table, name)
    if not named and value in ("", None, ()):
        return
    if isinstance(value, dict):
        for key, said in value.items():
            yield Choice(f"{path}.{key}", " · ".join((*words, key)), "text", said)
        return
    kind, options = _named_in(scheme, table, name) or _kind(field.type)
    yield Choice(path, label_of(words, name), kind, value, options)


def _named_in(scheme: Scheme, table: Sourced, name: str) -> tuple[Kind, tuple[str, ...]] | None:
    """What is chosen from the scheme's own steps or subjects."""
    match table, name:
        case Expectation(), "lowest" | "highest":
            scale = find(scheme.attainment, table.scale)
            return "choice", tuple(step.key for step in scale.steps) if scale else ()
        case Targets(), "subjects":
            return "words", tuple(subject.key for subject in scheme.subjects)
    return None


def _kind(annotation: object) -> tuple[Kind, tuple[str, ...]]:
    """What may be typed for a field, and from what it is chosen if it is."""
    if annotation == Colour:
        return "colour", ()
    bare = _bare(annotation)
    if get_origin(bare) is tuple:
        inner = _bare(get_args(bare)[0])
        return ("numbers" if inner is int else "words"), _options(inner)
    return _KINDS.get(bare, "choice"), _options(bare)


def _bare(annotation: object) -> object:
    """A type without its notes and without `| None`."""
    if get_origin(annotation) in {Annotated, Union, UnionType}:
        return _bare(get_args(annotation)[0])
    return annotation


def _options(bare: object) -> tuple[str, ...]:
    return tuple(map(str, get_args(bare))) if get_origin(bare) is Literal else ()


def _typed(name: str) -> str:
    """A field's key as it is typed."""
    return {"low": "from", "high": "to"}.get(name, name)


# --- writing them back ---------------------------------------------------------------------------

# tomlkit's tables, lists and values share no type that mypy could follow through a path, so the
# document is walked as the dicts and lists that they are.


def _write(document: MutableMapping[str, object], path: str, value: Value) -> None:
    """Put a value at a path; None takes the key out."""
    *before, last = _steps(path)
    table: object = document
    for step in before:
        table = _inside(table, step)
    if not isinstance(table, MutableMapping):
        raise AssertionError(path)  # a choice's own path leads to a table
    if value is None:
        table.pop(last, None)
    else:
        table[last] = _item(value)


def _inside(table: object, step: str) -> object:
    match table:
        case MutableMapping():
            return table[step]
        case MutableSequence():
            keyed = [item for item in table if item.get("key") == step]
            return keyed[0] if keyed else table[int(step)]
    raise AssertionError(step)


def _item(value: str | int | bool | Decimal | date | tuple[str, ...] | tuple[int, ...]) -> object:
    match value:
        case Decimal():
            return tomlkit.value(f"{value:f}")
        case tuple():
            return tomlkit.item(list(value))
    return tomlkit.item(value)


def _steps(path: str) -> list[str]:
    return re.findall(r"[^.\[\]]+", path)
