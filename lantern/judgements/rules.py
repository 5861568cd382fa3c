"""How far apart two views of the same work are, over plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """How many pairs of views are the same, one step apart, and more.

    `uncounted` are those with no distance: one of the two has not judged, or not rated.
    """

    same: int = 0
    one: int = 0
    more: int = 0
    uncounted: int = 0

    @property
    def counted(self) -> int:
        """How many have a distance."""
        return self.same + self.one + self.more


def apart(first: str, second: str, scale: Sequence[str]) -> int | None:
    """How many steps of a scale lie between two of its values; None if one is not on it."""
    if first not in scale or second not in scale:
        return None
    return abs(scale.index(first) - scale.index(second))


def agreement(found: Iterable[int | None]) -> Agreement:
    """The distances counted."""
    steps = list(found)
    return Agreement(
        same=steps.count(0),
        one=steps.count(1),
        more=sum(step is not None and step > 1 for step in steps),
        uncounted=steps.count(None),
    )
