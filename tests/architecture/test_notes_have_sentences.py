"""Every kind of note that is written anywhere has its sentence in plain words."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from lantern.audit.rules import KINDS
from tests.architecture.river import files, in_short, lines, tree_of

WRITERS = {"note", "note_each"}
SAID_BY_THE_NOTE = {"about"}


def kinds_written(tree: ast.Module) -> Iterator[tuple[ast.Call, set[str]]]:
    """Each call that writes a note, and every word for what was done that it may be given."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in WRITERS and call.args:
            yield call, words_of(call.args[0], tree)


def words_of(said: ast.expr, tree: ast.Module) -> set[str]:
    """The words themselves; of a name, all that the module ever calls by it or passes for it."""
    if isinstance(said, ast.Name):
        return {word for source in sources_of(said.id, tree) for word in spoken_in(source)}
    return spoken_in(said)


def spoken_in(source: ast.expr) -> set[str]:
    if isinstance(source, ast.IfExp):
        return spoken_in(source.body) | spoken_in(source.orelse)
    if isinstance(source, ast.Constant) and isinstance(source.value, str):
        return {source.value}
    return set()


def sources_of(name: str, tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                yield value
            case ast.For(target=ast.Tuple(elts=targets), iter=ast.Tuple(elts=rows)):
                for place, target in enumerate(targets):
                    if isinstance(target, ast.Name) and target.id == name:
                        yield from (row.elts[place] for row in rows if isinstance(row, ast.Tuple))
            case ast.FunctionDef():
                yield from passed_for(name, node, tree)


def passed_for(name: str, function: ast.FunctionDef, tree: ast.Module) -> Iterator[ast.expr]:
    """What the module's own calls give a parameter of that name."""
    names = [arg.arg for arg in function.args.args]
    if name not in names:
        return
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == function.name:
            yield from call.args[names.index(name) :][:1]
            yield from (word.value for word in call.keywords if word.arg == name)


def modules() -> list[Path]:
    return [path for path in files("*.py") if not {"tests", "migrations"} & set(path.parts)]


def test_every_note_has_a_sentence() -> None:
    wrong = []
    for path in modules():
        for call, words in kinds_written(tree_of(path)):
            where = f"{in_short(path)}:{call.lineno}"
            imported = "" if words or where.startswith("lantern/demo") else "cannot be read"
            unsaid = ", ".join(sorted(words - KINDS.keys()))
            if imported or unsaid:
                wrong.append(f"{where}: {imported or unsaid}: say it in lantern/audit/rules.py")
    assert not wrong, lines(wrong)


def details_given(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    for call, words in kinds_written(tree):
        if all(word.arg is not None for word in call.keywords):
            given = {str(word.arg) for word in call.keywords}
            yield from ((word, given) for word in words)


def test_a_sentence_asks_only_for_what_its_note_holds() -> None:
    for path in modules():
        for did, given in details_given(tree_of(path)):
            fields = string.Formatter().parse(KINDS[did].says) if did in KINDS else ()
            asked = {field for _, field, _, _ in fields if field} - SAID_BY_THE_NOTE
            assert asked <= given, f"{did} in {in_short(path)}: {asked - given}"


@pytest.mark.parametrize(
    "text",
    [
        'note("sung", about=it)',
        'did = "sung" if loud else "hummed"\nnote(did, about=it)',
        'for did, of in (("sung", a), ("hummed", b)):\n    note(did, about=of)',
        'def tell(it, did):\n    note(did, about=it)\n\n\ntell(it, "sung")',
    ],
)
def test_a_kind_is_found_however_it_is_said(text: str) -> None:
    ((_, words),) = kinds_written(ast.parse(text))
    assert "sung" in words
