"""What would move a suggested rating up."""

from fractions import Fraction

from lantern.profiles.rules.evidence import Evidence
from lantern.profiles.rules.ready import Ready
from lantern.profiles.rules.words import at_its_start, day_words, inside_a_sentence, plural
from lantern.schemes.presets.shape import Rating, Test


def upwards(prepared: Ready, now: str, evidence: Evidence) -> str:
    """A sentence about the next better rating that facts can give; empty at the top."""
    better = prepared.better.get(now)
    if better is None:
        return ""
    by_days = prepared.facts and prepared.facts[0].kind == "attendance"
    if by_days and better.test.at_least is not None:
        return _by_full_days(better.rating, better.test, evidence)
    return f"{at_its_start(better.rating.name)} is {better.says}."


def _by_full_days(target: Rating, test: Test, evidence: Evidence) -> str:
    name = inside_a_sentence(target.name)
    bound = Fraction(test.at_least or 0)
    needed = full_days_to(bound, attended=evidence.attended, possible=evidence.possible)
    if needed is None:
        since = day_words(evidence.since)
        return f"A session has been missed since {since}, so {name} waits for a new start."
    if evidence.days_left is not None and needed > evidence.days_left:
        return ""  # what cannot be done is not asked of a child
    return f"{plural(needed, 'more full day', 'more full days')} would bring it to {name}."


def full_days_to(bound: Fraction, *, attended: int, possible: int) -> int | None:
    """Full days with no absence that would bring attendance to `bound` per cent; None if never."""
    short = bound * possible - 100 * attended
    if short <= 0:
        return 0
    if bound >= 100:
        return None
    return -int(-short // (2 * (100 - bound)))
