"""Taking what devices tell: each deed once, all of a sending or none (decision 36)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db import IntegrityError, transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.behaviour.actions.giving import give
from lantern.behaviour.actions.raising import raise_due, withdraw
from lantern.behaviour.actions.taking_back import take_back, taken_back_before
from lantern.behaviour.models import Given, TakenBack
from lantern.behaviour.rules import Deed, Give, TakeBack

Outcome = Literal["taken", "known", "refused"]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What became of one deed: taken now, known already, or refused for a reason in plain words."""

    ref: UUID
    outcome: Outcome
    words: str = ""


def record(*, deeds: Sequence[Deed], by: Viewer) -> list[Answer]:
    """Take what was not taken before; an answer to each, in their order.

    The same deed any number of times, together or one after the other, counts once.
    """
    try:
        return _record(deeds, by)
    except IntegrityError:  # the same came twice in one moment: now it is there
        return _record(deeds, by)


@transaction.atomic
def _record(deeds: Sequence[Deed], by: Viewer) -> list[Answer]:
    told = {deed.ref: deed for deed in reversed(deeds)}  # of two with one ref, the first
    known = _known(told)
    new = [deed for deed in told.values() if deed.ref not in known][::-1]
    refused = _give([each for each in new if isinstance(each, Give)], by)
    refused |= _take_back([each for each in new if isinstance(each, TakeBack)], by)
    return [_answer(deed.ref, known, refused) for deed in deeds]


def _known(told: Iterable[UUID]) -> set[UUID]:
    refs = list(told)
    given = Given.objects.filter(ref__in=refs).values_list("ref", flat=True)
    taken = TakenBack.objects.filter(ref__in=refs).values_list("ref", flat=True)
    return {*given, *taken}


def _give(deeds: Sequence[Give], by: Viewer) -> dict[UUID, str]:
    if not deeds:
        return {}
    gave = give(deeds, by=by)
    for tap in gave.taps:
        note("gave", about=gave.rows[tap.deed.ref], by=by, whom=tap.whom)
    for given in taken_back_before(gave.rows, by=by):
        note("took back", about=given, by=by)
    raise_due([(gave.rows[tap.deed.ref], tap) for tap in gave.taps], by=by)
    return dict(gave.refused)


def _take_back(deeds: Sequence[TakeBack], by: Viewer) -> dict[UUID, str]:
    refused = {}
    for deed in deeds:
        took = take_back(deed, by=by)
        if took.given is not None:
            note("took back", about=took.given, by=by)
            for due in withdraw(took.given, by=by):
                note("withdrew", about=due, by=by)
        if took.words:
            refused[deed.ref] = took.words
    return refused


def _answer(ref: UUID, known: set[UUID], refused: Mapping[UUID, str]) -> Answer:
    if ref in known:
        return Answer(ref=ref, outcome="known")
    if ref in refused:
        return Answer(ref=ref, outcome="refused", words=refused[ref])
    return Answer(ref=ref, outcome="taken")
