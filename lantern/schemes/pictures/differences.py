"""What would change between two schemes, a line for each thing that differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from lantern.schemes.presets import Scheme
from lantern.schemes.presets.sourced import Sourced
from lantern.schemes.rules import plain
from lantern.schemes.rules.labels import label_of, label_of_table

UNSEEN = {"source", "ours", "format", "key"}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One line: `kind` is added, changed or refused (it goes), as the badges are called."""

    kind: str
    label: str
    before: str = ""
    after: str = ""


def differences(before: Scheme, after: Scheme) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the new scheme; a new table is one line."""
    return tuple(_between(before, after, ()))


def _between(before: Sourced, after: Sourced, words: tuple[str, ...]) -> Iterator[Difference]:
    for each in fields(after):
        if each.name in UNSEEN:
            continue
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old == new:
            continue
        tables = {**_tables(old), **_tables(new)}
        if not tables:
            label = label_of(words, each.name)
            yield Difference(kind="changed", label=label, before=said(old), after=said(new))
            continue
        yield from _each(_tables(old), _tables(new), each.name, words)


def _each(
    old: Mapping[str, Sourced], new: Mapping[str, Sourced], name: str, words: tuple[str, ...]
) -> Iterator[Difference]:
    """The tables of one key, matched by their own keys, or by their place if they have none."""
    for step, table in new.items():
        here = (*words, *label_of_table(table, name, step))
        if step not in old:
            yield Difference(kind="added", label=_label(here, name))
        else:
            yield from _between(old[step], table, here)
    for step, table in old.items():
        if step not in new:
            here = (*words, *label_of_table(table, name, step))
            yield Difference(kind="refused", label=_label(here, name))
    shared = [step for step in new if step in old]
    if shared != [step for step in old if step in new]:
        yield Difference(kind="changed", label=_label((*words, name.replace("_", " ")), name),
                         before="one order", after="another order")  # fmt: skip


def _label(words: tuple[str, ...], name: str) -> str:
    return " · ".join(words) or name


def _tables(value: object) -> dict[str, Sourced]:
    match value:
        case Sourced():
            return {"": value}
        case tuple():
            return {
                f"[{getattr(item, 'key', number)}]": item
                for number, item in enumerate(value)
                if isinstance(item, Sourced)
            }
    return {}


def said(value: object) -> str:
    """A value in a few words; nothing is a dash."""
    match value:
        case None | "" | ():
            return "–"
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return plain(value)
        case tuple():
            return ", ".join(map(said, value))
        case dict():
            return "; ".join(f"{key}: {words}" for key, words in value.items()) or "–"
    return str(value)
