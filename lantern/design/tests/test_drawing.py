"""Drawings escape what they are given, say it in words, and are the same bytes each time."""

from itertools import pairwise
from xml.etree import ElementTree as Xml

import pytest

from lantern.design.drawing import Shade, band_scale, cell, mark, pill, trend
from tests.client import check_part

HOSTILE = '"><script>alert(1)</script>&\'<b onclick="x">'
LOW = Shade(symbol="▲", word="Pebble", css_class="g-4", ink="#a8324a", wash="#fbe0e4")
HIGH = Shade(symbol="★", word="Fell", css_class="g-1", ink="#6b3fa0", wash="#efe6fa")
NASTY = Shade(symbol=HOSTILE, word=HOSTILE, css_class=HOSTILE)
STRIP = [LOW, LOW, HIGH, HIGH]

DRAWN = {
    "mark": mark(HOSTILE, HOSTILE, HOSTILE),
    "pill": pill(HOSTILE, HOSTILE, HOSTILE),
    "cell": cell(symbol=HOSTILE, label=HOSTILE, css_class=HOSTILE, note=HOSTILE),
    "link": cell(symbol=HOSTILE, label=HOSTILE, address=HOSTILE, opens=HOSTILE),
    "scale": band_scale([NASTY, NASTY], title=HOSTILE, now=1, before=0, expected=[1]),
    "trend": trend([(HOSTILE, NASTY), (HOSTILE, None)], title=HOSTILE),
}


@pytest.mark.parametrize("name", DRAWN)
def test_hostile_words_stay_words(name: str) -> None:
    check_part(DRAWN[name])
    assert "<script" not in DRAWN[name]
    assert "<b " not in DRAWN[name]
    assert "&lt;script&gt;alert(1)" in DRAWN[name]


def test_a_mark_has_its_word_for_those_who_hear_it() -> None:
    assert 'role="img" aria-label="Fell"' in mark("★", "Fell")


def test_a_cell_says_what_it_shows_and_where_it_leads() -> None:
    drawn = cell(symbol="★", note="FEL", label="Humming: FEL", address="/why/", opens="why")
    opens = 'href="/why/" data-hx-get="/why/" data-hx-target="#why"'
    assert f'{opens} aria-label="Humming: FEL"' in drawn
    assert "<small>FEL</small>" in drawn


def test_a_cell_with_nowhere_to_go_is_no_link() -> None:
    assert "<a" not in cell(symbol="–", label="not judged")


@pytest.mark.parametrize("colour", ["red", "#FFF", "#12345", "#ABCDEF", "#123456;x"])
def test_a_colour_is_six_small_hex_figures(colour: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        Shade(symbol="★", word="Fell", ink=colour)


def test_a_scale_is_the_same_bytes_each_time_and_sound_by_itself() -> None:
    drawn = band_scale(STRIP, title="Humming", now=2, before=1, expected=[3])
    assert drawn == band_scale(list(STRIP), title="Humming", now=2, before=1, expected=[3])
    assert Xml.fromstring(drawn).get("width") == "480"  # noqa: S314 - our own bytes


@pytest.mark.parametrize(
    ("now", "before", "solid", "pale", "rest"),
    [
        (None, None, 0, 0, 4),
        (0, None, 1, 0, 3),
        (2, 2, 1, 2, 1),  # where it was: solid only where it is
        (3, 1, 2, 2, 0),  # what was gained since is solid too
        (1, 3, 1, 2, 1),  # fallen back: where it was stays in sight
    ],
)
def test_a_scale_shows_now_and_before(
    now: int | None, before: int | None, solid: int, pale: int, rest: int
) -> None:
    drawn = band_scale(STRIP, title="Humming", now=now, before=before)
    kinds = ('<rect class="ink"', '<rect class="wash edge"', '<rect class="rest"')
    assert tuple(drawn.count(kind) for kind in kinds) == (solid, pale, rest)


def test_a_scale_takes_the_colour_of_the_band_it_has_reached() -> None:
    drawn = band_scale(STRIP, title="Humming", now=3, before=1)
    assert 'class="g-1"' in drawn
    assert LOW.ink not in drawn


def test_a_scale_says_itself_in_words() -> None:
    drawn = band_scale(STRIP, title="Humming", now=2, before=0, expected=[3])
    assert "<title>Humming: Fell; before: Pebble; expected: Fell</title>" in drawn
    assert "<title>Humming: not judged</title>" in band_scale(STRIP, title="Humming")


@pytest.mark.parametrize("count", range(1, 13))
def test_the_bands_fill_the_strip_whatever_their_number(count: int) -> None:
    root = Xml.fromstring(band_scale([LOW] * count, title="Humming"))  # noqa: S314 - our own bytes
    boxes = [
        (int(box.get("x", "")), int(box.get("width", ""))) for box in root.iter() if box.get("x")
    ]
    assert boxes[0][0] == 0
    assert sum(boxes[-1]) == 480
    assert all(x + wide + 4 == after for (x, wide), (after, _) in pairwise(boxes))


def test_a_trend_is_oldest_first_and_says_what_was_not_judged() -> None:
    drawn = trend([("Spring", LOW), ("Summer", None), ("Autumn", HIGH)], title="Waving")
    assert "<title>Waving: Spring Pebble, Summer not judged, Autumn Fell</title>" in drawn
    assert drawn.index("▲") < drawn.index("–</text>") < drawn.index("★")


def test_a_trend_of_nothing_says_so() -> None:
    assert "<title>Waving: nothing yet</title>" in trend([], title="Waving")
