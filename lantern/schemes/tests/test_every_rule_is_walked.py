"""No rule of a source is forgotten: each is walked and named in its preset, or said to be no rule
that a scheme can hold.
"""

from types import ModuleType

import pytest

from lantern.schemes.presets import preset
from lantern.schemes.rules.checking.everywhere import tables
from lantern.schemes.tests.test_every_value_is_noticed import WALKS

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


def _all(walk: ModuleType) -> set[str]:
    source = walk.__name__[-3:]
    return {f"{source}-{number}" for number in range(1, LAST[source] + 1)}
