"""The scheme's page: in the school's words, for whoever sees judgements."""

import re
from collections.abc import Callable

import pytest

from lantern.schemes.actions import adopt
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import PRESETS, preset, preset_text
from lantern.schemes.presets.shape import (
    Area,
    Counter,
    Fact,
    LadderStep,
    Rating,
    Scheme,
    Step,
    Subject,
)
from lantern.schemes.tests.odd import ODD, odd_text
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
Named = Rating | Step | LadderStep | Area | Fact | Subject | Counter
SCHEME = "/amberley/scheme/"


def shown(client: CheckedClient, address: str = SCHEME) -> str:
    return client.get(address).content.decode()


def put(cast: Cast, text: str) -> SchemeVersion:
    return adopt(
        school=cast.school, text=text, starts_on=cast.version.starts_on, by=cast.viewer("leader")
    )


@pytest.mark.parametrize("part", ["leader", "teacher", "other_teacher", "assistant"])
def test_the_classroom_reads_it(client_of: ClientOf, part: str) -> None:
    page = shown(client_of(part))
    for words in (
        "98 to under 100 %",
        "Consistently goes beyond what we ask.",
        "Mentoring meeting",
        "Each half term.",
        "Version 1, in force from Tuesday 1 September 2026",
    ):
        assert words in page


def test_only_a_leader_is_offered_to_change_it(client_of: ClientOf) -> None:
    assert "Change it" in shown(client_of("leader"))
    assert "Change it" not in shown(client_of("teacher"))
    assert "back</button>" not in shown(client_of("teacher"))


def test_the_office_does_not_see_it(client_of: ClientOf, cast: Cast) -> None:
    for address in (SCHEME, f"{SCHEME}{cast.version.ref}/", f"{SCHEME}{cast.version.ref}/style/"):
        assert client_of("office").get(address).status_code == 403
        assert client_of("stranger").get(address).status_code == 404


def test_the_neighbours_version_is_not_there(client_of: ClientOf, cast: Cast) -> None:
    theirs = cast.next_door.version.ref
    client = client_of("leader")
    for address in (f"{SCHEME}{theirs}/", f"{SCHEME}{theirs}/style/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{SCHEME}{theirs}/withdrawal/").status_code == 404


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_is_shown(client_of: ClientOf, cast: Cast, key: str) -> None:
    put(cast, preset_text(key) + "# ours now\n")
    page = shown(client_of("teacher"))
    for words in names(preset(key)):
        assert words in page


@pytest.mark.parametrize("name", ODD)
def test_every_odd_scheme_is_shown(client_of: ClientOf, cast: Cast, name: str) -> None:
    version = put(cast, odd_text(name))
    assert version.scheme.name in shown(client_of("teacher"))


def test_a_scheme_of_invented_words_shows_no_word_of_a_preset(
    client_of: ClientOf, cast: Cast
) -> None:
    put(cast, odd_text("invented"))
    SchemeVersion.objects.filter(pk=cast.version.pk).delete()
    page = re.sub(r"<[^>]*>", "|", shown(client_of("teacher"))).lower()
    for key in PRESETS:
        for words in names(preset(key)):
            assert not re.search(rf"(?<!\w){re.escape(words.lower())}(?!\w)", page), words


def names(scheme: Scheme) -> list[str]:
    """What a scheme calls its own things."""
    every: tuple[Named, ...] = (
        *(rating for scale in scheme.scales for rating in scale.ratings),
        *(step for scale in scheme.attainment for step in scale.steps),
        *(step for ladder in scheme.ladders for step in ladder.steps),
        *scheme.areas, *scheme.facts, *scheme.subjects, *scheme.counters,
    )  # fmt: skip
    return [each.name for each in every]


def test_one_row_holds_two_codes_000_12(client_of: ClientOf, cast: Cast) -> None:
    page = client_of("teacher").get("/amberley/scheme/").text
    (row,) = [each for each in page.split("<div>") if "BEGINNING / WORKING WITHIN" in each]
    assert "being taught it" in row
    assert "starting to embed it" in row
    assert "below the one" not in row


def test_without_a_scheme_it_says_what_to_do(client_of: ClientOf, cast: Cast) -> None:
    cast.version.delete()
    assert "Adopt a scheme" in shown(client_of("leader"))
    assert "A leader of the school adopts one." in shown(client_of("teacher"))


def test_each_version_can_be_read(client_of: ClientOf, cast: Cast) -> None:
    put(cast, preset_text("one-to-one-levels"))
    client = client_of("teacher")
    assert "One to one, with levels" in shown(client)
    before = shown(client, f"{SCHEME}{cast.version.ref}/")
    assert "<h1>Stars and bands</h1>" in before
    assert "in force" in before


def test_a_versions_colours_may_be_kept(client_of: ClientOf, cast: Cast) -> None:
    answer = client_of("teacher").get(f"{SCHEME}{cast.version.ref}/style/")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    assert "immutable" in answer["Cache-Control"]
    assert ".r-attitude-star" in answer.content.decode()


def test_a_scheme_without_colours_has_an_empty_sheet(client_of: ClientOf, cast: Cast) -> None:
    version = put(cast, odd_text("bare"))
    answer = client_of("teacher").get(f"{SCHEME}{version.ref}/style/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_page_costs_no_more_than_its_versions(
    client_of: ClientOf, cast: Cast, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for key in ("one-to-one-levels", "stages-with-parents", "levels-with-parents"):
        put(cast, preset_text(key))
    client = client_of("teacher")
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]  # a context manager
        shown(client)


def test_a_leader_takes_a_version_back(client_of: ClientOf, cast: Cast) -> None:
    version = put(cast, preset_text("one-to-one-levels"))
    client = client_of("leader")
    answer = client.post(f"{SCHEME}{version.ref}/withdrawal/", follow=True)
    assert "Taken back: version 2 from 1 September 2026." in answer.content.decode()
    assert "<h1>Stars and bands</h1>" in answer.content.decode()
    assert client.post(f"{SCHEME}{version.ref}/withdrawal/").status_code == 404


@pytest.mark.parametrize("part", ["teacher", "assistant", "office"])
def test_nobody_else_takes_one_back(client_of: ClientOf, cast: Cast, part: str) -> None:
    address = f"{SCHEME}{cast.version.ref}/withdrawal/"
    assert client_of(part).post(address).status_code == 403
