"""Thresholds, gaps and cut figures hold for any scheme, whatever numbers it holds."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lantern.profiles.rules import Evidence, cut, full_days_to, suggest, weekdays
from lantern.schemes.presets.shape import (
    Area,
    Fact,
    Measure,
    Rating,
    RatingScale,
    Scheme,
    Test,
)

bounds = st.lists(
    st.decimals(min_value=0, max_value=100, places=2), min_size=1, max_size=6, unique=True
).map(lambda numbers: sorted(numbers, reverse=True))
sessions = st.integers(1, 400).flatmap(lambda p: st.tuples(st.integers(0, p), st.just(p)))


def scheme_of(lower: list[Decimal]) -> Scheme:
    """Ratings r0, r1, … by lower bounds, best first, and a last one for whoever is left."""
    keys = [f"r{place}" for place in range(len(lower) + 1)]
    tests = [Test(rating=key, at_least=low) for key, low in zip(keys, lower, strict=False)]
    measure = Measure(fact="there", counted="percent", tests=(*tests, Test(rating=keys[-1])))
    ratings = tuple(Rating(key=key, name=key.upper()) for key in keys)
    return Scheme(
        format=1, key="any", name="Any",
        scales=(RatingScale(key="scale", ratings=ratings),),
        facts=(Fact(key="there", name="There", kind="attendance"),),
        areas=(Area(key="area", name="Area", scale="scale", measure=measure),),
    )  # fmt: skip


def rated(scheme: Scheme, attended: int, possible: int) -> int:
    evidence = Evidence(
        since=date(2026, 9, 3), until=date(2026, 11, 26), attended=attended, possible=possible
    )
    found = suggest(scheme, scheme.areas[0], evidence)
    assert found is not None
    return int(found.rating[1:])


@given(bounds, sessions)
def test_the_rating_is_the_best_whose_bound_is_met(
    lower: list[Decimal], there: tuple[int, int]
) -> None:
    exact = Fraction(100 * there[0], there[1])
    met = [place for place, low in enumerate(lower) if exact >= Fraction(low)]
    assert rated(scheme_of(lower), *there) == (met[0] if met else len(lower))


@given(bounds, st.integers(1, 400), st.integers(0, 400), st.integers(0, 400))
def test_more_attendance_is_never_a_worse_rating(
    lower: list[Decimal], possible: int, one: int, other: int
) -> None:
    few, many = sorted((min(one, possible), min(other, possible)))
    scheme = scheme_of(lower)
    assert rated(scheme, many, possible) <= rated(scheme, few, possible)


@given(st.fractions(min_value=0, max_value=1000))
def test_a_figure_is_cut_and_never_rounded_up(value: Fraction) -> None:
    shown = Fraction(Decimal(cut(value)))
    assert shown <= value < shown + Fraction(1, 10)


@given(st.integers(0, 99), sessions)
def test_the_full_days_asked_for_are_enough_and_one_fewer_is_not(
    bound: int, there: tuple[int, int]
) -> None:
    attended, possible = there
    needed = full_days_to(Fraction(bound), attended=attended, possible=possible)
    assert needed is not None
    assert 100 * (attended + 2 * needed) >= bound * (possible + 2 * needed)
    if needed:
        fewer = needed - 1
        assert 100 * (attended + 2 * fewer) < bound * (possible + 2 * fewer)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-30, 400))
def test_weekdays_are_counted_as_a_calendar_counts_them(since: date, length: int) -> None:
    until = date.fromordinal(since.toordinal() + length)
    every = range(since.toordinal(), until.toordinal() + 1)
    naive = sum(date.fromordinal(day).weekday() < 5 for day in every)
    assert weekdays(since, until) == naive
