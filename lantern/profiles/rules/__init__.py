"""From facts to a suggested colour and the reasons for it, in plain Python."""

from lantern.profiles.rules.evidence import Evidence, value_of, weekdays
from lantern.profiles.rules.hiding import LEAST, hidden
from lantern.profiles.rules.ready import Ready, ready
from lantern.profiles.rules.suggesting import Suggestion, is_new, suggest, suggest_from
from lantern.profiles.rules.upwards import full_days_to
from lantern.profiles.rules.words import (
    at_its_start,
    cut,
    day_words,
    inside_a_sentence,
    percent,
    plural,
    quoted,
)
from lantern.profiles.rules.worlds import Alike

__all__ = [
    "LEAST",
    "Alike",
    "Evidence",
    "Ready",
    "Suggestion",
    "at_its_start",
    "cut",
    "day_words",
    "full_days_to",
    "hidden",
    "inside_a_sentence",
    "is_new",
    "percent",
    "plural",
    "quoted",
    "ready",
    "suggest",
    "suggest_from",
    "value_of",
    "weekdays",
]
