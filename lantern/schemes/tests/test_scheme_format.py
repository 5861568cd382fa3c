"""docs/scheme-format.md explains every key, each with an example that loads."""

import re
import tomllib
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from lantern.schemes.presets import load
from lantern.schemes.presets.shape import Person, Scheme
from lantern.schemes.rules import examine
from lantern.schemes.tests.typed import WRITTEN, type_at

PAGE = Path(__file__).parents[3] / "docs" / "scheme-format.md"
WORDS = PAGE.read_text(encoding="utf-8")
HEADING = re.compile(r"^#{2,3} [^\n]*`\[*([a-z.]+)\]*`$", re.MULTILINE)
TOML = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = ("format = 1", 'key = "x"', 'name = "X"')


def sections() -> dict[str, str]:
    """The text under each heading that names a table, up to the next heading of any kind."""
    found = {}
    for heading in HEADING.finditer(WORDS):
        rest = WORDS[heading.end() :]
        following = re.search(r"^#{2,3} ", rest, re.MULTILINE)
        found[heading.group(1)] = rest[: following.start()] if following else rest
    return found


SECTIONS = sections()


def tables(table: type = Scheme, path: str = "") -> dict[str, type]:
    """Every kind of table, by where it stands in a file."""
    found = {path or "scheme": table}
    for each in fields(table):
        inner = type_at(table, (each.name,))
        if isinstance(inner, type) and inner.__module__.startswith("lantern."):
            found |= tables(inner, f"{path}.{each.name}".lstrip("."))
    return found


TABLES = tables()
AS_TYPED = {name: key for key, name in WRITTEN.items()}


def keys_of(table: type, path: str) -> set[str]:
    """The keys that a table may have; the scheme's own tables have sections of their own."""
    names = {each.name for each in fields(table)} - {"source", "ours"}
    if path == "scheme":
        names -= {name.split(".")[0] for name in TABLES if name != "scheme"}
    return {AS_TYPED.get(name, name) for name in names}


def test_every_kind_of_table_has_its_section() -> None:
    assert set(SECTIONS) == set(TABLES)


@pytest.mark.parametrize("path", TABLES)
def test_every_key_is_explained(path: str) -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \| (.+) \| (.+) \|$", SECTIONS[path], re.MULTILINE)
    assert {key for key, _, _ in rows} == keys_of(TABLES[path], path)


@pytest.mark.parametrize("path", TABLES)
def test_every_key_has_an_example(path: str) -> None:
    shown = {
        key
        for block in TOML.findall(SECTIONS[path])
        for key in _keys_at(tomllib.loads(block), [] if path == "scheme" else path.split("."))
    }
    missing = keys_of(TABLES[path], path) - shown
    assert missing <= {"exceptions"}  # a list of tables, whose example stands under it


@pytest.mark.parametrize("path", TABLES)
def test_every_word_that_one_may_choose_is_named(path: str) -> None:
    """In the key's own section; of people, it may say that they are those under `mentors`."""
    said = SECTIONS[path]
    people = SECTIONS["scheme"] if "`mentors`" in said else ""
    for each in fields(TABLES[path]):
        words = set(words_of(each.type))
        there = said + people if words == set(get_args(Person)) else said
        assert not [word for word in words if f"`{word}`" not in there], each.name


def words_of(kind: Any) -> list[str]:  # a type annotation may be any object
    """The words that a value of this type is one of, or holds some of; none for any others."""
    if get_origin(kind) is Literal:
        return [str(word) for word in get_args(kind)]
    return [word for inner in get_args(kind) for word in words_of(inner)]


@pytest.mark.parametrize("block", TOML.findall(WORDS))
def test_every_example_loads(block: str) -> None:
    """A fragment lends from a head what every scheme must have and it does not."""
    given = tomllib.loads(block)
    head = [line for line in HEAD if line.split(" = ")[0] not in given]
    load("\n".join([*head, block]))


@pytest.mark.parametrize("path", TABLES)
def test_what_must_be_there_is_said_to_be(path: str) -> None:
    """A row that says so is one that loading asks for, and the other way round."""
    rows = re.findall(r"^\| `([a-z_]+)` \| .+ \| (.+) \|$", SECTIONS[path], re.MULTILINE)
    said = {key for key, without in rows if "must be there" in without}
    asked = {
        AS_TYPED.get(each.name, each.name)
        for each in fields(TABLES[path])
        if _is_needed(TABLES[path], each.name)
    }
    assert said == asked


@pytest.mark.parametrize("path", TABLES)
def test_what_is_said_of_a_key_left_out_is_what_then_holds(path: str) -> None:
    """Every number, yes or no, and word that a scheme has without being told."""
    rows = re.findall(r"^\| `([a-z_]+)` \| .+ \| (.+) \|$", SECTIONS[path], re.MULTILINE)
    said = dict(rows)
    for each in fields(TABLES[path]):
        key = AS_TYPED.get(each.name, each.name)
        if key in said and isinstance(each.default, bool | int | str) and each.default != "":
            assert said[key].startswith(_as_written(each.default)), key


def _as_written(default: object) -> str:
    return str(default).lower() if isinstance(default, bool) else str(default)


def test_the_whole_small_scheme_is_sound() -> None:
    whole = TOML.findall(WORDS)[-1]
    scheme, problems = examine(whole)
    assert scheme is not None
    assert problems == []


def _keys_at(document: Any, path: list[str]) -> set[str]:
    """The keys that tables at a path have in an example, which TOML makes of dicts and lists."""
    if isinstance(document, list):
        return {key for item in document for key in _keys_at(item, path)}
    if not path:
        return set(document)
    return _keys_at(document[path[0]], path[1:]) if path[0] in document else set()


def _is_needed(table: type, name: str) -> bool:
    [field] = [each for each in fields(table) if each.name == name]
    return field.default is MISSING and field.default_factory is MISSING
