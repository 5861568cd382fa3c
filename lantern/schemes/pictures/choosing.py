"""Lantern's defaults in a scheme, grouped for a leader to look through and change."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lantern.schemes.presets import Path, Scheme
from lantern.schemes.presets.shape import Area
from lantern.schemes.rules import Choice, find, plain, rating
from lantern.schemes.rules.choices import Value
from lantern.schemes.rules.explained import explained, option_said

IN_AN_AREA = re.compile(r"areas\[([^\]]+)\]")
WORDS_FOR = re.compile(r"\.says\.([^.]+)$")
BOUND = re.compile(r"\.measure\.tests\[(\d+)\]\.(at_least|above|at_most|below)$")
BOUNDS = {
    "at_least": "at least", "above": "more than", "at_most": "at most", "below": "fewer than",
}  # fmt: skip
FEW = 2
MOST = 400  # a page of more would be no help; those beyond it are changed in the file

GROUPS = {
    "parts": "When each part begins",
    "calendars": "How often",
    "areas": "Areas: words and numbers",
    "expected": "What is expected",
    "scales": "Ratings: letters, shapes and colours",
    "attainment": "Steps: letters, shapes and colours",
    "subjects": "Subjects",
    "uses": "Which steps are used",
    "facts": "What is counted",
    "targets": "Targets",
    "counters": "Praise",
    "awards": "Praise",
    "milestones": "Praise",
    "ladders": "Consequences",
    "meetings": "Meetings",
    "reports": "What goes home",
    "statements": "What a child can do",
    "file": "The file",
    "words": "Names",
    "voices": "Names",
    "phases": "Names",
    "": "The scheme itself",
}
OPTIONS = {
    "half-term": "half term",
    "free": "our own dates",
    "period": "the review period",
    "assistant": "teaching assistant",
}


@dataclass(frozen=True, kw_only=True)
class Choosing:
    """One default to look at: what to call it, what stands there, and what it may be.

    `says` is what it is for, unless that is said once for its whole group.
    """

    choice: Choice
    item: str
    label: str
    typed: str
    options: tuple[tuple[str, str], ...]
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Some defaults under one heading; `items` are those of one thing, such as a rating.

    `explained` is what is said once of values that come again and again, by their label. The items
    of one that is `apart` stand each under its own heading.
    """

    key: str
    title: str
    items: tuple[tuple[str, tuple[Choosing, ...]], ...]
    count: int
    explained: tuple[tuple[str, str], ...] = ()
    apart: bool = False


def choosing(scheme: Scheme, choices: Sequence[Choice]) -> tuple[Group, ...]:
    """The groups, what matters most first."""
    by_title: dict[str, list[Choosing]] = {}
    for choice in choices[:MOST]:
        by_title.setdefault(GROUPS[_table(choice.path)], []).append(_choosing(scheme, choice))
    return tuple(
        _group(f"group-{number}", title, by_title[title])
        for number, title in enumerate(dict.fromkeys(GROUPS.values()))
        if title in by_title
    )


def _group(key: str, title: str, choosings: Sequence[Choosing]) -> Group:
    """What is said of more than a few is said once above them all."""
    labels: dict[str, list[str]] = {}
    for each in choosings:
        labels.setdefault(each.says, []).append(each.label)
    once = {says: called for says, called in labels.items() if says and len(called) > FEW}
    lines = [replace(each, says="") if each.says in once else each for each in choosings]
    return Group(
        key=key, title=title, count=len(choosings), items=tuple(_items(lines)),
        explained=tuple((_alike(called), says) for says, called in once.items()),
        apart=title == GROUPS["areas"],
    )  # fmt: skip


def path_of(scheme: Scheme, path: Path) -> str:
    """Where a problem stands, named as a choice is: `scales[attitude].ratings[star].colour`."""
    words = ""
    here: object = scheme
    for step in path:
        if isinstance(step, int):
            here = here[step] if isinstance(here, tuple) and step < len(here) else None
            words += f"[{getattr(here, 'key', step)}]"
        else:
            name = {"from": "low", "to": "high"}.get(step, step)
            here = here.get(step) if isinstance(here, Mapping) else getattr(here, name, None)
            words += f".{step}" if words else step
    return words


def _items(choosings: Sequence[Choosing]) -> Iterator[tuple[str, tuple[Choosing, ...]]]:
    by_item: dict[str, list[Choosing]] = {}
    for each in choosings:
        by_item.setdefault(each.item, []).append(each)
    for item, some in by_item.items():
        yield item, tuple(some)


def _choosing(scheme: Scheme, choice: Choice) -> Choosing:
    *before, label = choice.label.split(" · ")
    names = _names(scheme)
    area = _area(scheme, choice.path)
    label = (area and _in_area(scheme, area, choice.path)) or label
    return Choosing(
        choice=choice,
        item=area.name if area else " · ".join(before),
        label=label[:1].upper() + label[1:],
        typed=_typed(choice.value),
        options=tuple(
            (key, names.get(key) or option_said(choice.path, key) or OPTIONS.get(key, key))
            for key in choice.options
        ),
        says=explained(choice.path),
    )


def _alike(labels: Sequence[str]) -> str:
    """What some labels begin with alike; nothing where they are of several kinds."""
    first, *others = (label.split() for label in labels)
    alike = [
        word
        for n, word in enumerate(first)
        if all(each[: n + 1] == first[: n + 1] for each in others)
    ]
    return f"{' '.join(alike)} …" if alike and alike != first else " ".join(alike)


def _area(scheme: Scheme, path: str) -> Area | None:
    """The area that a path leads into."""
    found = IN_AN_AREA.match(path)
    return find(scheme.areas, found[1]) if found else None


def _in_area(scheme: Scheme, area: Area, path: str) -> str:
    """What a value that is about one rating of an area is called, or nothing for any other."""
    if found := WORDS_FOR.search(path):
        named = rating(scheme, area.key, found[1])
        return f"Words for {named.name if named else found[1]}"
    found = BOUND.search(path)
    if not found or area.measure is None:
        return ""
    test = area.measure.tests[int(found[1])]
    named = rating(scheme, area.key, test.rating)
    fact = find(scheme.facts, test.fact or area.measure.fact)
    what = (fact.many or fact.name) if fact else test.fact
    each = {"percent": f"this percentage of {what}", "per-week": f"this many {what} a week"}
    counted = each.get(area.measure.counted, f"this many {what}")
    return f"{named.name if named else test.rating}: {BOUNDS[found[2]]} {counted}"


def _names(scheme: Scheme) -> dict[str, str]:
    """The school's words for what may be chosen from its own steps and subjects."""
    steps = [(step.key, step.name) for scale in scheme.attainment for step in scale.steps]
    return dict([*steps, *((subject.key, subject.name) for subject in scheme.subjects)])


def _typed(value: Value) -> str:
    """A value as someone would type it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            words = [str(each) for each in value]
            return (", " if value and isinstance(value[0], int) else "\n").join(words)
        case int() | str():
            return str(value)
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()


def _table(path: str) -> str:
    """The top-level table that a path begins with; a key of the scheme itself has none."""
    first = path.partition(".")[0].partition("[")[0]
    return first if first in GROUPS else ""
