"""The grid that a review is judged in, and small pictures, drawn in Python."""

from lantern.reviews.drawing.agreement import agreement_bar, agreement_words, sample_line
from lantern.reviews.drawing.judging import (
    choices_for_scripts,
    judging_grid,
    key_of_not_rated,
    not_rated,
    typed_choices,
)
from lantern.reviews.drawing.words import (
    class_line,
    corrections_line,
    day_short,
    group_line,
    overview_line,
    span_words,
)

__all__ = [
    "agreement_bar",
    "agreement_words",
    "choices_for_scripts",
    "class_line",
    "corrections_line",
    "day_short",
    "group_line",
    "judging_grid",
    "key_of_not_rated",
    "not_rated",
    "overview_line",
    "sample_line",
    "span_words",
    "typed_choices",
]
