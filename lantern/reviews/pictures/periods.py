"""Which period is being judged, and by which version of the scheme."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from lantern.accounts.models import Shape, Viewer, anyone
from lantern.judgements.models import Judgement
from lantern.prepared import Prepared, given_day, given_row
from lantern.reviews.models import Closure
from lantern.roster.models import Enrolment, Group, GroupPlace, Pupil, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schemes.pictures import Used
from lantern.schools.models import Period, PeriodQuerySet, School

IN_A_MENU = 12  # of a profile, two years of half terms; the class's earlier years have the others
LATELY = timedelta(days=7 * 366)  # a child's years at school: no older review is of theirs


@dataclass(frozen=True, kw_only=True)
class Periods:
    """Review periods that have opened, the oldest first, and the one looked at.

    Of a class they are all of its year; of the school the latest twelve, or all of the latest year
    if it has more.
    """

    chosen: Period
    opened: tuple[Period, ...]

    @property
    def is_current(self) -> bool:
        """Whether the one chosen is the latest that has opened."""
        return self.chosen == self.opened[-1]


def periods_of(school_class: SchoolClass, on: date, chosen: str = "") -> Periods | None:
    """The class's periods that have opened by a day; the latest is chosen unless a ref says else.

    None if none has opened, or that ref is none of them.
    """
    opened = _opened_in(year=school_class.year_id, on=on)
    return _periods(opened, chosen, Period.objects.filter(year=school_class.year_id).begun(on))


@Prepared
def _opened_in() -> QuerySet[Period]:
    return _in_full(_opened(Period.objects.filter(year=given_row("year"))))


@Prepared
def _opened_at() -> QuerySet[Period]:
    years = {"year__school": given_row("school"), "year__starts_on__gte": given_day("since")}
    latest = _opened(Period.objects.filter(**years)).values("pk")[:IN_A_MENU]
    return _in_full(Period.objects.filter(pk__in=latest))


def _opened(rows: PeriodQuerySet) -> PeriodQuerySet:
    return rows.begun(cast(date, given_day("on"))).order_by("-starts_on")


def _in_full(rows: PeriodQuerySet) -> PeriodQuerySet:
    """The latest first, each with the spans it lies in."""
    return rows.select_related("year", "term", "half_term").order_by("-starts_on")


def _periods(latest: Sequence[Period], chosen: str, among: PeriodQuerySet) -> Periods | None:
    """Those that opened, the latest first as they come, and the one wanted, perhaps an older."""
    wanted = next((row for row in latest if str(row.ref) == chosen), None)
    if wanted is None and chosen:
        wanted = _by_ref(among, chosen)
        if wanted is None:
            return None
    if not latest:
        return None
    return Periods(chosen=wanted or latest[0], opened=tuple(reversed(latest)))


def opened_periods(by: Viewer, chosen: str = "") -> Periods | None:
    """The school's latest that have opened by today, whatever the year; as `periods_of`."""
    at = {"school": by.school.pk, "on": by.today}
    opened = _opened_at(**at, since=by.today - LATELY) or _opened_at(**at, since=date.min)
    if len(opened) == IN_A_MENU and opened[0].year_id == opened[-1].year_id:
        opened = _opened_in(year=opened[0].year_id, on=by.today)
    return _periods(opened, chosen, Period.objects.of_school(by.school).begun(by.today))


def last_period_of(pupil: Pupil, on: date) -> Period | None:
    """The last period that had opened while the child was here, by a day; None if never."""
    there = Enrolment.objects.filter(pupil=pupil, starts_on__lte=on)
    ends = there.values_list("ends_on", flat=True)
    last = max((min(ended or on, on) for ended in ends), default=None)
    return None if last is None else current_period(pupil.school, last)


def current_period(school: School, on: date) -> Period | None:
    """The school's latest period that has opened by a day."""
    return Period.objects.of_school(school).begun(on).order_by("starts_on").last()


def version_for(period: Period, by: Viewer) -> SchemeVersion | None:
    """The version that the period is judged by, in every class; one query. None before any is.

    The one that it was begun by, the latest if by several; one adopted later never changes what has
    been said already. If nobody has judged or closed: the one in force on its first day, or the
    first adopted since.
    """
    return judged_by(period, by).version


def judged_by(period: Period, by: Viewer) -> Used:
    """The version that the period is judged by, and whether it was begun by it; one query."""
    versions: list[SchemeVersion] = _versions(by.shape, **by.told, period=period.pk)
    if begun := [each for each in versions if vars(each)["judged"] or vars(each)["closed"]]:
        return Used(version=begun[-1], begun=True)
    return Used(version=_in_time(versions, period, by), begun=False)


def _in_time(versions: Sequence[SchemeVersion], period: Period, by: Viewer) -> SchemeVersion | None:
    known = [each for each in versions if each.starts_on <= by.today]
    in_time = [each for each in known if each.starts_on <= period.starts_on]
    if in_time:
        return max(reversed(in_time), key=lambda each: each.starts_on)
    return min(reversed(known), key=lambda each: each.starts_on, default=None)


@Prepared
def _versions(shape: Shape) -> QuerySet[SchemeVersion]:
    """Every version by its number, and whether the period was judged or closed by it."""
    judged = Judgement.objects.standing().filter(
        period=given_row("period"), version=OuterRef("pk"), value__gt=""
    )
    closed = Closure.objects.filter(period=given_row("period"), version=OuterRef("pk"), stands=True)
    rows = SchemeVersion.objects.visible_to(anyone(shape)).defer("text")
    return rows.annotate(judged=Exists(judged), closed=Exists(closed)).order_by("number")


def period_of(school: School, on: date, chosen: str = "") -> Period | None:
    """The period with that ref if it has opened by a day; with no ref the latest; else None."""
    if not chosen:
        return current_period(school, on)
    return _by_ref(Period.objects.of_school(school).begun(on), chosen)


def _by_ref(rows: PeriodQuerySet, ref: str) -> Period | None:
    """The one with a ref as an address has it; None for what is no ref at all."""
    try:
        wanted = uuid.UUID(ref)
    except ValueError:
        return None
    return rows.select_related("year", "term", "half_term").filter(ref=wanted).first()


def groups_of(school_class: SchoolClass, on: date, *, by: Viewer) -> list[Group]:
    """The groups to choose from on a class's page, by name.

    Those of a need, and of the others each that a child of the class was in on a day.
    """
    return _groups(by.shape, **by.told, school_class=school_class.pk, on=on)


@Prepared
def _groups(shape: Shape) -> QuerySet[Group]:
    on = cast(date, given_day("on"))
    there = Enrolment.objects.on(on).filter(school_class=given_row("school_class"))
    places = GroupPlace.objects.on(on).filter(group=OuterRef("pk"), pupil__in=there.values("pupil"))
    rows = Group.objects.visible_to(anyone(shape)).lasting(on)
    return rows.filter(Q(kind=Group.Kind.NEED) | Exists(places)).order_by("name")
