"""For any table: nothing that is hidden can be worked out from what is shown."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantern.profiles.rules import LEAST, Alike, hidden
from lantern.profiles.rules.worlds import cells_of

Child = tuple[int, int]  # the cohorts they belong to, and the category they were given


def alike_of(children: Sequence[Child], categories: int) -> tuple[Alike, ...]:
    counted: dict[int, Counter[int]] = defaultdict(Counter)
    for member, place in children:
        counted[member][place] += 1
    return tuple(
        Alike(member, tuple(some[place] for place in range(categories)))
        for member, some in sorted(counted.items())
    )


def counts_of(children: Sequence[Child], cohorts: int, categories: int) -> dict[Child, int]:
    found = dict.fromkeys(product(range(cohorts), range(categories)), 0)
    for member, place in children:
        for cohort in range(cohorts):
            found[cohort, place] += member >> cohort & 1
    return found


@st.composite
def tables(draw: st.DrawFn, children: int, cohorts: int) -> tuple[list[Child], int, int]:
    """Children of a school: cohort 0 holds all, the others whom they will, alike and in another."""
    categories = draw(st.integers(1, 3))
    masks = draw(st.lists(st.integers(0, 2**cohorts - 1), min_size=1, max_size=6))
    one = st.tuples(
        st.sampled_from(masks).map(lambda mask: mask | 1), st.integers(0, categories - 1)
    )
    return draw(st.lists(one, min_size=1, max_size=children)), cohorts, categories


@settings(max_examples=300, deadline=None)
@given(tables(children=6, cohorts=3), st.integers(2, 3))
def test_every_hidden_count_might_be_another_number(
    table: tuple[list[Child], int, int], least: int
) -> None:
    """By trying every world there is: who belongs to which cohort is known, and what is shown."""
    children, cohorts, categories = table
    masks = hidden(alike_of(children, categories), cohorts, least)
    true = counts_of(children, cohorts, categories)
    unseen = set(cells_of(list(masks)))
    shown = {cell: count for cell, count in true.items() if cell not in unseen}
    might: dict[Child, set[int]] = defaultdict(set)
    for world in worlds(children, categories):
        counts = counts_of(world, cohorts, categories)
        if all(counts[cell] == count for cell, count in shown.items()):
            for cell in unseen:
                might[cell].add(counts[cell])
    for cell in unseen:
        size = sum(true[cell[0], place] for place in range(categories))
        wanted = min(least, size + 1) if categories > 1 else 1
        assert len(might[cell]) >= wanted, (cell, might[cell], shown)


def worlds(children: Sequence[Child], categories: int) -> Iterator[list[Child]]:
    for given_out in product(range(categories), repeat=len(children)):
        yield [(member, place) for (member, _), place in zip(children, given_out, strict=True)]


@settings(max_examples=200, deadline=None)
@given(tables(children=120, cohorts=6))
def test_no_sum_or_difference_of_what_is_shown_gives_a_hidden_count(
    table: tuple[list[Child], int, int],
) -> None:
    """As equations in fractions: a hidden count lies outside all that the shown ones span."""
    children, cohorts, categories = table
    if categories == 1:
        return
    alike = alike_of(children, categories)
    unseen = cells_of(list(hidden(alike, cohorts)))
    basis = Basis()
    for place in range(len(alike)):
        basis.add({(place, category): Fraction(1) for category in range(categories)})  # its size
    for cell in product(range(cohorts), range(categories)):
        if cell not in unseen:
            basis.add(row_of(alike, *cell))
    sizes = [
        sum(sum(some.counts) for some in alike if some.member >> k & 1) for k in range(cohorts)
    ]
    for cohort, category in unseen:
        if sizes[cohort]:
            assert basis.left_of(row_of(alike, cohort, category)), (cohort, category)


Row = dict[tuple[int, int], Fraction]


def row_of(alike: Sequence[Alike], cohort: int, category: int) -> Row:
    return {
        (place, category): Fraction(1)
        for place, some in enumerate(alike)
        if some.member >> cohort & 1
    }


class Basis:
    """Rows in echelon form: what can be made of them by adding and taking away."""

    def __init__(self) -> None:
        self.rows: dict[tuple[int, int], Row] = {}

    def add(self, row: Row) -> None:
        if left := self.left_of(row):
            lead = min(left)
            self.rows[lead] = {key: value / left[lead] for key, value in left.items()}

    def left_of(self, row: Row) -> Row:
        left = dict(row)
        for lead in sorted(self.rows):
            if times := left.get(lead):
                for key, value in self.rows[lead].items():
                    left[key] = left.get(key, Fraction(0)) - times * value
        return {key: value for key, value in left.items() if value}


@settings(max_examples=200, deadline=None)
@given(tables(children=120, cohorts=6))
def test_no_small_count_is_shown_and_none_that_leaves_few_out(
    table: tuple[list[Child], int, int],
) -> None:
    children, cohorts, categories = table
    unseen = cells_of(list(hidden(alike_of(children, categories), cohorts)))
    counts = counts_of(children, cohorts, categories)
    for cohort in range(cohorts):
        row = [counts[cohort, place] for place in range(categories)]
        shown = [row[place] for place in range(categories) if (cohort, place) not in unseen]
        assert all(LEAST <= count <= sum(row) - LEAST for count in shown if sum(row))
        assert not shown or sum(row) >= 2 * LEAST or not sum(row)
        rest = [row[place] for place in range(categories) if (cohort, place) in unseen]
        assert not rest or not shown or (len(rest) > 1 and sum(rest) >= LEAST)


SCHOOL, FIRST, SECOND, GROUP = 1, 2, 4, 8


def shown_of(rows: dict[int, tuple[int, ...]], cohorts: int) -> list[list[int | None]]:
    alike = tuple(Alike(member, counts) for member, counts in rows.items())
    masks = hidden(alike, cohorts)
    return [
        [
            None
            if mask >> cohort & 1
            else sum(some.counts[place] for some in alike if some.member >> cohort & 1)
            for place, mask in enumerate(masks)
        ]
        for cohort in range(cohorts)
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            {SCHOOL | FIRST: (20, 10), SCHOOL | SECOND: (15, 15)},
            [[35, 25], [20, 10], [15, 15]], id="nothing small, nothing hidden",
        ),
        pytest.param(
            {SCHOOL | FIRST: (30, 0), SCHOOL | SECOND: (15, 15)},
            [[45, 15], [None, None], [None, None]], id="all of a year are one thing",
        ),
        pytest.param(
            {SCHOOL | FIRST: (20, 8, 2), SCHOOL | SECOND: (18, 9, 3)},
            [[38, 17, 5], [20, None, None], [18, None, None]], id="a small one takes another",
        ),
        pytest.param(
            {SCHOOL: (20, 20), SCHOOL | FIRST: (2, 2)},
            [[22, 22], [None, None]], id="a group of four",
        ),
        pytest.param({SCHOOL: (2, 1)}, [[None, None]], id="a school of three"),
        pytest.param({SCHOOL: (40,)}, [[None]], id="only one thing that anyone can be"),
    ],
)  # fmt: skip
def test_what_is_shown(rows: dict[int, tuple[int, ...]], expected: list[list[int | None]]) -> None:
    assert shown_of(rows, len(expected)) == expected


def test_a_group_that_is_nearly_a_year_is_not_told_from_it() -> None:
    """Sixty of a year's sixty-three: what they have says within one what the three have."""
    rows: dict[int, tuple[int, ...]] = {SCHOOL | SECOND: (30, 30, 30), SCHOOL | FIRST: (1, 1, 1)}
    rows[SCHOOL | FIRST | GROUP] = (20, 20, 20)
    assert shown_of(rows, 4)[1::2] == [[None] * 3, [None] * 3]


def test_no_children_no_table() -> None:
    assert hidden((), 3) == ()
