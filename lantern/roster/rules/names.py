"""Names as they were typed: tidied, split where they must be, never re-cased."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from lantern.design.rules import one_line

NAME_LIMIT = 100
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
LOST = "?\N{REPLACEMENT CHARACTER}"
IN_NAMES = " '-.,()/\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}" + "".join(
    ["\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}", "\N{EN DASH}", "\N{MIDDLE DOT}", "\N{ACUTE ACCENT}",
     "\N{GRAVE ACCENT}", "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"]
)  # fmt: skip
APOSTROPHES = "'`ʼ\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
FORMULA = ("=", "+", "@")
TITLES = frozenset(
    ["mr", "mrs", "miss", "ms", "mx", "dr", "rev", "revd", "prof", "professor", "sir", "lady"]
)


@dataclass(frozen=True)
class SplitName:
    """A full name in its parts, with what a person should check, if anything."""

    forename: str
    surname: str
    title: str = ""
    caution: str = ""


@lru_cache(maxsize=4096)  # a register says each name a hundred times
def tidy_name(text: str) -> str:
    """A name in composed letters, with single spaces and no invisible marks.

    Capitals stay as they were typed, `McDONALD` and `DE SOUZA` too: to guess is to misspell
    somebody. Joiners that Indic and Persian names need stay.
    """
    return one_line(text)


def name_key(forename: str, surname: str) -> tuple[str, str]:
    """What makes two spellings the same name: capitals and kinds of apostrophe do not matter."""
    return _key(forename), _key(surname)


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFC", tidy_name(name).casefold())
    return plain.translate({0x2019: "'", 0x2018: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-"})


def in_a_list(*names: str) -> tuple[str, ...]:
    """Where names stand in a list: without accents or capitals, then as they are written.

    Świątek is before Whitlock, and Ødegård beside Odegard.
    """
    return (*(_bare(name) for name in names), *names)


def is_called(words: str, *names: str) -> bool:
    """Whether each word is part of one of the names, typed with its accents or without."""
    every = [_bare(name) for name in names]
    wanted = _bare(words).replace(",", " ").split()
    return all(any(word in name for name in every) for word in wanted)


def begins_so(words: str, *names: str) -> bool:
    """Whether each word begins a word of one of the names, typed with its accents or without."""
    every = [word for name in names for word in _bare(name).replace("-", " ").split()]
    wanted = _bare(words).replace(",", " ").replace("-", " ").split()
    return all(any(word.startswith(part) for word in every) for part in wanted)


def bare_words(text: str) -> str:
    """A name as a file may be called: no accents, capitals or apostrophes, one space between words.

    Whatever parts its words, a hyphen, a comma or an underline, is the same.
    """
    kept = (mark if mark.isalnum() else "" if mark in APOSTROPHES else " " for mark in _bare(text))
    return " ".join("".join(kept).split())


def _bare(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def name_trouble(name: str) -> str | None:
    """Why this cannot be somebody's name, or None (blank is no trouble here)."""
    if len(name) > NAME_LIMIT:
        return f"A name is longer than {NAME_LIMIT} characters."
    if trouble := formula_trouble(name):
        return trouble
    if name and not any(unicodedata.category(mark).startswith("L") for mark in name):
        return f"“{name}” has no letters in it, so it is not a name."
    return None


def formula_trouble(name: str) -> str | None:
    """Why this is something a spreadsheet would work out, not a name of anything; or None."""
    if name.startswith(FORMULA) or "|" in name:
        said = "names don't begin with = + @ or hold |"
        return f"“{name[:40]}” is a formula, not a name: {said}."
    return None


def lost_letter(name: str) -> str | None:
    """What to check where a spreadsheet wrote ? for a letter that it could not; or None."""
    if any(mark in name for mark in LOST):
        return f"A letter may have been lost in “{name}”: check it against the school's own record."
    return None


def strange_letter(name: str) -> str | None:
    """What to check where a name holds signs that no school would write in one; or None.

    Letters of every script are at home in a name, and how they are joined and marked.
    """
    strange = "".join(dict.fromkeys(mark for mark in name if not _at_home(mark)))
    if strange:
        return f"“{strange}” is no part of a name: please check “{name}”."
    return None


def _at_home(mark: str) -> bool:
    if mark in LOST:
        return True  # said in other words
    return mark in IN_NAMES or unicodedata.category(mark)[0] in "LM"


def split_name(text: str) -> SplitName:
    """A full name in parts: `Surname, Forename`, or else the last word is the surname."""
    name = tidy_name(text)
    surname, comma, rest = (part.strip() for part in name.partition(","))
    if comma and surname and rest:
        more = f"“{name}” has more than one comma: please check it." if "," in rest else ""
        return SplitName(forename=rest, surname=surname, caution=more)
    words = name.replace(",", " ").split()
    if len(words) < 2:
        return SplitName(forename=" ".join(words), surname="", caution=_single(words))
    forename = " ".join(words[:-1])
    caution = f"“{words[-1]}” was taken for the surname in “{name}”: please check it."
    return SplitName(forename=forename, surname=words[-1], caution=caution)


def _single(words: list[str]) -> str:
    return f"“{words[0]}” is one name only: please check it." if words else ""


def split_adult_name(text: str, families: Collection[str] = ()) -> SplitName:
    """An adult's full name in parts, a title such as Mrs apart; one name only is the surname.

    Where it ends in one of the child's own surnames, however many words that has, there is no
    doubt which part is which.
    """
    title, name = take_title(tidy_name(text))
    parts = _of_the_family(name, families) or split_name(name)
    caution = f"Of the contact: {parts.caution}" if parts.caution else ""
    if not parts.surname:
        return SplitName("", parts.forename, title, "" if title else caution)
    inner, forename = take_title(parts.forename)
    return SplitName(forename, parts.surname, title or inner, caution)


def _of_the_family(name: str, families: Collection[str]) -> SplitName | None:
    words = name.split()
    for family in sorted(filter(None, families), key=len, reverse=True):
        many = len(family.split())
        forename, surname = " ".join(words[:-many]), " ".join(words[-many:])
        if forename and "," not in name and _key(surname) == _key(family):
            return SplitName(forename=forename, surname=surname)
    return None


def take_title(name: str) -> tuple[str, str]:
    """The title at the front of a name, if there is one, and the rest."""
    first, _, rest = name.partition(" ")
    if rest and first.rstrip(".").casefold() in TITLES:
        return first, rest
    return "", name
