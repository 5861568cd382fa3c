"""Which period is being judged, and by which version of the scheme."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from lantern.accounts.models import Shape, Viewer, anyone
from lantern.judgements.models import Judgement
from lantern.prepared import Prepared, given_day, given_row
from lantern.reviews.models import Closure, Shown
from lantern.roster.models import Enrolment, Group, GroupPlace, GroupSubject, Pupil, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schemes.pictures import Used
from lantern.schools.models import Period, PeriodQuerySet, School
from lantern.schools.pictures import (
    CALENDARS,
    are_apart,
    latest_first,
    running_of,
    running_periods,
)
from lantern.schools.rules.year_groups import YEAR_GROUPS

IN_A_MENU = 12  # of a profile, two years of half terms; the class's earlier years have the others
LATELY = timedelta(days=7 * 366)  # a child's years at school: no older review is of theirs


@dataclass(frozen=True, kw_only=True)
class Periods:
    """Review periods that have opened, the oldest first, and the one looked at.

    Of a class they are all of its year that are of anyone in it; of a child or of the school the
    latest twelve, or all of the latest year if it has more. `running` are those that nobody in
    question has a later one than: several where year groups are judged by calendars of their own.
    """

    chosen: Period
    opened: tuple[Period, ...]
    running: tuple[Period, ...]

    @property
    def is_current(self) -> bool:
        """Whether the one chosen is what an address without one means, to anyone in it."""
        return self.chosen == self.running[0] and not self.chosen.years

    @property
    def others(self) -> tuple[Period, ...]:
        """Where others in question are judged meanwhile, if the one chosen runs."""
        if self.chosen not in self.running:
            return ()
        return tuple(each for each in self.running if each != self.chosen)


def periods_of(school_class: SchoolClass, on: date, chosen: str = "") -> Periods | None:
    """The class's periods that have opened by a day; the latest is chosen unless a ref says else.

    None if none has opened, or that ref is none of them.
    """
    opened: list[Period] = _opened_in(year=school_class.year_id, on=on)
    groups = _groups_in(school_class) if are_apart(opened) else ()
    return _periods(opened, chosen, groups)


def periods_of_pupil(pupil: Pupil, by: Viewer, chosen: str = "") -> Periods | None:
    """Those that a child is in by their year group then, whatever the year; as `periods_of`.

    And those in which a closing kept them, if another year group was set for them since.
    """
    opened = _lately(by)
    kept = _kept_in(pupil) if are_apart(opened) else set[int]()
    theirs = [each for each in opened if each.pk in kept or _is_theirs(each, pupil)]
    if chosen and not any(str(each.ref) == chosen for each in theirs):
        older = _by_ref(Period.objects.of_school(by.school).begun(by.today), chosen)
        if older is None or not (_is_theirs(older, pupil) or older.pk in _kept_in(pupil)):
            return None
        return _periods(theirs, "", (), wanted=older)
    return _periods(theirs, chosen, ())


def opened_periods(by: Viewer, chosen: str = "") -> Periods | None:
    """The school's latest that have opened by today, whatever the year; as `periods_of`."""
    opened = _lately(by)
    older = None
    if chosen and not any(str(each.ref) == chosen for each in opened):
        older = _by_ref(Period.objects.of_school(by.school).begun(by.today), chosen)
        if older is None:
            return None
    found = _periods(opened, "" if older else chosen, YEAR_GROUPS, wanted=older)
    if found is None or not are_apart(opened):
        return found
    running = _running_here(opened, by)
    leads = found.chosen if chosen else running[0]
    return replace(found, chosen=leads, running=tuple(running))


def _lately(by: Viewer) -> list[Period]:
    """The latest first; where year groups have calendars of their own, as many of each."""
    at = {"school": by.school.pk, "on": by.today}
    opened: list[Period] = _opened_at(1, **at, since=by.today - LATELY)
    opened = opened or _opened_at(1, **at, since=date.min)
    if are_apart(opened):
        opened = _opened_at(CALENDARS, **at, since=by.today - LATELY)
    if len(opened) >= IN_A_MENU and opened[0].year_id == opened[-1].year_id:
        opened = _opened_in(year=opened[0].year_id, on=by.today)
    return opened


def _is_theirs(period: Period, pupil: Pupil) -> bool:
    return not period.years or period.concerns(pupil.year_in(period.year.starts_on))


def _kept_in(pupil: Pupil) -> set[int]:
    """The periods whose closings show a child; one query."""
    rows = Shown.objects.filter(pupil=pupil, closure__stands=True)
    return set(rows.values_list("closure__period", flat=True))


def _groups_in(school_class: SchoolClass) -> Collection[int]:
    """The year groups of whoever was in a class; one query."""
    pupils = Pupil.objects.filter(
        pk__in=Enrolment.objects.filter(school_class=school_class).values("pupil")
    )
    began = school_class.year.starts_on
    return {pupil.year_in(began) for pupil in pupils.only("born_on", "years_apart")}


def running_now(by: Viewer) -> list[Period]:
    """The school's latest periods that have opened: one, or one a calendar that its children have.

    That of most of them leads.
    """
    latest = latest_first(by.school, by.today)
    return _running_here(latest, by) if are_apart(latest) else latest[:1]


def _running_here(latest: Sequence[Period], by: Viewer) -> list[Period]:
    """As `running_of`, of the children on the roll; of every year group where that is none."""
    places = Enrolment.objects.on(by.today).filter(pupil__school=by.school).values("pupil")
    pupils = Pupil.objects.filter(pk__in=places).only("born_on", "years_apart")
    began = latest[0].year.starts_on
    here = [pupil.year_in(began) for pupil in pupils]
    return running_of(latest, here) or running_of(latest, YEAR_GROUPS)


@Prepared
def _opened_in() -> QuerySet[Period]:
    return _in_full(_opened(Period.objects.filter(year=given_row("year"))))


@Prepared
def _opened_at(times: int) -> QuerySet[Period]:
    years = {"year__school": given_row("school"), "year__starts_on__gte": given_day("since")}
    latest = _opened(Period.objects.filter(**years)).values("pk")[: IN_A_MENU * times]
    return _in_full(Period.objects.filter(pk__in=latest))


def _opened(rows: PeriodQuerySet) -> PeriodQuerySet:
    return rows.begun(cast(date, given_day("on"))).order_by("-starts_on")


def _in_full(rows: PeriodQuerySet) -> PeriodQuerySet:
    """The latest first, each with the spans it lies in."""
    return rows.select_related("year", "term", "half_term").order_by("-starts_on", "ends_on", "pk")


def _periods(
    latest: Sequence[Period], chosen: str, groups: Collection[int], *, wanted: Period | None = None
) -> Periods | None:
    """Those that opened, the latest first as they come, and the one wanted, perhaps an older.

    Of those alone that are of any of the year groups; with none named, of all that there are.
    """
    if groups and are_apart(latest):
        latest = [each for each in latest if any(each.concerns(year) for year in groups)]
    wanted = wanted or next((row for row in latest if str(row.ref) == chosen), None)
    if not latest or (chosen and wanted is None):
        return None
    running = running_of(latest, groups)
    return Periods(
        chosen=wanted or running[0], opened=tuple(reversed(latest)), running=tuple(running)
    )


def last_period_of(pupil: Pupil, on: date) -> Period | None:
    """The last period that had opened while the child was here, by a day; None if never."""
    there = Enrolment.objects.filter(pupil=pupil, starts_on__lte=on)
    ends = there.values_list("ends_on", flat=True)
    last = max((min(ended or on, on) for ended in ends), default=None)
    return None if last is None else period_of_child(pupil, last)


def current_period(school: School, on: date) -> Period | None:
    """The school's latest period that has opened by a day; of several, that of most children."""
    return next(iter(running_periods(school, on)), None)


def period_of_child(pupil: Pupil, on: date) -> Period | None:
    """The latest that a child is in by their year group, and that has opened by a day."""
    latest = latest_first(pupil.school, on)
    return next((each for each in latest if _is_theirs(each, pupil)), None)


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
    """Every version by its number, and whether the period was judged or closed by it.

    And whether the school teaches anything in sets: where it does not, nobody need ask further.
    """
    judged = Judgement.objects.standing().filter(
        period=given_row("period"), version=OuterRef("pk"), value__gt=""
    )
    closed = Closure.objects.filter(period=given_row("period"), version=OuterRef("pk"), stands=True)
    rows = SchemeVersion.objects.visible_to(anyone(shape)).defer("text")
    sets = GroupSubject.objects.filter(group__school=OuterRef("school"))
    found = rows.annotate(judged=Exists(judged), closed=Exists(closed), sets=Exists(sets))
    return found.order_by("number")


def may_teach_sets(version: SchemeVersion) -> bool:
    """Whether the school might teach something in sets; free if it is known to teach nothing."""
    return bool(vars(version).get("sets", True))


def period_of(pupil: Pupil, on: date, chosen: str = "") -> Period | None:
    """The child's period with that ref if it has opened by a day; with no ref the latest; or None.

    One that is of other year groups than theirs is none of theirs.
    """
    if not chosen:
        return period_of_child(pupil, on)
    found = _by_ref(Period.objects.of_school(pupil.school).begun(on), chosen)
    if found is None or _is_theirs(found, pupil) or found.pk in _kept_in(pupil):
        return found
    return None


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
