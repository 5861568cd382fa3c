"""Taking back what was given: the tap stays, and what it moved counts no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.behaviour.models import Given, Move, TakenBack
from lantern.behaviour.rules import TakeBack, why_not_taken_back
from lantern.roster.models import Pupil


@dataclass(frozen=True, kw_only=True)
class TookBack:
    """What became of it: why not, or the tap that was taken back, None while it is not here yet."""

    words: str = ""
    given: Given | None = None


def take_back(deed: TakeBack, *, by: Viewer) -> TookBack:
    """Take back a tap, or one child's part of it; whoever calls it writes the note.

    One that is not here yet is taken back by its own giver as it comes (a sending may overtake
    another). What nobody gave at this school is no different from that, and moves nothing.
    """
    given = Given.objects.filter(school=by.school, ref=deed.of).first()
    if given is not None and (words := _why_not(deed, given, by)):
        return TookBack(words=words)
    pupil = Pupil.objects.praised_by(by).filter(ref=deed.pupil).first() if deed.pupil else None
    if deed.pupil and pupil is None:
        return TookBack(words="That child is not on your list.")
    TakenBack.objects.create(
        ref=deed.ref, school=by.school, of=deed.of, pupil=pupil, why=deed.why, at=deed.at,
        recorded_at=by.now, recorded_by=by.member.user,
    )  # fmt: skip
    if given is not None:
        _step_down(given, pupil)
    return TookBack(given=given)


def _why_not(deed: TakeBack, given: Given, by: Viewer) -> str:
    return why_not_taken_back(
        given_at=given.at, back_at=deed.at, same_person=given.recorded_by_id == by.user_id,
        why=deed.why, may_see=_may_see(given, by),
    )  # fmt: skip


def _may_see(given: Given, by: Viewer) -> bool:
    return by.may(Can.RECORD_CONCERNS) and Given.objects.visible_to(by).filter(pk=given.pk).exists()


def taken_back_before(rows: Mapping[UUID, Given], *, by: Viewer) -> list[Given]:
    """What the same person took back before it came counts from the beginning as taken back."""
    early = TakenBack.objects.filter(of__in=list(rows), school=by.school, recorded_by=by.user_id)
    found = [(rows[each.of], each.pupil) for each in early.select_related("pupil")]
    for given, pupil in found:
        _step_down(given, pupil)
    return [given for given, _ in found]


def _step_down(given: Given, pupil: Pupil | None) -> None:
    moves = Move.objects.filter(given=given)
    (moves.filter(pupil=pupil) if pupil else moves).step_down()
