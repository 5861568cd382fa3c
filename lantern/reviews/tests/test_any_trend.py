"""Whatever was shown is kept as it was, and a trend tells exactly that, for any decisions."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lantern.judgements.pictures import Said
from lantern.profiles.pictures import AreaPicture, Profile, SubjectPicture
from lantern.profiles.tests.pictures import a_profile
from lantern.reviews.pictures.frozen import freeze, past_of, ratings_of, thaw
from lantern.schemes.presets import PRESETS, preset
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import rating, step

YEAR = 4
reasons = st.text(max_size=40)


def any_view(keys: list[str]) -> st.SearchStrategy[Said | None]:
    """A decision for one of these, not rated on purpose, or nobody's view yet."""
    return st.none() | st.builds(
        Said, value=st.sampled_from([*keys, "-"]), by=st.just("Ms Farrow"), reason=reasons
    )


@st.composite
def profiles(draw: st.DrawFn) -> tuple[Profile, Scheme]:
    scheme = preset(draw(st.sampled_from(PRESETS)))
    profile = a_profile(scheme=scheme)
    ratings = [each.key for scale in scheme.scales for each in scale.ratings]
    steps = [each.key for scale in scheme.attainment for each in scale.steps]
    areas = tuple(replace(area, mentor=draw(any_view(ratings))) for area in profile.areas)
    subjects = tuple(replace(each, mentor=draw(any_view(steps))) for each in profile.subjects)
    return replace(profile, areas=areas, subjects=subjects), scheme


@given(profiles())
def test_what_is_thawed_is_what_was_frozen_domain_2_31(drawn: tuple[Profile, Scheme]) -> None:
    profile, _ = drawn
    assert thaw(json.loads(json.dumps(freeze(profile)))) == profile


@given(profiles())
def test_a_trend_tells_each_cell_that_showed_something_and_no_other(
    drawn: tuple[Profile, Scheme],
) -> None:
    profile, scheme = drawn
    kept = json.loads(json.dumps(ratings_of(profile, scheme)))
    told = {place: past.name for place, past in (past_of("Autumn 1", row) for row in kept)}
    assert told == {**_areas(profile.areas, scheme), **_subjects(profile.subjects, scheme)}


def _areas(areas: tuple[AreaPicture, ...], scheme: Scheme) -> dict[tuple[str, str], str]:
    found = {("area", area.key): rating(scheme, area.key, area.shows) for area in areas}
    return {place: each.name for place, each in found.items() if each is not None}


def _subjects(subjects: tuple[SubjectPicture, ...], scheme: Scheme) -> dict[tuple[str, str], str]:
    found = {("subject", s.key): step(scheme, s.key, YEAR, s.shows) for s in subjects}
    return {place: each.name for place, each in found.items() if each is not None}
