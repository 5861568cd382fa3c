"""Whatever writes a line of the audit does it in one transaction with what it tells of."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.river import in_short, lines, source

WRITERS = {"note", "note_each"}
ALONE = "views"  # where a look is noted, and nothing else is written
PLACES = {  # each with what keeps it whole
    "lantern/audit/actions.py": "the writers themselves",
    "lantern/config/backups/restoring.py": "a transaction of its own, begun by another name",
    "lantern/reviews/management/commands/profiles_print.py": "a look, and nothing else is written",
    "lantern/demo/actions/making.py": "its note comes last: by it the demo is known to be whole",
}
Function = ast.FunctionDef


def torn(tree: ast.Module) -> Iterator[Function]:
    """The functions that others may call and that write a note outside of any transaction.

    One of the module's own may leave it to whoever calls it, as long as each of those has one.
    """
    calls = {each: outside(each) for each in functions_of(tree)}
    loose = set(WRITERS)
    while found := {each.name for each, names in calls.items() if names & loose} - loose:
        loose |= found
    for each, names in calls.items():
        writes = each.name in WRITERS or names & loose
        if writes and not (each.name.startswith("_") and is_called(each.name, calls)):
            yield each


def functions_of(tree: ast.Module | ast.ClassDef) -> Iterator[Function]:
    """The module's own, and those of its classes."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from functions_of(node)
        elif isinstance(node, Function):
            yield node


def outside(function: Function) -> set[str]:
    """The last names of what it calls outside of any transaction."""
    if any(is_atomic(each) for each in function.decorator_list):
        return set()
    return set(called_in(function, apart=True))


def is_called(name: str, functions: Iterable[Function]) -> bool:
    return any(name in called_in(each) for each in functions)


def called_in(node: ast.AST, *, apart: bool = False) -> Iterator[str]:
    """The last names of what is called; with `apart`, outside of transactions alone."""
    if apart and isinstance(node, ast.With) and any(is_atomic(i.context_expr) for i in node.items):
        return
    if isinstance(node, ast.Call):
        match node.func:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
    for inner in ast.iter_child_nodes(node):
        yield from called_in(inner, apart=apart)


def is_atomic(said: ast.expr) -> bool:
    """`transaction.atomic`, called or not."""
    named = said.func if isinstance(said, ast.Call) else said
    return isinstance(named, ast.Attribute) and named.attr == "atomic"


def test_every_note_is_written_with_what_it_tells_of() -> None:
    found = {
        in_short(path): list(torn(tree))
        for path, tree in source()
        if ALONE not in {*path.parts, path.stem}
    }
    faults = [
        f"{place}:{each.lineno} {each.name}: begin it with @transaction.atomic"
        for place, every in found.items() if place not in PLACES for each in every
    ]  # fmt: skip
    assert not faults, lines(faults)
    assert [place for place in PLACES if not found[place]] == []


@pytest.mark.parametrize(
    "code",
    [
        "def close(x): note('closed')",
        "def close(x): _end(x)\ndef _end(x): note_each('closed')",
        "@cached\ndef close(x):\n    with suppress(E):\n        note('closed')",
        "def close(x):\n    with transaction.atomic():\n        save(x)\n    note('closed')",
        "def _end(x): note('closed')",
        "def close(x): audit.note('closed')",
        "class Closing:\n    def close(self): self._end()\n    def _end(self): note('closed')",
    ],
)
def test_one_that_may_be_torn_is_found(code: str) -> None:
    assert list(torn(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "@transaction.atomic\ndef close(x): note('closed')",
        "def close(x):\n    with transaction.atomic():\n        note('closed')",
        "@transaction.atomic\ndef close(x): _end(x)\ndef _end(x): note('closed')",
    ],
)
def test_one_that_is_whole_is_let_be(code: str) -> None:
    assert not list(torn(ast.parse(code)))
