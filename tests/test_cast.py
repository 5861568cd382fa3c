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
    "body",
    [
        "<h1>Hat</h1><h1>Hat</h1>",
        "<p>no heading</p>",
        '<h1 id="a">Hat</h1><p id="a">Hat</p>',
        '<h1 style="color:red">Hat</h1>',
        "<h1>Hat</h1><script>hat()</script>",
        '<h1 onclick="hat()">Hat</h1>',
        '<h1>Hat</h1><img alt="" src="https://elsewhere.example/hat.png">',
        "<h1>Hat</p></h1>",
        "<h1>Hat</h1><table><p>Hat</p></table>",
        '<h1>Hat</h1><a href="javascript:hat()">Hat</a>',
        '<h1>Hat</h1><button hx-get="/hat">Hat</button>',
        '<h1>Hat</h1><svg><use href="//elsewhere.example/hat"></use></svg>',
        '<h1 id="a" id="b">Hat</h1>',
        "<h1>Hat &hat; </h1>",
        "<h1>Hat</h1><div>",
    ],
)
def test_an_unsound_page_fails(body: str) -> None:
    with pytest.raises(AssertionError):
        check_page(PAGE.format(body))


@pytest.mark.parametrize(
    ("sound", "not_so"),
    [
        (' lang="en"', ""),
        ("<title>Hat</title>", ""),
        ("<title>Hat</title>", "<title>·</title>"),
        ("<title>Hat</title>", "<title>· Hats</title>"),
        ("<!doctype html>", ""),
    ],
)
def test_so_does_one_without_a_language_or_a_title(sound: str, not_so: str) -> None:
    with pytest.raises(AssertionError):
        check_page(PAGE.format("<h1>Hats</h1>").replace(sound, not_so))


@pytest.mark.parametrize("part", ["<tr><p>Hat</p></tr>", "<td>Hat</p></td>", "<p>Hat</div>"])
def test_an_unsound_part_fails(part: str) -> None:
    with pytest.raises(AssertionError, match="not sound"):
        check_part(part)


def test_chance_may_spell_the_canary_in_a_token() -> None:
    refuse_the_canary(f'<meta name="csrf-token" content="{CANARY}{"a" * (64 - len(CANARY))}">')


def test_the_canary_is_refused() -> None:
    with pytest.raises(AssertionError, match="next door"):
        refuse_the_canary(f"<option>{CANARY.upper()} Canaryson</option>")
