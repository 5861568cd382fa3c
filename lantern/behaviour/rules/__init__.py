"""What is given and what follows from it, over plain values."""

from lantern.behaviour.rules.awards import BY_ITSELF, Button, buttons, counters_on
from lantern.behaviour.rules.counting import Moved, counts, of_span, stands_at, with_conversions
from lantern.behaviour.rules.deeds import Deed, Give, NotADeed, TakeBack, read_deeds
from lantern.behaviour.rules.milestones import Reached, milestone_of, numbers, reached, reward_of
from lantern.behaviour.rules.refusing import (
    why_not_given,
    why_not_taken_back,
)
from lantern.behaviour.rules.turns import ALWAYS, Beginnings, last_day, since

__all__ = [
    "ALWAYS",
    "BY_ITSELF",
    "Beginnings",
    "Button",
    "Deed",
    "Give",
    "Moved",
    "NotADeed",
    "Reached",
    "TakeBack",
    "buttons",
    "counters_on",
    "counts",
    "last_day",
    "milestone_of",
    "numbers",
    "of_span",
    "reached",
    "read_deeds",
    "reward_of",
    "since",
    "stands_at",
    "why_not_given",
    "why_not_taken_back",
    "with_conversions",
]
