"""What a pretend child is like: never shown, and why their record hangs together.

These are not marks, so they may be floats: 0 is ordinary, 2 is rare.
"""

from dataclasses import dataclass
from functools import cache
from random import Random

from lantern.demo.presets import Story

GENERAL, PARTICULAR, OF_THE_DAY = 0.75, 0.6, 0.25
A_HALF_TERM = 0.13


@dataclass(frozen=True, kw_only=True, slots=True)
class Nature:
    """`ease` is how well and gladly they learn, `drift` where that is going, `health` how seldom
    they are away, `says` how much better they think of themselves than others do."""

    seed: str
    ease: float
    drift: float
    health: float
    says: float

    def chance(self, *about: object) -> Random:
        """Chances of their own about one thing: the same each time it is asked for."""
        return Random("/".join([self.seed, *map(str, about)]))

    def lean(self, about: str, step: int) -> float:
        """How well it goes with one thing (an area, a subject) in the half term of that number."""
        general = GENERAL * self.ease + A_HALF_TERM * self.drift * step
        return general + _swing(self.seed, about, step)


@cache
def _swing(seed: str, about: str, step: int) -> float:
    """What is particular to one child and one thing, and to the half term; asked for each week."""
    always = Random(f"{seed}/{about}").gauss(0, 1)
    now = Random(f"{seed}/{about}/{step}").gauss(0, 1)
    return PARTICULAR * always + OF_THE_DAY * now


def ordinary(seed: str) -> Nature:
    """Most children do well."""
    chance = Random(seed)
    return Nature(
        seed=seed,
        ease=chance.gauss(0.35, 0.85),
        drift=chance.gauss(0.1, 0.5),
        health=chance.gauss(0, 1),
        says=chance.gauss(0, 0.5),
    )


def told(seed: str, story: Story) -> Nature:
    """As the story says."""
    return Nature(
        seed=seed, ease=story.ease, drift=story.drift, health=story.health, says=story.says
    )
