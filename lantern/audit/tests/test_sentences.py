"""What was done, in plain words."""

import string

import pytest

from lantern.audit.rules import KINDS, Part, heading, kinds_of, sentence


@pytest.mark.parametrize(
    ("did", "details", "expected"),
    [
        (
            "role changed", {"was": "Teacher", "becomes": "Governor"},
            "changed what Maya is here as, from Teacher to Governor",
        ),
        ("record looked at", {}, "looked at the record of Maya"),
        ("role changed", {"was": "Teacher"}, "role changed: Maya"),
        ("sang", {"loud": "yes"}, "sang: Maya"),
        (
            "attendance marks recorded",
            {"since": "Mon", "until": "Tue", "children": "1", "added": "1", "changed": "0"},
            "recorded attendance from Mon to Tue, of 1 child: 1 added, 0 changed",
        ),
        (
            "class profiles printed", {"profiles": "30", "period": "Autumn 2"},
            "printed 30 profiles of Maya, Autumn 2",
        ),
        ("leaves", {"on": "{about.__class__}"}, "set the last day of Maya: {about.__class__}"),
    ],
)  # fmt: skip
def test_a_sentence(did: str, details: dict[str, str], expected: str) -> None:
    assert sentence(did, "Maya", details) == expected


def test_every_count_has_its_words_for_one_and_for_many() -> None:
    fields = [(did, part) for did in KINDS for part in string.Formatter().parse(KINDS[did].says)]
    words = [(did, spec.partition("|")) for did, (_, _, spec, _) in fields if spec]
    assert not [did for did, (one, _, many) in words if not (one and many)]


def test_each_kind_tells_of_one_part() -> None:
    assert sorted(did for part in Part for did in kinds_of({part})) == sorted(KINDS)


@pytest.mark.parametrize(
    ("did", "called"),
    [
        ("role changed", "Role changed"), ("second factor added", "Second step added"),
        ("rolled over", "School moved up"), ("sang", "Sang"),
    ],
)  # fmt: skip
def test_pages_call_it_by_their_own_words(did: str, called: str) -> None:
    assert heading(did) == called


def test_no_two_kinds_are_called_the_same_nor_in_words_of_the_code() -> None:
    called = [heading(did) for did in KINDS]
    assert len(set(called)) == len(called)
    words = ("factor", "roster", "rollover", "rolled", "guardian", "tally", "tallies", "'")
    assert not [name for name in called if any(word in name for word in words)]
