"""A profile as the values that its sheet of paper needs: the same picture as the page's."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from lantern.design.drawing import Shade
from lantern.design.rules import TEXT_FAMILIES, families_with, printable, uncovered
from lantern.profiles.pictures import Profile
from lantern.profiles.pictures.keys import Key
from lantern.profiles.pictures.looks import NOBODY_YET
from lantern.profiles.pictures.page import AreaRow, ProfilePage, SubjectRow, page_of
from lantern.profiles.rules import day_words
from lantern.schemes.presets.shape import Scheme

Value = str | bool | int | list["Value"] | dict[str, "Value"]
Values = dict[str, Value]

PLAIN = frozenset(TEXT_FAMILIES[:2])
ENDLESS = re.compile(r"\S{30,}")
ROW, STRIP = 120, 90  # what a row and a strip take of a side, in letters of its sentences
SIZES = (
    (2340, 118), (2610, 112), (3090, 105), (3570, 98), (4300, 94), (4950, 90),  # on one side
    (6500, 98), (9500, 90), (12_500, 80), (float("inf"), 60),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What a print needs beyond the profiles: whose school, which scheme, and how it was closed.

    `year` is the academic year's name: each has a period of the same name.
    `both_sides` starts each child on a new sheet where the printer uses both sides. `since` says
    by a child's number what was recorded after closing; `part` which part of a large class it is.
    """

    school: str
    scheme: Scheme
    printed_on: date
    year: str = ""
    closed: str = ""
    both_sides: bool = False
    since: Mapping[int, str] = field(default_factory=dict)
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class Undrawn:
    """A child whose name or sheet holds characters that none of our fonts can draw."""

    name: str
    characters: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One child's sheet, ready to be set: worked out once, for their own file and the class's."""

    profile: Profile
    values: Values
    undrawn: tuple[Undrawn, ...]


def sheet_of(profile: Profile, paper: Paper) -> Sheet:
    """A profile as the values of a sheet, each letter without a font made a mark, and named."""
    values = _sheet(profile, paper)
    said = dict.fromkeys(_texts(values))
    chars = tuple(dict.fromkeys(char for text in said for char in _lost(text)))
    around = tuple(_texts(_around(paper.scheme)))
    fonts: Values = {
        "plain": all(_plain(_drawn(text)) for text in (*said, *around)),
        "endless": any(
            ENDLESS.search(_drawn(text)) for text in (*_texts(values, without="svg"), *around)
        ),
    }
    safe = {key: _safe(value) for key, value in values.items()}
    undrawn = (Undrawn(name=profile.name, characters=chars),) if chars else ()
    return Sheet(profile=profile, values={**safe, **fonts}, undrawn=undrawn)


def document(sheets: Sequence[Sheet], paper: Paper) -> Values:
    """Every value of a print, made safe for paper."""
    scheme = paper.scheme
    profiles = [sheet.profile for sheet in sheets]
    values: Values = {
        "title": _title(profiles, paper),
        "school": paper.school,
        "footer": _footer(paper),
        "both-sides": paper.both_sides,
        "all": {
            "trends": any(area.trend for profile in profiles for area in profile.areas),
            **_around(scheme),
        },
    }
    safe = {key: _safe(value) for key, value in values.items()}
    plain = _plain(_drawn(_footer(paper)))  # a blank side has nothing but its foot
    return {**safe, "plain": plain, "children": [sheet.values for sheet in sheets]}


def _around(scheme: Scheme) -> Values:
    """What stands on every sheet of a scheme, whoever's it is."""
    voices = {key: name for key, name in _voices(scheme) if name}
    return {"voices": list(voices), "voice-names": dict(voices), "words": _words(scheme)}


def _simple(text: str) -> bool:
    """Whether any font draws it, without looking letter by letter."""
    return text.isascii() and text.isprintable()


# A class says the same few hundred sentences and names again and again.
@lru_cache(maxsize=8192)
def _drawn(text: str) -> str:
    return text if _simple(text) else printable(text)


@lru_cache(maxsize=8192)
def _lost(text: str) -> list[str]:
    return [] if _simple(text) else uncovered(text)


@lru_cache(maxsize=8192)
def _plain(text: str) -> bool:
    """Whether the first two fonts draw it all, quicker than looking through twelve."""
    return _simple(text) or all(families_with(letter) & PLAIN for letter in text)


def _safe(value: Value) -> Value:
    match value:
        case str():
            return _drawn(value)
        case list():
            return [_safe(each) for each in value]
        case dict():
            return {key: _safe(each) for key, each in value.items()}
        case _:
            return value


def _texts(value: Value, without: str = "") -> Iterator[str]:
    """Every text in a value, but those that are kept under the name in `without`."""
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each, without)
        case dict():
            for key, each in value.items():
                if key != without:
                    yield from _texts(each, without)


def _title(profiles: Sequence[Profile], paper: Paper) -> str:
    whose = profiles[0].name if len(profiles) == 1 else profiles[0].class_name
    when = f"{profiles[0].window.name} {paper.year}".strip()
    return f"{paper.scheme.words.profile}: {whose}, {when}"


def _voices(scheme: Scheme) -> list[tuple[str, str]]:
    return [("child", scheme.voices.child)]


def _words(scheme: Scheme) -> Values:
    return {
        "attitude": scheme.words.attitude,
        "attainment": scheme.words.attainment,
        "area": "",
        "before": "Before",
        "why": "Why",
        "good": "Going well:",
    }


def _sheet(profile: Profile, paper: Paper) -> Values:
    page = page_of(profile, paper.scheme)
    since = paper.since.get(profile.pk, "")
    return {
        "size": _size(page, since),
        "name": profile.name,
        "about": f"{page.about} {paper.year}".strip(),  # it ends with the period
        "good": f"{page.good}." if page.good else "",
        "footer": _footer(paper, profile.name),
        "heads": page.heads_ratings,
        "areas": [_area(row, page.heads_ratings) for row in page.areas],
        "subjects": [_subject(row) for row in page.subjects],
        "notes": [*_views(page), *(line for line in (paper.closed, since) if line)],
        "bars": page.bars,
        "keys": [_key(key) for key in (*page.ratings_key, *page.steps_key)],
    }


def _size(page: ProfilePage, since: str) -> int:
    """Tenths of a point: the more is said, the smaller, so that two sides always hold it."""
    said = [*(row.lines for row in page.areas), *(row.lines for row in page.subjects)]
    words = len(since + page.good + page.bars) + sum(
        len(line) for lines in [*said, *page.views] for line in lines
    )
    for key in (*page.ratings_key, *page.steps_key):
        words += len(key.of) + sum(len(shade.word + means) for shade, means in key.marks)
    rows = len(page.areas) + bool(page.good)
    weight = words + ROW * rows + STRIP * len(page.subjects)
    return next(size for most, size in SIZES if weight <= most)


def _look(shade: Shade, means: str = "") -> Values:
    coloured = bool(shade.css_class) or shade.ink != NOBODY_YET.ink
    return {
        "name": shade.word,
        "symbol": shade.symbol,
        "ink": shade.ink if coloured else "",
        "wash": shade.wash if coloured else "",
        "means": means,
    }


def _key(key: Key) -> Values:
    return {"of": key.of, "marks": [_look(shade, means) for shade, means in key.marks]}


def _views(page: ProfilePage) -> Iterator[str]:
    return (f"{heading} {words}" for heading, words in page.views)


def _area(row: AreaRow, heads: str) -> Values:
    return {
        "name": row.name,
        "shows": _look(row.shows),
        "whose": "" if row.whose == heads else row.whose,
        "voices": {"child": _look(row.child)} if row.child else {},
        "trend": [_look(shade) for _, shade in row.past],
        "says": [_whole(line) for line in row.lines],
    }


def _whole(line: str) -> str:
    """A number and its sign stay on one line."""
    return line.replace(" %", "\N{NO-BREAK SPACE}%")


def _subject(row: SubjectRow) -> Values:
    return {
        "name": row.name,
        "shows": _look(row.shows),
        "svg": str(row.bar or ""),
        "alt": row.in_words,
        "says": list(row.lines),
    }


def _footer(paper: Paper, name: str = "") -> str:
    day = paper.printed_on
    said = [paper.school, name, f"printed {day_words(day)} {day.year}", paper.part]
    return " · ".join(part for part in said if part)
