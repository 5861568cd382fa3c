"""A period judged and closed, arranged for showing."""

from lantern.reviews.pictures.corrections import (
    Correction,
    corrected_cells,
    corrections_of,
    of_cell,
)
from lantern.reviews.pictures.counts import Progress, progress, progress_now
from lantern.reviews.pictures.history import (
    Entry,
    Turn,
    closings_seen_by,
    history_of,
    opened_again,
    turns_of,
)
from lantern.reviews.pictures.periods import (
    Periods,
    current_period,
    groups_of,
    opened_periods,
    period_of,
    periods_of,
    periods_of_pupil,
    running_now,
    version_for,
)
from lantern.reviews.pictures.rights import Rights
from lantern.reviews.pictures.sets import SetReview, review_of_set
from lantern.reviews.pictures.showing import (
    Judged,
    Review,
    as_closed,
    closure_of,
    joined_since,
    of_group,
    review_of_class,
    review_of_pupil,
    review_to_close,
    trends,
)

__all__ = [
    "Correction",
    "Entry",
    "Judged",
    "Periods",
    "Progress",
    "Review",
    "Rights",
    "SetReview",
    "Turn",
    "as_closed",
    "closings_seen_by",
    "closure_of",
    "corrected_cells",
    "corrections_of",
    "current_period",
    "groups_of",
    "history_of",
    "joined_since",
    "of_cell",
    "of_group",
    "opened_again",
    "opened_periods",
    "period_of",
    "periods_of",
    "periods_of_pupil",
    "progress",
    "progress_now",
    "review_of_class",
    "review_of_pupil",
    "review_of_set",
    "review_to_close",
    "running_now",
    "trends",
    "turns_of",
    "version_for",
]
