"""Decisions over a scheme, in plain Python: what applies to whom, and what a value earns."""

from lantern.schemes.rules.lookups import (
    areas_for,
    attainment_for,
    expected_for,
    facts_for,
    find,
    has_begun,
    in_scope,
    rating,
    scale_of,
    step,
    subjects_for,
)
from lantern.schemes.rules.measuring import first_that_holds, holds, tests_of
from lantern.schemes.rules.sentences import plain, sentence_of_band

__all__ = [
    "areas_for",
    "attainment_for",
    "expected_for",
    "facts_for",
    "find",
    "first_that_holds",
    "has_begun",
    "holds",
    "in_scope",
    "plain",
    "rating",
    "scale_of",
    "sentence_of_band",
    "step",
    "subjects_for",
    "tests_of",
]
