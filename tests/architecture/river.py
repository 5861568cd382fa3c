"""The river as the architecture tests see it: the folders, their order, and the files in them.

The order is stated once, in the contract "The river flows one way" in pyproject.toml.
"""

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from importlinter.api import read_configuration

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "lantern"


@cache
def contract(key: str) -> dict[str, list[str]]:
    """One contract as pyproject.toml states it. Raises StopIteration if there is none."""
    contracts = read_configuration()["contracts_options"]
    return next(dict(each) for each in contracts if each["id"] == key)


@cache
def depths() -> dict[str, int]:
    """How far up the river each folder lies: 0 is the sea (`config`), the spring the greatest."""
    layers = [re.findall(r"\w+", layer) for layer in contract("river")["layers"]]
    return {folder: depth for depth, folders in enumerate(layers) for folder in folders}


def may_know(folder: str, other: str) -> bool:
    """Whether `folder` may name what lives in `other`: itself, or what lies upstream of it."""
    return folder == other or depths()[folder] < depths()[other]


def folder_of(dotted: str) -> str | None:
    """`roster` for `lantern.roster.models`; None for what is not ours."""
    first, _, rest = dotted.partition(".")
    return rest.split(".")[0] or None if first == "lantern" else None


def folder_of_file(path: Path) -> str:
    """`doors` for `lantern/doors/staff/views.py`."""
    return path.relative_to(PACKAGE).parts[0]


def files(pattern: str, under: Path = PACKAGE) -> list[Path]:
    return sorted(path for path in under.rglob(pattern) if "__pycache__" not in path.parts)


LEFT_OUT = frozenset({"migrations", "tests"})


def source(
    pattern: str = "*.py", but: Collection[str] = LEFT_OUT
) -> Iterator[tuple[Path, ast.Module]]:
    """Our own Python, parsed; migrations and tests left out, or whatever is told."""
    for path in files(pattern):
        if not set(but) & set(path.parts):
            yield path, tree_of(path)


@cache
def tree_of(path: Path) -> ast.Module:
    """A file of ours, parsed once for all these tests; nobody changes what they are given."""
    return ast.parse(path.read_text(encoding="utf-8"))


def in_short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(faults: list[str]) -> str:
    return "\n" + "\n".join(faults)
