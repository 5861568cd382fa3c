"""What would move a suggested rating up, as a table of cases: never what can no longer happen."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.profiles.rules import Evidence, suggest
from lantern.schemes.presets import preset
from lantern.schemes.presets.shape import Area, Fact, Measure, Rating, RatingScale, Scheme, Test
from lantern.schemes.rules import find

SINCE, THURSDAY, FRIDAY = date(2026, 11, 2), date(2026, 11, 26), date(2026, 11, 27)
STARS = preset("stars-and-bands")


def afresh(name: str, over: str = "review") -> str:
    return f"Counting starts afresh with the next {over}: “{name}” can be reached then."


def area(scheme: Scheme, key: str) -> Area:
    found = find(scheme.areas, key)
    assert found is not None
    return found


def said(
    scheme: Scheme, key: str, *, left: int | None, weeks: int = 3, until: date = FRIDAY,
    **totals: int,
) -> tuple[str, str]:  # fmt: skip
    evidence = Evidence(
        since=SINCE, until=until, days_left=left, totals=totals, weeks=dict.fromkeys(totals, weeks)
    )
    found = suggest(scheme, area(scheme, key), evidence)
    assert found is not None
    return found.rating, found.upwards


@pytest.mark.parametrize(
    ("exits", "warnings", "rating", "upwards"),
    [
        (0, 0, "green", ""),
        (0, 1, "amber", afresh("Green", "term")),
        (1, 0, "red", afresh("Amber", "term")),
        (1, 4, "red", afresh("Amber", "term")),
    ],
)
def test_what_was_counted_stays_counted_until_the_term_ends_000_19(
    exits: int, warnings: int, rating: str, upwards: str
) -> None:
    assert said(STARS, "behaviour", left=16, exits=exits, warnings=warnings) == (rating, upwards)


@pytest.mark.parametrize(
    ("nights", "left", "rating", "upwards"),
    [
        (15, 15, "green", ""),
        (14, 15, "amber", afresh("Green")),  # a week has five
        (8, 15, "red", "4 nights in each of the 3 weeks to come would bring it to “Amber”."),
        (8, 9, "red", "4 nights in the week to come would bring it to “Amber”."),
        (2, 5, "red", afresh("Amber")),
        (8, 4, "red", afresh("Amber")),  # no whole week is left
        (8, 0, "red", ""),
        (8, None, "red", "“Amber” is 3 to under 5 nights a week."),  # nobody said when it ends
    ],
)
def test_nights_are_asked_of_the_weeks_that_are_left_000_21(
    nights: int, left: int | None, rating: str, upwards: str
) -> None:
    assert said(STARS, "reading-habit", left=left, nights=nights) == (rating, upwards)


@pytest.mark.parametrize(
    ("nights", "left", "upwards"),
    [
        (8, 16, "5 nights in each of the 3 weeks to come would bring it to “Amber”."),
        (6, 16, "5 nights in each of the 3 weeks to come would bring it to “Amber”."),
        (5, 16, "“Amber” is 3 to under 5 nights a week."),  # it hangs on the week that runs
        (8, 3, "“Amber” is 3 to under 5 nights a week."),
        (1, 6, afresh("Amber")),
    ],
)
def test_nothing_good_of_a_week_that_runs_is_taken_for_granted(
    nights: int, left: int, upwards: str
) -> None:
    """Nobody knows on Thursday how the week will end: what is promised has to come true anyway."""
    rated = said(STARS, "reading-habit", left=left, until=THURSDAY, nights=nights)
    assert rated == ("red", upwards)


RATINGS = tuple(Rating(key=key, name=key.title()) for key in ("high", "middle", "low"))


def scheme_of(fact: Fact, measure: Measure) -> Scheme:
    """A scheme with one area, judged on three ratings by one fact."""
    scale = RatingScale(key="scale", ratings=RATINGS)
    habit = Area(key="habit", name="Habit", scale="scale", measure=measure)
    return Scheme(
        format=1, key="small", name="Small", facts=(fact,), scales=(scale,), areas=(habit,)
    )


def bounded(high: int, middle: int, *, wanted: str) -> tuple[Test, ...]:
    """High and middle by their bounds, and low for whoever is left."""

    def test(rating: str, bound: int) -> Test:
        if wanted == "more":
            return Test(rating=rating, fact="merits", at_least=Decimal(bound))
        return Test(rating=rating, fact="merits", at_most=Decimal(bound))

    return (test("high", high), test("middle", middle), Test(rating="low", fact="merits"))


MERITS = Fact(
    key="merits", name="Merits", kind="tally", one="merit", many="merits", none="no merits", most=5
)


@pytest.mark.parametrize(
    ("merits", "left", "upwards"),
    [
        (10, 15, ""),
        (9, 15, "1 more merit would bring it to “High”."),
        (7, None, "3 more merits would bring it to “High”."),
        (3, 15, "2 more merits would bring it to “Middle”."),
        (0, 5, "5 more merits would bring it to “Middle”."),
        (4, 0, ""),
        (5, 3, "5 more merits would bring it to “High”."),
    ],
)
def test_so_many_more_of_what_is_wanted(merits: int, left: int | None, upwards: str) -> None:
    measure = Measure(fact="merits", tests=bounded(10, 5, wanted="more"))
    assert said(scheme_of(MERITS, measure), "habit", left=left, merits=merits)[1] == upwards


def test_no_more_is_asked_than_a_week_can_have() -> None:
    measure = Measure(fact="merits", tests=bounded(10, 5, wanted="more"))
    rated = said(scheme_of(MERITS, measure), "habit", left=2, merits=4)
    assert rated == ("low", "1 more merit would bring it to “Middle”.")
    assert said(scheme_of(MERITS, measure), "habit", left=2, merits=0) == (
        "low", "5 more merits would bring it to “Middle”.",
    )  # fmt: skip
    few = scheme_of(Fact(key="merits", name="Merits", kind="tally", most=2), measure)
    assert said(few, "habit", left=2, merits=0) == (
        "low", afresh("Middle"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lates", "left", "rating", "upwards"),
    [
        (3, 15, "high", ""),
        (4, 15, "middle", "1 week with no lates would bring it to “High”."),
        (
            9,
            20,
            "middle",
            afresh("High"),
        ),  # four good weeks leave nine in seven
        (9, 30, "middle", "6 weeks with no lates would bring it to “High”."),
        (12, 10, "low", "1 week with no lates would bring it to “Middle”."),
        (12, 4, "low", afresh("Middle")),
    ],
)
def test_good_weeks_bring_an_average_down(lates: int, left: int, rating: str, upwards: str) -> None:
    fact = Fact(key="merits", name="Lates", kind="tally", none="no lates", wanted="fewer", most=10)
    measure = Measure(fact="merits", counted="per-week", tests=bounded(1, 3, wanted="fewer"))
    scheme = scheme_of(fact, measure)
    assert said(scheme, "habit", left=left, merits=lates) == (rating, upwards)
    midweek = said(scheme, "habit", left=left, merits=lates, until=THURSDAY)[1]
    assert "would bring" not in midweek  # a late on Monday would have undone it


@given(
    st.integers(0, 60), st.integers(1, 8), st.integers(0, 40), st.integers(1, 9), st.integers(1, 5),
    st.integers(0, 9),
)  # fmt: skip
def test_what_is_asked_does_it_and_one_less_does_not(
    total: int, weeks: int, left: int, middle: int, more: int, this_week: int
) -> None:
    """Whatever the bounds: done as the sentence says, the better rating is suggested.

    Also where a week runs, whatever it brings; and where none does, one less would not do.
    """
    fact = Fact(key="merits", name="Merits", kind="tally", one="merit", many="merits", most=9)
    measure = Measure(
        fact="merits", counted="per-week", tests=bounded(middle + more, middle, wanted="more")
    )
    scheme, whole = scheme_of(fact, measure), left // 5
    for until, ran in ((FRIDAY, 0), (THURSDAY, 1)):
        now, upwards = said(scheme, "habit", left=left, weeks=weeks, until=until, merits=total)
        if not upwards[:1].isdigit():
            continue
        each, better = int(upwards.split()[0]), BETTER[now]
        brought = total + each * whole + ran * this_week
        after = rated(scheme, weeks + ran + whole, brought)
        assert ORDER.index(after) <= ORDER.index(better)
        if not ran:
            assert after == better
            assert each == 1 or rated(scheme, weeks + whole, brought - whole) != better


ORDER = ("high", "middle", "low")
BETTER = {"low": "middle", "middle": "high"}


def rated(scheme: Scheme, weeks: int, total: int) -> str:
    return said(scheme, "habit", left=None, weeks=weeks, merits=total)[0]
