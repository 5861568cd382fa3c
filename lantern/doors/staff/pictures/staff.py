"""Who works here, in which schools someone works, and who may do what."""

from collections.abc import Sequence
from dataclasses import dataclass

from lantern.accounts.models import Member, User, Viewer
from lantern.accounts.rules import Can, Role, may
from lantern.schools.models import School


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One line of the table: what may be done, and for each role whether it may."""

    words: str
    roles: Sequence[bool]


def table() -> list[Permission]:
    """Who may do what, from the one table in code."""
    return [Permission(words=can.value, roles=[may(role, can) for role in Role]) for can in Can]


def schools_of(user: User) -> list[School]:
    """The schools on whose staff someone is today, by name."""
    rows = Member.objects.filter(user=user).select_related("school").order_by("school__name")
    return [row.school for row in rows if _here(row)]


def _here(member: Member) -> bool:
    today = member.school.now().date()
    return member.starts_on <= today and (member.ends_on is None or member.ends_on >= today)


def staff_of(by: Viewer) -> tuple[list[Member], list[Member]]:
    """The staff of a school: those here now or to come, and those who left; each by name."""
    rows = Member.objects.visible_to(by).select_related("user").order_by("user__name", "pk")
    here: list[Member] = []
    left: list[Member] = []
    for row in rows:
        gone = row.ends_on is not None and row.ends_on < by.today
        (left if gone else here).append(row)
    return here, left
