"""Year groups with a calendar of their own: that each has one, and one that can be."""

from collections.abc import Iterator

from lantern.schemes.presets import Problem, Scheme
from lantern.schemes.rules.checking.said import look

KEYS = ("judgements", "targets", "meetings", "reports")


def of_calendars(scheme: Scheme) -> Iterator[Problem]:
    yield from _twice(scheme)
    yield from _freely(scheme)


def _twice(scheme: Scheme) -> Iterator[Problem]:
    """The first that says how often wins, so what another says of those years is lost."""
    said: set[tuple[str, int]] = set()
    for number, other in enumerate(scheme.calendars.exceptions):
        for key in KEYS:
            if getattr(other, key) is None:
                continue
            again = [year for year in other.years if (key, year) in said]
            if again:
                shown = ", ".join(map(str, again))
                what = f"How often is said twice for year {shown}: the first wins."
                instead = "Name each year group in one of the two."
                yield look(("calendars", "exceptions", number, key), what, instead)
            said |= {(key, year) for year in other.years}


def _freely(scheme: Scheme) -> Iterator[Problem]:
    usual = scheme.calendars
    for number, other in enumerate(usual.exceptions):
        if other.judgements == "free" and usual.judgements != "free":
            what = "Dates of your own are typed for the whole school, so these go with the others."
            instead = "Write half-term, term or year."
            yield look(("calendars", "exceptions", number, "judgements"), what, instead)
