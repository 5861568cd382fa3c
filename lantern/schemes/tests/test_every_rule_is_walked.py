"""No rule of a source is forgotten: each is walked and named in its preset, or said to be no rule
that a scheme can hold.
"""

from collections.abc import Iterator
from types import ModuleType

import pytest

from lantern.schemes.presets import Path, SchemeTrouble, build, preset
from lantern.schemes.rules.checking.everywhere import tables
from lantern.schemes.tests.mutants import Document, Mutant, document_of, mutants
from lantern.schemes.tests.test_every_value_is_noticed import WALKS
from lantern.schemes.tests.walking import Rule

LAST = {"000": 27, "001": 18, "002": 10, "003": 7, "004": 8}

# How a school takes a policy on (walked in test_adopt), and what 000 does not say.
NOT_IN_A_SCHEME = {"001-17"}
NOT_STATED = {"000-26"}


@pytest.mark.parametrize("walk", WALKS, ids=list(LAST))
def test_every_rule_has_its_walk(walk: ModuleType) -> None:
    walked = {name for name in walk.RULES if not name.startswith("ours")}
    assert walked == _all(walk) - NOT_IN_A_SCHEME


@pytest.mark.parametrize("walk", WALKS, ids=list(LAST))
def test_every_rule_is_named_beside_what_holds_it(walk: ModuleType) -> None:
    named = {rule for _, table in tables(preset(walk.PRESET)) for rule in table.source}
    assert named == _all(walk) - NOT_IN_A_SCHEME - NOT_STATED


@pytest.mark.parametrize("walk", WALKS, ids=list(LAST))
def test_each_rule_is_named_beside_what_it_holds(walk: ModuleType) -> None:
    """Something of that very table is noticed by the rule's own walk, once it is changed."""
    document = document_of(walk.PRESET)
    every = list(mutants(document))
    astray = [
        f"{rule} beside {path}"
        for path, rule in _named(document)
        if not any(_fails(walk.RULES[rule], each) for each in every if _is_of(path, each))
    ]
    assert not astray


def _named(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each table that names rules, and each rule it names."""
    match value:
        case dict():
            yield from ((path, rule) for rule in value.get("source", []))
            for key, inner in value.items():
                yield from _named(inner, (*path, key))
        case list():
            for number, inner in enumerate(value):
                yield from _named(inner, (*path, number))


def _is_of(path: Path, mutant: Mutant) -> bool:
    """Whether it changes something of a table; of the scheme as a whole, what is in no table."""
    if path:
        return mutant.path[: len(path)] == path
    top: Document = mutant.document
    within = top.get(str(mutant.path[0]), [])
    return not isinstance(within, dict) and not any(isinstance(each, dict) for each in [*within])


def _fails(rule: Rule, mutant: Mutant) -> bool:
    try:
        rule(build(mutant.document))
    except SchemeTrouble:
        return False
    except (AssertionError, LookupError, ValueError):
        return True
    return False


def _all(walk: ModuleType) -> set[str]:
    source = walk.__name__[-3:]
    return {f"{source}-{number}" for number in range(1, LAST[source] + 1)}
