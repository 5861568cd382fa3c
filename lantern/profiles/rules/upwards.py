"""What would move a suggested rating up."""

from fractions import Fraction

from lantern.profiles.rules.evidence import Evidence
from lantern.profiles.rules.words import at_its_start, day_words, inside_a_sentence, plural
from lantern.schemes.presets.shape import Area, Rating, Scheme, Test
from lantern.schemes.rules import find, scale_of, sentence_of_band, tests_of


def upwards(scheme: Scheme, area: Area, now: str, evidence: Evidence) -> str:
    """A sentence about the next better rating that facts can give; empty at the top."""
    target = _next_better(scheme, area, now)
    if target is None or area.measure is None:
        return ""
    fact = find(scheme.facts, area.measure.fact)
    test = next(test for test in tests_of(area.measure) if test.rating == target.key)
    if fact is not None and fact.kind == "attendance" and test.at_least is not None:
        return _by_full_days(target, test, evidence)
    says = sentence_of_band(area.measure, target.key, scheme.facts)
    return f"{at_its_start(target.name)} is {says}."


def _next_better(scheme: Scheme, area: Area, now: str) -> Rating | None:
    ratings = scale_of(scheme, area).ratings
    given = {test.rating for test in tests_of(area.measure)} if area.measure else set()
    keys = [each.key for each in ratings]
    if now not in keys:
        return None
    better = [each for each in ratings[: keys.index(now)] if each.key in given]
    return better[-1] if better else None


def _by_full_days(target: Rating, test: Test, evidence: Evidence) -> str:
    name = inside_a_sentence(target.name)
    bound = Fraction(test.at_least or 0)
    needed = full_days_to(bound, attended=evidence.attended, possible=evidence.possible)
    if needed is None:
        since = day_words(evidence.since)
        return f"A session has been missed since {since}, so {name} waits for a new start."
    if evidence.days_left is not None and needed > evidence.days_left:
        count = plural(evidence.days_left, "day is", "days are")
        return f"{at_its_start(name)} would take {needed} more full days, and {count} left."
    return f"{plural(needed, 'more full day', 'more full days')} would bring it to {name}."


def full_days_to(bound: Fraction, *, attended: int, possible: int) -> int | None:
    """Full days with no absence that would bring attendance to `bound` per cent; None if never."""
    short = bound * possible - 100 * attended
    if short <= 0:
        return 0
    if bound >= 100:
        return None
    return -int(-short // (2 * (100 - bound)))
