"""Each default that a leader looks through says what it is for, once."""

import pytest

from lantern.schemes.pictures import choosing
from lantern.schemes.presets import PRESETS, preset
from lantern.schemes.rules import ours
from lantern.schemes.rules.explained import EXPLAINED, OPTIONS, explained, option_said


@pytest.mark.parametrize("key", PRESETS)
def test_every_default_of_every_preset_is_explained(key: str) -> None:
    assert [each.path for each in ours(preset(key)) if not explained(each.path)] == []


@pytest.mark.parametrize("key", PRESETS)
def test_what_is_said_of_many_is_said_once_in_their_group(key: str) -> None:
    scheme = preset(key)
    for group in choosing(scheme, ours(scheme)):
        beside = [each.says for _, some in group.items for each in some if each.says]
        above = [says for _, says in group.explained]
        assert all(beside.count(says) <= 2 for says in beside)
        assert len(above) == len(set(above))
        assert not set(above) & set(beside)


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        ("areas[x].measure.floor_sessions", "A session is half a day."),
        ("areas[x].measure.tests[1].at_least", "Read from the top"),
        ("areas[x].says.name", "What a child’s page says"),
        ("subjects[x].short", "For a narrow column"),
        ("counters[x].of", "Whether each child collects their own"),
        ("voices.mentor", "What the adult’s view is called."),
        ("words.mentor", "The adult who talks with the child."),
        ("joins", ""),
    ],
)
def test_a_value_is_explained_by_where_it_stands(path: str, begins: str) -> None:
    said = explained(path)
    assert said.startswith(begins)
    assert bool(said) == bool(begins)


def test_every_sentence_is_whole() -> None:
    assert all(says[0].isupper() or says[0].isdigit() for says in EXPLAINED.values())
    assert all(says.endswith(".") for says in EXPLAINED.values())


def test_an_option_has_its_own_words_where_its_key_would_puzzle() -> None:
    found = {each.path: each for key in PRESETS for each in ours(preset(key))}
    for path, choice in found.items():
        known = OPTIONS.get(path.rpartition(".")[2])
        assert known is None or set(choice.options) == set(known), path
    assert option_said("areas[x].measure.gaps", "down") == "to the lower band"
    assert option_said("mentors", "child") == ""
