"""From facts to a suggested colour and the reasons for it, in plain Python."""

from lantern.profiles.rules.evidence import Evidence, value_of, weekdays
from lantern.profiles.rules.suggesting import Suggestion, rule_words, suggest
from lantern.profiles.rules.upwards import full_days_to
from lantern.profiles.rules.words import at_its_start, cut, day_words, percent, plural

__all__ = [
    "Evidence",
    "Suggestion",
    "at_its_start",
    "cut",
    "day_words",
    "full_days_to",
    "percent",
    "plural",
    "rule_words",
    "suggest",
    "value_of",
    "weekdays",
]
