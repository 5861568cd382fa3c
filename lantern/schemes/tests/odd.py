"""Schemes unlike any school's: every word invented, no colours and no areas, or nothing at all."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from lantern.schemes.presets import Scheme, load_once
from lantern.schemes.presets.shape import Sourced

_HERE = Path(__file__).parent / "schemes"
ODD = ("invented", "bare", "barest")


def odd_text(name: str) -> str:
    """The text of `invented`, `bare` or `barest`."""
    return (_HERE / f"{name}.toml").read_text(encoding="utf-8")


def odd(name: str) -> Scheme:
    return load_once(odd_text(name))


def spoken(table: Sourced) -> Iterator[str]:
    """Everything a scheme says to people: names, sentences, shapes; not keys, nor choices."""
    unspoken = {"key", "source", "ours", "colour"}
    for each in fields(table):
        value = getattr(table, each.name)
        if each.name in unspoken or "Literal" in str(each.type) or "_key" in str(each.type):
            continue
        for said in value if isinstance(value, tuple) else (value,):
            match said:
                case Sourced():
                    yield from spoken(said)
                case dict():
                    yield from said.values()
                case str() if said:
                    yield said
