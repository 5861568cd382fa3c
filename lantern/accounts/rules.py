"""Who may do what: one table, in words for people, and what a school takes away from it."""

from collections.abc import Collection, Iterable
from enum import StrEnum


class Can(StrEnum):
    """Something a member of staff may do; the value is how a page says it."""

    COME_IN = "come in, and read this page"
    SEE_NAMES = "see what the children of their own classes are called"
    SEE_CHILDREN = "see the names, classes and year groups of the children"
    SEE_NEEDS = "see who is in a group of a need, such as pupil premium or an intervention"
    SEE_JUDGEMENTS = "see profiles: what was judged, and the reasons"
    JUDGE = "judge their own classes and the children they mentor"
    JUDGE_ANY = "judge any child in the school"
    RECORD_FACTS = "enter what is counted by the week"
    PRAISE = "praise any child or class in the school, found by two letters of a name"
    RECORD_CONCERNS = "write down that a class lost something, or a step of the ladder"
    DECIDE_DUE = "decide what is told at home of what a child or a class has reached"
    SEE_BEHAVIOUR = "see how much praise each child has had, and what was taken back"
    CLOSE_REVIEWS = "close a half term for their own class"
    REOPEN_REVIEWS = "reopen a closed half term, with a reason"
    REMIND = "remind teachers of what is left to judge"
    MODERATE = "draw a sample of two classes, for a second opinion of the same work"
    PRINT = "print profiles"
    LOAD_ROSTERS = "load pupils, classes and families from a file"
    LOAD_ATTENDANCE = "load attendance from a file"
    ROLL_OVER = "move the school up into a new year, and take that back within a week"
    SEE_PHOTOGRAPHS = "see the photographs of these children, where the school keeps any"
    SET_PHOTOGRAPHS = "load photographs of children, and note a family that wants none"
    SEE_FAMILIES = "see parents’ contact details and restrictions"
    SET_FAMILIES = "change what is known of families, and record restrictions"
    SET_DATES = "set terms, INSET days and closures"
    SET_SCHOOL = "set the school’s name and numbers, and who sees less than this page says"
    SET_PEOPLE = "set who teaches a class and who mentors a child"
    SET_GROUPS = "put children into groups"
    LET_IN = "let someone in for today, by a code on a slip"
    SET_STAFF = "add staff and change what they are here as"
    ADOPT_SCHEMES = "adopt a scheme or change it"
    SEE_NUMBERS = "see how many children are at each rating and band"
    READ_AUDIT = "read who did what here, and when"


class Role(StrEnum):
    """What a member of staff is here as."""

    LEADER = "leader"
    TEACHER = "teacher"
    ASSISTANT = "assistant"
    OFFICE = "office"
    NEEDS = "needs"
    GOVERNOR = "governor"
    SUPPLY = "supply"


ROLE_NAMES = {
    Role.LEADER: "Leader",
    Role.TEACHER: "Teacher",
    Role.ASSISTANT: "Teaching assistant",
    Role.OFFICE: "Office",
    Role.NEEDS: "Special-needs lead",
    Role.GOVERNOR: "Governor",
    Role.SUPPLY: "Here for a day",
}

STAFF_ROLES = [role for role in Role if role is not Role.SUPPLY]  # what a leader may choose from
OWN_CLASSES = frozenset({Role.TEACHER, Role.ASSISTANT})  # whom "own classes only" narrows
# What means nothing without something else: where that is taken away, this goes with it.
RESTS_ON = {
    Can.SEE_NEEDS: Can.SEE_CHILDREN,
    Can.SEE_JUDGEMENTS: Can.SEE_CHILDREN,
    Can.JUDGE: Can.SEE_JUDGEMENTS,
    Can.JUDGE_ANY: Can.SEE_JUDGEMENTS,
    Can.CLOSE_REVIEWS: Can.SEE_JUDGEMENTS,
    Can.REOPEN_REVIEWS: Can.SEE_JUDGEMENTS,
    Can.REMIND: Can.SEE_JUDGEMENTS,
    Can.MODERATE: Can.SEE_JUDGEMENTS,
    Can.PRINT: Can.SEE_JUDGEMENTS,
    Can.RECORD_FACTS: Can.SEE_CHILDREN,
    Can.PRAISE: Can.SEE_NAMES,
    Can.RECORD_CONCERNS: Can.PRAISE,
    Can.SEE_BEHAVIOUR: Can.SEE_CHILDREN,
    Can.DECIDE_DUE: Can.SEE_BEHAVIOUR,
    Can.LOAD_ROSTERS: Can.SEE_CHILDREN,
    Can.LOAD_ATTENDANCE: Can.SEE_CHILDREN,
    Can.ROLL_OVER: Can.SET_PEOPLE,
    Can.SEE_PHOTOGRAPHS: Can.SEE_NAMES,
    Can.SET_PHOTOGRAPHS: Can.SEE_CHILDREN,
    Can.SEE_FAMILIES: Can.SEE_CHILDREN,
    Can.SET_FAMILIES: Can.SEE_FAMILIES,
    Can.SET_PEOPLE: Can.SEE_CHILDREN,
    Can.SET_GROUPS: Can.SEE_CHILDREN,
    Can.LET_IN: Can.SEE_CHILDREN,
}
LEADING = frozenset({Can.COME_IN, Can.SET_SCHOOL, Can.SET_STAFF, Can.READ_AUDIT})

_CLASSROOM = frozenset(
    {
        Can.COME_IN,
        Can.SEE_NAMES,
        Can.SEE_CHILDREN,
        Can.SEE_NEEDS,
        Can.SEE_JUDGEMENTS,
        Can.JUDGE,
        Can.RECORD_FACTS,
        Can.PRAISE,
        Can.RECORD_CONCERNS,
        Can.SEE_BEHAVIOUR,
        Can.PRINT,
        Can.SEE_PHOTOGRAPHS,
    }
)

MAY: dict[Role, frozenset[Can]] = {
    Role.LEADER: frozenset(Can),
    Role.TEACHER: _CLASSROOM | {Can.CLOSE_REVIEWS},
    Role.ASSISTANT: _CLASSROOM,
    Role.OFFICE: frozenset(
        {
            Can.COME_IN,
            Can.SEE_NAMES,
            Can.SEE_CHILDREN,
            Can.SEE_NEEDS,
            Can.PRAISE,
            Can.LOAD_ROSTERS,
            Can.LOAD_ATTENDANCE,
            Can.ROLL_OVER,
            Can.SEE_PHOTOGRAPHS,
            Can.SET_PHOTOGRAPHS,
            Can.SEE_FAMILIES,
            Can.SET_FAMILIES,
            Can.SET_DATES,
            Can.SET_PEOPLE,
            Can.SET_GROUPS,
            Can.LET_IN,
        }
    ),
    Role.NEEDS: frozenset(
        {
            Can.COME_IN,
            Can.SEE_NAMES,
            Can.SEE_CHILDREN,
            Can.SEE_NEEDS,
            Can.SEE_JUDGEMENTS,
            Can.JUDGE,
            Can.PRAISE,
            Can.RECORD_CONCERNS,
            Can.SEE_BEHAVIOUR,
            Can.PRINT,
            Can.SEE_PHOTOGRAPHS,
            Can.SEE_FAMILIES,
            Can.SET_GROUPS,
            Can.SEE_NUMBERS,
        }
    ),
    Role.GOVERNOR: frozenset({Can.COME_IN, Can.SEE_NUMBERS}),
    Role.SUPPLY: frozenset(
        {
            Can.COME_IN,
            Can.SEE_NAMES,
            Can.PRAISE,
            Can.RECORD_CONCERNS,
            Can.SEE_PHOTOGRAPHS,
        }
    ),
}


# Who may work in a class: whoever never sees a child could not do it.
WITH_CHILDREN = tuple(role for role in STAFF_ROLES if Can.SEE_CHILDREN in MAY[role])


def may(role: Role, can: Can, taken: Collection[str] = ()) -> bool:
    """Whether someone in that role may do it where a school has taken some things away.

    What rests on something taken is lost with it. Nothing is ever added, and nobody who leads
    loses what leading needs, whatever is `taken`.
    """
    if not taken or can not in MAY[role]:
        return can in MAY[role]
    if taken_as(role, can) in taken and not _is_kept(role, can):
        return False
    return can not in RESTS_ON or may(role, RESTS_ON[can], taken)


def taken_as(role: Role, can: Can) -> str:
    """How a school's row says that it takes something from a role: "office set-dates"."""
    return f"{role} {can.name.lower().replace('_', '-')}"


def takeable(role: Role) -> list[Can]:
    """What a school may take from a role, in the order of the table."""
    return [can for can in Can if can in MAY[role] and not _is_kept(role, can)]


def sorted_out(taken: Iterable[str]) -> list[str]:
    """What of it can be taken at all, in the order of the table: the rest means nothing."""
    asked = frozenset(taken)
    every = [taken_as(role, can) for role in Role for can in takeable(role)]
    return [each for each in every if each in asked]


def _is_kept(role: Role, can: Can) -> bool:
    """Everyone comes in, and a leader leads: else nobody could give back what was taken."""
    return can is Can.COME_IN or (role is Role.LEADER and can in LEADING)
