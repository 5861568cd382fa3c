"""What counters stand at, against a recount as simple as can be."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.behaviour.rules import Beginnings, Moved, counts, since, stands_at
from lantern.schemes.presets.shape import Conversion, Counter

KNOWN = Beginnings(halves=[date(2026, 9, 2)], terms=[date(2026, 9, 2)], years=[date(2026, 9, 1)])
START = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)


def moved(by: int, minutes: int = 0, ref: int = 0) -> Moved:
    at = START + timedelta(minutes=minutes)
    return Moved(at=at, ref=UUID(int=ref), on=at.date(), by=by)


def counter(**more: object) -> Counter:
    return Counter(**{"key": "beans", "name": "Beans", "direction": "both", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "floor", "by", "now"),
    [
        (0, 0, [], 0),
        (20, 0, [], 20),  # 001-9: every class begins the week with 20
        (20, 0, [1, 1, -1], 21),
        (0, 0, [1, -1, -1, 1], 1),  # at its floor it loses nothing, and goes on from there
        (0, None, [1, -1, -1, 1], 0),
        (3, 2, [-1, -1, -1, 1], 3),
        (0, 0, [5], 5),
    ],
)
def test_where_a_counter_stands(start: int, floor: int | None, by: list[int], now: int) -> None:
    moves = [moved(each, minutes) for minutes, each in enumerate(by)]
    assert stands_at(counter(start=start, floor=floor), moves) == now


def test_two_of_one_moment_have_one_order() -> None:
    lost, earned = moved(-1, ref=1), moved(1, ref=2)
    assert stands_at(counter(), [lost, earned]) == stands_at(counter(), [earned, lost]) == 1


MOVES = st.lists(
    st.builds(moved, st.integers(-3, 3), st.integers(0, 60 * 24 * 40), st.integers(0, 999)),
    max_size=40,
    unique_by=lambda each: (each.at, each.ref),
)


@given(MOVES, st.randoms(use_true_random=False), st.integers(0, 5))
def test_the_order_in_which_they_come_changes_nothing(
    moves: list[Moved], chance: object, floor: int
) -> None:
    mixed = list(moves)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    of = counter(start=5, floor=floor)
    now = 5
    for each in sorted(moves, key=lambda each: (each.at, each.ref)):
        now = max(floor, now + each.by)
    assert stands_at(of, mixed) == now


@given(MOVES, st.sampled_from(["day", "week", "term", "never"]), st.integers(0, 39))
def test_only_its_own_span_counts(moves: list[Moved], resets: str, day: int) -> None:
    of = counter(resets=resets, floor=None)
    on = START.date() + timedelta(days=day)
    mine = [e.by for e in moves if since(resets, e.on, KNOWN) == since(resets, on, KNOWN)]
    assert counts([of], {"beans": moves}, on=on, known=KNOWN) == {"beans": sum(mine)}


def converting(every: int, resets: str, into_resets: str) -> list[Counter]:
    made = counter(converts=Conversion(every=every, into="jars"), resets=resets, direction="earn")
    jars = counter(key="jars", name="Jars", resets=into_resets, direction="earn")
    return [jars, made]  # the other way round than they turn


@given(st.integers(0, 60), st.integers(2, 10))
def test_so_many_become_one_of_another(earned: int, every: int) -> None:
    moves = [moved(1, minutes) for minutes in range(earned)]
    found = counts(
        converting(every, "never", "never"), {"beans": moves}, on=START.date(), known=KNOWN
    )
    assert found == {"beans": earned, "jars": earned // every}


def test_what_was_turned_stays_when_its_own_counter_begins_again() -> None:
    monday, next_monday = range(12), range(7 * 24 * 60, 7 * 24 * 60 + 11)
    moves = [moved(1, minutes) for minutes in (*monday, *next_monday)]
    on = START.date() + timedelta(days=8)
    found = counts(converting(10, "week", "term"), {"beans": moves}, on=on, known=KNOWN)
    assert found == {"beans": 11, "jars": 2}


def test_falling_and_rising_again_makes_no_second_one() -> None:
    steps = [1] * 10 + [-1, 1, -1, 1] + [1] * 10
    moves = [moved(by, minutes) for minutes, by in enumerate(steps)]
    of = [
        counter(converts=Conversion(every=10, into="jars"), resets="never"),
        counter(key="jars", name="Jars", resets="never"),
    ]
    assert counts(of, {"beans": moves}, on=START.date(), known=KNOWN) == {"beans": 20, "jars": 2}


def test_a_chain_turns_to_its_end() -> None:
    of = [
        counter(key="c", name="C", resets="never"),
        counter(key="b", name="B", resets="never", converts=Conversion(every=2, into="c")),
        counter(key="a", name="A", resets="never", converts=Conversion(every=3, into="b")),
    ]
    moves = {"a": [moved(1, minutes) for minutes in range(13)]}
    assert counts(of, moves, on=START.date(), known=KNOWN) == {"a": 13, "b": 4, "c": 2}
