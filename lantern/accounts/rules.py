"""Who may do what: one table, in words for people."""

from enum import StrEnum


class Can(StrEnum):
    """Something a member of staff may do; the value is how a page says it."""

    SEE_CHILDREN = "see the names, classes and year groups of the children"
    SEE_JUDGEMENTS = "see profiles: what was judged, and the reasons"
    JUDGE = "judge their own classes and the children they mentor"
    JUDGE_ANY = "judge any child in the school"
    RECORD_FACTS = "enter what is counted by the week"
    CLOSE_REVIEWS = "close a half term for their own class"
    REOPEN_REVIEWS = "reopen a closed half term, with a reason"
    PRINT = "print profiles"
    LOAD_ROSTERS = "load pupils, classes and families from a file"
    LOAD_ATTENDANCE = "load attendance from a file"
    SEE_FAMILIES = "see parents' contact details and restrictions"
    SET_DATES = "set terms, INSET days and closures"
    SET_SCHOOL = "set the school’s name and numbers, and whether staff see only their own classes"
    SET_PEOPLE = "set who teaches a class and who mentors a child"
    SET_STAFF = "add staff and change what they are here as"
    ADOPT_SCHEMES = "adopt a scheme or change it"


class Role(StrEnum):
    """What a member of staff is here as."""

    LEADER = "leader"
    TEACHER = "teacher"
    ASSISTANT = "assistant"
    OFFICE = "office"


ROLE_NAMES = {
    Role.LEADER: "Leader",
    Role.TEACHER: "Teacher",
    Role.ASSISTANT: "Teaching assistant",
    Role.OFFICE: "Office",
}

_CLASSROOM = frozenset(
    {
        Can.SEE_CHILDREN,
        Can.SEE_JUDGEMENTS,
        Can.JUDGE,
        Can.RECORD_FACTS,
        Can.PRINT,
    }
)

MAY: dict[Role, frozenset[Can]] = {
    Role.LEADER: frozenset(Can),
    Role.TEACHER: _CLASSROOM | {Can.CLOSE_REVIEWS},
    Role.ASSISTANT: _CLASSROOM,
    Role.OFFICE: frozenset(
        {
            Can.SEE_CHILDREN,
            Can.LOAD_ROSTERS,
            Can.LOAD_ATTENDANCE,
            Can.SEE_FAMILIES,
            Can.SET_DATES,
            Can.SET_PEOPLE,
        }
    ),
}


def may(role: Role, can: Can) -> bool:
    """Whether someone in that role may do it."""
    return can in MAY[role]
