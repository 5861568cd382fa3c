"""Places and part weeks are written by the actions of the roll alone, whose tests are watched.

`lantern/roster/tests/conftest.py` holds that each of those tells whoever counts (decision 35).
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.river import in_short, lines, source

ALLOWED = "lantern/roster/actions/"
WRITES = "create|bulk_create|bulk_update|get_or_create|update_or_create|update|delete"
WRITTEN = re.compile(rf"(Enrolment|PartWeek)(\.objects\b.*\.({WRITES}))?", re.DOTALL)


def written(tree: ast.Module) -> Iterator[int]:
    """The lines on which a place or a part week is made, changed or deleted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and WRITTEN.fullmatch(ast.unparse(node.func)):
            yield node.lineno


def test_nothing_else_writes_them() -> None:
    found = {in_short(path): list(written(tree)) for path, tree in source()}
    faults = [
        f"{place}:{line} call an action of the roll"
        for place, every in found.items() if not place.startswith(ALLOWED) for line in every
    ]  # fmt: skip
    assert not faults, lines(faults)
    assert any(found.values())


@pytest.mark.parametrize(
    "code",
    [
        "Enrolment(pupil=one).save()",
        "PartWeek.objects.create(pupil=one)",
        "Enrolment.objects.filter(pk__in=some).update(ends_on=None)",
        "Enrolment.objects.filter(\n    pupil=one,\n).delete()",
    ],
)
def test_one_that_is_written_is_found(code: str) -> None:
    assert list(written(ast.parse(code)))


@pytest.mark.parametrize("code", ["Enrolment.objects.filter(pk=1)", "list(PartWeek.objects.all())"])
def test_one_that_is_read_is_let_be(code: str) -> None:
    assert not list(written(ast.parse(code)))
