"""September in the school of 420: looked at, done, undone, and done again."""

from dataclasses import replace
from datetime import date

from lantern.demo.presets import calendar
from lantern.roster.actions.rollover import roll_over, undo_rollover
from lantern.roster.models import Enrolment, Rollover
from lantern.roster.pictures.rollover import planned, preview_of
from lantern.roster.rules.rollover import Rolled
from lantern.schools.actions import set_year
from lantern.schools.models import AcademicYear
from lantern.schools.rules import Dates, TermDates, YearDates, read_year
from tests.bench.the_school import recipe, seconds, the_school, viewer


def measure() -> dict[str, float]:
    by = viewer()
    year = set_year(school=the_school(), year=the_year_after(), by=by)
    plan = looked_at(year, by.today)
    previewed = seconds(lambda: looked_at(year, by.today))
    done = seconds(lambda: roll_over(year=year, digest=plan.digest, by=by))
    first = Rollover.objects.get(year=year)
    moved = Enrolment.objects.filter(school_class__year=year).count()
    assert moved == len(plan.moves) > 300, first.counts
    undone = seconds(lambda: undo_rollover(rollover=first, by=by))
    again = seconds(lambda: roll_over(year=year, digest=plan.digest, by=by))
    undo_rollover(rollover=Rollover.objects.standing().get(year=year), by=by)
    return {
        "rollover_children": len(plan.moves) + len(plan.leaves), "rollover_preview_s": previewed,
        "rollover_s": done, "rollover_undone_s": undone, "rollover_again_s": again,
    }  # fmt: skip


def looked_at(year: AcademicYear, today: date) -> Rolled:
    """What the page of the preview works out."""
    turn, _, plan = planned(year, today)
    preview_of(turn, plan)
    return plan


def the_year_after() -> YearDates:
    """The present calendar a year later: its days of the week do not matter here."""
    now = read_year(calendar(recipe().schools[0].years[-1]))[0]
    terms = tuple(
        TermDates(dates=_later(term.dates), halves=tuple(_later(half) for half in term.halves))
        for term in now.terms
    )
    whole = _later(now.dates)
    name = f"{whole.starts_on.year}/{whole.ends_on.year % 100}"
    return YearDates(dates=replace(whole, name=name), terms=terms)


def _later(span: Dates) -> Dates:
    first, last = (day.replace(year=day.year + 1) for day in (span.starts_on, span.ends_on))
    return replace(span, starts_on=first, ends_on=last)
