"""Every colour that may be adopted can be read, light and dark, and nothing else gets through."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.schemes.presets import PRESETS, Scheme, preset
from lantern.schemes.rules import contrast, dark_ink, dark_wash, style_sheet, wash
from lantern.schemes.rules.colours import NIGHT, READABLE, WHITE, darker
from lantern.schemes.tests.odd import odd

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_as_the_standard_has_it() -> None:
    """WCAG 2.2: 21 for black on white, 1 for a colour on itself; #767676 is the palest grey."""
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#945b00", "#945b00") == 1
    assert contrast("#767676", WHITE) >= READABLE > contrast("#777777", WHITE)
    assert contrast("#945b00", WHITE) == contrast(WHITE, "#945b00")


@given(COLOURS)
def test_a_colour_that_may_be_adopted_can_be_read_everywhere(colour: str) -> None:
    ink = darker(colour, WHITE) if contrast(colour, WHITE) < READABLE else colour
    assert contrast(ink, WHITE) >= READABLE
    assert contrast(ink, wash(ink)) >= READABLE
    assert contrast(dark_ink(ink), dark_wash(ink)) >= READABLE
    assert contrast(dark_ink(ink), NIGHT) >= READABLE


@pytest.mark.parametrize("scheme", [*map(preset, PRESETS), odd("invented")], ids=lambda s: s.key)
def test_every_colour_of_a_scheme_can_be_read(scheme: Scheme) -> None:
    pairs = re.findall(r"--r-ink: (\S+); --r-wash: (\S+) ", style_sheet(scheme))
    colours = [mark.colour for scale in scheme.scales for mark in scale.ratings]
    colours += [step.colour for scale in scheme.attainment for step in scale.steps]
    assert len(pairs) == 2 * len([colour for colour in colours if colour])  # light and dark
    assert all(contrast(ink, behind) >= READABLE for ink, behind in pairs)


def test_the_style_sheet_names_each_coloured_rating_and_step_twice() -> None:
    """Once for light pages and once for dark ones; on paper the light ones serve."""
    sheet = style_sheet(odd("invented"))
    light, dark = sheet.split("@media screen and (prefers-color-scheme: dark)")
    classes = re.findall(r"^\.(\S+)", light, re.MULTILINE)
    assert classes == [
        "r-zog-bliv",
        "r-zog-darn",
        "r-zog-krun",
        "r-yim-hoo",
        "r-yim-nah",
        "s-rungs-pog",
        "s-rungs-tiv",
        "s-rungs-zun",
    ]
    assert [name for name in classes if f".{name} " in dark] == classes
    assert sheet.count("{") == sheet.count("}")


def test_nothing_but_colours_and_keys_reaches_the_style_sheet() -> None:
    scheme = odd("invented")
    zog = scheme.scales[0]
    for bad in (
        replace(zog.ratings[0], key="x{}body"),
        replace(zog.ratings[0], colour="red;}*{display:none"),
        replace(zog.ratings[0], colour="#0b6e6e\n"),
    ):
        scales = (replace(zog, ratings=(bad,)),)
        with pytest.raises(ValueError, match="must not reach a style sheet"):
            style_sheet(replace(scheme, scales=scales))
