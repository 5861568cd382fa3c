"""Inventing what adults and children say; no rating and no step is known here by name."""

from collections.abc import Sequence
from random import Random

from lantern.demo.presets import Reasons
from lantern.schemes.presets.shape import Rating, Step

BEYOND = 1.45
BELOW = {1: (-1.2,), 2: (-0.55, -1.5)}  # how badly it must go for each rating that is not met
OTHERWISE = 0.05  # how often an adult decides otherwise than the facts suggest


def rating_of(ratings: Sequence[Rating], lean: float) -> str:
    """The rating that fits, of a scale with the best first; empty for a scale with none.

    Most children plainly meet what the school expects: the last of the ratings that count as met.
    """
    if not ratings:
        return ""
    met = [place for place, rating in enumerate(ratings) if rating.met]
    plainly = met[-1] if met else 0
    below = BELOW.get(min(2, len(ratings) - 1 - plainly), ())
    place = 0 if lean > BEYOND else plainly + sum(lean < bound for bound in below)
    return ratings[place].key


def step_of(steps: Sequence[Step], expected: Sequence[Step], lean: float) -> str:
    """The step that fits, of a scale with the lowest first; most are within what is expected."""
    if not steps:
        return ""
    keys = [step.key for step in steps]
    low, high = (keys.index(expected[0].key), keys.index(expected[-1].key)) if expected else (
        len(keys) // 2, len(keys) // 2,
    )  # fmt: skip
    place = low if lean < 0.2 else high
    place += (lean > 1.2) + (lean > 2.3) - (lean < -0.7) - (lean < -1.7)
    return keys[min(max(place, 0), len(keys) - 1)]


def decide(
    ratings: Sequence[Rating], suggested: str, reasons: Reasons, chance: Random
) -> tuple[str, str]:
    """What an adult decides where the facts suggest something, and why if it differs."""
    keys = [rating.key for rating in ratings]
    if chance.random() >= OTHERWISE or suggested not in keys or len(keys) < 2:
        return suggested, ""
    place = keys.index(suggested)
    kinder = place > 1 or (place == 1 and chance.random() < 0.8)
    if kinder:
        return keys[place - 1], chance.choice(reasons.kinder)
    worse = min(place + 1, len(keys) - 1)
    return keys[worse], chance.choice(reasons.stricter) if worse != place else ""
