"""Inventing what is counted about a child in one week."""

from datetime import date
from random import Random

from lantern.demo.rules.natures import Nature
from lantern.schemes.presets.shape import Fact

SELDOM, RARELY = -0.2, -1.3  # how badly it must go before it happens
FULLY = 0.0  # how well it must go for all there is


def count_of_week(nature: Nature, fact: Fact, week: date, step: int, *, rare: bool) -> int:
    """How many in the week of a Monday, never more than the scheme allows."""
    lean, chance = nature.lean(fact.key, step), nature.chance(fact.key, week)
    if fact.wanted == "more":
        return _wanted(lean, fact.most, chance)
    return min(fact.most, _unwanted(lean, chance, rare=rare))


def _wanted(lean: float, most: int, chance: Random) -> int:
    if lean > FULLY and chance.random() > 0.01:
        return most
    each = min(0.95, max(0.1, 0.88 + 0.26 * lean))
    return sum(chance.random() < each for _ in range(most))


def _unwanted(lean: float, chance: Random, *, rare: bool) -> int:
    """Now and then a second in the same week."""
    from_here = RARELY if rare else SELDOM
    often = max(0.0004 if rare else 0.004, (0.1 if rare else 0.25) * (from_here - lean))
    times = 0
    while times < 3 and chance.random() < often:
        times, often = times + 1, often / 2
    return times
