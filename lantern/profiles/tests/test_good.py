"""What goes well stands first (the aims: it shines a light on the positive)."""

from dataclasses import replace

import pytest

from lantern.profiles.pictures import AreaPicture, Past, Profile
from lantern.profiles.pictures.good import good_news
from lantern.profiles.pictures.page import page_of
from lantern.profiles.tests.pictures import a_profile, said
from lantern.schemes.presets import preset

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


def test_a_subject_and_an_area_of_one_name_are_told_apart() -> None:
    both = {area.name for area in SCHEME.areas} & {each.name for each in SCHEME.subjects}
    assert both == {"Reading"}
    words = page_of(a_profile(), SCHEME).good
    assert "Reading (attainment)" in words
