"""The cast is who it says, and the client refuses what it should."""

import pytest

from lantern.roster.models import Pupil
from tests.cast import CANARY, TODAY, Cast
from tests.client import check_page, check_part, refuse_the_canary

PAGE = '<!doctype html><html lang="en"><head><title>Hat</title></head><body>{}</body></html>'


def test_the_cast_has_a_child_of_each_kind(cast: Cast) -> None:
    assert Pupil.objects.on_roll(TODAY).filter(school=cast.school).count() == 5
    assert cast.period.name == "Autumn 2"
    assert cast.stranger.school != cast.school


def test_a_sound_page_passes() -> None:
    check_page(PAGE.format("<h1>Hats</h1>"))
    check_part("<tr><td>Hat</td></tr>")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<h1>Hat</h1><h1>Hat</h1>", "2 h1"),
        ("<p>no heading</p>", "0 h1"),
        ('<h1 id="a">Hat</h1><p id="a">Hat</p>', "twice"),
        ('<h1 style="color:red">Hat</h1>', "inline style"),
        ("<h1>Hat</h1><script>hat()</script>", "inline script"),
        ('<h1 onclick="hat()">Hat</h1>', "onclick on <h1>"),
        ('<h1>Hat</h1><img alt="" src="https://elsewhere.example/hat.png">', "another host"),
        ("<h1>Hat</p></h1>", "not sound"),
        ("<h1>Hat</h1><table><p>Hat</p></table>", "not sound"),
        ('<h1>Hat</h1><a href="javascript:hat()">Hat</a>', "runs a script"),
        ('<h1>Hat</h1><button hx-get="/hat">Hat</button>', "is no HTML"),
        ('<h1>Hat</h1><svg><use href="//elsewhere.example/hat"></use></svg>', "another host"),
        ('<h1 id="a" id="b">Hat</h1>', "not sound"),
        ("<h1>Hat &hat; </h1>", "not sound"),
        ("<h1>Hat</h1><div>", "not sound"),
    ],
)
def test_an_unsound_page_fails_and_says_why(body: str, why: str) -> None:
    with pytest.raises(AssertionError, match=why):
        check_page(PAGE.format(body))


@pytest.mark.parametrize(
    ("sound", "not_so", "why"),
    [
        (' lang="en"', "", "its language"),
        ("<title>Hat</title>", "", "0 titles"),
        ("<title>Hat</title>", "<title>·</title>", "title is empty"),
        ("<title>Hat</title>", "<title>· Hats</title>", "no words of its own"),
        ("<!doctype html>", "", "not sound"),
    ],
)
def test_so_does_one_without_a_language_or_a_title(sound: str, not_so: str, why: str) -> None:
    with pytest.raises(AssertionError, match=why):
        check_page(PAGE.format("<h1>Hats</h1>").replace(sound, not_so))


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("<tr><p>Hat</p></tr>", "not sound"),
        ("<td>Hat</p></td>", "not sound"),
        ("<p>Hat</div>", "not sound"),
        ('<tr><td style="color:red">Hat</td></tr>', "inline style"),
        ('<p id="a">Hat</p><p id="a">Hat</p>', "twice"),
    ],
)
def test_an_unsound_part_fails_and_says_why(part: str, why: str) -> None:
    with pytest.raises(AssertionError, match=why):
        check_part(part)


def test_chance_may_spell_the_canary_in_a_token() -> None:
    refuse_the_canary(f'<meta name="csrf-token" content="{CANARY}{"a" * (64 - len(CANARY))}">')


def test_the_canary_is_refused() -> None:
    with pytest.raises(AssertionError, match="next door"):
        refuse_the_canary(f"<option>{CANARY.upper()} Canaryson</option>")
