"""In a view every query begins with `.objects.visible_to(...)`."""

import ast
from collections.abc import Iterator
from typing import TypeGuard

import pytest

from tests.architecture.river import in_short, lines, source

MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}


def faults(tree: ast.AST) -> Iterator[str]:
    kept = {id(manager) for node in ast.walk(tree) if (manager := scoped(node))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in kept:
            yield f"line {node.lineno}: {ast.unparse(node)} needs .visible_to(request.viewer)"
        if is_shortcut(node) and is_bare(node.args[0]):
            yield f"line {node.lineno}: {ast.unparse(node)} takes a bare model"


def scoped(node: ast.AST) -> ast.expr | None:
    """What `.visible_to(` is called on, if this is such a call."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.value if node.func.attr == "visible_to" else None
    return None


def is_shortcut(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in SHORTCUTS


def is_bare(node: ast.expr) -> bool:
    """A class such as `Pupil` or `models.Pupil`, not a query or a variable that holds one."""
    name = ast.unparse(node).split(".")[-1]
    return isinstance(node, ast.Name | ast.Attribute) and name[0].isupper()


def test_views_ask_who_is_looking() -> None:
    found = [
        f"{in_short(path)} {words}"
        for path, tree in source()
        if "views" in {path.stem, path.parent.name}
        for words in faults(tree)
    ]
    assert not found, lines(found)


@pytest.mark.parametrize(
    "code",
    [
        "Pupil.objects.all()",
        "Pupil.objects.filter(pk=1).visible_to(v)",
        "every = Pupil.objects",
        "Pupil._default_manager.get()",
        "get_object_or_404(Pupil, ref=ref)",
        "shortcuts.get_object_or_404(models.Pupil, ref=ref)",
    ],
)
def test_a_bare_query_is_found(code: str) -> None:
    assert len(list(faults(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "Pupil.objects.visible_to(request.viewer).filter(pk=1)",
        "get_object_or_404(Pupil.objects.visible_to(request.viewer), ref=ref)",
        "get_object_or_404(children, ref=ref)",
    ],
)
def test_a_scoped_query_is_let_be(code: str) -> None:
    assert not list(faults(ast.parse(code)))
