"""The table of roles: who may do what (issue 2, section 2)."""

import pytest

from lantern.accounts.rules import MAY, ROLE_NAMES, Can, Role, may

CLASSROOM = {Can.SEE_CHILDREN, Can.SEE_JUDGEMENTS, Can.JUDGE, Can.RECORD_FACTS, Can.PRINT}
OFFICE = {
    Can.SEE_CHILDREN, Can.LOAD_ROSTERS, Can.LOAD_ATTENDANCE, Can.SEE_FAMILIES, Can.SET_DATES,
    Can.SET_PEOPLE,
}  # fmt: skip
LEADERS_ALONE = (Can.ADOPT_SCHEMES, Can.REOPEN_REVIEWS, Can.SET_STAFF, Can.SET_SCHOOL)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.LEADER, set(Can)),
        (Role.TEACHER, CLASSROOM | {Can.CLOSE_REVIEWS}),
        (Role.ASSISTANT, CLASSROOM),
        (Role.OFFICE, OFFICE),
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
