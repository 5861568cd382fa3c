"""No mark, count or percentage is ever a float: 97.6 stays 97.6 and is never rounded up."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.river import in_short, lines, source

PLACES = {  # each with what its floats are of
    "lantern/habits/reading/folders.py": "seconds, by a file's own clock",
    "lantern/profiles/printing/sheets.py": "how many letters a sheet of any size has room for",
    "lantern/roster/reading/workbook.py": "what a workbook holds, read into exact words at once",
    "lantern/schemes/presets/trouble.py": "how alike two words are",
    "lantern/schemes/rules/colours.py": "light, which is measured",
}
ELSEWHERE = ("lantern/config/", "lantern/demo/")  # seconds and bytes; chance and natures


def floats(tree: ast.Module) -> Iterator[str]:
    """Where a float is written, asked for, kept or rounded to."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=float()):
                yield f"{node.lineno}: {ast.unparse(node)}"
            case ast.Name(id="float" | "round"):
                yield f"{node.lineno}: {node.id}"
            case ast.Attribute(attr="FloatField"):
                yield f"{node.lineno}: {node.attr}"


def test_no_float_stands_where_children_are_counted() -> None:
    found = {
        in_short(path): list(floats(tree))
        for path, tree in source(but={"tests"})
        if not in_short(path).startswith(ELSEWHERE)
    }
    faults = [
        f"{place} {each}: use Fraction, Decimal or whole numbers"
        for place, every in found.items() if place not in PLACES for each in every
    ]  # fmt: skip
    assert not faults, lines(faults)
    assert [place for place in PLACES if not found[place]] == []


@pytest.mark.parametrize(
    "code", ["share = 97.6", "float(x)", "round(x, 1)", "models.FloatField()", "def f(x: float): 1"]
)
def test_a_float_is_found(code: str) -> None:
    assert list(floats(ast.parse(code)))
