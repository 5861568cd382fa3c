"""Which period is being judged, and by which version of the scheme."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, When

from lantern.accounts.models import Viewer
from lantern.judgements.models import Judgement
from lantern.roster.models import Group, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period, School


@dataclass(frozen=True, kw_only=True)
class Periods:
    """The review periods of one year that have opened, and the one being looked at."""

    chosen: Period
    opened: tuple[Period, ...]

    @property
    def is_current(self) -> bool:
        """Whether the one chosen is the latest that has opened."""
        return self.chosen == self.opened[-1]

    @property
    def before(self) -> Period | None:
        """The period before the one chosen, in the same year."""
        place = self.opened.index(self.chosen)
        return self.opened[place - 1] if place else None


def periods_of(school_class: SchoolClass, on: date, chosen: str = "") -> Periods | None:
    """The class's periods that have opened by a day; the latest is chosen unless a ref says else.

    None if none has opened, or that ref is none of them.
    """
    rows = Period.objects.of_school(school_class.school).filter(year=school_class.year_id)
    opened = tuple(rows.begun(on).order_by("starts_on"))
    if not opened:
        return None
    wanted = next((row for row in opened if str(row.ref) == chosen), None)
    if chosen and wanted is None:
        return None
    return Periods(chosen=wanted or opened[-1], opened=opened)


def opened_periods(by: Viewer, chosen: str = "") -> Periods | None:
    """Every period of the school that has opened by today, whatever the year; as `periods_of`."""
    opened = tuple(Period.objects.of_school(by.school).begun(by.today).order_by("starts_on"))
    wanted = next((row for row in opened if str(row.ref) == chosen), None)
    if not opened or (chosen and wanted is None):
        return None
    return Periods(chosen=wanted or opened[-1], opened=opened)


def current_period(school: School, on: date) -> Period | None:
    """The school's latest period that has opened by a day."""
    return Period.objects.of_school(school).begun(on).order_by("starts_on").last()


def version_for(period: Period, by: Viewer) -> SchemeVersion | None:
    """The version that the period was begun to be judged by, the latest if by several; one query.

    If nobody has judged: the one in force on its first day, or the first adopted since. None before
    any is. One adopted later never changes what has been said already.
    """
    judged = Judgement.objects.standing().filter(period=period, version=OuterRef("pk"))
    in_time = Case(When(starts_on__lte=period.starts_on, then=F("starts_on")))
    versions = SchemeVersion.objects.visible_to(by).annotate(
        begun=Exists(judged.exclude(value="")), in_time=in_time
    )
    begun_by = Case(When(begun=True, then=F("number"))).desc(nulls_last=True)
    first = F("in_time").desc(nulls_last=True)
    known = versions.filter(Q(begun=True) | Q(starts_on__lte=by.today))
    return known.order_by(begun_by, first, "starts_on", "-number").first()


def period_of(school: School, on: date, chosen: str = "") -> Period | None:
    """The period with that ref if it has opened by a day; with no ref the latest; else None."""
    if not chosen:
        return current_period(school, on)
    opened = Period.objects.of_school(school).begun(on)
    return next((row for row in opened if str(row.ref) == chosen), None)


def groups_of(by: Viewer) -> list[Group]:
    """The groups that the viewer's school keeps an eye on, by name."""
    return list(Group.objects.filter(school=by.school))
