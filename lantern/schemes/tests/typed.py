"""Which type a key of a scheme has, found by walking its dataclasses."""

from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from lantern.schemes.presets import Path

WRITTEN = {"from": "low", "to": "high"}


def type_at(table: type, path: Path) -> object:
    """The type of the value at a path, without notes, `| None` and the tuple around it."""
    kind: object = table
    for step in path:
        if isinstance(step, str) and is_dataclass(kind):
            by_name = {each.name: each.type for each in fields(kind)}
            kind = bare(by_name[WRITTEN.get(step, step)])
        elif isinstance(step, str):
            return str  # a word in a table of words
    return kind


def bare(kind: Any) -> object:  # a type annotation may be any object
    """What stands inside Annotated, Union and tuple."""
    if get_origin(kind) in {Annotated, Union, UnionType, tuple}:
        return bare(get_args(kind)[0])
    return kind
