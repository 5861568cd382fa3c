"""One cohort as a strip: each value as wide as its children are many, with its shape in it."""

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from lantern.design.drawing import Shade
from lantern.profiles.drawing.cells import escape

WIDE, TALL = 320, 24
ROOM = 16  # the narrowest part in which a shape can be read


def cohort_strip(
    counts: Sequence[int | None], shades: Sequence[Shade], *, size: int, title: str
) -> SafeString:
    """What is shown from left to right, and dashed at the end what is not; whole units.

    Every part has an outline and its shape, so that paper without colours tells them apart.
    """
    parts, x, seen = [], 0, 0
    for count, look in zip(counts, shades, strict=True):
        if count:
            seen += count
            wide = WIDE * seen // size - x
            parts.append(_part(look, x, wide))
            x += wide
    if seen < size:
        parts.append(
            f'<rect class="dash" x="{x}.5" y="1.5" width="{WIDE - x - 1}" height="{TALL - 3}"'
            ' fill="none" stroke="#5b6475" stroke-dasharray="3 3"/>'
        )
    return mark_safe(  # noqa: S308  (every value is escaped)
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDE} {TALL}"'
        f' width="{WIDE}" height="{TALL}" role="img"><title>{escape(title)}</title>'
        f"{''.join(parts)}</svg>"
    )


def _part(look: Shade, x: int, wide: int) -> str:
    box = (
        f'<rect x="{x}.5" y="1.5" width="{max(1, wide - 2)}" height="{TALL - 3}" rx="3"'
        f' fill="{look.wash}" stroke="{look.ink}"/>'
    )
    if wide < ROOM:
        return box
    return (
        f'{box}<text x="{x + wide // 2}" y="17" font-family="Lantern Symbols, Atkinson Hyperlegible'
        f' Next" font-size="13" font-weight="700" text-anchor="middle" fill="{look.ink}">'
        f"{escape(look.symbol or look.word[:1])}</text>"
    )


def in_words(counts: Sequence[int | None], shades: Sequence[Shade], *, name: str) -> str:
    """The strip for those who hear the page, and for the title of a picture."""
    said = [f"{count} {look.word}" for count, look in zip(counts, shades, strict=True) if count]
    if None in counts:
        said.append("the others not shown")
    return f"{name}: {', '.join(said) or 'nobody'}"
