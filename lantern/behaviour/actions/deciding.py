"""A leader's word on what is due: it goes home, it waits, or nothing is told."""

from django.db import IntegrityError, transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.behaviour.models import Decision, Due


class DecidedMeanwhile(RuntimeError):
    """Someone else decided it in the same moment, or its award was taken back."""


def decide(*, due: Due, word: Decision.Word, why: str = "", by: Viewer) -> Decision:
    """Say what becomes of it; what was said before steps down, and stays.

    Saying the same again adds nothing. Raises DecidedMeanwhile, also of what was withdrawn: it is
    due no more.
    """
    try:
        return _decide(due, word, why, by)
    except IntegrityError as clash:
        raise DecidedMeanwhile from clash


@transaction.atomic
def _decide(due: Due, word: Decision.Word, why: str, by: Viewer) -> Decision:
    before = Decision.objects.standing().filter(due=due).first()
    if before is not None and before.word == Decision.Word.WITHDRAWN:
        raise DecidedMeanwhile
    if before is not None and before.word == word:
        return before
    if before is not None and not Decision.objects.filter(pk=before.pk).step_down():
        raise DecidedMeanwhile
    made = Decision.objects.create(
        due=due, word=word, why=why, at=by.moment(), by=by.member.user
    )  # fmt: skip
    note("decided", about=due, by=by, word=str(word.label).lower())
    return made
