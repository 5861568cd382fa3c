"""The pretend trust as data: its schools, its calendar, its families, and children with stories."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from lantern.demo.presets.shape import (
    Adult,
    Classroom,
    Family,
    Gathering,
    Pretence,
    Reasons,
    Sharing,
    Story,
    Trust,
)

__all__ = [
    "Adult",
    "Classroom",
    "Family",
    "Gathering",
    "Pretence",
    "Reasons",
    "Sharing",
    "Story",
    "Trust",
    "calendar",
    "recipe_digest",
    "trust",
]

_HERE = Path(__file__).parent
_TRUST = TypeAdapter(Trust)


@cache
def trust() -> Trust:
    """The whole recipe."""
    told = {
        **tomllib.loads(_text("trust")),
        **tomllib.loads(_text("names")),
        **tomllib.loads(_text("stories")),
    }
    return _TRUST.validate_python(told)


def calendar(year: str) -> str:
    """A school year's dates, as a school would type them for `lantern school dates`."""
    return _text(year)


def recipe_digest() -> str:
    """What changes with every change of the recipe: its data and its code."""
    found = hashlib.sha256()
    for pattern in ("**/*.toml", "**/*.py"):
        for path in sorted(_HERE.parent.glob(pattern)):
            if "tests" not in path.parts:
                found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _text(name: str) -> str:
    return (_HERE / f"{name}.toml").read_text(encoding="utf-8")
