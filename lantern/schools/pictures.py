"""A school's own calendar, arranged for asking."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any  # the rows of a question have no types

from django.db.models import QuerySet

from lantern.prepared import Prepared, given_day, given_row
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period, School
from lantern.schools.rules import CalendarTrouble, Dates, in_order, inside, school_days, shut_days
from lantern.schools.rules.year_groups import YEAR_GROUPS

DIVISIONS = ("half-term", "term", "year")  # what a calendar can be divided into
CALENDARS = 4  # at most so many at once: half terms, terms, the year, dates of the school's own
A_YEAR = 12  # reviews of one calendar, more than most years have


def school_days_of(year: AcademicYear, *, after: date = date.min) -> list[date]:
    """The days of a year on which its school is open to children, in order; two queries."""
    halves = _halves(year=year.pk, after=after)
    shut = _shut(school=year.school_id, after=after, until=year.ends_on)
    every = school_days([half.dates for half in halves], shut_days(shut))
    return [day for day in every if day > after]


@Prepared
def _halves() -> QuerySet[HalfTerm]:
    rows = HalfTerm.objects.filter(term__year=given_row("year"), ends_on__gt=given_day("after"))
    return rows.order_by("starts_on")


@Prepared
def _shut() -> QuerySet[Any, Any]:
    rows = ClosedDay.objects.filter(school=given_row("school"))
    within = rows.filter(on__gt=given_day("after"), on__lte=given_day("until"))
    return within.values_list("on", "part")


def division(year: AcademicYear, span: str) -> list[Dates]:
    """The half terms of a year, its terms, or the whole of it. Raises ValueError for another."""
    halves = list(HalfTerm.objects.filter(term__year=year).select_related("term"))
    match span:
        case "half-term":
            return [half.dates for half in halves]
        case "term":
            return list({half.term_id: half.term.dates for half in halves}.values())
        case "year":
            days = [day for half in halves for day in (half.starts_on, half.ends_on)]
            return [Dates(name=year.name, starts_on=min(days), ends_on=max(days))] if days else []
        case _:
            raise ValueError(span)


def is_its_own(year: AcademicYear, *, among: Collection[str] = DIVISIONS) -> bool:
    """Whether the school set the year's reviews itself: one is of none of these divisions."""
    known = {dates for span in among for dates in division(year, span)}
    return any(period.dates not in known for period in Period.objects.filter(year=year))


@dataclass(frozen=True, kw_only=True)
class HalfChange:
    """Half terms of a year with other days, in their order, and what would change with them.

    `terms` are the terms of these, by number, with their days then. `shut` are weekdays that were
    in them and are in none now, `opened` those that are new to them. Of the reviews that are just
    such a half term, its term or the year, `moves` follow and `stays` keep their dates, as
    something was judged in them. `forgets` are closed days that are outside now.
    """

    halves: Sequence[tuple[HalfTerm, Dates]]
    terms: Mapping[int, Dates]
    shut: Sequence[date]
    opened: Sequence[date]
    forgets: Sequence[ClosedDay]
    moves: Sequence[tuple[Period, Dates]]
    stays: Sequence[Period]

    @property
    def mark(self) -> str:
        """What tells it from any other change, so that what is confirmed is what was shown."""
        told = (
            [(half.pk, half.dates, dates) for half, dates in self.halves],
            [*self.shut], [*self.opened], [day.pk for day in self.forgets],
            [(period.pk, period.dates, dates) for period, dates in self.moves],
            [period.pk for period in self.stays],
        )  # fmt: skip
        return sha256(repr(told).encode()).hexdigest()


def change_of(year: AcademicYear, asked: Mapping[int, Dates]) -> HalfChange:
    """What would change with half terms, by their numbers; it is not looked at if they can be."""
    halves = list(HalfTerm.objects.filter(term__year=year).select_related("term"))
    becomes = {row.pk: asked.get(row.pk, row.dates) for row in halves}
    changed = [(row, becomes[row.pk]) for row in halves if becomes[row.pk] != row.dates]
    before = school_days([row.dates for row, _ in changed], ())
    after = school_days([dates for _, dates in changed], ())
    follows = _following(year, halves, becomes)
    touched = [row for row in Period.objects.filter(year=year) if row.dates in follows]
    used = {row.pk for row in touched if row.is_used}
    shut = [on for on in before if on not in after]
    terms = {row.term_id: row.term for row, _ in changed}
    return HalfChange(
        halves=changed,
        terms={
            pk: _over([becomes[row.pk] for row in halves if row.term_id == pk], term.name)
            for pk, term in terms.items()
        },
        shut=shut, opened=[on for on in after if on not in before],
        forgets=list(ClosedDay.objects.filter(school=year.school_id, on__in=shut)),
        moves=[(row, follows[row.dates]) for row in touched if row.pk not in used],
        stays=[row for row in touched if row.pk in used],
    )  # fmt: skip


def possible_change(year: AcademicYear, asked: Mapping[int, Dates]) -> HalfChange:
    """What would change with half terms, by their numbers. Raises CalendarTrouble if they cannot.

    They cannot if one would overlap another, or leave its year or its place, or if one of its
    reviews would meet one that keeps its dates.
    """
    halves = list(HalfTerm.objects.filter(term__year=year))
    becomes = [asked.get(half.pk, half.dates) for half in halves]
    ordered = in_order(becomes)
    inside(becomes, year.dates)
    moved = [now for now, there in zip(becomes, ordered, strict=True) if now != there]
    if moved:
        name = next((now for now in moved if now in asked.values()), moved[0]).name
        raise CalendarTrouble(f"{name} would no longer be in its place among the others.")
    change = change_of(year, asked)
    if change.halves:
        _refuse_reviews_that_meet(year, change)
    return change


def _refuse_reviews_that_meet(year: AcademicYear, change: HalfChange) -> None:
    moved = {period.pk: dates for period, dates in change.moves}
    there = list(Period.objects.filter(year=year))
    try:
        for group in YEAR_GROUPS:
            in_order(moved.get(each.pk, each.dates) for each in there if each.concerns(group))
    except CalendarTrouble as trouble:
        said = "A review in which something was judged keeps its dates, and another would meet it."
        raise CalendarTrouble(f"{trouble} {said}") from trouble


def _following(
    year: AcademicYear, halves: Sequence[HalfTerm], becomes: Mapping[int, Dates]
) -> dict[Dates, Dates]:
    """The half term, the term and the year as they are, each with what it becomes, if another."""
    terms = {row.term_id: row.term for row in halves}
    found = {row.dates: becomes[row.pk] for row in halves}
    for pk, term in terms.items():
        found[term.dates] = _over([becomes[h.pk] for h in halves if h.term_id == pk], term.name)
    for whole in division(year, "year"):
        found[whole] = _over(list(becomes.values()), year.name)
    return {was: now for was, now in found.items() if was != now}


def _over(spans: Sequence[Dates], name: str) -> Dates:
    first, last = min(s.starts_on for s in spans), max(s.ends_on for s in spans)
    return Dates(name=name, starts_on=first, ends_on=last)


def running_periods(school: School, on: date) -> list[Period]:
    """The school's latest periods that have opened by a day: one, or one a calendar."""
    return running_of(latest_first(school, on), YEAR_GROUPS)


def latest_first(school: School, on: date) -> list[Period]:
    """The latest period that has opened; where that is of some year groups, enough for them all."""
    rows = Period.objects.of_school(school).begun(on).order_by("-starts_on", "ends_on", "pk")
    latest = list(rows[:1])
    return list(rows[: A_YEAR * CALENDARS]) if are_apart(latest) else latest


def running_of(latest: Sequence[Period], groups: Collection[int]) -> list[Period]:
    """The last that each year group has, from the latest first; that of most of them leads.

    `groups` are those of whom it is asked; where each child's is named, that of most children.
    """
    if not groups or not are_apart(latest[:1]):
        return list(latest[:1])
    last = (next((each for each in latest if each.concerns(year)), None) for year in sorted(groups))
    times = Counter(each for each in last if each is not None)
    return [each for each, _ in times.most_common()]


def are_apart(periods: Sequence[Period]) -> bool:
    """Whether any of them is of some year groups alone."""
    return any(each.years for each in periods)
