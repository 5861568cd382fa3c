"""A pretend school's life, one half term after another, up to today."""

from collections.abc import Callable
from fractions import Fraction

from lantern.demo.actions.afterwards import correct_late, open_again
from lantern.demo.actions.half import Half, halves_of
from lantern.demo.actions.present import as_it_is_today
from lantern.demo.actions.recording import record_attendance, record_weeks
from lantern.demo.actions.reviewing import close_class, judge_class
from lantern.demo.actions.roll import begin_year, come_and_go, end_year, know_families
from lantern.demo.actions.stage import Stage
from lantern.schools.models import AcademicYear

Say = Callable[[str], None]
SHARES = (Fraction(1, 2), Fraction(1), Fraction(4, 5), Fraction(1, 5), Fraction(0))


def live(stage: Stage, say: Say) -> None:
    """Every half term that has begun: the office loads, teachers enter and judge, classes close."""
    step = 0
    for calendar in stage.pretence.years:
        year = AcademicYear.objects.get(school=stage.school, starts_on__year=int(calendar[:4]))
        stage = begin_year(stage, year, calendar)
        for half in halves_of(stage, year, calendar, step):
            say(f"    {half.period.name} {year.name}")
            stage = _half_term(stage, half)
            step += 1
        end_year(stage, year, calendar)
    know_families(stage)
    as_it_is_today(stage)


def _half_term(stage: Stage, half: Half) -> Stage:
    stage = come_and_go(stage, half)
    record_attendance(stage, half)
    record_weeks(stage, half)
    for place, school_class in enumerate(half.classes):
        share = Fraction(1) if half.is_over else SHARES[place % len(SHARES)]
        judge_class(stage, half, school_class, share)
        if half.is_over:
            close_class(stage, half, school_class)
    if half.is_over:
        open_again(stage, half)
        correct_late(stage, half)
    return stage
