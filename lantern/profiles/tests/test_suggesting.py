"""A colour and the sentence why, as tables of cases (000-17, 000-19, 000-21; domain 2.3 to 2.9)."""

from datetime import date

import pytest

from lantern.profiles.rules import Evidence, Suggestion, suggest
from lantern.profiles.tests.test_upwards import afresh
from lantern.schemes.presets import preset
from lantern.schemes.presets.shape import Area
from lantern.schemes.rules import find

SCHEME = preset("stars-and-bands")
NOVEMBER, TODAY = date(2026, 11, 2), date(2026, 11, 26)


def area(key: str) -> Area:
    found = find(SCHEME.areas, key)
    assert found is not None
    return found


def suggested(key: str, **known: object) -> Suggestion:
    evidence = Evidence(since=NOVEMBER, until=TODAY, **known)  # type: ignore[arg-type]
    found = suggest(SCHEME, area(key), evidence)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("attended", "possible", "rating", "figure"),
    [
        (38, 38, "star", "100 %"),
        (999, 1000, "green", "99.9 %"),  # 99.9 is no star: nothing is rounded up
        (249, 250, "green", "99.6 %"),  # the printed gap between 99 and 100
        (98, 100, "green", "98 %"),
        (9799, 10000, "amber", "97.9 %"),
        (122, 125, "amber", "97.6 %"),  # the printed gap between 97 and 98
        (37, 38, "amber", "97.3 %"),
        (95, 100, "amber", "95 %"),
        (94999, 100000, "red", "94.9 %"),
        (0, 38, "red", "0 %"),
    ],
)
def test_attendance_000_17(attended: int, possible: int, rating: str, figure: str) -> None:
    found = suggested("attendance", attended=attended, possible=possible)
    assert (found.rating, found.figure) == (rating, figure)


def test_the_sentence_why_000_17_domain_2_43() -> None:
    found = suggested("attendance", attended=37, possible=38)
    assert found.why == "97.3 %, 37 of 38 sessions since 2 November; “Amber” is 95 to under 98 %"
    assert found.upwards == "6 more full days would bring it to “Green”."


def test_no_full_days_bring_back_a_hundred() -> None:
    found = suggested("attendance", attended=399, possible=400)
    missed = "A session has been missed since 2 November"
    assert found.upwards == f"{missed}, so “Star” waits for a new start."


def test_more_days_than_are_left_are_not_asked_of_a_child() -> None:
    beyond = suggested("attendance", attended=30, possible=38, days_left=16)
    assert beyond.upwards == afresh("Amber")
    enough = suggested("attendance", attended=37, possible=38, days_left=6)
    assert enough.upwards == "6 more full days would bring it to “Green”."


def test_nothing_is_asked_of_a_period_that_is_over() -> None:
    assert suggested("attendance", attended=30, possible=38, days_left=0).upwards == ""


def test_nothing_is_above_the_top() -> None:
    assert suggested("attendance", attended=38, possible=38).upwards == ""


@pytest.mark.parametrize(
    ("exits", "warnings", "rating", "because"),
    [
        (0, 0, "green", "no exits, no warnings since 2 November"),
        (0, 1, "amber", "no exits, 1 warning since 2 November"),
        (1, 0, "red", "1 exit, no warnings since 2 November"),
        (2, 3, "red", "2 exits, 3 warnings since 2 November"),
    ],
)
def test_behaviour_is_tested_worst_first_000_19(
    exits: int, warnings: int, rating: str, because: str
) -> None:
    """Domain 2.6: an exit is red whatever else; 2.7: a star is never worked out."""
    found = suggested(
        "behaviour",
        totals={"exits": exits, "warnings": warnings},
        weeks={"exits": 4, "warnings": 4},
    )
    assert (found.rating, found.because) == (rating, because)


def test_silence_about_exits_is_good_news_where_warnings_are_counted_000_19() -> None:
    found = suggested("behaviour", totals={"warnings": 0}, weeks={"warnings": 3})
    assert (found.rating, found.because) == ("green", "no exits, no warnings since 2 November")


def test_where_nobody_counts_silence_says_nothing_000_19() -> None:
    found = suggested("behaviour")
    assert (found.rating, found.because) == (
        "", "nothing entered yet for exits or warnings since 2 November",
    )  # fmt: skip


def test_a_total_says_up_to_which_day_it_tells_domain_2_35() -> None:
    found = suggested("attendance", attended=22, possible=22, told_until=date(2026, 11, 16))
    assert found.because == "100 %, 22 of 22 sessions since 2 November to 16 November"


def test_a_holiday_is_no_school_day_of_the_floor_domain_2_41() -> None:
    evidence = Evidence(since=date(2026, 10, 23), until=NOVEMBER, after_break=NOVEMBER)
    assert evidence.days == 0
    assert Evidence(since=date(2026, 9, 3), until=NOVEMBER, after_break=NOVEMBER).days == 33


@pytest.mark.parametrize(
    ("nights", "rating"), [(8, "red"), (11, "red"), (12, "amber"), (19, "amber"), (20, "green")]
)
def test_nights_read_by_the_week_000_21(nights: int, rating: str) -> None:
    """Fewer than three nights a week is red: 11 nights in 4 weeks are 2.75 a week."""
    found = suggested("reading-habit", totals={"nights": nights}, weeks={"nights": 4})
    assert found.rating == rating


def test_no_night_at_all_is_said_once() -> None:
    found = suggested("reading-habit", totals={"nights": 0}, weeks={"nights": 4})
    assert found.why == (
        "no nights in 4 weeks since 2 November; “Red” is fewer than 3 nights a week"
    )


def test_nothing_entered_is_no_colour() -> None:
    found = suggested("reading-habit")
    assert (found.rating, found.figure) == ("", "")
    assert found.because == "no whole week entered yet for nights read since 2 November"


def test_too_early_to_say_below_the_floor_domain_2_41() -> None:
    found = suggested("attendance", attended=9, possible=9)
    assert found.rating == ""
    assert found.because == "too early to say: 9 sessions since 2 November, and we wait for 10"


def test_a_joiner_of_three_days_is_too_early_to_judge_domain_2_41() -> None:
    evidence = Evidence(since=date(2026, 11, 24), until=TODAY)
    found = suggest(SCHEME, area("behaviour"), evidence)
    assert found is not None
    assert found.because == "too early to say: 3 school days since 24 November, and we wait for 5"


@pytest.mark.parametrize(
    ("since", "early"),
    [
        (date(2026, 11, 26), True),
        (date(2026, 11, 20), True),
        (date(2026, 11, 16), True),  # nine days, and the last week is not loaded yet
        (date(2026, 11, 13), False),  # ten: two weeks are over
        (date(2026, 11, 2), False),
    ],
)
def test_nobody_need_judge_what_only_came_lately_domain_2_41(since: date, early: bool) -> None:
    """Below the floor either way; of a child long here, it is the register that is missing."""
    found = suggest(SCHEME, area("attendance"), Evidence(since=since, until=TODAY, possible=9))
    assert found is not None
    assert (found.rating, found.early) == ("", early)
    assert found.because.startswith("too early to say")


def test_nothing_is_early_that_has_a_rating_or_no_floor_domain_2_41() -> None:
    lately = Evidence(since=date(2026, 11, 19), until=TODAY, possible=10, attended=10)
    found = suggest(SCHEME, area("attendance"), lately)
    assert found is not None
    assert (found.rating, found.early) == ("star", False)
    assert not suggested("reading-habit").early


@pytest.mark.parametrize(
    ("key", "counted"),
    [
        ("reading-habit", {"totals": {"nights": 0}, "weeks": {"nights": 3}}),  # would be red
        ("behaviour", {"totals": {"exits": 0}, "weeks": {"exits": 3}}),  # would be green
    ],
)
def test_who_was_away_all_the_time_is_neither_good_nor_bad_domain_2_5(
    key: str, counted: dict[str, dict[str, int]]
) -> None:
    found = suggested(key, possible=30, **counted)
    assert (found.rating, found.figure, found.upwards) == ("", "", "")
    assert found.why == "away for all 30 sessions since 2 November, so an adult decides"
    assert suggested(key, possible=30, attended=1, **counted).rating
    assert suggested(key, possible=9, **counted).rating  # a few days of marks say nothing yet
    assert suggested(key, **counted).rating  # where no attendance is loaded, neither


def test_attendance_itself_keeps_the_schools_rule_domain_2_5() -> None:
    found = suggested("attendance", possible=30, days_left=16)
    assert (found.rating, found.upwards) == ("red", afresh("Amber"))
    assert found.why == "0 %, 0 of 30 sessions since 2 November; “Red” is less than 95 %"


@pytest.mark.parametrize("key", ["punctuality", "effort", "uniform"])
def test_areas_without_a_measure_suggest_nothing_000_18_000_20_000_22(key: str) -> None:
    """Domain 2.32: the words are shown and an adult picks."""
    assert suggest(SCHEME, area(key), Evidence(since=NOVEMBER, until=TODAY)) is None
