"""The roll of a pretend school: the office's file each September, and who comes and goes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from lantern.demo.actions.half import Half
from lantern.demo.actions.stage import Stage
from lantern.demo.rules import Child, as_csv
from lantern.roster.actions import (
    apply_roster,
    end_staffing,
    leave,
    open_class,
    restrict,
    set_mentor,
    staff_class,
)
from lantern.roster.models import ClassStaff, GuardianLink, Pupil
from lantern.roster.pictures import plan_of, table_of
from lantern.roster.rules import guess_mapping
from lantern.schools.actions import draw_periods
from lantern.schools.models import AcademicYear, HalfTerm

COURT = "Family Court"


def begin_year(stage: Stage, year: AcademicYear, calendar: str) -> Stage:
    """Its classes with their adults, and everyone who is there from the first day."""
    halves = HalfTerm.objects.filter(term__year=year).order_by("starts_on")
    first = max(halves[0].starts_on, stage.pretence.since)
    by = stage.leader(first)
    draw_periods(year=year, span="half-term", by=by)
    for room in stage.pretence.classes:
        school_class = open_class(year=year, name=room.name, by=by)
        for name in filter(None, [room.teacher, room.assistant]):
            staff_class(
                school_class=school_class, member=stage.staff[name], lead=name == room.teacher,
                starts_on=first, by=by,
            )  # fmt: skip
    there = [child for child in stage.children if calendar in child.classes]
    known = [child for child in there if child.joined_on is None or child.joined_on < first]
    return _load(stage, known, year, calendar, first)


def _load(
    stage: Stage, children: Iterable[Child], year: AcademicYear, calendar: str, on: date
) -> Stage:
    file = as_csv(children, calendar)
    table = table_of(file, f"{stage.school.key}.csv")
    plan = plan_of(table, guess_mapping(table.header), year=year, on=on)
    if plan.refused:
        raise ValueError(f"The recipe makes children whom no roll takes: {plan.refused}")
    apply_roster(school=stage.school, plan=plan, on=on, by=stage.office(on))
    pupils = Pupil.objects.filter(school=stage.school)
    return replace(stage, pupils={pupil.upn: pupil for pupil in pupils})


def come_and_go(stage: Stage, half: Half) -> Stage:
    """Those who join in this half term come in a file of their own; leavers are told of."""
    days = frozenset(half.days)
    for on in sorted({child.joined_on for child in stage.children if child.joined_on in days}):
        joining = [
            child
            for child in stage.children
            if child.joined_on == on and half.calendar in child.classes
        ]
        stage = _load(stage, joining, half.period.year, half.calendar, on)
    for child in stage.children:
        if child.left_on in days:
            leave(
                pupil=stage.pupils[child.upn],
                last_day=child.left_on,
                by=stage.office(child.left_on),
            )
    return stage


def end_year(stage: Stage, year: AcademicYear, calendar: str) -> None:
    """Once it is over: adults leave its classes, and those who have no class to go to leave."""
    if year.ends_on >= stage.recipe.today:
        return
    last = HalfTerm.objects.filter(term__year=year).order_by("-starts_on")[0].ends_on
    by = stage.office(last)
    for child in stage.children:
        if max(child.classes) == calendar:
            leave(pupil=stage.pupils[child.upn], last_day=last, by=by)
    for place in ClassStaff.objects.filter(school_class__year=year, ends_on=None):
        end_staffing(place=place, last_day=year.ends_on, by=stage.leader(last))


def know_families(stage: Stage) -> None:
    """What the stories say of families and mentors."""
    on = stage.recipe.today
    for child in stage.children:
        pupil = stage.pupils.get(child.upn)
        if child.story is None or pupil is None:
            continue
        if child.story.mentor:
            mentor = stage.staff[child.story.mentor]
            set_mentor(pupil=pupil, mentor=mentor, starts_on=on, by=stage.leader(on))
        for adult in child.story.adults:
            if adult.restricted:
                link = GuardianLink.objects.get(pupil=pupil, guardian__surname=adult.surname)
                restrict(
                    link=link, kind=adult.restricted, made_on=on.replace(month=3), court=COURT,
                    by=stage.leader(on),
                )  # fmt: skip
