"""Page and paper are of one picture: what stands on a child's page stands on their sheet."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from lantern.design.drawing import Shade
from lantern.profiles.pictures import Profile
from lantern.profiles.pictures.page import ProfilePage, page_of
from lantern.profiles.printing import Paper, print_profiles
from lantern.profiles.tests.pictures import TODAY, a_profile, said, with_reasons
from lantern.schemes.presets import PRESETS, Scheme, preset
from lantern.schemes.tests.odd import odd
from tests.papers import sides_of

SCHEMES = [*map(preset, PRESETS), odd("invented"), odd("bare")]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_every_word_of_the_page_is_on_the_paper(scheme: Scheme) -> None:
    children = list(profiles(scheme))
    paper = Paper(school="Amberley Primary School", scheme=scheme, printed_on=TODAY)
    sides = sides_of(print_profiles(children, paper).pdf)
    for child, side in zip(children, sides, strict=True):
        on_paper = squeezed(side.words)
        lacks = [words for words in said_by(page_of(child, scheme)) if words not in on_paper]
        assert not lacks, (child.name, on_paper)


def profiles(scheme: Scheme) -> Iterator[Profile]:
    """As it often is; agreed since, with the mentor's reasons; judged by nobody yet."""
    child = a_profile(scheme=scheme)
    yield child
    yield replace(
        with_reasons(child, "She read every night"),
        name="Rowan Ashdown", forename="Rowan",
        areas=tuple(replace(area, agreed=area.child) for area in child.areas),
    )  # fmt: skip
    yield replace(
        child, name="Ewa Zielińska", forename="Ewa",
        areas=tuple(replace(each, mentor=None, child=None, trend=()) for each in child.areas),
        subjects=tuple(replace(each, mentor=None, child=said("")) for each in child.subjects),
    )  # fmt: skip


def said_by(page: ProfilePage) -> Iterator[str]:
    """Every word and line of it, without the spaces at which either breaks its lines."""
    yield from map(squeezed, [page.profile.name, page.about, page.good])
    for area in page.areas:
        yield from map(squeezed, [area.name, *words_of(area.shows, area.child), *area.lines])
    for subject in page.subjects:
        shown = words_of(subject.shows, subject.child)
        yield from map(squeezed, [subject.name, *shown, *subject.lines])
    yield from (squeezed(part) for view in page.views for part in view)
    for key in (*page.ratings_key, *page.steps_key):
        yield from (squeezed(part) for look, means in key.marks for part in (look.word, means))


def words_of(*looks: Shade | None) -> Iterator[str]:
    yield from (look.word for look in looks if look)


def squeezed(text: str) -> str:
    return "".join(text.split())
