"""What would move a suggested rating up."""

from collections.abc import Iterator
from fractions import Fraction

from lantern.profiles.rules.evidence import Evidence, value_of
from lantern.profiles.rules.ready import Better, Ready
from lantern.profiles.rules.words import day_words, plural, quoted
from lantern.schemes.presets.shape import Fact
from lantern.schemes.rules import first_that_holds

SCHOOL_WEEK, FRIDAY = 5, 4
NEXT = {"period": "review", "half-term": "half term", "term": "term", "year": "year"}


def upwards(prepared: Ready, now: str, evidence: Evidence) -> str:
    """A sentence about the next better rating that facts can give; empty at the top.

    Nothing is asked that cannot be done any more: what is counted stays until the count begins
    again, so then it says when that is.
    """
    better = prepared.better.get(now)
    if better is None:
        return ""
    fact = next(each for each in prepared.facts if each.key == better.test.fact)
    if fact.kind == "attendance" and better.test.at_least is not None:
        return _by_full_days(prepared, better, evidence)
    if fact.kind != "tally" or (evidence.days_left is None and _is_weekly(prepared)):
        return _the_range(better)
    if evidence.days_left == 0:
        return ""
    by = _by_weeks if _is_weekly(prepared) else _by_count
    return by(prepared, better, fact, evidence) or _afresh(prepared, better)


def _afresh(prepared: Ready, better: Better) -> str:
    """What is counted stays until the count begins again: then it can be reached."""
    again = f"Counting starts afresh with the next {NEXT[prepared.measure.over]}"
    return f"{again}: {quoted(better.rating.name)} can be reached then."


def _brings(asked: str, better: Better) -> str:
    return f"{asked} would bring it to {quoted(better.rating.name)}."


def _is_weekly(prepared: Ready) -> bool:
    return prepared.measure.counted == "per-week"


def _the_range(better: Better) -> str:
    return f"{quoted(better.rating.name)} is {better.says}."


def _by_full_days(prepared: Ready, better: Better, evidence: Evidence) -> str:
    name, bound = quoted(better.rating.name), Fraction(better.test.at_least or 0)
    needed = full_days_to(bound, attended=evidence.attended, possible=evidence.possible)
    if evidence.days_left == 0:
        return ""
    if needed is None:
        since = day_words(evidence.since)
        return f"A session has been missed since {since}, so {name} waits for a new start."
    if evidence.days_left is not None and needed > evidence.days_left:
        return _afresh(prepared, better)  # what cannot be done is not asked of a child
    return _brings(plural(needed, "more full day", "more full days"), better)


def full_days_to(bound: Fraction, *, attended: int, possible: int) -> int | None:
    """Full days with no absence that would bring attendance to `bound` per cent; None if never."""
    short = bound * possible - 100 * attended
    if short <= 0:
        return 0
    if bound >= 100:
        return None
    return -int(-short // (2 * (100 - bound)))


def _by_count(prepared: Ready, better: Better, fact: Fact, evidence: Evidence) -> str:
    """So many more of what is wanted; empty for the rest, which stays counted until a new start."""
    total = Fraction(evidence.totals.get(fact.key, 0))
    for more in _whole(bound - total for bound in _bounds(prepared, fact)):
        possible = _can_come(fact, more, evidence.days_left)
        if possible and _gives(prepared, better, fact, evidence, total + more):
            one, many = f"more {fact.one or fact.name}", f"more {fact.many or fact.name}"
            return _brings(plural(more, one, many), better)
    return ""


def _by_weeks(prepared: Ready, better: Better, fact: Fact, evidence: Evidence) -> str:
    """How each whole week that is left would have to go, or how many good ones would do.

    The week that runs is counted once it is over. Nothing is known of it, so nothing good of it is
    taken for granted: what is asked does it whatever that week brings.
    """
    left = (evidence.days_left or 0) // SCHOOL_WEEK
    running = evidence.until.weekday() < FRIDAY
    if fact.wanted == "fewer":
        good = _by_good_weeks(prepared, better, fact, evidence, left)
        return _the_range(better) if good and running else good
    if asked := _by_each_week(prepared, better, fact, evidence, left, lost=int(running)):
        return asked
    perhaps = running and _by_each_week(prepared, better, fact, evidence, left + 1, lost=0)
    return _the_range(better) if perhaps else ""


def _by_good_weeks(
    prepared: Ready, better: Better, fact: Fact, evidence: Evidence, left: int
) -> str:
    weeks, total = evidence.weeks.get(fact.key, 0), Fraction(evidence.totals.get(fact.key, 0))
    for good in range(1, left + 1):
        if _gives(prepared, better, fact, evidence, total / (weeks + good)):
            none = fact.none or f"no {fact.many or fact.name}"
            return _brings(f"{plural(good, 'week', 'weeks')} with {none}", better)
    return ""


def _by_each_week(
    prepared: Ready, better: Better, fact: Fact, evidence: Evidence, left: int, *, lost: int
) -> str:
    """So many in each week that is left, where so many weeks bring none."""
    if left == 0:
        return ""
    total = Fraction(evidence.totals.get(fact.key, 0))
    weeks = evidence.weeks.get(fact.key, 0) + lost + left
    for each in _whole((bound * weeks - total) / left for bound in _bounds(prepared, fact)):
        value = (total + each * left) / weeks
        if each <= fact.most and _gives(prepared, better, fact, evidence, value):
            said = plural(each, fact.one or fact.name, fact.many or fact.name)
            return _brings(f"{said} in {_each_of(left)} to come", better)
    return ""


def _each_of(weeks: int) -> str:
    return "the week" if weeks == 1 else f"each of the {weeks} weeks"


def _can_come(fact: Fact, more: int, days: int | None) -> bool:
    """Whether so many can still be counted: a tally has a most a week, a begun week is one."""
    if fact.wanted == "fewer":
        return False
    return days is None or more <= fact.most * -(-days // SCHOOL_WEEK)


def _bounds(prepared: Ready, fact: Fact) -> Iterator[Fraction]:
    for test in prepared.tests:
        if test.fact == fact.key:
            bounds = (test.at_least, test.above, test.at_most, test.below)
            yield from (Fraction(bound) for bound in bounds if bound is not None)


def _whole(needed: Iterator[Fraction]) -> list[int]:
    """The whole numbers around each that is needed, of one or more, the smallest first."""
    return sorted({n for each in needed for n in (int(each // 1), int(each // 1) + 1) if n > 0})


def _gives(
    prepared: Ready, better: Better, fact: Fact, evidence: Evidence, value: Fraction
) -> bool:
    """Whether the better rating would be suggested, all other facts staying as they are."""
    known = {each.key: value_of(each, prepared.measure, evidence) for each in prepared.facts}
    values = {key: now for key, now in known.items() if now is not None} | {fact.key: value}
    found = first_that_holds(prepared.tests, values)
    return found is not None and found.rating == better.rating.key
