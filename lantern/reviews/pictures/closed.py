"""Which closed reviews show some children, for those who record facts upstream of them."""

from collections.abc import Sequence
from datetime import date

from lantern.habits.pictures import ClosedReview
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures.corrections import first_day


def closed_over(pupils: Sequence[int], first: date, last: date) -> Sequence[ClosedReview]:
    """The closed reviews that show any of these children and any of these days; one query.

    The earliest first. A review looks at more days than its period has where an area counts over
    a term or a year: these are the days whose changes `corrections_of` tells beneath it.
    """
    kept = Shown.objects.filter(pupil__in=pupils).values("closure")
    closures = Closure.objects.filter(pk__in=kept, stands=True, period__ends_on__gte=first)
    closures = closures.select_related(
        "period__year", "period__term", "period__half_term", "version", "school_class", "closed_by"
    ).defer("version__text")
    return [
        ClosedReview(
            period=each.period.name, school_class=each.school_class.name, at=each.closed_at,
            by=each.closed_by.name,
        )
        for each in closures.order_by("period__starts_on", "school_class__name")
        if first_day(each.version.scheme, each.period.window) <= last
    ]  # fmt: skip
