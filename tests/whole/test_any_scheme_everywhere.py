"""Every screen, judging, closing and printing, on any scheme: ours, or one with next to nothing."""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

import pytest

from lantern.schemes.presets import PRESETS, Scheme, preset, preset_text
from lantern.schemes.rules import areas_for, attainment_for, subjects_for
from lantern.schemes.tests.odd import odd_text
from tests.cast import TODAY, Cast
from tests.client import CheckedClient
from tests.whole.answers import ROLES, Answer, ClientOf, every_answer, words_of
from tests.whole.happenings import play
from tests.whole.words import found_in

YEAR = 4  # of the children of Kestrels

GOT = {200, 302, 403, 405}
SENT = {*GOT, 400, 404, 409, 422}  # next to nothing is sent, and refused in its own words
BARE = ("bare", "barest")
NOT_THERE = {  # where a page is asked for that no scheme has, and that these have not
    r"/groups/[^/]+/judging/": PRESETS,  # a set judges what it teaches, and no area
    r"/moving-up/new-children/": (*PRESETS, *BARE),  # every child is in a class
    r"/prints/[^/]+/$|/prints/[^/]+/\?": BARE,  # a leader's, and nobody else's
    r"/(area|subject)/": BARE,
    r"voice=(child|agreed)": BARE,
}


@pytest.mark.parametrize("name", [*BARE, *PRESETS])
def test_every_screen_answers(name: str, cast: Cast, client_of: ClientOf) -> None:
    """Sound HTML with one h1 and a title, whatever the scheme has or leaves out; and its words."""
    run = play(cast, odd_text(name) if name in BARE else preset_text(name))
    assert (run.finished, run.trouble) == (True, "")
    roles = ROLES if name == "bare" else ["leader"]
    sends = name in BARE  # what is sent meets the same code with each of ours
    answers = list(every_answer(cast, run, client_of, roles, sends=sends))
    assert not [(each.where, each.status) for each in answers if not is_sound(each, name)]
    for page in ("", "judging/", "closing/"):
        where = f"leader got /amberley/classes/{cast.kestrels.ref}/{page}"
        assert [answer.status for answer in answers if answer.where == where] == [200]
    if name in PRESETS:
        assert_its_words_are_shown(preset(name), answers)


def is_sound(answer: Answer, name: str) -> bool:
    if answer.did.startswith("sent "):
        return answer.status in SENT
    lost = [where for where, names in NOT_THERE.items() if name in names]
    return answer.status in GOT or (
        answer.status == 404 and any(re.search(where, answer.did) for where in lost)
    )


def assert_its_words_are_shown(scheme: Scheme, answers: Sequence[Answer]) -> None:
    """What it calls its areas, ratings, subjects and bands is on a page where children are judged,
    and on their paper; the page of the scheme itself, which says all of it, is left out.
    """
    pages = [each for each in answers if "/amberley/classes/" in each.did and each.is_a_page]
    papers = [each for each in answers if each.did.endswith("/profiles/pdf/")]
    wanted = frozenset(shown_by(scheme))
    for kind in (pages, papers):
        said = "\n".join(unescape(each.text) for each in kind)
        lacks = wanted - found_in(said, wanted)
        assert not lacks, (scheme.name, lacks)


def shown_by(scheme: Scheme) -> Iterator[str]:
    """The names of what a child of Kestrels is judged by, and as."""
    yield from (rating.name for scale in scheme.scales for rating in scale.ratings)
    yield from (area.name for area in areas_for(scheme, YEAR, TODAY))
    for subject in subjects_for(scheme, YEAR, TODAY):
        scale = attainment_for(scheme, subject.key, YEAR)
        yield subject.name
        yield from (step.name for step in (scale.steps if scale else ()))


def test_the_main_job_with_no_colours_areas_or_rewards(cast: Cast, client_of: ClientOf) -> None:
    play(cast, odd_text("bare"))
    client, school_class = client_of("teacher"), f"/amberley/classes/{cast.kestrels.ref}/"
    mark = {"pupil": str(cast.settled.ref), "what": "subject", "key": "number", "word": "there"}
    sent = {"voice": "mentor", "marks": json.dumps([mark])}
    answer = client.post(f"{school_class}judgements/", sent)
    assert [cell["value"] for cell in answer.json()["cells"]] == ["there"]
    assert "Number: there" in client.get(school_class).content.decode()
    paper = closed_and_printed(client, cast)
    assert "Number" in paper
    assert "There" in paper


def closed_and_printed(client: CheckedClient, cast: Cast) -> str:
    """The words of a child's sheet after their class's review is closed."""
    address = f"/amberley/classes/{cast.kestrels.ref}/closing/"
    closed = client.post(address, {"period": cast.period.ref, "sure": "yes"}, follow=True)
    assert "Closed by Ms Farrow" in closed.content.decode()
    return "".join(words_of(client.get(f"/amberley/pupils/{cast.settled.ref}/profile/pdf/")))


def test_the_main_job_with_nothing_but_a_name(cast: Cast, client_of: ClientOf) -> None:
    play(cast, odd_text("barest"))
    client, school_class = client_of("teacher"), f"/amberley/classes/{cast.kestrels.ref}/"
    assert "Maya Brook" in client.get(school_class).content.decode()
    paper = closed_and_printed(client, cast)
    assert "Maya Brook" in paper
