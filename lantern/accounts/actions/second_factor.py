"""What becomes of someone's second factor."""

from django.db import transaction

from lantern.accounts.models import User
from lantern.accounts.pictures import hats_of
from lantern.audit.actions import note


@transaction.atomic
def factors_changed(*, user: User, added: bool) -> None:
    """They set up, or took away, one of their own: every school they work at is told."""
    for hat in hats_of(user):
        note("second factor added" if added else "second factor removed", about=user, by=hat)
