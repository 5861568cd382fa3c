"""Which reviews of a class were closed over some days, asked of whoever keeps reviews."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from lantern.roster.models import SchoolClass


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedReview:
    """A review that was closed for a class: of which period, when and by whom."""

    period: str
    at: datetime
    by: str


Asked = Callable[[SchoolClass, date, date], Sequence[ClosedReview]]


def closed_reviews(school_class: SchoolClass, first: date, last: date) -> Sequence[ClosedReview]:
    """Those whose periods have any of these days, the earliest first; one query.

    Reviews lie downstream, so the settings name whom to ask (decision 0013).
    """
    asked = cast(Asked, import_string(settings.CLOSED_REVIEWS))
    return asked(school_class, first, last)
