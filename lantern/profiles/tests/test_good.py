"""What goes well stands first (the aims: it shines a light on the positive)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.profiles.pictures import AreaPicture, Past, Profile
from lantern.profiles.pictures.good import good_news
from lantern.profiles.pictures.page import page_of
from lantern.profiles.tests.pictures import a_profile, said
from lantern.schemes.presets import PRESETS, preset
from lantern.schemes.rules import attainment_for, scale_of

SCHEME = preset("stars-and-bands")
NOTHING = replace(a_profile(), areas=(), subjects=())


def effort(now: str, before: str = "") -> AreaPicture:
    area = next(each for each in a_profile().areas if each.key == "effort")
    trend = (Past(period="Autumn 1", value=before, name=before),) if before else ()
    return replace(area, mentor=said(now), trend=trend)


def maths(now: str, before: str, *expected: str) -> Profile:
    subject = a_profile().subjects[0]
    trend = (Past(period="Autumn 1", value=before, name=before),) if before else ()
    changed = replace(subject, mentor=said(now), before=before, trend=trend, expected=expected)
    return replace(NOTHING, subjects=(changed,))


@pytest.mark.parametrize(
    ("now", "before", "news"),
    [
        ("green", "", ("Effort",)),
        ("star", "star", ("Effort",)),
        ("green", "amber", ("Effort (better than in Autumn 1)",)),
        ("amber", "red", ("Effort (better than in Autumn 1)",)),
        ("amber", "amber", ()),
        ("amber", "green", ()),
        ("green", "star", ()),
        ("red", "", ()),
        ("-", "red", ()),
        ("red", "gone", ()),
    ],
)
def test_what_is_met_or_better_is_said(now: str, before: str, news: tuple[str, ...]) -> None:
    assert good_news(replace(NOTHING, areas=(effort(now, before),)), SCHEME) == news


@pytest.mark.parametrize(
    ("now", "before", "expected", "news"),
    [
        ("working-within", "", ("working-within", "secure"), ("Mathematics",)),
        ("below", "", ("working-within", "secure"), ()),
        ("working-within", "secure", ("working-within",), ()),
        ("secure", "secure", ("working-within",), ("Mathematics",)),
        ("working-within", "beginning", (), ("Mathematics (up 1 step)",)),
        ("working-within", "secure", (), ()),
        ("working-within", "gone", (), ()),
        ("", "working-within", ("working-within",), ()),
    ],
)
def test_a_subject_where_it_is_expected_or_higher_than_before(
    now: str, before: str, expected: tuple[str, ...], news: tuple[str, ...]
) -> None:
    assert good_news(maths(now, before, *expected), SCHEME) == news


@given(st.data(), st.sampled_from(PRESETS))
def test_no_area_is_named_that_is_lower_than_before_or_not_met(
    data: st.DataObject, of: str
) -> None:
    """By the order of the school's own ratings, which are best first."""
    scheme = preset(of)
    place = data.draw(st.integers(0, len(scheme.areas) - 1))
    ratings = scale_of(scheme, scheme.areas[place]).ratings
    now, before = (data.draw(st.sampled_from(ratings)) for _ in range(2))
    trend = (Past(period="Autumn 1", value=before.key, name=before.name),)
    area = replace(a_profile(scheme=scheme).areas[place], agreed=said(now.key), trend=trend)
    news = good_news(replace(NOTHING, areas=(area,)), scheme)
    risen, stayed = ratings.index(now) < ratings.index(before), now == before
    assert bool(news) == (risen or (stayed and now.met))
    assert ("better than" in "".join(news)) == risen


@given(st.data(), st.sampled_from(PRESETS), st.integers(1, 6))
def test_no_subject_is_named_that_is_lower_than_before_or_than_expected(
    data: st.DataObject, of: str, year: int
) -> None:
    """By the order of the steps of the child's own year, which are lowest first."""
    scheme = preset(of)
    subject = data.draw(st.sampled_from(a_profile(scheme=scheme).subjects))
    scale = attainment_for(scheme, subject.key, year)
    assert scale is not None
    keys = [step.key for step in scale.steps]
    now, before, lowest = (data.draw(st.sampled_from(keys)) for _ in range(3))
    changed = replace(subject, agreed=said(now), before=before, expected=(lowest,))
    news = good_news(replace(NOTHING, year=year, subjects=(changed,)), scheme)
    steps = keys.index(now) - keys.index(before)
    assert bool(news) == (steps > 0 or (steps == 0 and keys.index(now) >= keys.index(lowest)))
    assert ("up " in "".join(news)) == (steps > 0)


def test_a_note_stands_within_the_brackets_of_a_name() -> None:
    area = next(each for each in a_profile().areas if each.name == "Reading")
    red = (Past(period="Autumn 1", value="red", name="Red"),)
    risen = replace(area, mentor=said("green"), trend=red)
    child = replace(NOTHING, areas=(risen,))
    assert good_news(child, SCHEME) == ("Reading (attitude, better than in Autumn 1)",)


def test_a_subject_and_an_area_of_one_name_are_told_apart() -> None:
    both = {area.name for area in SCHEME.areas} & {each.name for each in SCHEME.subjects}
    assert both == {"Reading"}
    words = page_of(a_profile(), SCHEME).good
    assert "Reading (attainment, up 5 steps)" in words
