"""What the roll itself does not know of a year to come: its scheme and its review periods."""

from collections.abc import Sequence

from lantern.accounts.models import Viewer
from lantern.roster.models import Rollover
from lantern.roster.rules import academic_year_of, in_words
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import AcademicYear, Period


def year_name_after(by: Viewer) -> str:
    """What people would call the year after this one: 2027/28."""
    began = academic_year_of(by.today) + 1
    return f"{began}/{(began + 1) % 100:02}"


def besides(year: AcademicYear, by: Viewer) -> Sequence[str]:
    """What becomes of the scheme and the reviews, in sentences: no rollover touches them.

    That a scheme carries on is no judgement, so whoever rolls over may know it.
    """
    return (_scheme(year, by), _periods(year))


def _scheme(year: AcademicYear, by: Viewer) -> str:
    versions = SchemeVersion.objects.filter(school=by.school).defer("text")
    now, then = versions.on(by.today).first(), versions.on(year.starts_on).first()
    if then is None:
        return "No scheme is adopted by then: a leader adopts one on the Scheme page."
    if then == now:
        return (
            f"The scheme carries on: version {then.number}, from {in_words(then.starts_on)}. A "
            "leader may begin a new version from any day on the Scheme page."
        )
    return f"A new version of the scheme, {then.number}, begins on {in_words(then.starts_on)}."


def _periods(year: AcademicYear) -> str:
    periods = Period.objects.filter(year=year).count()
    if not periods:
        return f"No review periods are drawn for {year.name} yet: choose them on the Dates page."
    return f"{periods} review periods are drawn for {year.name}."


def lately(by: Viewer) -> Sequence[Rollover]:
    """The rollovers that may still be undone, the latest first."""
    rows = Rollover.objects.visible_to(by).standing().select_related("year", "done_by", "school")
    return [row for row in rows if row.may_be_undone(by.today)]
