"""Whatever writes a line of the audit does it in one transaction with what it tells of."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.river import in_short, lines, source

WRITERS = {"note", "note_each"}
ALONE = "views"  # where a look is noted, and nothing else is written
PLACES = {  # each with what keeps it whole
    "lantern/audit/actions.py": "the writers themselves",
    "lantern/config/backups/restoring.py": "a transaction of its own, begun by another name",
    "lantern/demo/actions/making.py": "its note comes last: by it the demo is known to be whole",
}
Function = ast.FunctionDef


def torn(tree: ast.Module) -> Iterator[Function]:
    """The functions that others may call and that write a note outside of any transaction.

    One of the module's own may leave it to whoever calls it, as long as each of those has one.
    """
    functions = {node.name: node for node in tree.body if isinstance(node, Function)}
    loose = dict.fromkeys(WRITERS)
    while found := [
        name for name, each in functions.items() if name not in loose and calls_loosely(each, loose)
    ]:
        loose.update(dict.fromkeys(found))
    called = {name for each in functions.values() for name in called_in(each)}
    yield from (
        functions[name]
        for name in loose
        if name in functions and not (name.startswith("_") and name in called)
    )


def calls_loosely(function: Function, loose: dict[str, None]) -> bool:
    """Whether it calls one of these, and no transaction is begun around it."""
    if any(is_atomic(each) for each in function.decorator_list):
        return False
    return any(name in loose for name in called_in(function, apart=True))


def called_in(node: ast.AST, *, apart: bool = False) -> Iterator[str]:
    """The plain names that are called; with `apart`, outside of transactions alone."""
    if apart and isinstance(node, ast.With) and any(is_atomic(i.context_expr) for i in node.items):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        yield node.func.id
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
