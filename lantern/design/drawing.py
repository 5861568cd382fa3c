"""Small pieces of pages, drawn in Python where a template would be slow, and two pictures as SVG.

Every value is escaped. A class such as `r-3` comes from the scheme's own style sheet, which gives
it `--r-ink` and `--r-wash`; the hex in a picture is the same colour for paper, where no sheet is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape  # a third of the time of Django's, and it escapes safe strings too

from django.utils.safestring import SafeString, mark_safe

_HEX = re.compile(r"#[0-9a-f]{6}")
_SOFT, _WASH, _LINE, _CARD = "#5b6475", "#f3f0e9", "#e7e3da", "#ffffff"
_FONTS = "Lantern Symbols, Atkinson Hyperlegible Next"

_GAP = 4
_SCALE_TALL = 26
_STEP = 22  # from one mark of a trend to the next


@dataclass(frozen=True, kw_only=True)
class Shade:
    """How a rating or a band looks: its symbol, word and class, and its two colours on paper.

    Colours are `#rrggbb` in small letters. Raises ValueError on anything else.
    """

    symbol: str
    word: str
    css_class: str = ""
    ink: str = _SOFT
    wash: str = "#f0eee9"

    def __post_init__(self) -> None:
        for colour in (self.ink, self.wash):
            if not _HEX.fullmatch(colour):
                raise ValueError(f"A colour is like #1c2333, not {colour!r}.")


def mark(symbol: str, word: str, css_class: str = "") -> SafeString:
    """The symbol in its colour, and the word for those who hear the page."""
    return _safe(
        f'<span class="r {escape(css_class)}" role="img" aria-label="{escape(word)}">'
        f"{escape(symbol)}</span>"
    )


def pill(symbol: str, word: str, css_class: str = "") -> SafeString:
    """The symbol and the word together on their pale colour."""
    return _safe(
        f'<span class="pill {escape(css_class)}"><span class="r" aria-hidden="true">'
        f"{escape(symbol)}</span>{escape(word)}</span>"
    )


def cell(
    *,
    symbol: str,
    label: str,
    css_class: str = "",
    note: str = "",
    address: str = "",
    opens: str = "",
) -> SafeString:
    """One cell of a dense grid. `label` is the whole accessible name, and holds `note`.

    With an `address` it is a link there; `opens` names the dialog that shows it where scripts run.
    """
    inner = f'<span class="r" aria-hidden="true">{escape(symbol)}</span>'
    if note:
        inner += f"<small>{escape(note)}</small>"
    start = f'<td class="cell {escape(css_class)}">'
    if not address:
        return _safe(f'{start}<span role="img" aria-label="{escape(label)}">{inner}</span></td>')
    to = escape(address)
    swap = f' data-hx-get="{to}" data-hx-target="#{escape(opens)}"' if opens else ""
    return _safe(f'{start}<a href="{to}"{swap} aria-label="{escape(label)}">{inner}</a></td>')


def band_scale(
    bands: Sequence[Shade],
    *,
    title: str,
    now: int | None = None,
    before: int | None = None,
    expected: Sequence[int] = (),
    width: int = 480,
) -> SafeString:
    """Bands from lowest to highest as a strip: solid now, pale up to before, dashed where expected.

    `now`, `before` and each of `expected` are places in `bands`, lowest first. Lengths are whole
    units. The same bytes for the same values, on a page and in a PDF. Raises IndexError for a place
    that is not there.
    """
    edges = [index * (width + _GAP) // len(bands) for index in range(len(bands) + 1)]
    drawn = [
        _segment(bands, index, edges[index], edges[index + 1] - edges[index] - _GAP, now, before)
        for index in range(len(bands))
    ]
    if expected:
        x, wide = edges[expected[0]], edges[expected[-1] + 1] - edges[expected[0]] - _GAP
        drawn.append(
            f'<rect class="dash" x="{x + 1}" y="1" width="{wide - 2}" height="24" rx="6"'
            f' fill="none" stroke="{_SOFT}" stroke-width="2" stroke-dasharray="4 3"/>'
        )
    return _svg(
        "chart scale", width, _SCALE_TALL, _scale_words(bands, title, now, before, expected), drawn
    )


def trend(marks: Sequence[tuple[str, Shade | None]], *, title: str) -> SafeString:
    """The marks of past reviews in a row, oldest first: (when, Shade), or None if not judged."""
    middle = _STEP // 2
    wide = _STEP * max(1, len(marks))
    drawn = [
        f'<path class="join" d="M{middle} 11H{wide - middle}" stroke="{_LINE}" stroke-width="2"/>'
    ]
    for index, (_, shade) in enumerate(marks):
        x = index * _STEP + middle
        drawn.append(f'<circle class="on" cx="{x}" cy="11" r="9" fill="{_CARD}"/>')
        drawn.append(_symbol(shade or Shade(symbol="–", word=""), x, 16, size=14))
    words = ", ".join(f"{when} {shade.word if shade else 'not judged'}" for when, shade in marks)
    return _svg("chart trend", wide, 22, f"{title}: {words or 'nothing yet'}", drawn)


def _segment(
    bands: Sequence[Shade], index: int, x: int, wide: int, now: int | None, before: int | None
) -> str:
    """One band of a strip. What was reached is outlined too, so that grey paper shows it."""
    box = f'x="{x}" y="5" width="{wide}" height="16" rx="4"'
    if now is None or not (index <= now or index == before):
        return f'<rect class="rest" {box} fill="{_WASH}"/>'
    look = bands[now]
    solid = index == now or (before is not None and before < index < now)
    if not solid:
        return (
            f'<g class="{escape(look.css_class)}"><rect class="wash edge" x="{x}.5" y="5.5"'
            f' width="{wide - 1}" height="15" rx="4" fill="{look.wash}" stroke="{look.ink}"/></g>'
        )
    inked = f'<g class="{escape(look.css_class)}"><rect class="ink" {box} fill="{look.ink}"/></g>'
    if index != now:
        return inked
    return inked + _symbol(look, x + wide // 2, 17, size=12, fill=_CARD, kind="on")


def _symbol(shade: Shade, x: int, y: int, *, size: int, fill: str = "", kind: str = "ink") -> str:
    """A rating's own symbol, centred on x and standing on y."""
    return (
        f'<g class="{escape(shade.css_class)}"><text class="{kind}" x="{x}" y="{y}"'
        f' font-family="{_FONTS}" font-size="{size}" font-weight="700" text-anchor="middle"'
        f' fill="{fill or shade.ink}">{escape(shade.symbol)}</text></g>'
    )


def _scale_words(
    bands: Sequence[Shade],
    title: str,
    now: int | None,
    before: int | None,
    expected: Sequence[int],
) -> str:
    """The picture in words, for a screen reader and for the PDF's alternative text."""
    words = [f"{title}: {bands[now].word if now is not None else 'not judged'}"]
    if before is not None:
        words.append(f"before: {bands[before].word}")
    if expected:
        words.append(f"expected: {' to '.join(bands[place].word for place in _ends(expected))}")
    return "; ".join(words)


def _ends(places: Sequence[int]) -> Sequence[int]:
    return places if len(places) == 1 else (places[0], places[-1])


def _svg(kind: str, width: int, height: int, title: str, drawn: Sequence[str]) -> SafeString:
    return _safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{kind}" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img"><title>{escape(title)}</title>'
        f"{''.join(drawn)}</svg>"
    )


def _safe(html: str) -> SafeString:
    """Everything above has escaped what it was given."""
    return mark_safe(html)  # noqa: S308
