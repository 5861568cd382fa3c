"""All that can happen has happened by a scheme of invented words: who reads which of them."""

from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import pytest
from pytest_django import DjangoDbBlocker

from lantern.schemes.presets import Scheme
from lantern.schemes.tests.odd import odd, odd_text, spoken
from tests.cast import CANARY
from tests.client import CheckedClient
from tests.stage import the_stage
from tests.whole.answers import ROLES, every_answer, undone
from tests.whole.happenings import REASON, play
from tests.whole.words import PUT_TOGETHER, found_in, phrases_of_presets, without_the_offer

pytestmark = pytest.mark.django_db

NO_JUDGEMENTS = ("office", "visitor")


class Said(NamedTuple):
    """Every word of one answer, and who asked for it where."""

    role: str
    where: str
    text: str


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Said]]:
    """Every page, part, style sheet and paper, as every role, asked for once."""
    with django_db_blocker.unblock(), undone():
        cast = the_stage()
        run = play(cast, odd_text("invented"))
        clients = {role: CheckedClient() for role in ROLES}
        for role, client in clients.items():
            client.force_login(cast.member(role).user)
        answers = every_answer(cast, run, clients.__getitem__)
        yield [Said(each.role, each.where, unescape(each.text)) for each in answers]


def test_no_screen_says_a_word_of_a_preset(said: list[Said]) -> None:
    slips = set()
    for each in said:
        offers = "/scheme/adopting/" in each.where
        text = without_the_offer(each.text) if offers else each.text
        slips |= {(word, each.where) for word in found_in(text, phrases_of_presets())}
    assert not slips, sorted(slips)[:20]


def test_every_word_of_its_own_is_said(said: list[Said]) -> None:
    own = frozenset([*names_of(odd("invented")), *PUT_TOGETHER])
    shown: set[str] = set()
    for each in said:
        shown |= found_in(each.text, own - shown)
    assert not own - shown, sorted(own - shown)


def test_nothing_of_the_school_next_door_is_on_paper_or_packed(said: list[Said]) -> None:
    """What a browser shows is looked through as it comes; a paper's words are packed in it."""
    assert not [each.where for each in said if CANARY.casefold() in each.text.casefold()]


@pytest.mark.parametrize("role", NO_JUDGEMENTS)
def test_whoever_sees_no_judgement_reads_none(role: str, said: list[Said]) -> None:
    """No rating or band by its name or its words, no reason: on no page."""
    judged = frozenset([*judged_by(odd("invented")), REASON])
    slips = {(word, each.where) for each in of(role, said) for word in found_in(each.text, judged)}
    assert not slips, sorted(slips)[:20]
    heard = {word for each in of("leader", said) for word in found_in(each.text, judged)}
    assert heard == judged, "the leader reads them all, or this test looks for nothing"


def of(role: str, said: list[Said]) -> list[Said]:
    found = [each for each in said if each.role == role]
    assert found
    return found


def names_of(scheme: Scheme) -> Iterator[str]:
    """What this scheme calls all that is judged and counted, and who judges."""
    yield from (area.name for area in scheme.areas)
    yield from (subject.name for subject in scheme.subjects)
    yield from (fact.name for fact in scheme.facts)
    yield from (rating.name for scale in scheme.scales for rating in scale.ratings)
    yield from (step.name for scale in scheme.attainment for step in scale.steps)
    yield from (*spoken(scheme.words), *spoken(scheme.voices))


def judged_by(scheme: Scheme) -> Iterator[str]:
    """What a child can be judged as, and what that says of them."""
    for rating in (rating for scale in scheme.scales for rating in scale.ratings):
        yield from (rating.name, *([rating.means] if rating.means else []))
    for step in (step for scale in scheme.attainment for step in scale.steps):
        yield from (step.name, step.short)
    yield from (sentence for area in scheme.areas for sentence in area.says.values())
    yield scheme.words.not_rated
