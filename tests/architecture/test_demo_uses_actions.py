"""The pretend schools are made as people make theirs: by actions, with no row written directly."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.river import in_short, lines, source

WRITES = {
    "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update", "delete",
}  # fmt: skip
BY_ITSELF = {"save", "add_rows"}
LET = {  # what no person does
    "TrustRow.objects.create": "nobody makes a trust in a school",
    "User.objects.update": "one password for all, so that it is worked out once",
}


def written(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where a row is written otherwise than by an action."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        said = ast.unparse(node.func)
        last = said.rpartition(".")[2]
        if last in BY_ITSELF or (last in WRITES and ".objects." in said):
            yield node.lineno, said


def test_the_demo_writes_no_row_itself() -> None:
    found = {
        (in_short(path), line): said
        for path, tree in source() if "demo" in path.parts for line, said in written(tree)
    }  # fmt: skip
    faults = [
        f"{place}:{line} {said}: call the action that people call"
        for (place, line), said in found.items() if said not in LET
    ]  # fmt: skip
    assert not faults, lines(faults)
    assert LET.keys() == set(found.values())


@pytest.mark.parametrize(
    "code",
    [
        "Pupil.objects.create(name='x')",
        "Judgement.objects.filter(pk=1).update(value='x')",
        "pupil.save()",
        "add_rows(Mark, rows)",
    ],
)
def test_a_row_that_is_written_is_found(code: str) -> None:
    assert list(written(ast.parse(code)))
