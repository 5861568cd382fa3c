"""Inventing who was away, late or on a trip: only what is not plain presence."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random

from lantern.demo.rules.natures import Nature
from lantern.habits.rules import AFTERNOON, MORNING, SESSIONS

PRESENT = {MORNING: "/", AFTERNOON: "\\"}
ILL, REFUSED, HOLIDAY, LATE, DENTIST, TRIP = "I", "O", "G", "L", "M", "V"
SPELLS = (1, 1, 1, 1, 1, 2, 3)  # days in a row
WINTER = (11, 12, 1, 2)

Codes = Mapping[tuple[date, str], str]


def days_away(nature: Nature, days: Sequence[date], trips: frozenset[date]) -> Codes:
    """A code for each session of some school days in a row; no code means present."""
    if not days:
        return {}
    chance = nature.chance("attendance", days[0])
    found = {(on, session): TRIP for on in trips.intersection(days) for session in SESSIONS}
    found |= dict(_odd_sessions(nature, days, chance))
    for first, length, code in _spells(nature, days, chance):
        for on in days[first : first + length]:
            found |= {(on, session): code for session in SESSIONS}
    return found


def _spells(nature: Nature, days: Sequence[date], chance: Random) -> Iterator[tuple[int, int, str]]:
    often = 0.0095 * math.exp(-0.6 * nature.health)
    for place, on in enumerate(days):
        if chance.random() < often * (1.6 if on.month in WINTER else 0.9):
            refused = nature.health < -1.4 and chance.random() < 0.35
            yield place, chance.choice(SPELLS), REFUSED if refused else ILL
    if len(days) > 10 and chance.random() < 0.012:
        yield chance.randrange(len(days) - 5), 5, HOLIDAY


def _odd_sessions(
    nature: Nature, days: Sequence[date], chance: Random
) -> Iterator[tuple[tuple[date, str], str]]:
    late = min(0.2, 0.004 * math.exp(-1.1 * nature.ease))
    for on in days:
        if chance.random() < late:
            yield (on, MORNING), LATE
        if chance.random() < 0.004:
            yield (on, chance.choice(SESSIONS)), DENTIST
