"""Our defaults in a scheme, grouped for a leader to look through and change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lantern.schemes.presets import Path, Scheme
from lantern.schemes.rules import Choice, plain
from lantern.schemes.rules.choices import Value

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
    "down": "with the lower numbers",
    "up": "with the higher numbers",
    "assistant": "teaching assistant",
}


@dataclass(frozen=True, kw_only=True)
class Choosing:
    """One default to look at: what to call it, what stands there, and what it may be."""

    choice: Choice
    item: str
    label: str
    typed: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Some defaults under one heading; `items` are those of one thing, such as a rating."""

    key: str
    title: str
    items: tuple[tuple[str, tuple[Choosing, ...]], ...]
    count: int


def choosing(scheme: Scheme, choices: Sequence[Choice]) -> tuple[Group, ...]:
    """The groups, what matters most first."""
    by_title: dict[str, list[Choosing]] = {}
    for choice in choices[:MOST]:
        by_title.setdefault(GROUPS[_table(choice.path)], []).append(_choosing(scheme, choice))
    return tuple(
        Group(
            key=f"group-{number}", title=title, count=len(by_title[title]),
            items=tuple(_items(by_title[title])),
        )
        for number, title in enumerate(dict.fromkeys(GROUPS.values()))
        if title in by_title
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
    return Choosing(
        choice=choice,
        item=" · ".join(before),
        label=label[:1].upper() + label[1:],
        typed=_typed(choice.value),
        options=tuple((key, names.get(key) or OPTIONS.get(key, key)) for key in choice.options),
    )


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
