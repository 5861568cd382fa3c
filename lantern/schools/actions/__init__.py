"""Making schools and setting their dates."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction

from lantern.audit.actions import Actor, note
from lantern.schools.actions.changing import change_half_terms, remove_year
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period, School, Term, Trust
from lantern.schools.pictures import DIVISIONS, division, is_its_own
from lantern.schools.rules import (
    SATURDAY,
    CalendarTrouble,
    Closed,
    Dates,
    TermDates,
    YearDates,
    in_order,
    inside,
    school_days,
)
from lantern.schools.rules.review_calendar import Drawn, ReviewCalendar, drawn, drawn_anew
from lantern.schools.rules.year_groups import in_words

__all__ = [
    "Closed",
    "TermDates",
    "YearDates",
    "begin_year",
    "change_half_terms",
    "choose_photographs",
    "close_day",
    "draw_periods",
    "open_day",
    "open_school",
    "redraw_periods",
    "remove_year",
    "say_set_up",
    "set_school",
    "set_signing_in",
    "set_year",
    "the_trust",
]


ALIKE: Mapping[int, str] = {}  # every year group is reviewed as often as the others
OUR_OWN_ADDRESSES = frozenset({"account", "gallery", "static"})  # a school's stand beside them


@transaction.atomic
def open_school(*, key: str, name: str, trust: Trust | None, by: Actor) -> School:
    """A new school with no people and no dates.

    Raises ValidationError on a key that is taken, or that is an address of ours.
    """
    if key.casefold() in OUR_OWN_ADDRESSES:
        raise ValidationError({"key": f"“{key}” is an address of Lantern's own: choose another."})
    school = School(key=key.casefold(), name=name, trust=trust)
    school.full_clean()
    school.save()
    note("school opened", about=school, by=by, name=name, trust=trust.name if trust else "")
    return school


def the_trust(name: str) -> Trust | None:
    """The trust of that name, made if there is none yet; none for a school that stands alone.

    Raises ValidationError for the demo's: no real school joins pretend ones.
    """
    if not name.strip():
        return None
    trust, _ = Trust.objects.get_or_create(name=name.strip())
    if trust.pretend:
        raise ValidationError({"trust": f"{trust.name} is the demo's own trust."})
    return trust


@transaction.atomic
def set_school(
    *, school: School, name: str, urn: str, la_number: str, establishment_number: str,
    own_classes_only: bool, by: Actor,
) -> School:  # fmt: skip
    """How the school is named and numbered, and whether staff see only their own classes.

    The same again changes nothing. Raises ValidationError, by field, for a number that cannot be.
    """
    told: dict[str, str | int | bool] = {
        "name": name, "urn": urn, "la_number": la_number,
        "establishment_number": establishment_number, "own_classes_only": own_classes_only,
    }  # fmt: skip
    held, changes = _changed(school, told)
    if changes:
        note("school set", about=held, by=by, **changes)
    return held


@transaction.atomic
def set_signing_in(
    *, school: School, second_factor: bool, lock_after: int, by: Actor
) -> School:  # fmt: skip
    """What the school asks of its staff when they sign in, and after how many idle minutes again.

    The same again changes nothing. Raises ValidationError for minutes that cannot be.
    """
    told: dict[str, str | int | bool] = {"second_factor": second_factor, "lock_after": lock_after}
    held, changes = _changed(school, told)
    if changes:
        note("signing in set", about=held, by=by, **changes)
    return held


@transaction.atomic
def say_set_up(*, school: School, done: bool, by: Actor) -> School:
    """The school is set up, so its first page lists no longer what is missing; or it is not.

    Nothing else depends on it. The same again changes nothing.
    """
    held = School.objects.select_for_update().get(pk=school.pk)
    if (held.set_up_at is not None) == done:
        return held
    held.set_up_at, held.set_up_by = (by.now, by.name) if done else (None, "")
    held.save(update_fields=["set_up_at", "set_up_by"])
    note("school is set up" if done else "school is not set up", about=held, by=by)
    return held


@transaction.atomic
def choose_photographs(*, school: School, keeps: bool, by: Actor) -> School:
    """From now on the school keeps photographs of children, or keeps none (decision 34).

    What is kept goes by `roster.actions.stop_photographs`. The same again changes nothing.
    """
    held = School.objects.select_for_update().get(pk=school.pk)
    if held.keeps_photographs == keeps:
        return held
    held.photographs_at, held.photographs_by = (by.now, by.name) if keeps else (None, "")
    held.save(update_fields=["photographs_at", "photographs_by"])
    if keeps:
        note("photographs begun", about=held, by=by)
    return held


def _changed(
    school: School, told: Mapping[str, str | int | bool]
) -> tuple[School, dict[str, str | int | bool]]:
    """The school as it now stands written down, and what of it differed; perhaps nothing."""
    held = School.objects.select_for_update().get(pk=school.pk)
    changes = {field: value for field, value in told.items() if getattr(held, field) != value}
    for field, value in changes.items():
        setattr(held, field, value)
    if changes:
        held.full_clean()
        held.save(update_fields=list(changes))
    return held, changes


@transaction.atomic
def begin_year(
    *, school: School, year: YearDates, span: str, apart: Mapping[int, str] = ALIKE, by: Actor
) -> tuple[AcademicYear, int]:
    """Write down a year's dates and draw its review periods, or with no span leave those for later.

    Says how many periods were made. Raises what `set_year` and `draw_periods` raise.
    """
    School.objects.select_for_update().get(pk=school.pk)  # pressed twice, the second waits
    row = set_year(school=school, year=year, by=by)
    if not span:
        return row, 0
    return row, draw_periods(year=row, span=span, free=year.free, apart=apart, by=by)


@transaction.atomic
def set_year(*, school: School, year: YearDates, by: Actor) -> AcademicYear:
    """Write down a year's terms, half terms and closed days.

    Raises CalendarTrouble if dates overlap, lie outside what holds them, or the year is there.
    """
    _check(school, year)
    row = AcademicYear.objects.create(school=school, **_fields(year.dates))
    halves = count(1)
    for number, term in enumerate(sorted(year.terms, key=lambda t: t.dates.starts_on), start=1):
        made = Term.objects.create(year=row, number=number, **_fields(term.dates))
        for half in in_order(term.halves):
            HalfTerm.objects.create(term=made, number=next(halves), **_fields(half))
    for closed in year.closed:
        _close(school, closed)
    note("year's dates set", about=row, by=by, year=row.name)
    return row


@transaction.atomic
def close_day(*, school: School, closed: Closed, by: Actor) -> ClosedDay:
    """The school is shut to children on a day of its term, or for a session of it.

    A day that is closed already is closed for the new reason. Raises CalendarTrouble outside the
    half terms, and on a Saturday or Sunday.
    """
    if closed.on.weekday() >= SATURDAY:
        raise CalendarTrouble("That is a Saturday or Sunday: the school is shut anyway.")
    halves = HalfTerm.objects.filter(term__year__school=school)
    if not halves.filter(starts_on__lte=closed.on, ends_on__gte=closed.on).exists():
        raise CalendarTrouble("That day is in no half term: the school is shut anyway.")
    row = _close(school, closed)
    note("day closed", about=row, by=by, on=str(row.on), part=row.part, why=row.why)
    return row


@transaction.atomic
def open_day(*, closed: ClosedDay, by: Actor) -> None:
    """The school is open that day after all."""
    note("day opened", about=closed, by=by, on=str(closed.on), part=closed.part, why=closed.why)
    closed.delete()


def _close(school: School, closed: Closed) -> ClosedDay:
    others = ClosedDay.objects.filter(school=school, on=closed.on)
    if closed.part == ClosedDay.Part.ALL:
        others.exclude(part=closed.part).delete()
    else:
        others.filter(part=ClosedDay.Part.ALL).delete()
    row, _ = ClosedDay.objects.update_or_create(
        school=school, on=closed.on, part=closed.part,
        defaults={"why": closed.why, "name": closed.name},
    )  # fmt: skip
    return row


def _fields(span: Dates) -> dict[str, str | date]:
    return {"name": span.name, "starts_on": span.starts_on, "ends_on": span.ends_on}


def _check(school: School, year: YearDates) -> None:
    others = [row.dates for row in AcademicYear.objects.filter(school=school)]
    if year.dates.name in {other.name for other in others}:
        raise CalendarTrouble(
            f"{year.dates.name} is set already. Its days can be changed on the Dates page."
        )
    in_order([*others, year.dates])
    terms = in_order([term.dates for term in year.terms])
    inside(terms, year.dates)
    for term in year.terms:
        inside(in_order(term.halves), term.dates)
        if not term.halves:
            raise CalendarTrouble(f"{term.dates.name} has no half terms: give it one at least.")


@transaction.atomic
def draw_periods(
    *, year: AcademicYear, span: str, free: Sequence[Dates] = (), apart: Mapping[int, str] = ALIKE,
    by: Actor,
) -> int:  # fmt: skip
    """Make the year's review periods from half terms, terms, the whole year or free dates, once.

    `apart` holds the year groups that are reviewed more or less often than the others. Says how
    many were made; none if the year has periods already. Raises CalendarTrouble.
    """
    if Period.objects.filter(year=year).exists():
        return 0
    calendar = ReviewCalendar(usual=span, apart=apart)
    divisions = {each: _divided(year, each, free) for each in calendar.spans}
    made = drawn(calendar, divisions)
    _make(year, made)
    note("review periods drawn", about=year, by=by, span=span, periods=len(made))
    return len(made)


def _divided(year: AcademicYear, span: str, free: Sequence[Dates]) -> Sequence[Dates]:
    spans = in_order(free if span == "free" else division(year, span))
    inside(spans, year.dates)
    return spans


@transaction.atomic
def redraw_periods(
    *, year: AcademicYear, calendar: ReviewCalendar, since: date, by: Actor,
    then: Sequence[tuple[date, ReviewCalendar]] = (), among: Collection[str] = DIVISIONS,
) -> int:  # fmt: skip
    """Divide a year's reviews otherwise from a day on: half terms, terms or the whole year.

    `then` holds the later days from which that is so by another of these, in order. Says how many
    periods were made. One that begins before the day, or in which anything was judged, closed or
    printed, stays as it is. So does all of a year that the school set itself: one that holds a
    period of none of the divisions it is `among`.
    """
    if calendar.usual == "free" or is_its_own(year, among=among):
        return 0
    there = {_as_drawn(row): row for row in Period.objects.select_for_update().filter(year=year)}
    used = {each for each, row in there.items() if each.starts_on >= since and row.is_used}
    divisions = {span: division(year, span) for span in DIVISIONS}
    days = school_days(divisions["half-term"], closed=())
    found = drawn_anew(there.keys(), used, [(since, calendar), *then], divisions, days)
    if not found.made:
        return 0
    Period.objects.filter(pk__in=[there[each].pk for each in found.gone]).delete()
    _make(year, found.made)
    note(
        "review periods redrawn", about=year, by=by, span=calendar.usual, since=str(since),
        gone=len(found.gone), made=len(found.made), gone_dates=", ".join(map(_in_full, found.gone)),
    )  # fmt: skip
    return len(found.made)


def _as_drawn(row: Period) -> Drawn:
    return Drawn(
        starts_on=row.starts_on, ends_on=row.ends_on, name=row.name, years=tuple(row.years)
    )


def _make(year: AcademicYear, reviews: Sequence[Drawn]) -> None:
    halves = list(HalfTerm.objects.filter(term__year=year).select_related("term"))
    Period.objects.bulk_create([_period(year, each, halves) for each in reviews])


def _in_full(review: Drawn) -> str:
    said = f"{review.name} {review.starts_on} to {review.ends_on}"
    return f"{said} ({in_words(review.years)})" if review.years else said


def _period(year: AcademicYear, review: Drawn, halves: Sequence[HalfTerm]) -> Period:
    begun = [half for half in halves if half.starts_on <= review.starts_on] or halves[:1]
    if not begun:
        raise CalendarTrouble("Give the year its terms before its review periods.")
    half = begun[-1]
    return Period(
        year=year, term=half.term, half_term=half, years=list(review.years),
        **_fields(review.dates),
    )  # fmt: skip
