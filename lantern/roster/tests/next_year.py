"""The cast's school a year later, and how its rows are compared."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any  # a row of any table
from zoneinfo import ZoneInfo

from django.apps import apps

from lantern.accounts.models import Member, Viewer
from lantern.audit.models import Note
from lantern.roster.actions.rollover import roll_over, wish
from lantern.roster.models import Enrolment, Pupil, Rollover, RolloverDraft, SchoolClass
from lantern.roster.pictures.rollover import planned
from lantern.roster.rules.rollover import Goes, Rolled, Row, Team, Wishes
from lantern.schools.actions import TermDates, YearDates, set_year
from lantern.schools.models import AcademicYear, School
from lantern.schools.rules import Dates
from tests.cast import YEAR, Cast, a_job

BEGINS = date(2027, 9, 1)
LAST_DAY = date(2027, 8, 31)
LAST_SCHOOL_DAY = date(2027, 7, 21)
JULY = date(2027, 7, 9)
UP = Goes(to="Falcons")
Everything = dict[str, list[tuple[Any, ...]]]


def a_year_later(school: School, years: int = 1) -> AcademicYear:
    """The same terms so many years later."""
    terms = tuple(
        TermDates(
            dates=_later(term.dates, years),
            halves=tuple(_later(half, years) for half in term.halves),
        )
        for term in YEAR.terms
    )
    whole = _later(YEAR.dates, years)
    name = f"{whole.starts_on.year}/{whole.ends_on.year % 100}"
    told = YearDates(dates=replace(whole, name=name), terms=terms, closed=())
    return set_year(school=school, year=told, by=a_job(school))


def _later(dates: Dates, years: int) -> Dates:
    first, last = (day.replace(year=day.year + years) for day in (dates.starts_on, dates.ends_on))
    return replace(dates, starts_on=first, ends_on=last)


def history(pupil: Pupil) -> list[tuple[str, date, date | None]]:
    rows = Enrolment.objects.filter(pupil=pupil).select_related("school_class")
    return [
        (row.school_class.name, row.starts_on, row.ends_on) for row in rows.order_by("starts_on")
    ]


def everything_but_the_audit() -> Everything:
    """Every row of every table, without what is said of rollovers themselves."""
    besides = {Note, Rollover, RolloverDraft}
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model not in besides
    }


def at(cast: Cast, on: date, part: str = "office") -> Viewer:
    """Someone of the cast on a later day."""
    now = datetime(on.year, on.month, on.day, 9, tzinfo=ZoneInfo("Europe/London"))
    return replace(cast.viewer(part), now=now)


def row(school_class: SchoolClass, year: int) -> Row:
    return (str(school_class.ref), year)


def wishes_of(cast: Cast) -> Wishes:
    """Kestrels go up to Falcons, of Wrens the elder too; the younger stays in Wrens."""
    return Wishes(
        rows={
            row(cast.kestrels, 5): UP, row(cast.wrens, 5): UP,
            row(cast.wrens, 4): Goes(to="Wrens"), ("", 0): Goes(to="Acorns"),
        },
        teams={
            "falcons": Team(teachers=(cast.other_teacher.ref,), others=(cast.assistant.ref,)),
            "wrens": Team(teachers=(cast.teacher.ref,)), "acorns": Team(),
        },
    )  # fmt: skip


def wished(cast: Cast, year: AcademicYear, wishes: Wishes, on: date = JULY) -> Rolled:
    wish(year=year, change=lambda _: wishes, by=at(cast, on))
    return planned(year, on)[2]


def done(cast: Cast, year: AcademicYear, wishes: Wishes | None = None, on: date = JULY) -> Rollover:
    plan = wished(cast, year, wishes or wishes_of(cast), on)
    return roll_over(year=year, digest=plan.digest, by=at(cast, on))


def a_nameless_member(cast: Cast) -> Member:
    """Someone whom the audit refuses, so whatever they do must come undone."""
    found = Member.objects.select_related("user", "school").get(pk=cast.office.pk)
    found.user.name = None  # type: ignore[assignment]
    return found
