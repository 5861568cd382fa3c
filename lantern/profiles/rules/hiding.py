"""Which counts of a table to hide, so that nobody can work out what a few children were given.

A table has cohorts (all the children, a year group, a group) by categories (the ratings that there
are, and none). Decision 18 says why each rule is there.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from lantern.profiles.rules.worlds import Alike, Masks, bits, cells_of, spreads

LEAST = 5  # the smallest count that is shown, and the fewest children who share what is not


@lru_cache(maxsize=256)  # a period's tables are read again and again, and never change
def hidden(alike: tuple[Alike, ...], cohorts: int, least: int = LEAST) -> tuple[int, ...]:
    """For each category the cohorts whose count is hidden, as bits.

    Each hidden count might be any of `least` numbers for all that can be worked out, or of as many
    as its cohort has children and one more, if those are fewer.
    """
    table = _Table(alike, cohorts, least)
    table.hide_what_is_small()
    while wanting := table.told_too_well():
        table.hide_beside(*wanting)
    return tuple(table.hidden)


class _Table:
    """The counts of a table and what of it is hidden so far; more and more, never less."""

    def __init__(self, alike: Sequence[Alike], cohorts: int, least: int) -> None:
        self.alike = [some for some in alike if any(some.counts)]
        self.least = least
        self.categories = len(alike[0].counts) if alike else 0
        self.counts = [self._sums(1 << cohort) for cohort in range(cohorts)]
        self.sizes = [sum(counts) for counts in self.counts]
        self.hidden: Masks = [0] * self.categories

    @property
    def _everywhere(self) -> int:
        return (1 << len(self.counts)) - 1

    def _sums(self, inside: int, outside: int = 0) -> list[int]:
        """By category, the children who are in one cohort and not in another."""
        some = [each.counts for each in self.alike if each.member & inside]
        if outside:
            some = [
                each.counts
                for each in self.alike
                if each.member & inside and not each.member & outside
            ]
        return [sum(column) for column in zip(*some, strict=True)] or [0] * self.categories

    def hide_what_is_small(self) -> None:
        """Small counts, counts that leave few out, and what subtraction would make of either."""
        for cohort, counts in enumerate(self.counts):
            self._hide_small_of(cohort, counts)
        for whole, part in self._one_in_another():
            self._hide_small_of(part, self._sums(1 << whole, 1 << part))
        self._fill_rows()

    def _hide_small_of(self, cohort: int, counts: Sequence[int]) -> None:
        """Hide what is small in these counts: a cohort's own, or those that it leaves to another.

        Where all of them are few children, the whole row; where there are none, nothing.
        """
        size = sum(counts)
        few = 0 < size < 2 * self.least
        for place, count in enumerate(counts):
            small = count < self.least or size - count < self.least
            if size and (few or small):
                self.hidden[place] |= 1 << cohort

    def _one_in_another(self) -> Iterator[tuple[int, int]]:
        """Cohorts all of whose children are in another, the other first."""
        for whole in range(len(self.counts)):
            for part in range(len(self.counts)):
                if whole != part and not any(self._sums(1 << part, 1 << whole)):
                    yield whole, part

    def _fill_rows(self) -> None:
        """No row's hidden counts may be known by their sum: there are several, of enough children.

        Cohorts of the same children hide the same.
        """
        for cohort in range(len(self.counts)):
            while self._is_thin(cohort):
                self._hide_smallest(cohort)
        for whole, part in self._one_in_another():
            if self.sizes[whole] == self.sizes[part]:
                self._alike(whole, part)

    def _is_thin(self, cohort: int) -> bool:
        held = [place for place in range(self.categories) if self._hides(cohort, place)]
        if not held or len(held) == self.categories:
            return False
        return len(held) < 2 or sum(self.counts[cohort][place] for place in held) < self.least

    def _hides(self, cohort: int, place: int) -> bool:
        return bool(self.hidden[place] >> cohort & 1)

    def _hide_smallest(self, cohort: int) -> None:
        shown = [place for place in range(self.categories) if not self._hides(cohort, place)]
        smallest = min(shown, key=lambda place: self.counts[cohort][place])
        self.hidden[smallest] |= 1 << cohort

    def _alike(self, whole: int, part: int) -> None:
        for place in range(self.categories):
            if self._hides(whole, place) or self._hides(part, place):
                self.hidden[place] |= 1 << whole | 1 << part

    def told_too_well(self) -> tuple[int, int] | None:
        """A hidden count that can be worked out, or nearly; None if there is none.

        Where nothing is shown, nothing more can be hidden.
        """
        if all(mask == self._everywhere for mask in self.hidden):
            return None
        found = spreads(self.alike, self.hidden)
        for cohort, place in cells_of(self.hidden):
            if found[cohort, place] < min(self.least - 1, self.sizes[cohort]):
                return cohort, place
        return None

    def hide_beside(self, cohort: int, place: int) -> None:
        """Hide what makes the fewest children's counts go, and this one harder to tell."""
        best = min(self._ways(cohort, place), default=None)
        if best is None:
            self.hidden = [self._everywhere] * self.categories
            return
        _, other, touched = best
        self.hidden[place] |= touched
        self.hidden[other] |= touched
        self._fill_rows()

    def _ways(self, cohort: int, place: int) -> Iterator[tuple[int, int, int]]:
        """What might be hidden besides: its cost, another category, and the cohorts touched."""
        for other in range(self.categories):
            if other == place:
                continue
            for touched in self._touched(cohort, place, other):
                cost = self._cost(place, touched) + self._cost(other, touched)
                if touched & ~(self.hidden[place] & self.hidden[other]):
                    yield cost, other, touched

    def _touched(self, cohort: int, place: int, other: int) -> set[int]:
        """The cohorts that feel it if children of these two categories change or exchange them."""
        with_one = {each.member for each in self.alike if each.counts[place]}
        with_other = {each.member for each in self.alike if each.counts[other]}
        exchanged = {one ^ another for one in with_one for another in with_other}
        return {mask for mask in exchanged | with_one | with_other if mask >> cohort & 1}

    def _cost(self, place: int, touched: int) -> int:
        """How many children's counts are newly hidden; a count of nobody costs one."""
        new = touched & ~self.hidden[place]
        return sum(self.counts[cohort][place] + 1 for cohort in bits(new))
