"""Every screen, judging, closing and printing, on any scheme: ours, or one with next to nothing."""

import json

import pytest

from lantern.schemes.presets import PRESETS, preset_text
from lantern.schemes.tests.odd import odd_text
from tests.cast import Cast
from tests.client import CheckedClient
from tests.whole.answers import ClientOf, every_answer, words_of
from tests.whole.happenings import play

SOUND = {200, 400, 403, 404, 405, 409, 422}
BARE = ("bare", "barest")


@pytest.mark.parametrize("name", [*BARE, *PRESETS])
def test_every_screen_answers(name: str, cast: Cast, client_of: ClientOf) -> None:
    """Sound HTML with one h1 and a title, whatever the scheme has or leaves out."""
    run = play(cast, odd_text(name) if name in BARE else preset_text(name))
    assert (run.finished, run.trouble) == (True, "")
    answers = list(every_answer(cast, run, client_of, ["leader"]))
    assert not [answer.where for answer in answers if answer.status not in SOUND]
    for page in ("", "judging/", "closing/"):
        where = f"leader got /amberley/classes/{cast.kestrels.ref}/{page}"
        assert [answer.status for answer in answers if answer.where == where] == [200]


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
