"""Who someone is here: by their second factor, at each school, at the machine itself."""

from collections.abc import Iterable
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from lantern.accounts.models import Invitation, Member, User, Viewer, Visit
from lantern.accounts.rules import Role
from lantern.schools.models import School


def is_fresh() -> bool:
    """Whether this installation has no school yet. The demo makes its own."""
    return not settings.DEMO and not School.objects.exists()


def has_second_factor(user: User) -> bool:
    """Whether they have an app or a passkey; recovery codes alone are none."""
    found = Authenticator.objects.filter(user=user)
    return bool(found.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def hats_of(user: User) -> list[Viewer]:
    """Who they are today, at each school on whose staff they are, by the school's name."""
    rows = Member.objects.filter(user=user).select_related("school").order_by("school__name")
    hats = [Viewer(member=row, school=row.school, now=row.school.now()) for row in rows]
    for hat in hats:
        hat.member.user = user
    return [hat for hat in hats if hat.member.is_here(hat.today)]


def works_elsewhere(member: Member, on: date) -> bool:
    """Whether they are on another school's staff on a day, or later: so none opens their door."""
    others = Member.objects.filter(user=member.user_id).exclude(pk=member.pk)
    return bool(others.not_over(on).exists())


def on_a_staff(addresses: Iterable[str]) -> User | None:
    """Whoever signs in with one of these addresses, and is on a school's staff today."""
    lower = [address.lower() for address in addresses]
    user = User.objects.filter(email__in=lower, is_active=True).first()
    return user if user is not None and hats_of(user) else None


def whole_invitations() -> QuerySet[Invitation]:
    """Every invitation with whom it is for, and where."""
    return Invitation.objects.select_related("member__school", "member__user")


def open_codes(by: Viewer) -> dict[int, datetime]:
    """Until when the code of each of the school's staff is good, by member; not one too old."""
    rows = Invitation.objects.filter(member__school=by.school, is_open=True)
    rows = rows.filter(until__gt=timezone.now())
    return dict(rows.values_list("member", "until"))


def invitation_numbered(number: int) -> Invitation | None:
    """The one whose code someone had right, while it opens."""
    found = whole_invitations().filter(pk=number).first()
    return found if found is not None and found.opens else None


def whole_visits() -> QuerySet[Visit]:
    """Every visit with who it is, and where."""
    return Visit.objects.select_related("member__school", "member__user")


def visit_of(user: User) -> Visit | None:
    """The one day of a visitor, over or not; None for whoever is on a staff."""
    return whole_visits().filter(member__user=user).first()


class NobodyThere(LookupError):
    """No such school, or nobody on its staff by that email, in one plain sentence."""


def at_the_machine(school_key: str, *, email: str = "", now: datetime | None = None) -> Viewer:
    """A member of staff for a command to act as: the one with that email, else a leader.

    Whoever runs the machine has the school's whole database, so a leader's sight shows them
    nothing new. Raises NobodyThere.
    """
    school = School.objects.filter(key=school_key).select_related("trust").first()
    if school is None:
        known = ", ".join(School.objects.order_by("key").values_list("key", flat=True))
        raise NobodyThere(f'There is no school "{school_key}". There is: {known or "none yet"}.')
    moment = now or school.now()
    staff = Member.objects.filter(school=school).current(moment.date()).select_related("user")
    chosen = staff.filter(user__email=email.lower()) if email else staff.filter(role=Role.LEADER)
    member = chosen.order_by("starts_on", "pk").first()
    if member is None:
        who = f"nobody with the email {email}" if email else "no leader"
        raise NobodyThere(f"There is {who} on the staff of {school.name}.")
    return Viewer(member=member, school=school, now=moment, at_the_machine=True)
