"""What each sign means, and whose it is where two scales share a word (domain 2.1, 2.29)."""

from dataclasses import replace

import pytest

from lantern.profiles.drawing import class_key
from lantern.profiles.pictures.keys import bars_key, ratings_key, steps_key
from lantern.profiles.pictures.page import page_of
from lantern.profiles.printing import print_profiles
from lantern.profiles.tests.pictures import a_profile
from lantern.profiles.tests.test_printing import PAPER
from lantern.schemes.presets import PRESETS, preset
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.tests.odd import ODD, odd
from tests.papers import sides_of, words_on

STARS = preset("stars-and-bands")
SCHEMES = [*map(preset, PRESETS), *map(odd, ODD)]


def two_scales(*, meaning: str) -> Scheme:
    """The first area has a scale of its own, whose green means this."""
    (scale,) = STARS.scales
    other = tuple(
        replace(each, means=meaning) if each.key == "green" else each for each in scale.ratings
    )
    own = replace(scale, key="own", ratings=other)
    areas = (replace(STARS.areas[0], scale="own"), *STARS.areas[1:])
    return replace(STARS, scales=(scale, own), areas=areas)


def test_a_key_of_one_scale_names_no_area() -> None:
    (key,) = ratings_key(a_profile(), STARS)
    assert (key.of, [shade.word for shade, _ in key.marks]) == (
        "", ["Star", "Green", "Amber", "Red"],
    )  # fmt: skip


def test_two_scales_that_share_a_word_say_which_areas_are_theirs() -> None:
    scheme = two_scales(meaning="All there")
    keys = ratings_key(a_profile(scheme=scheme), scheme)
    assert [key.of for key in keys] == [
        "Attendance", "Punctuality, Behaviour, Effort, Reading, Uniform",
    ]  # fmt: skip


def test_two_scales_that_mean_the_same_are_one_key() -> None:
    scheme = two_scales(meaning="")
    assert [key.of for key in ratings_key(a_profile(scheme=scheme), scheme)] == [""]


def test_the_key_of_a_class_tells_two_greens_apart_too() -> None:
    scheme = two_scales(meaning="All there")
    drawn = class_key([a_profile(scheme=scheme)], scheme)
    assert drawn.count("Green") == 2
    assert "Green (Attendance)" in drawn
    assert "Green (Punctuality, Behaviour, Effort, Reading, Uniform)" in drawn
    alike = two_scales(meaning="")
    assert class_key([a_profile(scheme=alike)], alike).count("Green") == 1
    assert "Green (" not in class_key([a_profile()], STARS)


def test_each_step_is_explained_in_the_schools_words_000_10() -> None:
    (key,) = steps_key(a_profile(), STARS)
    said = {shade.word: means for shade, means in key.marks}
    assert list(said) == [step.name for step in STARS.attainment[0].steps]
    assert said["BELOW +"] == "in the curriculum band at least 2 years below the one for this age"


def test_stages_and_levels_are_explained_by_the_childs_own_year_domain_2_13() -> None:
    scheme = preset("stages-with-parents")
    for year, first in ((3, "Working towards Stage 1"), (6, "Working towards Level 1")):
        child = replace(a_profile(scheme=scheme), year=year)
        (key,) = steps_key(child, scheme)
        assert key.marks[0][0].word == first


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.key)
def test_paper_explains_every_rating_and_step(scheme: Scheme) -> None:
    child = a_profile(scheme=scheme)
    page = page_of(child, scheme)
    said = words_on(print_profiles([child], replace(PAPER, scheme=scheme)).pdf)
    for key in (*page.ratings_key, *page.steps_key):
        for shade, means in key.marks:
            assert shade.word in said
            assert means in said


def test_what_is_dashed_is_said_by_name() -> None:
    assert bars_key(a_profile(), STARS) == (
        "Dark: now. Pale: before, or on the way. Dashed: what is expected of Year 4 now (BELOW +)."
    )
    first, *others = a_profile().subjects
    ranged = replace(first, expected=("beginning", "working-within"))
    assert bars_key(replace(a_profile(), subjects=(ranged,)), STARS).endswith(
        "(BEGINNING to WORKING WITHIN)."
    )
    apart = (ranged, replace(others[0], expected=()), others[1])
    assert bars_key(replace(a_profile(), subjects=apart), STARS).endswith(
        "(Mathematics BEGINNING to WORKING WITHIN; Reading BELOW +)."
    )
    nothing = tuple(replace(each, expected=()) for each in a_profile().subjects)
    assert "Dashed" not in bars_key(replace(a_profile(), subjects=nothing), STARS)


@pytest.mark.parametrize("longest", [60, 120])
def test_seven_ratings_and_twelve_steps_all_explained_are_on_two_sides_at_most(
    longest: int,
) -> None:
    (scale,), (ladder,) = STARS.scales, STARS.attainment
    means = ("it is so and so " * 10)[:longest].strip()
    ratings = tuple(
        replace(scale.ratings[n % 4], key=f"r{n}", name=f"{'A rating' * 4} {n}", means=means)
        for n in range(7)
    )
    steps = tuple(
        replace(ladder.steps[n % 6], key=f"s{n}", name=f"{'A long step' * 3} {n}", means=means)
        for n in range(12)
    )
    areas = tuple(replace(each, without=(), measure=None) for each in STARS.areas)
    scheme = replace(
        STARS, areas=areas, scales=(replace(scale, ratings=ratings),),
        attainment=(replace(ladder, steps=steps),),
    )  # fmt: skip
    child = a_profile("A" * 60 + " " + "B" * 60, scheme=scheme)
    assert len(sides_of(print_profiles([child], replace(PAPER, scheme=scheme)).pdf)) <= 2
