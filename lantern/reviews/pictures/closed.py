"""Which reviews of a class are closed, for those who record facts upstream of them."""

from collections.abc import Sequence
from datetime import date

from lantern.habits.pictures import ClosedReview
from lantern.reviews.models import Closure
from lantern.roster.models import SchoolClass


def closed_over(school_class: SchoolClass, first: date, last: date) -> Sequence[ClosedReview]:
    """The closed reviews whose periods have any of these days, the earliest first; one query."""
    closures = Closure.objects.filter(
        school_class=school_class, stands=True,
        period__starts_on__lte=last, period__ends_on__gte=first,
    ).select_related("period", "closed_by")  # fmt: skip
    return [
        ClosedReview(period=each.period.name, at=each.closed_at, by=each.closed_by.name)
        for each in closures.order_by("period__starts_on")
    ]
