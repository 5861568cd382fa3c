"""A class that two teachers share."""

from datetime import date

from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from lantern.roster.actions import Share, share_class
from lantern.roster.models import SchoolClass
from tests.cast import Cast, a_member, works_in


def mr_half(
    cast: Cast, school_class: SchoolClass, beside: Member, days: tuple[str, str], *, since: date,
    mentors: bool,
) -> Member:  # fmt: skip
    """He shares a class with whoever is `beside` him, whose days come first, and may mentor it."""
    member = a_member(cast.school, Role.TEACHER, "Mr Half")
    works_in(school_class, member, lead=True)
    theirs, his = days
    shares = [
        Share(member=beside, weekdays=theirs, mentors=not mentors),
        Share(member=member, weekdays=his, mentors=mentors),
    ]
    share_class(school_class=school_class, shares=shares, starts_on=since, by=cast.viewer("leader"))
    return member
