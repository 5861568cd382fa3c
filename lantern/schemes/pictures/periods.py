"""From which review a new version is used, and what becomes of the review periods."""

from collections import defaultdict
from datetime import date

from lantern.accounts.models import Viewer
from lantern.schemes.models import SchemeVersion
from lantern.schemes.pictures.used import used_in
from lantern.schemes.pictures.words import EVERY, and_, years_words
from lantern.schemes.presets import Scheme
from lantern.schemes.rules import review_calendar
from lantern.schools.models import AcademicYear, Period, School
from lantern.schools.pictures import DIVISIONS, is_its_own, running_periods
from lantern.schools.rules.review_calendar import ReviewCalendar

NO_DATES = (
    "The school has no dates for that year yet. Set them, and choose there how often children are "
    "reviewed."
)


def judged_each(school: School, *, on: date, until: date) -> ReviewCalendar:
    """How often the school's scheme judges: half-term, term, year or free, and whom otherwise.

    The scheme in force on a day, else the first that is by another; without any, each half term.
    """
    versions = SchemeVersion.objects.filter(school=school)
    soon = versions.filter(starts_on__range=(on, until)).order_by("starts_on", "-number")
    version = versions.on(on).first() or soon.first()
    return judged_by(version)


def judged_by(version: SchemeVersion | None) -> ReviewCalendar:
    """How often a version judges whom; everyone each half term without one."""
    return review_calendar(version.scheme) if version else ReviewCalendar(usual="half-term")


def suggested_day(by: Viewer, latest: SchemeVersion | None) -> date:
    """The day to offer: the next review's first; without a scheme, this year's first."""
    periods = Period.objects.of_school(by.school)
    ahead = periods.filter(starts_on__gt=by.today).order_by("starts_on").first()
    year = AcademicYear.objects.filter(
        school=by.school, starts_on__lte=by.today, ends_on__gte=by.today
    ).first()
    if latest:
        return max(ahead.starts_on if ahead else by.today, latest.starts_on)
    return year.starts_on if year else by.today


def beginning(scheme: Scheme, starts_on: date, by: Viewer) -> tuple[str, ...]:
    """Which review uses it first, and whether periods would be drawn, in sentences."""
    latest = SchemeVersion.objects.filter(school=by.school).order_by("number").last()
    return (*first_used(latest, starts_on, by), *_drawn(scheme, latest, starts_on, by))


def first_used(latest: SchemeVersion | None, starts_on: date, by: Viewer) -> list[str]:
    """Which review uses a version that follows another first, and which were begun by now."""
    if latest is None:
        return ["There was no scheme before it: a review that has begun by then uses it too."]
    ahead = list(Period.objects.of_school(by.school).filter(starts_on__gte=starts_on))
    used = {period: used_in(period, by) for period in ahead if period.starts_on <= by.today}
    kept = {period: each.version for period, each in used.items() if each.begun and each.version}
    first = next((period for period in ahead if period not in kept), None)
    return [*(_kept(period, version) for period, version in kept.items()), _first(first)]


def _kept(period: Period, version: SchemeVersion) -> str:
    return f"{period.label} was begun by version {version.number} and keeps it, in every class."


def _first(first: Period | None) -> str:
    if first is None:
        return "A review that has begun by then keeps the scheme it began with."
    day = f"{first.starts_on.day} {first.starts_on:%B %Y}"
    return (
        f"{first.label}, from {day}, is the first review that uses it; those before it keep theirs."
    )


def judged_by_another(shown: SchemeVersion, by: Viewer) -> str:
    """That a review which runs is judged by another version than the one shown, or nothing."""
    running = ((each, used_in(each, by).version) for each in running_periods(by.school, by.today))
    others = [(each, version) for each, version in running if version and version != shown]
    return " ".join(
        f"{each.label} is still judged by version {version.number}: a review is finished by the "
        "scheme that it began with."
        for each, version in others
    )


def _drawn(scheme: Scheme, latest: SchemeVersion | None, starts_on: date, by: Viewer) -> list[str]:
    calendar, before = review_calendar(scheme), judged_by(latest)
    years = AcademicYear.objects.filter(school=by.school, ends_on__gte=starts_on)
    empty = [year.name for year in years if not Period.objects.filter(year=year).exists()]
    if not years:
        return [NO_DATES]
    if empty and calendar.usual == "free":
        return [f"{and_(empty)} has no review periods yet: the school types its own under Dates."]
    if empty:
        return [f"{and_(empty)} has no review periods yet: they will be drawn, {_every(calendar)}."]
    if calendar.usual == "free" or (latest and before == calendar):
        return []
    among = frozenset(DIVISIONS) if latest else before.spans | calendar.spans
    own = [year.name for year in years if is_its_own(year, among=among - {"free"})]
    stay = [f"The reviews of {and_(own)} stay as the school set them."] if own else []
    if len(own) == len(years) or before == calendar:
        return stay
    anew = "periods from that day on are drawn anew, but for those in which something was judged"
    return [f"Reviews are then {_every(calendar)}: {anew}, closed or printed.", *stay]


def _every(calendar: ReviewCalendar) -> str:
    """each term; each term, but of Year 6 each half term."""
    years: dict[str, list[int]] = defaultdict(list)
    for year, span in sorted(calendar.apart.items()):
        years[span].append(year)
    others = [f"of {years_words(some)} {EVERY[span]}" for span, some in years.items()]
    return EVERY[calendar.usual] + (f", but {and_(others)}" if others else "")
