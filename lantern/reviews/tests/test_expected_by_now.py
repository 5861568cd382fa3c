"""What is expected changes with the half term, wherever it is shown."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from lantern.profiles.pictures import Profile
from lantern.profiles.pictures.page import page_of
from lantern.reviews.pictures import review_of_class, review_of_pupil, review_to_close
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import preset_text
from tests.cast import PRESET, Cast
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]

BY_HALF_TERMS = (
    '[[expected]]\nscale = "bands"\nlowest = "below"\nhalf_terms = [1]\n\n'
    '[[expected]]\nscale = "bands"\nlowest = "secure"\nyears = [4]\nhalf_terms = [2]\n\n'
    "[[expected]]\n"
)


@pytest.fixture
def by_half_terms(cast: Cast) -> Cast:
    """A school that expects one step in autumn 1, and of Year 4 another in autumn 2."""
    text = preset_text(PRESET).replace("[[expected]]\n", BY_HALF_TERMS, 1)
    SchemeVersion.objects.filter(pk=cast.version.pk).update(text=text)
    return cast


def expected(profile: Profile) -> set[tuple[str, ...]]:
    return {subject.expected for subject in profile.subjects}


@pytest.mark.parametrize(("place", "keys"), [(0, ("below",)), (1, ("secure",))])
def test_each_half_term_has_its_own(by_half_terms: Cast, place: int, keys: tuple[str, ...]) -> None:
    """Domain 4. Maya is in Year 4; so is everyone in her class, as it is shown and as it closes."""
    cast, by = by_half_terms, by_half_terms.viewer("teacher")
    period = cast.periods[place]
    for review in (
        review_of_class(cast.kestrels, period, by=by),
        review_of_pupil(cast.settled, period, by=by),
        review_to_close(cast.kestrels, period, by=by),
    ):
        assert review is not None
        assert [expected(profile) for profile in review.profiles if profile.year == 4]
        assert all(expected(each) == {keys} for each in review.profiles if each.year == 4)


def test_another_year_group_has_what_the_term_expects(by_half_terms: Cast) -> None:
    cast = by_half_terms
    review = review_of_pupil(cast.wren, cast.period, by=cast.viewer("leader"))
    assert review is not None
    assert review.profiles[0].year == 3
    assert expected(review.profiles[0]) == {("beginning", "working-within")}


@pytest.mark.parametrize(("place", "words"), [(0, "BELOW"), (1, "SECURE")])
def test_the_pages_say_so(by_half_terms: Cast, client_of: ClientOf, place: int, words: str) -> None:
    cast, client = by_half_terms, client_of("teacher")
    where = {"school": "amberley", "ref": cast.settled.ref}
    of = {"period": str(cast.periods[place].ref)}
    cell = reverse("reviews:cell", kwargs={**where, "what": "subject", "key": "maths"})
    assert f"Expected by now: {words}." in body_of(client.get(cell, of))
    profile = body_of(client.get(reverse("reviews:profile", kwargs=where), of))
    assert f"expected: {words}" in profile


def test_the_paper_says_it_too(by_half_terms: Cast) -> None:
    by = by_half_terms.viewer("teacher")
    for period, words in zip(by_half_terms.periods, ("BELOW", "SECURE"), strict=False):
        review = review_of_pupil(by_half_terms.settled, period, by=by)
        assert review is not None
        page = page_of(review.profiles[0], review.version.scheme)
        assert {row.in_words.split("; ")[1] for row in page.subjects} == {f"expected {words}"}
