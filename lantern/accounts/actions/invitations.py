"""Inviting someone on the staff to come in, and their taking it up."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from lantern.accounts.actions.codes import a_code, digest_of
from lantern.accounts.actions.trouble import StaffTrouble
from lantern.accounts.models import Invitation, Member, Viewer
from lantern.accounts.pictures import whole_invitations, works_elsewhere
from lantern.audit.actions import Actor, note
from lantern.within import within

LASTS = timedelta(days=14)
INVITATION = "invitation"


class NoInvitation(LookupError):
    """No invitation is open by that code; never why."""


@transaction.atomic
def invite(*, member: Member, how: str, by: Actor) -> tuple[Invitation, str]:
    """A code for someone on the staff, shown this once; one they had before opens nothing now.

    It lets them choose a password if they never had one and work at no other school: no school
    may open another's door. `how` it reaches them is told to the audit.
    """
    held = Member.objects.select_for_update().select_related("user").get(pk=member.pk)
    Invitation.objects.filter(member=held, is_open=True).update(is_open=False)
    code, now = a_code(), timezone.now()
    new = not held.user.has_usable_password() and not works_elsewhere(held, by.now.date())
    made = Invitation.objects.create(
        member=member, digest=digest_of(code, opens=INVITATION), sets_password=new,
        until=now + LASTS, made_at=now, made_by=by.name,
    )  # fmt: skip
    note("invited", about=member, by=by, how=how)
    return made, code


def invited_by(code: str) -> Invitation:
    """The open invitation with that code.

    Raises NoInvitation alike for a code that is wrong, used, replaced or too old, and for someone
    who has left.
    """
    digest = digest_of(code, opens=INVITATION)
    found = whole_invitations().filter(digest=digest).first()
    if found is None or not constant_time_compare(found.digest, digest) or not found.opens:
        raise NoInvitation
    return found


@transaction.atomic
def take_up(*, invitation: Invitation, password: str | None) -> None:
    """They are in: with a password of their own where the invitation lets them choose one.

    Raises NoInvitation if it was used meanwhile; StaffTrouble for a password that is not theirs to
    set, or is missing.
    """
    if (password is not None) != invitation.sets_password:
        raise StaffTrouble("A password is chosen by whoever has none, and by nobody else.")
    mine = Invitation.objects.filter(pk=invitation.pk, is_open=True)
    if not invitation.opens or not mine.update(is_open=False):
        raise NoInvitation
    user = invitation.member.user
    if password is not None:
        user.set_password(password)
        user.start_password = False
        user.save(update_fields=["password", "start_password"])
    school = invitation.member.school
    by = Viewer(member=invitation.member, school=school, now=school.now())
    with within(school.pk):  # they come from outside
        note("invitation taken up", about=invitation.member, by=by)
