"""What someone who sees only part of some counts cannot tell apart: the other worlds they fit.

A world is which rating each child was given. Whoever reads the page is taken to know who belongs to
every cohort, and every count that is shown. Another world fits if it changes no shown count. Two
ways to another world are looked at, each of which is one: a child is given another rating, or two
children's ratings are exchanged. What they touch must all be hidden.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Masks = list[int]  # by category, the cohorts whose count is hidden: bit 0 is the first cohort


@dataclass(frozen=True, slots=True)
class Alike:
    """Children who belong to the same cohorts, a bit for each; and how many have each category."""

    member: int
    counts: tuple[int, ...]


Cells = dict[tuple[int, int], int]  # by cohort and category


def spreads(alike: Sequence[Alike], hidden: Masks) -> Cells:
    """For each hidden count, how many other numbers it might be for all that anyone can tell."""
    found: Cells = dict.fromkeys(cells_of(hidden), 0)
    _by_one_child(alike, hidden, found)
    for first, second in _pairs(hidden):
        _by_exchange(alike, hidden, first, second, found)
    return found


def cells_of(hidden: Masks) -> list[tuple[int, int]]:
    """Each hidden count, as cohort and category."""
    return [(cohort, category) for category, mask in enumerate(hidden) for cohort in bits(mask)]


def bits(mask: int) -> Iterator[int]:
    """The places that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _pairs(hidden: Masks) -> Iterator[tuple[int, int]]:
    for first in range(len(hidden)):
        for second in range(first + 1, len(hidden)):
            if hidden[first] & hidden[second]:
                yield first, second


def _by_one_child(alike: Sequence[Alike], hidden: Masks, found: Cells) -> None:
    """Each child who could have another rating: they leave one count and join another."""
    for some in alike:
        free = [place for place, mask in enumerate(hidden) if not some.member & ~mask]
        if len(free) < 2:
            continue
        movable = sum(some.counts[place] for place in free)
        for cohort in bits(some.member):
            for place in free:
                found[cohort, place] += movable


def _by_exchange(
    alike: Sequence[Alike], hidden: Masks, first: int, second: int, found: Cells
) -> None:
    """Pairs of children with these two ratings, who differ only in cohorts that hide both."""
    both = hidden[first] & hidden[second]
    like: dict[int, list[Alike]] = defaultdict(list)
    for some in alike:
        if some.counts[first] or some.counts[second]:
            like[some.member & ~both].append(some)
    ways: dict[int, int] = defaultdict(int)
    for some_like in like.values():
        for cohort, many in _exchanges(some_like, both, first, second):
            ways[cohort] += many
    for cohort, many in ways.items():
        for place in (first, second):
            found[cohort, place] = max(found[cohort, place], many)


def _exchanges(
    like: Sequence[Alike], both: int, first: int, second: int
) -> Iterator[tuple[int, int]]:
    """For each cohort, how many pairs have one child in it and one outside."""
    inside: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    firsts = sum(some.counts[first] for some in like)
    seconds = sum(some.counts[second] for some in like)
    for some in like:
        for cohort in bits(some.member & both):
            inside[cohort][0] += some.counts[first]
            inside[cohort][1] += some.counts[second]
    for cohort, (has_first, has_second) in inside.items():
        down = min(has_first, seconds - has_second)
        yield cohort, down + min(firsts - has_first, has_second)
