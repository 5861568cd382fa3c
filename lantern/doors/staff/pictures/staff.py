"""Who works here, in which schools someone works, and who may do what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lantern.accounts.models import Member, Viewer
from lantern.accounts.pictures import open_codes
from lantern.accounts.rules import ROLE_NAMES, Can, Role, may, takeable, taken_as
from lantern.schools.models import School


@dataclass(frozen=True, kw_only=True)
class Right:
    """One role in a line of the table: whether it may here, or `would` but for what is taken.

    `word` is how a school's row takes just this, if it is `ticked`; empty for what none can take.
    """

    role: str
    may: bool
    would: bool
    ticked: bool
    word: str


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One line of the table: what may be done, and what each role may of it."""

    words: str
    roles: Sequence[Right]


def by_surname(name: str) -> tuple[str, str]:
    """Where an adult stands in a list: Ms Farrow by her last name, whatever her title."""
    return name.split()[-1].casefold() if name.split() else "", name


def table(school: School) -> list[Permission]:
    """Who may do what: the one table in code, and what this school takes away from it."""
    return [
        Permission(words=can.value, roles=[_right(role, can, school) for role in Role])
        for can in Can
    ]


def _right(role: Role, can: Can, school: School) -> Right:
    word = taken_as(role, can) if can in takeable(role) else ""
    return Right(
        role=ROLE_NAMES[role], may=may(role, can, school.taken), would=may(role, can),
        ticked=word in school.taken, word=word,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class OnStaff:
    """Someone on the staff; whether they are still `to_come`, and how long their code is good."""

    member: Member
    to_come: bool
    until: datetime | None


def staff_of(by: Viewer) -> tuple[list[OnStaff], list[Member]]:
    """The staff of a school: those here now or to come, and those who left; each by surname."""
    known = Member.objects.visible_to(by).select_related("user").order_by("pk")
    rows = sorted(known, key=lambda row: by_surname(row.user.name))
    codes = open_codes(by)
    here: list[OnStaff] = []
    left: list[Member] = []
    for row in rows:
        if row.ends_on is not None and row.ends_on < by.today:
            left.append(row)
        else:
            here.append(_on_staff(row, codes.get(row.pk)))
    return here, left


def _on_staff(member: Member, until: datetime | None) -> OnStaff:
    user = member.user
    never = not user.has_usable_password() and user.last_login is None
    return OnStaff(member=member, to_come=never, until=until if never else None)
