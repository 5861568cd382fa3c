"""A rating's range in words: "95 to under 98", "100", "no exits and one or more warnings"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, floor

from lantern.schemes.presets.shape import Counted, Fact, Measure, Test
from lantern.schemes.rules.lookups import find
from lantern.schemes.rules.measuring import is_bounded, tests_of

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Span:
    """A range of one fact's values; an end that is None is open for ever."""

    low: Decimal | None = None
    above: bool = False  # the low end itself is out
    high: Decimal | None = None
    below: bool = False  # the high end itself is out


def sentence_of_band(measure: Measure, rating: str, facts: Sequence[Fact] = ()) -> str:
    """What a rating takes, to follow "it is": "95 to under 98 %", "fewer than 3 nights a week".

    Empty for a rating that the measure never gives. `facts` lends the words for counted things.
    """
    tests = tests_of(measure)
    ways = [
        _way(tests[: number + 1], measure.counted, facts)
        for number, test in enumerate(tests)
        if test.rating == rating
    ]
    return ", or ".join(dict.fromkeys(way for way in ways if way))


def spans_of(tests: Sequence[Test]) -> dict[str, Span]:
    """Within which range each fact is when the last of these tests is the first that holds.

    An earlier test with two bounds leaves two ranges, and is left out of the words.
    """
    spans: dict[str, Span] = {}
    for test in tests[:-1]:
        left = _outside(test)
        if left is not None:
            spans[test.fact] = _narrow(spans.get(test.fact, Span()), left)
    last = tests[-1]
    if is_bounded(last):
        spans[last.fact] = _narrow(spans.get(last.fact, Span()), _inside(last))
    return spans


def is_empty(span: Span, possible: Span, *, whole: bool) -> bool:
    """Whether no possible value is in a range; `whole` when only whole numbers are possible."""
    both = _narrow(span, possible)
    if both.low is None or both.high is None:
        return False
    if whole:
        return _ceiling(both.low, out=both.above) > _floor(both.high, out=both.below)
    return both.low > both.high or (both.low == both.high and (both.above or both.below))


def _way(tests: Sequence[Test], counted: Counted, facts: Sequence[Fact]) -> str:
    spans = spans_of(tests)
    said = [_said(span, counted, find(facts, fact)) for fact, span in spans.items()]
    return " and ".join(said) or "everyone else"


def _said(span: Span, counted: Counted, fact: Fact | None) -> str:
    if counted == "count":
        return _count(span, fact)
    most = fact.most if fact and counted == "per-week" else 100
    weekly = counted == "per-week"
    fewer, unit = ("fewer", "") if weekly else ("less", " %")
    words = _range(span, full=Decimal(most), fewer=fewer, unit=unit)
    if weekly and fact and fact.many:
        alone = words == "1" or span.high == 1
        return f"{words} {fact.one if alone and fact.one else fact.many} a week"
    return words


def _range(span: Span, *, full: Decimal | None, fewer: str, unit: str) -> str:
    """A range of exact numbers; `full` is the most there can be, so that "100" needs no more."""
    low = "" if span.low is None else plain(span.low)
    high = "" if span.high is None else f"{plain(span.high)}{unit}"
    if span.low is None:
        return f"{f'{fewer} than' if span.below else 'up to'} {high}" if high else "any number"
    if span.high is None and span.low != full:
        return f"above {low}{unit}" if span.above else f"{low}{unit} or more"
    if span.high is None or span.low == span.high:
        return f"{low}{unit}"
    begin = f"above {low}" if span.above else low
    return f"{begin} to {'under ' if span.below else ''}{high}"


def _count(span: Span, fact: Fact | None) -> str:
    """A range of whole things: "no exits", "one exit", "two or three exits", "four or more"."""
    low = 0 if span.low is None else _ceiling(span.low, out=span.above)
    high = None if span.high is None else max(0, _floor(span.high, out=span.below))
    one = fact.one if fact else ""
    many = fact.many if fact else ""
    if high == 0:
        return (fact.none if fact else "") or f"no {many}".strip()
    if high is None:
        return f"{_word(low)} or more {many}".strip() if low else f"any number of {many}".strip()
    if low == high:
        return f"{_word(low)} {one if low == 1 else many}".strip()
    if low == 0:
        return f"up to {_word(high)} {one if high == 1 else many}".strip()
    joined = "or" if high == low + 1 else "to"
    return f"{_word(low)} {joined} {_word(high)} {many}".strip()


def plain(number: Decimal) -> str:
    """A number as people write it: 98, 97.5."""
    return f"{number.normalize():f}"


def _word(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else str(number)


def _ceiling(number: Decimal, *, out: bool) -> int:
    whole = ceil(number)
    return max(0, whole + 1 if out and whole == number else whole)


def _floor(number: Decimal, *, out: bool) -> int:
    whole = floor(number)
    return whole - 1 if out and whole == number else whole


def _inside(test: Test) -> Span:
    """The range that a test asks for, the tighter of two bounds at an end."""
    span = Span()
    if test.at_least is not None:
        span = _narrow(span, Span(low=test.at_least))
    if test.above is not None:
        span = _narrow(span, Span(low=test.above, above=True))
    if test.at_most is not None:
        span = _narrow(span, Span(high=test.at_most))
    if test.below is not None:
        span = _narrow(span, Span(high=test.below, below=True))
    return span


def _outside(test: Test) -> Span | None:
    """The range that a test leaves; None if that is no single range."""
    span = _inside(test)
    if span.low is not None and span.high is None:
        return Span(high=span.low, below=not span.above)
    if span.high is not None and span.low is None:
        return Span(low=span.high, above=not span.below)
    return None


def _narrow(span: Span, by: Span) -> Span:
    """Where two ranges overlap."""
    if by.low is not None and (span.low is None or (by.low, by.above) > (span.low, span.above)):
        span = replace(span, low=by.low, above=by.above)
    if by.high is not None and (
        span.high is None or (by.high, not by.below) < (span.high, not span.below)
    ):
        span = replace(span, high=by.high, below=by.below)
    return span
