"""What happens to a review after it was closed: a correction beneath it, and one opened again."""

from datetime import timedelta

from lantern.demo.actions.half import Half
from lantern.demo.actions.reviewing import close_class
from lantern.demo.actions.stage import Stage
from lantern.habits.actions import record_marks
from lantern.habits.models import AttendanceMark
from lantern.habits.rules import Mark
from lantern.reviews.actions import reopen
from lantern.reviews.models import Closure

A_FORTNIGHT = timedelta(days=14)
LEAVE = "M"  # a medical appointment, known only when the letter came


def correct_late(stage: Stage, half: Half) -> None:
    """In the present year, one storied child's day away turns out to have been an appointment."""
    if half.calendar != stage.pretence.years[-1]:
        return
    storied = {stage.pupils[c.upn].pk for c in stage.children if c.story and c.upn in stage.pupils}
    away = AttendanceMark.objects.standing().filter(
        pupil__in=storied, on__in=half.days, code__in=["I", "O"]
    )
    mark = away.order_by("pk").first()
    if mark is None:
        return
    put_right = Mark(pupil=mark.pupil_id, on=mark.on, session=mark.session, code=LEAVE)
    by = stage.office(half.last_day + A_FORTNIGHT)
    record_marks(marks=[put_right], by=by, reason=stage.recipe.reasons.late)


def open_again(stage: Stage, half: Half) -> None:
    """In the present year, the first class is opened again by the head and closed once more."""
    if half.calendar != stage.pretence.years[-1]:
        return
    school_class = half.classes[0]
    closure = Closure.objects.get(school_class=school_class, period=half.period, stands=True)
    reason = stage.recipe.reasons.reopened
    reopen(closure=closure, reason=reason, by=stage.leader(half.last_day))
    close_class(stage, half, school_class)
