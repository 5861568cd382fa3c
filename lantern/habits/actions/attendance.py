"""Recording attendance: session marks and totals, one child or a whole school at a time."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.habits.actions.superseding import Writing, hold, told_once, write
from lantern.habits.models import AttendanceMark, AttendanceTotal
from lantern.habits.pictures.standing import (
    MarkPlace,
    TotalPlace,
    standing_marks,
    standing_totals,
)
from lantern.habits.rules import (
    SESSIONS,
    CannotRecord,
    Mark,
    Recorded,
    Total,
    category,
    total_trouble,
)
from lantern.roster.models import Pupil


@transaction.atomic
def record_marks(*, marks: Sequence[Mark], by: Viewer, reason: str = "") -> Recorded:
    """Session marks; one that stands already is left, one that differs is superseded.

    `reason` is kept with each correction. Raises CannotRecord for a code that the day does not
    have, a session other than am and pm, two marks for one session, or a child not of this school.
    """
    if not marks:
        return Recorded()
    told = told_once(((mark.pupil, mark.on, mark.session), mark.code) for mark in marks)
    _check_codes(told.items())
    pupils = hold(Pupil.objects.visible_to(by), (pupil for pupil, _, _ in told))
    days = [on for _, on, _ in told]
    standing = standing_marks(pupils, min(days), max(days))
    writing = Writing(by=by, reason=reason)
    done = write(told, standing, AttendanceMark, _mark_columns, writing)
    _note("attendance marks recorded", done, min(days), max(days), len(pupils), (by, reason))
    return done


def _check_codes(told: Iterable[tuple[MarkPlace, str]]) -> None:
    """Each code once a day: a school's year has far more marks than such pairs."""
    pairs = {(code, on) for (_, on, _), code in told}
    for code, on in pairs:
        category(code, on)
    if any(session not in SESSIONS for (_, _, session), _ in told):
        raise CannotRecord("A session is am or pm.")


def _mark_columns(place: MarkPlace, code: str) -> dict[str, object]:
    pupil, on, session = place
    return {"pupil_id": pupil, "on": on, "session": session, "code": code}


@transaction.atomic
def record_totals(*, totals: Sequence[Total], by: Viewer, reason: str = "") -> Recorded:
    """Totals between two days; the same days again supersede what differs.

    Raises CannotRecord for totals that cannot be, or for a child not of this school.
    """
    if not totals:
        return Recorded()
    told = told_once(
        ((total.pupil, total.starts_on, total.ends_on), (total.possible, total.attended))
        for total in totals
    )
    for (_, since, until), (possible, attended) in told.items():
        if trouble := total_trouble(possible, attended, since, until):
            raise CannotRecord(trouble)
    pupils = hold(Pupil.objects.visible_to(by), (pupil for pupil, _, _ in told))
    first, last = min(since for _, since, _ in told), max(until for _, _, until in told)
    standing = standing_totals(pupils, first, last)
    writing = Writing(by=by, reason=reason)
    done = write(told, standing, AttendanceTotal, _total_columns, writing)
    _note("attendance totals recorded", done, first, last, len(pupils), (by, reason))
    return done


def _total_columns(place: TotalPlace, says: tuple[int, int]) -> dict[str, object]:
    pupil, starts_on, ends_on = place
    possible, attended = says
    return {
        "pupil_id": pupil, "starts_on": starts_on, "ends_on": ends_on,
        "possible": possible, "attended": attended,
    }  # fmt: skip


def _note(
    did: str, done: Recorded, since: date, until: date, children: int, whose: tuple[Viewer, str]
) -> None:
    by, reason = whose
    if done.wrote:
        note(
            did, about=by.school, by=by, since=str(since), until=str(until),
            children=children, added=done.added, changed=done.changed, reason=reason,
        )  # fmt: skip
