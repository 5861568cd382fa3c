"""Judging: one voice's view of one child, added and never edited."""

from django.db import IntegrityError, transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.judgements.models import Cell, Judgement, Voice, What
from lantern.schemes.rules import areas_for, attainment_for, scale_of, subjects_for


class NotOnTheScale(ValueError):
    """The value is no rating of that area, or no step of that subject for the child's year."""


class JudgedMeanwhile(RuntimeError):
    """Someone else judged the same cell in the same moment."""


@transaction.atomic
def judge(
    *, cell: Cell, value: str, reason: str = "", correction: str = "", by: Viewer
) -> Judgement:
    """Add one voice's judgement; what stood before is superseded, never lost (domain 2.15).

    An empty value takes back. Saying the same thing again adds nothing, and without a reason leaves
    the one that was given. Raises NotOnTheScale, and JudgedMeanwhile when another judgement of the
    same cell came first.
    """
    if value not in sayable(cell):
        raise NotOnTheScale(value)
    before = Judgement.objects.of(cell).first()
    if before is not None and says_so_already(before, value, reason):
        return before
    if before is not None and not Judgement.objects.filter(pk=before.pk).step_down():
        raise JudgedMeanwhile
    row = Judgement(
        **cell.columns(), value=value, reason=reason, supersedes=before,
        correction=correction if before else "", recorded_at=by.now, recorded_by=by.member.user,
    )  # fmt: skip
    _save(row)
    note("judged", about=cell.pupil, by=by, what=cell.what, key=cell.key, voice=cell.voice)
    return row


def _save(row: Judgement) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as clash:
        raise JudgedMeanwhile from clash


def says_so_already(before: Judgement, value: str, reason: str) -> bool:
    """Whether what stands says all of it: the same value, and the reason if one is given now."""
    return before.value == value and reason in ("", before.reason)


def sayable(cell: Cell) -> set[str]:
    """Everything that may be said in a cell, taking back and "not rated" too.

    Nothing may in a voice that the scheme does not have, nor in an area or a subject that it does
    not have for a child of this year by the end of the period.
    """
    scheme, period = cell.version.scheme, cell.period
    things = areas_for if cell.what == What.AREA else subjects_for
    year = cell.pupil.year_in(period.year.starts_on)
    names = {Voice.CHILD: scheme.voices.child, Voice.AGREED: scheme.voices.agreed}
    if not names.get(cell.voice, "the mentor's is always heard") or all(
        thing.key != cell.key for thing in things(scheme, year, period.ends_on)
    ):
        return set()
    return {"", Judgement.NOT_RATED, *values_of(cell)}


def values_of(cell: Cell) -> list[str]:
    """The ratings or steps that the scheme has for this cell and this child's year."""
    scheme = cell.version.scheme
    if cell.what == What.AREA:
        area = next((area for area in scheme.areas if area.key == cell.key), None)
        return [rating.key for rating in scale_of(scheme, area).ratings] if area else []
    year = cell.pupil.year_in(cell.period.year.starts_on)
    scale = attainment_for(scheme, cell.key, year)
    return [step.key for step in scale.steps] if scale else []
