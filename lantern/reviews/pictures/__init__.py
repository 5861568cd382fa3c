"""A period judged and closed, arranged for showing."""

from lantern.reviews.pictures.periods import (
    Periods,
    current_period,
    periods_of,
    version_for,
)
from lantern.reviews.pictures.showing import (
    Review,
    closure_of,
    review_of_class,
    review_of_pupil,
    trends,
)

__all__ = [
    "Periods",
    "Review",
    "closure_of",
    "current_period",
    "periods_of",
    "review_of_class",
    "review_of_pupil",
    "trends",
    "version_for",
]
