"""Which closed reviews show some children on some days, asked of whoever keeps reviews."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedReview:
    """A review that was closed: of which period, for which class, when and by whom."""

    period: str
    school_class: str
    at: datetime
    by: str

    @property
    def mark(self) -> str:
        """The same only for the same closing."""
        return self.at.isoformat()


Asked = Callable[[Sequence[int], date, date], Sequence[ClosedReview]]


def closed_reviews(pupils: Sequence[int], first: date, last: date) -> Sequence[ClosedReview]:
    """Those that show any of these children and any of these days, the earliest first; one query.

    Reviews lie downstream, so the settings name whom to ask (decision 0013).
    """
    asked = cast(Asked, import_string(settings.CLOSED_REVIEWS))
    return asked(pupils, first, last)
