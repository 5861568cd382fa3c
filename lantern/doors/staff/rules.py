"""A list of staff from a spreadsheet: what its columns hold, and whom each row would add."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lantern.accounts.rules import Role
from lantern.design.rules import one_line

LONGEST_NAME = 120


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
# In the order in which they are tried: a head of the office is no head.
ROLES = {
    Role.ASSISTANT: r"assistant|\bta\b|\bhlta\b|\blsa\b|support|nursery nurse|midday",
    Role.OFFICE: r"office|admin|bursar|secretar|business|clerk|reception(ist)?\b",
    Role.NEEDS: r"sen ?co|sendco|special|inclusion",
    Role.GOVERNOR: r"governor|trustee",
    Role.LEADER: r"head|deputy|leader|principal|\bslt\b",
    Role.TEACHER: r"teach|\bect\b|\bnqt\b",
}
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


def wanted(
    rows: Iterable[tuple[int, Sequence[str]]], columns: Sequence[Column]
) -> list[Wanted]:  # fmt: skip
    """Everyone the rows name, in their order; the same address twice is wrong the second time."""
    found: list[Wanted] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        one = _wanted(number, dict(zip(columns, cells, strict=False)))
        if not one.wrong and one.email in seen:
            one = replace(one, wrong=f"Row {seen[one.email]} has the same address.")
        seen.setdefault(one.email, number)
        found.append(one)
    return found


def _wanted(number: int, told: Mapping[Column, str]) -> Wanted:
    email, name = told.get(Column.EMAIL, "").strip().lower(), _name(told)
    classes = [
        each.strip() for each in re.split(r"[;,/]", told.get(Column.CLASS, "")) if each.strip()
    ]
    role = _role(told.get(Column.ROLE, ""), bool(classes))
    return Wanted(
        number=number, name=name, email=email, role=role or Role.TEACHER, classes=classes,
        wrong=_wrong(name, email, role, told.get(Column.ROLE, "")),
    )  # fmt: skip


def _name(told: Mapping[Column, str]) -> str:
    """As children say it where there is a title, Ms Farrow; else the whole name."""
    title, surname = told.get(Column.TITLE, ""), told.get(Column.SURNAME, "")
    first = title or told.get(Column.FORENAME, "")
    parts = [told.get(Column.NAME, "")] if told.get(Column.NAME) else [first, surname]
    return one_line(" ".join(parts))


def _role(words: str, has_class: bool) -> Role | None:
    told = words.strip().lower()
    if not told and has_class:
        return Role.TEACHER
    return next((role for role, way in ROLES.items() if told and re.search(way, told)), None)


def _wrong(name: str, email: str, role: Role | None, words: str) -> str:
    if not name:
        return "There is no name."
    if len(name) > LONGEST_NAME:
        return "The name is too long."
    if not ADDRESS.fullmatch(email):
        return "There is no email address." if not email else f"{email[:60]} is no email address."
    if role is None:
        said = " ".join(words.split())[:60]
        return f"“{said}” is no role here." if said else "It does not say what they are here as."
    return ""
