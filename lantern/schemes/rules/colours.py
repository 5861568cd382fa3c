"""A scheme's own colours as a style sheet, light and dark, each readable on its own wash.

A rating has the class `r-<scale>-<key>`, a step `s-<scale>-<key>`; each sets `--r-ink` (words and
shapes) and `--r-wash` (what stands behind them). A rating without a colour has neither, so the
page's own ink and paper serve.
"""

import re
from collections.abc import Iterator
from colorsys import hls_to_rgb, rgb_to_hls

from lantern.schemes.presets.kinds import COLOUR, KEY
from lantern.schemes.presets.shape import Rating, Scheme, Step

READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3, for words of ordinary size
WHITE = "#ffffff"
NIGHT = "#272c37"  # the lightest surface that dark pages put behind words

# Floats are right here and only here: the standard's own formula has powers, and no child's mark
# or percentage passes through it.


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def wash(colour: str) -> str:
    """A pale background of the same hue, on which the colour itself can be read as words.

    White for a colour that is only just readable on white.
    """
    hue, _, saturation = _hls(colour)
    for hundredths in range(92, 100):
        pale = _hex(hue, hundredths / 100, saturation * 0.75)
        if contrast(colour, pale) >= READABLE:
            return pale
    return WHITE


def darker(colour: str, behind: str) -> str:
    """The nearest darker colour of the same hue that can be read on what is behind it."""
    hue, lightness, saturation = _hls(colour)
    for hundredths in range(int(lightness * 100), 0, -1):
        deep = _hex(hue, hundredths / 100, saturation)
        if contrast(deep, behind) >= READABLE:
            return deep
    return "#000000"


def dark_wash(colour: str) -> str:
    """A deep background of the same hue for dark pages."""
    hue, _, saturation = _hls(colour)
    return _hex(hue, 0.17, saturation * 0.55)


def dark_ink(colour: str) -> str:
    """The same hue, light enough to be read on its dark wash and on a dark page."""
    hue, _, saturation = _hls(colour)
    for hundredths in range(60, 100):
        light = _hex(hue, hundredths / 100, min(saturation, 0.8))
        if min(contrast(light, dark_wash(colour)), contrast(light, NIGHT)) >= READABLE:
            return light
    return WHITE


def class_of_rating(scale_key: str, rating_key: str) -> str:
    return f"r-{scale_key}-{rating_key}"


def class_of_step(scale_key: str, step_key: str) -> str:
    return f"s-{scale_key}-{step_key}"


def style_sheet(scheme: Scheme) -> str:
    """The style sheet of one version; nothing but colours and class names, and safe to serve.

    Raises ValueError for a key or a colour that loading would have refused.
    """
    coloured = [(name, colour) for name, colour in _classes(scheme) if colour]
    light = [_rule(name, colour, wash(colour)) for name, colour in coloured]
    dark = [_rule(name, dark_ink(colour), dark_wash(colour)) for name, colour in coloured]
    if not light:
        return ""
    night = "\n  ".join(dark)
    return (
        "\n".join(light) + f"\n@media screen and (prefers-color-scheme: dark) {{\n  {night}\n}}\n"
    )


def _classes(scheme: Scheme) -> Iterator[tuple[str, str]]:
    for scale in scheme.scales:
        for rating in scale.ratings:
            yield class_of_rating(_safe(scale.key), _safe(rating.key)), _colour_of(rating)
    for ladder in scheme.attainment:
        for step in ladder.steps:
            yield class_of_step(_safe(ladder.key), _safe(step.key)), _colour_of(step)


def _rule(name: str, ink: str, behind: str) -> str:
    return f".{name} {{ --r-ink: {ink}; --r-wash: {behind} }}"


def _safe(key: str) -> str:
    return _only(KEY, key)


def _colour_of(thing: Rating | Step) -> str:
    return _only(COLOUR, thing.colour) if thing.colour else ""


def _only(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(f"{text!r} must not reach a style sheet.")
    return text


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part) for part in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hls(colour: str) -> tuple[float, float, float]:
    return rgb_to_hls(*_rgb(colour))


def _hex(hue: float, lightness: float, saturation: float) -> str:
    parts = hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
