"""Letting someone in for one day, and ending that (decision 27)."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.crypto import constant_time_compare

from lantern.accounts.actions.codes import a_code, digest_of
from lantern.accounts.actions.trouble import StaffTrouble
from lantern.accounts.models import Member, User, Viewer, Visit
from lantern.accounts.pictures import visit_of, whole_visits
from lantern.accounts.rules import Role
from lantern.audit.actions import note
from lantern.within import within

NOWHERE = "visitor.invalid"  # RFC 2606, 2: no mail reaches it, and no provider can vouch for it
VISIT = "visit"


class NoVisit(LookupError):
    """No day is open by that code; never why."""


@transaction.atomic
def let_in(*, name: str, where: str, until: datetime, by: Viewer) -> tuple[Visit, str]:
    """A code for someone who is not on the staff, shown this once, for today until that moment.

    `where` is told to the audit. Raises StaffTrouble for a moment that is over, or after midnight.
    """
    if until <= by.now:
        raise StaffTrouble("That time is over: choose a later one.")
    midnight = by.school.midnight_after(by.today)
    if until > midnight:
        raise StaffTrouble("A code is for today alone: print one each day.")
    user = User.objects.create_user(
        email=f"{uuid4()}@{NOWHERE}", name=name, password=None, is_visitor=True
    )
    member = Member.objects.create(
        user=user, school=by.school, role=Role.SUPPLY, starts_on=by.today, ends_on=by.today
    )
    code = a_code()
    visit = Visit.objects.create(
        member=member, digest=digest_of(code, opens=VISIT), until=until, made_at=by.now,
        made_by=by.name,
    )  # fmt: skip
    told = "midnight" if until == midnight else f"{until:%H:%M}"
    note("let in for a day", about=member, by=by, where=where, until=told)
    return visit, code


@transaction.atomic
def begin_visit(*, code: str) -> Visit:
    """They are in. Raises NoVisit alike for a code that is wrong, used, ended or of another day."""
    digest = digest_of(code, opens=VISIT)
    found = whole_visits().filter(digest=digest).first()
    if found is None or not constant_time_compare(found.digest, digest) or found.is_over:
        raise NoVisit
    school = found.member.school
    by = Viewer(member=found.member, school=school, now=school.now())
    unused = Visit.objects.filter(pk=found.pk, came_in=None, ended_at=None)
    if not unused.update(came_in=by.now):
        raise NoVisit
    with within(school.pk):  # they come from outside
        note("came in for a day", about=found.member, by=by)
    return found


@transaction.atomic
def end_visit(*, visit: Visit, by: Viewer) -> None:
    """Its code opens nothing now, and whoever came in by it is out. Again changes nothing."""
    lasting = Visit.objects.filter(pk=visit.pk, ended_at=None)
    if lasting.update(ended_at=by.moment(), ended_by=by.name):
        note("day ended early", about=visit.member, by=by)


def is_code_of(user: User, code: str) -> bool:
    """Whether it is the code by which that visitor came in: it unlocks their own screen again."""
    visit = visit_of(user)
    return visit is not None and constant_time_compare(visit.digest, digest_of(code, opens=VISIT))
