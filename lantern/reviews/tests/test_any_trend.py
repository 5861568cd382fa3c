"""Whatever was shown is kept as it was, and a trend tells exactly that, for any scheme."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantern.judgements.models import What
from lantern.judgements.pictures import Said
from lantern.profiles.pictures import AreaPicture, Past, Profile, SubjectPicture
from lantern.profiles.tests.pictures import a_profile
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures import trends
from lantern.reviews.pictures.frozen import freeze, ratings_of, thaw
from lantern.schemes.presets import PRESETS, build, preset
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.rules import rating, step
from lantern.schemes.tests.test_any_scheme import schemes
from tests.cast import NOW, Cast

Place = tuple[str, str]  # what, and its key
YEAR = 4
reasons = st.text(max_size=40)
any_scheme = st.sampled_from(PRESETS).map(preset) | schemes().map(build)


def any_view(keys: list[str]) -> st.SearchStrategy[Said | None]:
    """A decision for one of these, not rated on purpose, or nobody's view yet."""
    return st.none() | st.builds(
        Said, value=st.sampled_from([*keys, "-"]), by=st.just("Ms Farrow"), reason=reasons
    )


@st.composite
def profiles(draw: st.DrawFn, scheme: Scheme) -> Profile:
    profile = a_profile(scheme=scheme)
    ratings = [each.key for scale in scheme.scales for each in scale.ratings]
    steps = [each.key for scale in scheme.attainment for each in scale.steps]
    areas = tuple(replace(area, mentor=draw(any_view(ratings))) for area in profile.areas)
    subjects = tuple(replace(each, mentor=draw(any_view(steps))) for each in profile.subjects)
    return replace(profile, areas=areas, subjects=subjects)


@given(any_scheme.flatmap(profiles))
def test_what_is_thawed_is_what_was_frozen_domain_2_31(profile: Profile) -> None:
    assert thaw(json.loads(json.dumps(freeze(profile)))) == profile


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Scheme, list[tuple[int, Profile]]]:
    """What two to five reviews one after another showed of a child, in the order of their closing.

    Each with its place among the periods.
    """
    scheme = draw(any_scheme)
    places = draw(st.lists(st.integers(0, 4), min_size=2, max_size=5, unique=True))
    return scheme, [(place, draw(profiles(scheme))) for place in places]


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reviews())
def test_a_trend_tells_each_cell_that_showed_something_period_by_period(
    cast: Cast, drawn: tuple[Scheme, list[tuple[int, Profile]]]
) -> None:
    scheme, closed = drawn
    Shown.objects.all().delete()
    Closure.objects.all().delete()
    for place, profile in closed:
        a_closing(cast, place, profile, scheme)
    told = trends([cast.settled.pk], cast.periods[5]).get(cast.settled.pk, {})
    expected: dict[Place, list[tuple[str, str, str]]] = {}
    for place, profile in sorted(closed, key=lambda each: each[0]):
        for cell, shown in showed(profile, scheme).items():
            expected.setdefault(cell, []).append((cast.periods[place].name, *shown))
    assert {cell: [said(past) for past in pasts] for cell, pasts in told.items()} == expected


def a_closing(cast: Cast, place: int, profile: Profile, scheme: Scheme) -> None:
    """One period closed with the child as shown; whatever the order of closing."""
    period = cast.periods[place]
    closure = Closure.objects.create(
        period=period, school_class=cast.kestrels, version=cast.version,
        closed_at=NOW, closed_by=cast.leader.user,
    )  # fmt: skip
    Shown.objects.create(
        closure=closure, pupil=cast.settled, began_on=period.starts_on,
        ratings=ratings_of(profile, scheme), picture={},
    )  # fmt: skip


def said(past: Past) -> tuple[str, str, str]:
    return past.period, past.value, past.name


def showed(profile: Profile, scheme: Scheme) -> dict[Place, tuple[str, str]]:
    """The key and the name in each cell that showed a rating or a step."""
    return {**_areas(profile.areas, scheme), **_subjects(profile.subjects, scheme)}


def _areas(areas: tuple[AreaPicture, ...], scheme: Scheme) -> dict[Place, tuple[str, str]]:
    found = {(What.AREA.value, area.key): rating(scheme, area.key, area.shows) for area in areas}
    return {cell: (each.key, each.name) for cell, each in found.items() if each is not None}


def _subjects(subjects: tuple[SubjectPicture, ...], scheme: Scheme) -> dict[Place, tuple[str, str]]:
    found = {
        (What.SUBJECT.value, each.key): step(scheme, each.key, YEAR, each.shows)
        for each in subjects
    }
    return {cell: (each.key, each.name) for cell, each in found.items() if each is not None}
