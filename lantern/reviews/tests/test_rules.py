"""One letter a rating, and what a typed or pasted word means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.reviews.rules import Choice, letters_of, understood, week_number

RATINGS = (
    Choice(key="star", name="Star", letter="s"),
    Choice(key="green", name="Green", letter="g"),
    Choice(key="amber", name="Amber", letter="a"),
    Choice(key="red", name="Red", letter="r"),
)
BANDS = (
    Choice(key="below", name="BELOW", short="B", letter="1"),
    Choice(key="beginning", name="BEGINNING", short="Beg", letter="2"),
    Choice(key="secure", name="SECURE", short="Sec", letter="3"),
    Choice(key="secure-plus", name="SECURE+", short="Sec+", letter="4"),
)


@pytest.mark.parametrize(
    ("word", "choices", "key"),
    [
        ("g", RATINGS, "green"),
        (" Green ", RATINGS, "green"),
        ("AMB", RATINGS, "amber"),
        ("2", RATINGS, "green"),
        ("-", RATINGS, "-"),
        ("Not rated", RATINGS, "-"),
        ("grren", RATINGS, None),
        ("", RATINGS, None),
        ("5", RATINGS, None),
        ("3", BANDS, "secure"),
        ("sec", BANDS, "secure"),
        ("Secure", BANDS, "secure"),
        ("secure+", BANDS, "secure-plus"),
        ("secure-plus", BANDS, "secure-plus"),
        ("be", BANDS, None),
        ("beg", BANDS, "beginning"),
    ],
)
def test_a_word_is_understood(word: str, choices: tuple[Choice, ...], key: str | None) -> None:
    assert understood(word, choices, not_rated="not rated") == key


def test_letters_fill_in_what_a_school_left_out() -> None:
    ours = (Choice(key="a", name="Owl"), Choice(key="b", name="Oak"), Choice(key="c", name="O"))
    assert letters_of(ours) == {"a": "o", "b": "a", "c": "3"}


names = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=7)


@given(names)
def test_every_choice_of_any_scale_has_a_letter_of_its_own(words: list[str]) -> None:
    choices = [Choice(key=str(n), name=name) for n, name in enumerate(words)]
    letters = letters_of(choices)
    assert len(set(letters.values())) == len(choices)
    assert all(
        understood(letters[each.key], choices, not_rated="not rated") == each.key
        for each in choices
    )


@pytest.mark.parametrize(
    ("on", "week"), [(date(2026, 11, 2), 1), (date(2026, 11, 8), 1), (date(2026, 11, 26), 4)]
)
def test_weeks_are_counted_from_monday(on: date, week: int) -> None:
    assert week_number(date(2026, 11, 2), on) == week
