"""What differs between SQLite and PostgreSQL stands in the places named here, and nowhere else."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.river import in_short, lines, source

PLACES = {  # each with the reason why it is not in the first
    "lantern/config/database.py": "how each is spoken to: the one place for all that differs",
    "lantern/config/backups/kinds.py": "what only keeping and bringing back says (16)",
    "lantern/config/checking/database.py": "what only one of them can get wrong",
    "lantern/within.py": "only one of them has policies; it may not know config (26)",
    "lantern/audit/migrations/0003_notes_stand.py": "the first trigger, before there was (31)",
    "lantern/unchanged.py": "each has its own words for a trigger; it may not know config (31)",
    "lantern/bulk.py": "one of them takes whole columns; it may not know config (32)",
    "lantern/prepared.py": "it writes SQL for a list of values, and may not know config (11)",
}
KINDS = re.compile("sqlite|postgres", re.IGNORECASE)


def tells_kinds_apart(tree: ast.Module) -> Iterator[str]:
    """Where it asks which kind a database is, or names one in anything but a docstring."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "vendor":
            yield f"{node.lineno}: asks which database it is"
        if (
            isinstance(node, ast.Constant)
            and id(node) not in said
            and KINDS.search(str(node.value))
        ):
            yield f"{node.lineno}: names a kind of database"


def test_what_differs_by_database_stands_in_the_places_named() -> None:
    found = {in_short(path): list(tells_kinds_apart(tree)) for path, tree in source(but={"tests"})}
    faults = [
        f"{place} {each}: move it to lantern/config/database.py, or say here why it cannot"
        for place, each in found.items() if each and place not in PLACES
    ]  # fmt: skip
    assert not faults, lines(faults)
    assert [place for place in PLACES if not found[place]] == []


@pytest.mark.parametrize(
    "code",
    [
        "if connection.vendor == kind: pass",
        "match seen.vendor:\n    case kind: pass",
        "ENGINE = 'django.db.backends.postgresql'",
        "url = f'sqlite:///{path}'",
    ],
)
def test_one_who_tells_them_apart_is_found(code: str) -> None:
    assert len(list(tells_kinds_apart(ast.parse(code)))) == 1


def test_words_about_them_are_let_be() -> None:
    code = '"""SQLite."""\nMANY = 400  # SQLite takes no more\ndef f():\n    """PostgreSQL too."""'
    assert not list(tells_kinds_apart(ast.parse(code)))
