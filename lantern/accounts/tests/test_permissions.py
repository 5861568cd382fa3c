"""The table of roles: who may do what (issue 2, section 2; issue 3, section 8)."""

import pytest

from lantern.accounts.rules import (
    MAY,
    OWN_CLASSES,
    RESTS_ON,
    ROLE_NAMES,
    Can,
    Role,
    may,
    sorted_out,
    takeable,
    taken_as,
)

BEHAVIOUR = {Can.PRAISE, Can.RECORD_CONCERNS, Can.SEE_BEHAVIOUR}
CLASSROOM = {
    Can.COME_IN, Can.SEE_NAMES, Can.SEE_CHILDREN, Can.SEE_NEEDS, Can.SEE_JUDGEMENTS, Can.JUDGE,
    Can.RECORD_FACTS, Can.PRINT, Can.SEE_PHOTOGRAPHS, *BEHAVIOUR,
}  # fmt: skip
OFFICE = {
    Can.COME_IN, Can.SEE_CHILDREN, Can.SEE_NEEDS, Can.LOAD_ROSTERS, Can.LOAD_ATTENDANCE,
    Can.SEE_FAMILIES, Can.SET_FAMILIES, Can.SET_DATES, Can.SET_PEOPLE, Can.SET_GROUPS,
    Can.ROLL_OVER, Can.SEE_NAMES, Can.LET_IN, Can.SEE_PHOTOGRAPHS, Can.SET_PHOTOGRAPHS, Can.PRAISE,
}  # fmt: skip
NEEDS = {
    Can.COME_IN, Can.SEE_NAMES, Can.SEE_CHILDREN, Can.SEE_NEEDS, Can.SEE_JUDGEMENTS, Can.JUDGE,
    Can.PRINT, Can.SEE_PHOTOGRAPHS,
    Can.SEE_FAMILIES, Can.SET_GROUPS, Can.SEE_NUMBERS, *BEHAVIOUR,
}  # fmt: skip
LEADERS_ALONE = (
    Can.ADOPT_SCHEMES, Can.REOPEN_REVIEWS, Can.REMIND, Can.MODERATE, Can.SET_STAFF, Can.SET_SCHOOL,
    Can.READ_AUDIT, Can.DECIDE_DUE,
)  # fmt: skip
# Every word that may stand in a school's row. A change of one needs a migration of those rows: what
# was taken away under its old word would be given back unasked.
WORDS = {
    "come-in", "see-children", "see-needs", "see-judgements", "judge", "judge-any", "record-facts",
    "close-reviews", "reopen-reviews", "remind", "moderate", "print", "load-rosters",
    "load-attendance", "roll-over", "see-families", "set-families", "set-dates", "set-school",
    "set-people", "set-groups", "set-staff", "adopt-schemes", "see-numbers", "read-audit",
    "see-names", "let-in", "see-photographs", "set-photographs", "praise", "record-concerns",
    "see-behaviour", "decide-due",
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.LEADER, set(Can)),
        (Role.TEACHER, CLASSROOM | {Can.CLOSE_REVIEWS}),
        (Role.ASSISTANT, CLASSROOM),
        (Role.OFFICE, OFFICE),
        (Role.NEEDS, NEEDS),
        (Role.GOVERNOR, {Can.COME_IN, Can.SEE_NUMBERS}),
        (
            Role.SUPPLY,
            {Can.COME_IN, Can.SEE_NAMES, Can.SEE_PHOTOGRAPHS, Can.PRAISE, Can.RECORD_CONCERNS},
        ),
    ],
)
def test_each_role_may_exactly_this(role: Role, expected: set[Can]) -> None:
    assert {can for can in Can if may(role, can)} == expected


def test_the_office_sees_no_judgement() -> None:
    assert not may(Role.OFFICE, Can.SEE_JUDGEMENTS)
    assert not may(Role.OFFICE, Can.PRINT)


@pytest.mark.parametrize("can", LEADERS_ALONE)
def test_leaders_alone(can: Can) -> None:
    assert [role for role in Role if may(role, can)] == [Role.LEADER]


def test_every_role_is_in_the_table_and_has_a_name() -> None:
    assert set(MAY) == set(ROLE_NAMES) == set(Role)
    assert set(Role) > OWN_CLASSES


def test_the_words_of_a_schools_row_stay_what_they_are() -> None:
    assert {taken_as(Role.OFFICE, can).removeprefix("office ") for can in Can} == WORDS
    assert {role.value for role in Role} == {
        "leader", "teacher", "assistant", "office", "needs", "governor", "supply",
    }  # fmt: skip


EVERY = [taken_as(role, can) for role in Role for can in Can]


@pytest.mark.parametrize("word", EVERY)
def test_what_is_taken_is_taken_from_that_role_with_what_rests_on_it(word: str) -> None:
    for role in Role:
        for can in Can:
            taken = [each for each in takeable(role) if taken_as(role, each) == word]
            lost = any(each in taken for each in beneath(can))
            assert may(role, can, [word]) == (may(role, can) and not lost), (role, can)


def beneath(can: Can) -> list[Can]:
    """What it rests on, itself first."""
    return [can, *(beneath(RESTS_ON[can]) if can in RESTS_ON else [])]


def test_who_has_something_has_what_it_rests_on() -> None:
    for role in Role:
        assert all(set(beneath(can)) <= MAY[role] for can in MAY[role]), role


@pytest.mark.parametrize("can", [Can.JUDGE, Can.PRINT, Can.LOAD_ROSTERS, Can.SET_FAMILIES])
def test_what_is_about_children_goes_with_seeing_them(can: Can) -> None:
    assert not [role for role in Role if may(role, can, [f"{role} see-children"])]


def test_nothing_is_ever_added() -> None:
    for role in Role:
        assert {can for can in Can if may(role, can, EVERY)} <= MAY[role]


def test_whatever_is_taken_everyone_comes_in_and_a_leader_leads() -> None:
    left = {role: {can for can in Can if may(role, can, EVERY)} for role in Role}
    leading = {Can.COME_IN, Can.SET_SCHOOL, Can.SET_STAFF, Can.READ_AUDIT}
    assert left.pop(Role.LEADER) == leading
    assert all(some == {Can.COME_IN} for some in left.values())


def test_a_list_is_put_in_the_order_of_the_table_without_what_means_nothing() -> None:
    told = ["office set-dates", "teacher print", "leader set-staff", "office set-staff", "nonsense"]
    assert sorted_out([*told, "teacher print"]) == ["teacher print", "office set-dates"]
