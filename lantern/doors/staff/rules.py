"""A list of staff from a spreadsheet: what its columns hold, and whom each row would add."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from lantern.accounts.rules import Role
from lantern.design.rules import one_line

LONGEST_NAME = 120
MOST_ASKED = 40  # a column of addresses, taken for one of titles, is not asked about row by row
NOTHING_SAID: Mapping[str, Role] = MappingProxyType({})
Rows = Sequence[tuple[int, Sequence[str]]]


class Column(StrEnum):
    """What a column of the list holds; the value is how a page says it."""

    NAME = "Name"
    TITLE = "Title"
    FORENAME = "Forename"
    SURNAME = "Surname"
    EMAIL = "Email address"
    ROLE = "Here as"
    CLASS = "Class"
    NOTHING = "Nothing for Lantern"


HEADINGS = {
    Column.EMAIL: r"e-?mail",
    Column.TITLE: r"^(title|salutation)$",
    Column.FORENAME: r"fore ?name|first ?name|given",
    Column.SURNAME: r"surname|last ?name|family",
    Column.ROLE: r"\brole\b|\bjob\b|position|\bpost\b|here as",
    Column.CLASS: r"class|registration|\breg\b|form",
    Column.NAME: r"name|^staff$|teacher",
}
# Whole titles: a part of a word never gives rights. What is none of these is asked for.
_STAGE = (
    "(?:class(?:room)?|(?:year|y|class) ?[1-6r]|reception|nursery|eyfs|early years|foundation stage"
    "|ks ?[12]|key stage [12]|infant|junior|primary|main ?scale|ect|nqt|early career|ppa|part time"
    "|full time|job ?share|music|pe|sports?|french|spanish|art|computing)"
)
_ASSISTANT = (
    "(?:teaching|classroom|class|learning support|nursery) assistant|ta|hlta|lsa|nursery nurse"
)
TITLES = {
    Role.LEADER: (
        "leader|senior leader(?:ship(?: team)?)?|slt|executive (?:head(?: ?teacher)?|principal)"
        "|(?:(?:acting|interim|co|deputy|assistant|associate) )*head(?: ?teacher)?|deputy"
        "|head ?(?:master|mistress)|head of school|(?:(?:acting|deputy|vice|assistant) )?principal"
    ),
    Role.TEACHER: f"(?:{_STAGE} )*teacher|ect ?[12]?|nqt|teacher of {_STAGE}",
    Role.ASSISTANT: (
        f"(?:(?:{_STAGE}|senior|higher level|general|send?|1:1|one to one|level [1-4]) )*"
        f"(?:{_ASSISTANT})(?: ?(?:level )?[1-4])?"
    ),
    Role.OFFICE: (
        "(?:(?:school|senior|assistant) )*(?:(?:school )?business manager|sbm|office|admin"
        "|(?:(?:office|admin|finance|attendance) )?(?:staff|manager|officer|administrator)"
        "|(?:office|admin(?:istrat(?:ion|ive))?) (?:assistant|clerk)"
        "|bursar|secretary|receptionist)"
    ),
    Role.NEEDS: (
        "(?:acting |assistant )?send?co|(?:send?|special(?: educational)? needs) "
        "(?:lead|co ?ordinator)"
    ),
    Role.GOVERNOR: (
        "(?:(?:parent|co opted|la|local authority|foundation|link) )?governor|trustee"
        "|(?:vice )?chair of (?:the )?governors"
    ),
}  # fmt: skip
# What a teacher has besides, without more rights: Year 2 teacher, maths lead.
BESIDES = r"(?:\w+ ){1,3}(?:lead|leader|co ?ordinator)"
PARTS = re.compile(r"\s*(?:[/,;&+()|]|\band\b)\s*")
ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Someone of the list: their name, address, role and classes; or what is wrong with the row.

    The role of a row that is wrong says nothing.
    """

    number: int
    name: str
    email: str
    role: Role
    classes: Sequence[str]
    wrong: str = ""


def guess(header: Sequence[str]) -> list[Column]:
    """What each column holds by its heading; each thing once."""
    found: list[Column] = []
    for heading in header:
        column = _of(heading)
        found.append(Column.NOTHING if column in found else column)
    return found


def knows(heading: str) -> bool:
    """Whether a cell reads like a heading of such a list."""
    return "@" not in heading and _of(heading) is not Column.NOTHING


def _of(heading: str) -> Column:
    told = heading.strip().lower()
    ways = (column for column, way in HEADINGS.items() if re.search(way, told))
    return next(ways, Column.NOTHING)


def role_of(title: str) -> Role | None:
    """What a job title says somebody is here as; None where that is in any doubt."""
    told = " ".join(re.sub(r"[-.]", " ", title.lower()).split())
    parts = [part for part in PARTS.split(told) if part]
    found = [_whole(part) for part in parts]
    roles = {role for role in found if role is not None}
    unknown = [part for part, role in zip(parts, found, strict=True) if role is None]
    if len(roles) != 1:
        return None
    besides = roles == {Role.TEACHER} and all(re.fullmatch(BESIDES, part) for part in unknown)
    return roles.pop() if not unknown or besides else None


def _whole(part: str) -> Role | None:
    roles = [role for role, way in TITLES.items() if re.fullmatch(way, part)]
    return roles[0] if len(roles) == 1 else None


def unsure(rows: Rows, columns: Sequence[Column]) -> list[str]:
    """Each title of a list that has to be asked for, once, in its order; at most 40 of them."""
    told = (dict(zip(columns, cells, strict=False)) for _, cells in rows)
    titles = (_title(each) for each in told)
    asked = dict.fromkeys(title for title in titles if title and role_of(title) is None)
    return list(asked)[:MOST_ASKED]


def _title(told: Mapping[Column, str]) -> str:
    return " ".join(told.get(Column.ROLE, "").split())


def wanted(
    rows: Rows, columns: Sequence[Column], said: Mapping[str, Role] = NOTHING_SAID
) -> list[Wanted]:  # fmt: skip
    """Everyone the rows name, in their order; the same address twice is wrong the second time.

    `said` is what somebody told of each title that was in doubt.
    """
    found: list[Wanted] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        one = _wanted(number, dict(zip(columns, cells, strict=False)), said)
        if not one.wrong and one.email in seen:
            one = replace(one, wrong=f"Row {seen[one.email]} has the same address.")
        seen.setdefault(one.email, number)
        found.append(one)
    return found


def _wanted(number: int, told: Mapping[Column, str], said: Mapping[str, Role]) -> Wanted:
    email, name = told.get(Column.EMAIL, "").strip().lower(), _name(told)
    classes = [
        each.strip() for each in re.split(r"[;,/]", told.get(Column.CLASS, "")) if each.strip()
    ]
    title = _title(told)
    role = said.get(title) or role_of(title)
    if not title and classes:
        role = Role.TEACHER
    return Wanted(
        number=number, name=name, email=email, role=role or Role.TEACHER, classes=classes,
        wrong=_wrong(name, email, role, title),
    )  # fmt: skip


def _name(told: Mapping[Column, str]) -> str:
    """As children say it where there is a title, Ms Farrow; else the whole name."""
    title, surname = told.get(Column.TITLE, ""), told.get(Column.SURNAME, "")
    first = title or told.get(Column.FORENAME, "")
    parts = [told.get(Column.NAME, "")] if told.get(Column.NAME) else [first, surname]
    return one_line(" ".join(parts))


def _wrong(name: str, email: str, role: Role | None, title: str) -> str:
    if not name:
        return "There is no name."
    if len(name) > LONGEST_NAME:
        return "The name is too long."
    if not ADDRESS.fullmatch(email):
        return "There is no email address." if not email else f"{email[:60]} is no email address."
    if role is None:
        unknown = f"“{title[:60]}” may mean several things: say below, or in the list, what it is."
        return unknown if title else "It does not say what they are here as."
    return ""
