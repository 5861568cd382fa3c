"""How far apart two views are."""

from hypothesis import given
from hypothesis import strategies as st

from lantern.judgements.rules import Agreement, agreement, apart

SCALE = ("star", "green", "amber", "red")


def test_steps_lie_between_two_of_a_scale() -> None:
    assert [apart("green", other, SCALE) for other in SCALE] == [1, 0, 1, 2]


def test_what_is_not_on_the_scale_has_no_distance() -> None:
    assert apart("-", "green", SCALE) is None
    assert apart("green", "", SCALE) is None


@given(st.sampled_from(SCALE), st.sampled_from(SCALE))
def test_it_is_the_same_from_either_side(first: str, second: str) -> None:
    found = apart(first, second, SCALE)
    assert found == apart(second, first, SCALE)
    assert (found == 0) == (first == second)


@given(st.lists(st.one_of(st.none(), st.integers(0, 6))))
def test_every_pair_is_counted_once(steps: list[int | None]) -> None:
    found = agreement(steps)
    assert found.counted + found.uncounted == len(steps)


def test_they_are_counted() -> None:
    assert agreement([0, 0, 1, 3, None]) == Agreement(same=2, one=1, more=1, uncounted=1)
