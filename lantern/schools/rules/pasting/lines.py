"""What each line of a council's page says of a school's year."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from lantern.schools.rules.pasting.days import Day, began_by, days_in
from lantern.schools.rules.pasting.events import names_an_event, speaks_of_a_year
from lantern.schools.rules.spans import Dates, days

A_DAY = timedelta(days=1)
LONGEST_LINE = 500  # characters; what a page says of one thing is shorter
TOO_LONG = "It is too long to be read: put each thing on a line of its own."
NOT_WHAT_FOR = "It has a date, but not what it is for."
TWO_DAYS = "It has two days, but not what each is for: put each on a line of its own."
LONGEST_BREAK = 16  # days; what a line calls half term and is longer is one in which school is open


class Kind(StrEnum):
    """What a line says of its days; the value is how a page says it."""

    OPEN = "School"
    BREAK = "Holiday"
    INSET = "INSET day"
    BANK = "Bank holiday"
    STARTS = "School starts"
    ENDS = "Last day of school"
    BREAK_STARTS = "Holiday starts"
    BREAK_ENDS = "Last day of the holiday"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A day, or a span of them, and what it is; `name` as the line calls it."""

    kind: Kind
    first: date
    last: date
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line as it was pasted: what was understood of it, or what is wrong with it.

    With neither it says nothing of dates, or `unknown` why it was left out.
    """

    number: int
    text: str
    facts: Sequence[Fact] = ()
    wrong: str = ""
    unknown: str = ""


def _words(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(ways), re.IGNORECASE)


SEASON = _words(r"\b(?P<season>autumn|spring|summer)\b")
YEARS = _words(r"\b(?P<first>20\d\d)\s*(?:/|-|to|and)\s*(?:20)?(?P<last>\d\d)\b")
ONE_YEAR = _words(r"\b(?P<year>20\d\d)\b")
INSET = _words(
    "inset", "in-service", r"(?:staff|teach\w+['’]?s?['’]?) training", r"training days?\b",
    r"clos\w+ .*training", r"training.* clos", r"^\W*training\W*$", r"staff (?:only )?day",
    "staff development", "non-pupil", r"professional (?:development|learning)",
    r"(?<!world )teacher(?:s’|s'|s)? days?\b",
)  # fmt: skip
BANK = _words(
    "bank holiday", "public holiday", r"may ?day\b", "good friday", "easter monday", "boxing day",
    r"new year.{0,2}s day", "christmas day", "jubilee", "coronation",
)  # fmt: skip
HALF_TERM = _words(r"half[- ]?term")
AWAY = _words("holiday", r"\bbreak\b(?! up)", "christmas", "easter", r"\bclosed\b")
BREAK = _words(
    r"half[- ]?term", "holiday", r"\bbreak\b(?! up)", "christmas", "easter", r"\bclosed\b"
)
SHUT = _words(r"half[- ]?term", "holiday", r"\bbreak\b(?! up)", r"\bclosed\b", "closure")
FEAST = _words("christmas", "easter")
FEAST_FIRST = _words(r"(?:^|\|)\W*(?:christmas|easter)\b")
OF_A_FEAST = _words(  # a party, a fair, a service: what follows says no more of school
    r"\b(?:christmas|easter)(?:['’]s)?\s+(?!(?:holiday|break|vacation|period|recess|term|clos|"
    r"school|pupil|child|start|begin|end|finish|last|first|half|\bre\W?open|return|from|until|till|"
    r"to|on|at|is|and|or|mon|tue|wed|thu|fri|sat|sun|\d))[a-z]"
)
OF_SCHOOL = _words(
    "school",
    "pupil",
    "child",
    r"\bclose",
    "reopen",
    "-open",
    "return",
    "resume",
    "after",
    "before",
    "breaks? up",
)
STARTS = _words(
    "start", "begin", r"\bopens?\b(?! (?:evenings?|day|morning|afternoon|night|house))",
    r"\breopens?\b", "return", "resume", "first day", r"\bback\b",
)  # fmt: skip
ENDS = _words(
    r"\bends?\b", r"\bending\b", "finish", r"\bcloses?\b", "last day", r"breaks? up", "closing"
)
CLOSED = _words(r"\bclosed\b", "closure")
OPEN = _words(
    r"\bopen\b", "term", r"\bhalf\b", r"\bstart", r"\bbegin", r"\bends?\b", "autumn", "spring"
)
SHORTEST_HALF = 13  # days from its first to its last; a span that is shorter is no half term
BETWEEN = _words(r"\bbetween\s*$")


def read_lines(text: str, *, began: int) -> list[Line]:
    """Every line of a text that is not empty, understood as far as it can be.

    Dates without a year are of the year under whose heading they stand, else of that which `began`.
    """
    found, year = [], began
    for number, raw in enumerate(text.splitlines(), start=1):
        shown = " ".join(raw.split())
        if shown:
            line = _plain(raw)
            if len(line) > LONGEST_LINE:
                found.append(Line(number=number, text=f"{shown[:50]}…", wrong=TOO_LONG))
                continue
            there = days_in(line, began=year)
            year = year if there else _heading(line, year)
            found.append(_line(Line(number=number, text=shown), line, there, began))
    return found


def _plain(raw: str) -> str:
    """One kind of dash and of space, so that every page looks alike; a tab parts as a bar does."""
    text = unicodedata.normalize("NFKC", raw.replace("\t", " | "))
    return re.sub(r"[‐‑‒–—―−]", "-", text)


def _heading(line: str, year: int) -> int:
    if both := YEARS.search(line):
        return int(both["first"])
    alone, season = ONE_YEAR.search(line), SEASON.search(line)
    if alone and season:
        return began_by(int(alone["year"]), 9 if season["season"].lower() == "autumn" else 1)
    return year


def _line(told: Line, line: str, there: Sequence[Day], began: int) -> Line:
    if not there:
        return told
    wrong = " ".join(day.wrong for day in there if day.wrong)
    if wrong:
        return replace(told, wrong=wrong)
    words = _without_days(line, there)
    facts: tuple[Fact, ...] = ()
    named = _is_of_a_year(words) or (len(there) > 1 and _spans(line, there))
    if named and not _is_event(words) and not _is_short(line, words, there):
        facts = tuple(_facts(line, words, there, BANK.search(line)))
    apart = len(there) == 2 and not _spans(line, there)
    if not facts and apart and any(_in(day, began) for day in there):
        return replace(told, wrong=TWO_DAYS)
    if not facts:
        return replace(told, unknown=NOT_WHAT_FOR)
    back = next((fact for fact in facts if fact.last < fact.first), None)
    if back:
        return replace(told, wrong=f"{_said(back.last)} is before {_said(back.first)}.")
    return replace(told, facts=facts)


def _in(day: Day, began: int) -> bool:
    return day.on is not None and began_by(day.on.year, day.on.month) == began


def _said(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def _without_days(line: str, there: Sequence[Day]) -> str:
    for day in reversed(there):
        line = f"{line[: day.starts]} {line[day.ends :]}"
    return " ".join(line.split())


def _is_of_a_year(words: str) -> bool:
    """Whether it speaks of a school's year, or of nothing else: Swimming starts does not."""
    return speaks_of_a_year(words) or any(way.search(words) for way in (INSET, BANK))


def _is_short(line: str, words: str, there: Sequence[Day]) -> bool:
    """Whether it is a span of days around which school is open too, such as a week of books."""
    if len(there) != 2 or not _spans(line, there):
        return False
    first, last = (day.on for day in there)
    if first is None or last is None or not 0 <= (last - first).days < SHORTEST_HALF:
        return False
    return bool(words.strip(" |:-,.")) and not any(
        way.search(words) for way in (BREAK, INSET, BANK, SHUT, OPEN)
    )


def _is_event(words: str) -> bool:
    """Whether it names a trip or a club, or Christmas or Easter for a day that need not be shut."""
    if any(way.search(words) for way in (INSET, BANK, CLOSED)):
        return False
    if names_an_event(words):
        return True
    if not FEAST.search(words) or SHUT.search(words):
        return False
    turns = any(way.search(words) for way in (FEAST_FIRST, STARTS, ENDS, SEASON))
    return bool(OF_A_FEAST.search(words)) or not turns


def _facts(
    line: str, words: str, there: Sequence[Day], bank: re.Match[str] | None
) -> Iterator[Fact]:  # fmt: skip
    told = [day.on for day in there if day.on is not None]
    to = [day.to for day in there]
    if INSET.search(words):
        yield from _each(told, to)
    elif bank and len(told) == 1:
        name = _name(words) if "holiday" in bank[0].lower() else bank[0]
        yield Fact(kind=Kind.BANK, first=told[0], last=told[0], name=name)
    elif bank and not any(to) and not HALF_TERM.search(words) and not _turns(line, there)[0]:
        yield from _bank_holidays(line, there)
    elif len(told) == 1:
        yield from _one(words, told[0])
    elif len(told) == 2 or _says_one_again(told, to):
        yield from _two(line, words, there)
    elif len(told) == 4:
        yield from _of_four(told)


def _says_one_again(told: Sequence[date], to: Sequence[bool]) -> bool:
    """4 January to 25 March, closing early on 25 March."""
    return len(told) == 3 and to[0] and told[2] in told[:2]


def _bank_holidays(line: str, there: Sequence[Day]) -> Iterator[Fact]:
    begins = 0
    for day in there:
        said, begins = BANK.search(line[begins : day.ends]), day.ends
        name = said[0] if said and "holiday" not in said[0].lower() else ""
        if day.on is not None:
            yield Fact(kind=Kind.BANK, first=day.on, last=day.on, name=name.strip())


def _before(line: str, there: Sequence[Day]) -> list[str]:
    """The words before each day, after the one before it."""
    begins = [0, *(day.ends for day in there)]
    return [line[begin : day.starts] for begin, day in zip(begins, there, strict=False)]


def _turns(line: str, there: Sequence[Day]) -> list[Kind | None]:
    """What each day begins or ends by the words before it, if they say so."""
    kinds: list[Kind | None] = []
    of_break = False
    for before in _before(line, there):
        if BREAK.search(before) or OF_SCHOOL.search(before):
            of_break = bool(BREAK.search(before)) and not OF_SCHOOL.search(before)
        if STARTS.search(before):
            kinds.append(Kind.BREAK_STARTS if of_break else Kind.STARTS)
        elif ENDS.search(before):
            kinds.append(Kind.BREAK_ENDS if of_break else Kind.ENDS)
        else:
            kinds.append(None)
    return kinds


def _two(line: str, words: str, there: Sequence[Day]) -> Iterator[Fact]:
    """A span only where it is said to be one; else what the words before each make of it."""
    first, last = (day.on for day in there[:2])
    if first is None or last is None:
        return
    match _turns(line, there)[:2]:
        case _ if _spans(line, there):
            kind = _of_a_span(words, first, last)
            yield Fact(kind=kind, first=first, last=last, name=_half_term(kind, words))
        case [Kind.STARTS, Kind.ENDS]:
            yield Fact(kind=Kind.OPEN, first=first, last=last)
        case [Kind.BREAK_STARTS, Kind.BREAK_ENDS]:
            yield _break(first, last, words)
        case [Kind.ENDS, Kind.STARTS]:
            yield _break(first + A_DAY, last - A_DAY, words)
        case [Kind.BREAK_STARTS, Kind.STARTS]:
            yield _break(first, last - A_DAY, words)
        case [Kind.ENDS, Kind.BREAK_ENDS]:
            yield _break(first + A_DAY, last, words)


def _break(first: date, last: date, words: str) -> Fact:
    name = "half term" if HALF_TERM.search(words) else ""
    return Fact(kind=Kind.BREAK, first=first, last=last, name=name)


def _spans(line: str, there: Sequence[Day]) -> bool:
    return there[0].to or _is_span(line, there)


def _is_span(line: str, there: Sequence[Day]) -> bool:
    """Two cells of a table side by side, or between one day and another."""
    joined = line[there[0].ends : there[1].starts].strip()
    return (not joined.strip("|") and "|" in joined) or (
        joined.lower() in {"and", "&"} and bool(BETWEEN.search(line[: there[0].starts]))
    )


def _each(told: Sequence[date], to: Sequence[bool]) -> Iterator[Fact]:
    """INSET days listed one by one, and spans of them."""
    n = 0
    while n < len(told):
        spans = to[n] and n + 1 < len(told)
        last = told[n + 1] if spans else told[n]
        if abs((last - told[n]).days) > LONGEST_BREAK:
            return  # nobody trains for so long: it is something else
        for on in days(Dates(name="", starts_on=told[n], ends_on=last)):
            yield Fact(kind=Kind.INSET, first=on, last=on)
        n += 2 if spans else 1


def _one(words: str, on: date) -> Iterator[Fact]:
    is_break = bool(BREAK.search(words)) and not OF_SCHOOL.search(words)
    kind = None
    if STARTS.search(words):
        kind = Kind.BREAK_STARTS if is_break else Kind.STARTS
    elif ENDS.search(words):
        kind = Kind.BREAK_ENDS if is_break else Kind.ENDS
    elif BREAK.search(words):
        kind = Kind.BREAK
    if kind:
        yield Fact(kind=kind, first=on, last=on, name=_half_term(kind, words))


def _half_term(kind: Kind, words: str) -> str:
    """So that even one day of it parts two half terms from each other."""
    breaks = {Kind.BREAK, Kind.BREAK_STARTS, Kind.BREAK_ENDS}
    return "half term" if kind in breaks and HALF_TERM.search(words) else ""


def _of_a_span(words: str, first: date, last: date) -> Kind:
    """What is called half term is a holiday unless it is too long for one."""
    short = (last - first).days < LONGEST_BREAK
    named = AWAY.search(words)
    half = HALF_TERM.search(words)
    return Kind.BREAK if named or (half and short) else Kind.OPEN


def _of_four(told: Sequence[date]) -> Iterator[Fact]:
    """A row of a table: a first day, a half term and a last day; or two halves."""
    first, second, third, last = told
    if second.weekday() <= third.weekday() and (third - second).days < LONGEST_BREAK:
        yield Fact(kind=Kind.OPEN, first=first, last=last)
        yield Fact(kind=Kind.BREAK, first=second, last=third, name="half term")
    else:
        yield Fact(kind=Kind.OPEN, first=first, last=second)
        yield Fact(kind=Kind.OPEN, first=third, last=last)


def _name(words: str) -> str:
    """What a bank holiday is called, without the words that say that it is one."""
    bare = re.sub(r"(?i)\(?\b(?:bank|public) holiday\b\)?|[|:()\-,]", " ", words)
    return " ".join(bare.split())[:60]
