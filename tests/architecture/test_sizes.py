"""Small things: a test fails at the second number and warns at the first (style, section 8)."""

import ast
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.river import ROOT, files, in_short, lines


class GettingLarge(UserWarning):
    """Something has passed the size at which one should think of splitting it."""


@dataclass(frozen=True)
class Limit:
    warn: int
    fail: int


FILE = Limit(200, 400)
FUNCTION = Limit(20, 40)
TEST_FUNCTION = Limit(25, 50)
TEMPLATE = Limit(80, 150)
ARGUMENTS = Limit(5, 7)

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Size:
    """How large one thing is, and how large it may be."""

    what: str
    size: int
    limit: Limit

    def __str__(self) -> str:
        return f"{self.what}: {self.size} (at most {self.limit.fail})"


def sizes_of_code(text: str, name: str) -> Iterator[Size]:
    yield Size(name, len(text.splitlines()), FILE)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Function):
            what = f"{name}:{node.lineno} {node.name}"
            limit = TEST_FUNCTION if node.name.startswith("test_") else FUNCTION
            yield Size(what, (node.end_lineno or node.lineno) - node.lineno + 1, limit)
            yield Size(f"{what}, arguments", len(arguments(node)), ARGUMENTS)


def arguments(node: Function) -> list[str]:
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [arg.arg for arg in every if arg.arg not in {"self", "cls"}]


def code() -> list[Path]:
    every = [ROOT / "run.py", *files("*.py"), *files("*.py", ROOT / "tests")]
    return [path for path in every if "migrations" not in path.parts]


def every_size() -> list[Size]:
    found: list[Size] = []
    for path in code():
        found += sizes_of_code(path.read_text(encoding="utf-8"), in_short(path))
    for path in files("*.html"):
        text = path.read_text(encoding="utf-8")
        found += [Size(in_short(path), len(text.splitlines()), TEMPLATE)]
    return found


def too_large(sizes: Iterable[Size]) -> list[str]:
    return [str(size) for size in sizes if size.size > size.limit.fail]


@pytest.mark.filterwarnings("default::tests.architecture.test_sizes.GettingLarge")
def test_nothing_is_too_large() -> None:
    sizes = every_size()
    assert not too_large(sizes), lines(too_large(sizes))
    large = [str(size) for size in sizes if size.size > size.limit.warn]
    if large:
        warnings.warn(GettingLarge(f"{len(large)} things are getting large"), stacklevel=1)


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n" * 401,
        "def long():\n" + "    x = 1\n" * 40,
        "def test_long():\n" + "    x = 1\n" * 50,
        "def wide(a, b, *, c, d, e, f, g, h): pass",
    ],
)
def test_what_is_too_large_is_found(text: str) -> None:
    assert len(too_large(sizes_of_code(text, "sample.py"))) == 1


def test_what_is_just_small_enough_is_let_be() -> None:
    text = "class A:\n    def wide(self, a, b, *, c, d, e, f, g):\n" + "        x = 1\n" * 39
    assert not too_large(sizes_of_code(text, "sample.py"))
