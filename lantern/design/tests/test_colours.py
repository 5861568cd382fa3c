"""The palette can be read by day and by night, and holds one blue: other colours are a scheme's."""

import colorsys
import re
from fractions import Fraction
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "static" / "design"
SHEETS = ("lantern.css", "parts.css", "grid.css", "print.css")
TEXT = [
    *[("ink", ground) for ground in ("paper", "card", "wash", "none-wash", "accent-wash")],
    *[("soft", ground) for ground in ("paper", "card", "wash", "none-wash")],
    *[("accent", ground) for ground in ("paper", "card", "accent-wash")],
    ("on-accent", "accent"),
    ("card", "ink"),
]
EDGES = [("edge", "paper"), ("edge", "card"), ("accent", "card"), ("accent", "paper")]


def tokens(scheme: str) -> dict[str, str]:
    """The hex of every token by day, or by night, when some are replaced."""
    day, _, night = (STATIC / "lantern.css").read_text().partition("prefers-color-scheme: dark")
    found = dict(_hexes(day))
    return found if scheme == "light" else found | dict(_hexes(night))


def _hexes(text: str) -> list[tuple[str, str]]:
    return re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right() -> None:
    assert round(contrast("#000000", "#ffffff")) == 21
    assert f"{contrast('#777777', '#ffffff'):.2f}" == "4.48"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    found = tokens(scheme)
    assert contrast(found[ink], found[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(scheme: str, ink: str, ground: str) -> None:
    found = tokens(scheme)
    assert contrast(found[ink], found[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_only_strong_colour_is_the_blue(scheme: str) -> None:
    strong = {name for name, colour in tokens(scheme).items() if _is_strong(colour)}
    assert strong <= {"accent", "accent-wash", "on-accent"}
    assert "accent" in strong


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_colour_stands_nowhere_but_in_the_tokens(sheet: str) -> None:
    text = (STATIC / sheet).read_text()
    rest = text[text.index("@layer base {") :] if sheet == "lantern.css" else text
    greys = re.findall(r"#([0-9a-f]{3,8})\b", rest)
    assert all(len(set(grey)) == 1 for grey in greys), greys


def _is_strong(colour: str) -> bool:
    """Whether one would call it a colour: far from grey, and neither near black nor near white."""
    red, green, blue = (Fraction(int(colour[place : place + 2], 16), 255) for place in (1, 3, 5))
    _, _, saturation = colorsys.rgb_to_hls(float(red), float(green), float(blue))
    return saturation > 0.45 and max(red, green, blue) - min(red, green, blue) > Fraction(1, 8)
