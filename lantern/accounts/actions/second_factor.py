"""What becomes of someone's second factor."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from lantern.accounts.actions.trouble import StaffTrouble, no_other_school
from lantern.accounts.models import Member, User
from lantern.accounts.pictures import hats_of
from lantern.audit.actions import Actor, note
from lantern.within import within


@transaction.atomic
def factors_changed(*, user: User, added: bool) -> None:
    """They set up, or took away, one of their own: every school they work at is told."""
    for hat in hats_of(user):
        with within(hat.school.pk):
            note("second factor added" if added else "second factor removed", about=user, by=hat)


@transaction.atomic
def take_second_factor(*, member: Member, by: Actor) -> None:
    """One that is lost, so that they set up another; they are told when they next sign in.

    Every session of theirs ends. Raises StaffTrouble for oneself, and for someone who works at
    another school too: no school may open another's door.
    """
    if member.user_id == by.user_id:
        raise StaffTrouble("Your own is on the page “My second step”.")
    no_other_school(member, by, "second step")
    take_wherever(member=member, by=by)


@transaction.atomic
def take_wherever(*, member: Member, by: Actor) -> None:
    """As `take_second_factor`, wherever else they work: for whoever runs the machine alone."""
    gone, _ = Authenticator.objects.filter(user=member.user).delete()
    if not gone:
        raise StaffTrouble(f"{member.user.name} has set up no second step.")
    note("second factor taken away", about=member, by=by)
    member.user.factor_taken_at, member.user.factor_taken_by = timezone.now(), by.name
    member.user.save(update_fields=["factor_taken_at", "factor_taken_by"])
