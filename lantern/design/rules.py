"""Which letters our fonts can draw, and what to print for one they cannot.

A PDF that promises PDF/UA may not hold a letter without a glyph: typst refuses the whole document.
So text typed by people goes through `printable` on its way to paper. `fonts/README.md` says what
the fonts are and how `fonts/coverage.json` is made from them.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

Families = frozenset[str]
Spans = Sequence[Sequence[int]]  # first and last code point, both within

FONT_DIR = Path(__file__).parent / "fonts"

_OTHER_SCRIPTS = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Devanagari",
    "Noto Sans Tamil",
    "Noto Sans Symbols2",
)
TEXT_FAMILIES = ("Atkinson Hyperlegible Next", "Lantern Symbols", "Andika", *_OTHER_SCRIPTS)
CHILD_FAMILIES = ("Andika", "Lantern Symbols", "Atkinson Hyperlegible Next", *_OTHER_SCRIPTS)

MARK = "\N{REPLACEMENT CHARACTER}"

_LINE_BREAK = "\n"
_SCRIPTS_WITH_MARKS = frozenset(
    ["ARABIC", "BENGALI", "CYRILLIC", "DEVANAGARI", "GUJARATI", "GURMUKHI", "HEBREW", "TAMIL"]
)
# They steer how Indic, Persian and Urdu letters join, so they stay though they draw nothing.
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
# Default_Ignorable_Code_Point of Unicode 15, and the three annotation controls after it. An
# override left open in a name would turn the rest of the line; a byte order mark fails PDF/UA.
_UNSEEN = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
    *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164)),
    *((0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB)),
    *((0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)


# They draw nothing and turn, hide or glue the text around them.
_TURNS = dict.fromkeys(
    [0x061C, 0x200B, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
)


def one_line(text: str) -> str:
    """What somebody typed, in composed letters, with single spaces and no marks that turn a line.

    Joiners that Indic and Persian writing needs stay.
    """
    shown = "".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in text)
    return " ".join(unicodedata.normalize("NFC", shown.translate(_TURNS)).split())


def uncovered(text: str) -> list[str]:
    """The characters of `text` that no committed font can draw, each once, in order of appearance.

    White space, controls and characters that draw nothing do not count. A combining mark counts
    when no font holds it together with its letter, or when typst would lose it on the way there.
    """
    return list(dict.fromkeys(char for char, drawn in _judged(text) if not drawn))


def printable(text: str, mark: str = MARK) -> str:
    """`text` in NFC with `mark` for each character that no font can draw: always safe to print.

    Line breaks become a newline, other white space a space. Controls and characters that draw
    nothing go, except the two joiners of Indic, Persian and Urdu writing.
    """
    return "".join(char if drawn else mark for char, drawn in _judged(text))


def _judged(text: str) -> Iterator[tuple[str, bool]]:
    """Each character left after tidying, and whether it will be drawn where it stands."""
    whole: Families = frozenset()  # hold the letter we are on and all its marks so far
    broken: Families = frozenset()  # hold the letter, but lacked one of its marks
    joiner = letter = ""
    for char in unicodedata.normalize("NFC", "".join(map(_tidied, text.replace("\r\n", "\n")))):
        if char in _JOINERS:
            joiner = char
            continue
        held = families_with(char)
        if joiner and whole & held:  # between letters of two fonts it would bind them into one
            yield joiner, True
        joiner = ""
        if unicodedata.category(char).startswith("M"):
            # A font that lacks one mark and holds the next makes typst drop the first in silence.
            drawn = bool(whole & held) and not broken & held and _may_sit_on(letter, char)
            whole, broken = whole & held, broken | (whole - held)
        else:
            drawn = bool(held) or char == _LINE_BREAK
            whole, broken, letter = held, frozenset(), char
        if not drawn:
            whole, broken, letter = families_with(MARK), frozenset(), MARK
        yield char, drawn


def _tidied(char: str) -> str:
    """`char`, or the plain white space that stands for it, or nothing if it is not for print."""
    if char in "\n\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}":
        return _LINE_BREAK
    if char in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}":
        return "\N{NO-BREAK SPACE}"
    if char == "\t" or unicodedata.category(char) == "Zs":
        return " "
    if char in _JOINERS:
        return char
    return "" if unicodedata.category(char) == "Cc" or _within(ord(char), _UNSEEN) else char


def _may_sit_on(letter: str, mark: str) -> bool:
    """Whether typst keeps the two together: it cuts a line wherever the script changes."""
    script = _script(mark)
    return not script or script == _script(letter)


def _script(char: str) -> str:
    """The script that `char` is of, among those with marks of their own; else nothing."""
    word = unicodedata.name(char, "").removeprefix("COMBINING ").partition(" ")[0]
    return word if word in _SCRIPTS_WITH_MARKS else ""


@cache
def families_with(char: str) -> Families:
    """The families, by the name typst and CSS know them by, that draw `char` in every weight."""
    kind = "marks" if unicodedata.category(char).startswith("M") else "letters"
    return frozenset(name for name, holds in _coverage().items() if _within(ord(char), holds[kind]))


@cache
def _coverage() -> dict[str, dict[str, Spans]]:
    found: dict[str, dict[str, Spans]] = json.loads(
        (FONT_DIR / "coverage.json").read_text(encoding="utf-8")
    )
    return found


def _within(code: int, spans: Spans) -> bool:
    return any(first <= code <= last for first, last in spans)
