"""Exact numbers and days in the words of a sentence."""

from datetime import date
from fractions import Fraction
from functools import lru_cache

from lantern.profiles.rules.evidence import Evidence
from lantern.schemes.presets.shape import Fact, Measure


def cut(value: Fraction) -> str:
    """A number to one decimal place, cut off and never rounded up: 97.36… is 97.3."""
    whole, tenth = divmod(value * 10 // 1, 10)
    return str(whole) if value == whole else f"{whole}.{tenth}"


def percent(value: Fraction) -> str:
    """A percentage: 97.3 %."""
    return f"{cut(value)} %"


@lru_cache(maxsize=1024)  # a class has few first days, and a sentence for each child
def day_words(on: date) -> str:
    """A day as a sentence says it: 2 November."""
    return f"{on.day} {on:%B}"


def plural(count: int, one: str, many: str) -> str:
    """A count with its word: 1 session, 2 sessions."""
    return f"{count} {one if count == 1 else many}"


def counted_words(fact: Fact, measure: Measure, value: Fraction, evidence: Evidence) -> str:
    """What was counted, without its dates: "37 of 38 sessions", "no exits", "17 nights"."""
    if fact.kind == "attendance":
        sessions = f"{evidence.attended} of {plural(evidence.possible, 'session', 'sessions')}"
        return f"{percent(value)}, {sessions}"
    total = evidence.totals.get(fact.key, 0)
    said = tally_words(fact, total)
    if measure.counted != "per-week":
        return said
    weeks = plural(evidence.weeks.get(fact.key, 0), "week", "weeks")
    if total == 0:
        return f"{said} in {weeks}"
    each = (fact.one if value == 1 else fact.many) or fact.name
    return f"{cut(value)} {each} a week, {said} in {weeks}"


def tally_words(fact: Fact, total: int) -> str:
    """A tally in the school's words: "no exits", "1 exit", "2 exits"."""
    if total == 0:
        return fact.none or f"no {fact.many or fact.name}"
    return plural(total, fact.one or fact.name, fact.many or fact.name)


def inside_a_sentence(name: str) -> str:
    """A name as it stands inside a sentence: Amber and Not yet become small, Golden Owl stays."""
    return name.lower() if name.capitalize() == name else name


def quoted(name: str) -> str:
    """A rating's name as it is written, told from the other words of a sentence: “Not yet”."""
    return f"“{name}”"


def at_its_start(text: str) -> str:
    """A sentence with its first letter large."""
    return text[:1].upper() + text[1:]
