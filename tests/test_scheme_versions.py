"""A scheme's versions and what is judged by them: each downstream of the last, so tested here."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from lantern.judgements.models import Judgement, Voice, What
from lantern.schemes.actions import AdoptionTrouble, adopt, withdraw
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import preset_text
from lantern.schemes.rules import with_choices
from tests.cast import TODAY, Cast, set_the_stage
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
SPRING = date(2027, 1, 4)


def judge(cast: Cast) -> None:
    by = cast.viewer("teacher")
    Judgement.objects.create(
        pupil=cast.settled, period=cast.period, version=cast.version, what=What.AREA, key="effort",
        voice=Voice.MENTOR, value="green", recorded_at=by.now, recorded_by=cast.teacher.user,
    )  # fmt: skip


def test_a_version_that_was_judged_by_stays(cast: Cast) -> None:
    judge(cast)
    with pytest.raises(AdoptionTrouble, match="children were judged by it"):
        withdraw(version=cast.version, by=cast.viewer("leader"))
    assert SchemeVersion.objects.get(school=cast.school) == cast.version


def test_the_page_says_why_it_stays(client_of: ClientOf, cast: Cast) -> None:
    judge(cast)
    address = f"/amberley/scheme/{cast.version.ref}/withdrawal/"
    page = client_of("leader").post(address, follow=True).content.decode()
    assert "Version 1 stays: children were judged by it" in page


def test_a_profile_follows_the_version_of_its_review(client_of: ClientOf, cast: Cast) -> None:
    """A word that was ours to choose, chosen otherwise, is what the profile then says."""
    assert "Listener" not in profile(client_of, cast)
    adopt_listener(cast, date(2026, 11, 2))
    assert "Listener" in profile(client_of, cast)


def test_a_review_that_has_begun_keeps_its_scheme(client_of: ClientOf, cast: Cast) -> None:
    adopt_listener(cast, TODAY)
    assert "Listener" not in profile(client_of, cast)


def profile(client_of: ClientOf, cast: Cast) -> str:
    address = reverse("reviews:profile", kwargs={"school": "amberley", "ref": cast.settled.ref})
    page = client_of("teacher").get(address)
    assert page.status_code == 200
    return page.content.decode()


def adopt_listener(cast: Cast, starts_on: date) -> None:
    text = with_choices(cast.version.text, {"voices.mentor": "Listener"})
    adopt(school=cast.school, text=text, starts_on=starts_on, by=cast.viewer("leader"))


@pytest.mark.django_db(transaction=True)
def test_two_leaders_at_once_take_turns() -> None:
    cast = set_the_stage()
    texts = [preset_text("one-to-one-levels"), preset_text("levels-with-parents")]
    adopt_at_once(cast, texts)
    versions = SchemeVersion.objects.filter(school=cast.school).order_by("number")
    assert [version.number for version in versions] == [1, 2, 3]
    assert {version.text for version in versions[1:]} == set(texts)


@pytest.mark.django_db(transaction=True)
def test_one_text_twice_at_once_is_adopted_once() -> None:
    cast = set_the_stage()
    adopt_at_once(cast, [preset_text("one-to-one-levels")] * 2)
    assert SchemeVersion.objects.filter(school=cast.school).count() == 2


def adopt_at_once(cast: Cast, texts: list[str]) -> None:
    """Each in a thread and on a connection of its own."""
    by, ready = cast.viewer("leader"), Barrier(len(texts))

    def run(text: str) -> None:
        try:
            ready.wait()
            adopt(school=cast.school, text=text, starts_on=SPRING, by=by)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[text]) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
