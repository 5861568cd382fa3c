"""Each value of each preset is changed in turn; a rule of its source must notice.

This is what keeps the rule walks honest: a rule that only looks as if it checked a value lets a
mutant live, and the mutant is named here.
"""

from types import ModuleType

import pytest

from lantern.schemes.presets import PRESETS, Scheme, SchemeTrouble, build
from lantern.schemes.tests import (
    test_source_000,
    test_source_001,
    test_source_002,
    test_source_003,
    test_source_004,
)
from lantern.schemes.tests.mutants import Document, Mutant, document_of, mutants, only_said
from lantern.schemes.tests.walking import Rule

WALKS = (test_source_000, test_source_001, test_source_002, test_source_003, test_source_004)


def test_every_preset_is_walked() -> None:
    assert sorted(walk.PRESET for walk in WALKS) == sorted(PRESETS)


@pytest.mark.parametrize("walk", WALKS, ids=[walk.PRESET for walk in WALKS])
def test_every_value_is_noticed(walk: ModuleType) -> None:
    rules: list[Rule] = list(walk.RULES.values())
    document = document_of(walk.PRESET)
    unnoticed = [
        mutant.what for mutant in mutants(document) if not _is_noticed(mutant, document, rules)
    ]
    assert unnoticed == []


def _is_noticed(mutant: Mutant, document: Document, rules: list[Rule]) -> bool:
    """Whether loading refuses it or a rule fails; that checking calls it wrong is not enough.

    A change that says the same thing, such as a default spelt out, is none.
    """
    try:
        scheme = build(mutant.document)
    except SchemeTrouble:
        return True
    if _some_fail(rules, scheme):
        return True
    return build(only_said(mutant.document)) == build(only_said(document))


def _some_fail(rules: list[Rule], scheme: Scheme) -> bool:
    """Whether one does. It is asked first from then on: it mostly notices the next mutant too."""
    for place, rule in enumerate(rules):
        try:
            rule(scheme)
        except (AssertionError, LookupError, ValueError):
            rules.insert(0, rules.pop(place))
            return True
    return False
