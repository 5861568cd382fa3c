"""The pretend schools are made as people make theirs: by actions, with no row written directly."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.river import in_short, lines, source

BY_ITSELF = {
    "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "save",
    "add_rows", "execute", "executemany",
}  # fmt: skip
OF_ROWS = {"objects", "_base_manager", "_default_manager", "filter", "exclude", "all"}
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
        # a dictionary is updated too, and a set
        if last in BY_ITSELF or (last == "update" and OF_ROWS & set(re.findall(r"\w+", said))):
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
        "pupil.places.create(school_class=there)",
        "pupil.places.filter(ends_on=None).update(ends_on=today)",
        "pupil.save()",
        "place.delete()",
        "add_rows(Mark, rows)",
        "cursor.execute('DELETE FROM roster_pupil')",
    ],
)
def test_a_row_that_is_written_is_found(code: str) -> None:
    assert list(written(ast.parse(code)))
