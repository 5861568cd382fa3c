"""What was done, in plain words."""

import pytest

from lantern.audit.rules import KINDS, Part, kinds_of, sentence


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
        ("leaves", {"on": "{about.__class__}"}, "set the last day of Maya: {about.__class__}"),
    ],
)  # fmt: skip
def test_a_sentence(did: str, details: dict[str, str], expected: str) -> None:
    assert sentence(did, "Maya", details) == expected


def test_each_kind_tells_of_one_part() -> None:
    assert sorted(did for part in Part for did in kinds_of({part})) == sorted(KINDS)
