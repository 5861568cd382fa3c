"""Decisions over a scheme, in plain Python: what applies to whom, and what a value earns."""

from lantern.schemes.rules.checking import check, examine, is_sound
from lantern.schemes.rules.choices import Choice, Value
from lantern.schemes.rules.colours import (
    class_of_rating,
    class_of_step,
    contrast,
    dark_ink,
    dark_wash,
    style_sheet,
    wash,
)
from lantern.schemes.rules.lookups import (
    areas_for,
    attainment_for,
    expected_for,
    facts_for,
    find,
    has_begun,
    in_scope,
    judged_each,
    rating,
    review_calendar,
    rows_of,
    scale_of,
    step,
    subjects_for,
)
from lantern.schemes.rules.measuring import facts_of, first_that_holds, holds, tests_of
from lantern.schemes.rules.ours import ours, with_choices, with_days
from lantern.schemes.rules.sentences import plain, sentence_of_band

__all__ = [
    "Choice",
    "Value",
    "areas_for",
    "attainment_for",
    "check",
    "class_of_rating",
    "class_of_step",
    "contrast",
    "dark_ink",
    "dark_wash",
    "examine",
    "expected_for",
    "facts_for",
    "facts_of",
    "find",
    "first_that_holds",
    "has_begun",
    "holds",
    "in_scope",
    "is_sound",
    "judged_each",
    "ours",
    "plain",
    "rating",
    "review_calendar",
    "rows_of",
    "scale_of",
    "sentence_of_band",
    "step",
    "style_sheet",
    "subjects_for",
    "tests_of",
    "wash",
    "with_choices",
    "with_days",
]
