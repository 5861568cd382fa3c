"""Every screen on schemes that have no colours, no areas, no rewards, or nothing at all."""

from collections.abc import Callable

import pytest

from lantern.schemes.tests.odd import odd_text
from tests.cast import Cast
from tests.client import CheckedClient
from tests.whole.answers import every_answer
from tests.whole.happenings import play

SOUND = {200, 400, 403, 404, 405, 409, 422}


@pytest.mark.parametrize("name", ["bare", "barest"])
def test_every_screen_answers(
    name: str, cast: Cast, client_of: Callable[[str], CheckedClient]
) -> None:
    """Sound HTML with one h1 and a title, as every role, whatever the scheme leaves out."""
    run = play(cast, odd_text(name))
    assert (run.finished, run.trouble) == (True, "")
    answers = list(every_answer(cast, run, client_of))
    assert not [answer.where for answer in answers if answer.status not in SOUND]
    for page in ("", "judging/", "closing/"):
        where = f"leader got /amberley/classes/{cast.kestrels.ref}/{page}"
        assert [answer.status for answer in answers if answer.where == where] == [200]
