"""Measured areas: every value earns one rating, and every rating that is tested can be earned."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from lantern.schemes.presets import Path, Problem, Scheme, did_you_mean
from lantern.schemes.presets.shape import Area, Band, Fact, Measure, Test
from lantern.schemes.rules.checking.said import look, wrong
from lantern.schemes.rules.lookups import find, scale_of
from lantern.schemes.rules.measuring import descending, gaps_between, is_bounded, tests_of
from lantern.schemes.rules.sentences import Span, is_empty, plain, spans_of

FULL = Decimal(100)
SCHOOL_DAYS = 5


def of_measures(scheme: Scheme) -> Iterator[Problem]:
    for number, area in enumerate(scheme.areas):
        if area.measure:
            yield from _of_measure(("areas", number, "measure"), area, area.measure, scheme)


def of_facts(scheme: Scheme) -> Iterator[Problem]:
    """What is entered by the day is a tally, and a week of such days fits into a week."""
    for number, fact in enumerate(scheme.facts):
        where, most = ("facts", number, "most_a_day"), fact.most_a_day
        if most is None:
            continue
        if fact.kind != "tally":
            yield wrong(where, f"{fact.name} is not entered at all.", "Take this line out.")
        elif most * SCHOOL_DAYS > fact.most:
            said = f"Five days of {most} come to more than {fact.most} in a week."
            yield wrong(where, said, f"Write most = {most * SCHOOL_DAYS} or more.")


def _of_measure(path: Path, area: Area, measure: Measure, scheme: Scheme) -> Iterator[Problem]:
    if bool(measure.tests) == bool(measure.bands):
        yield wrong(
            path, "A measure has either tests or bands.", "Keep the one that says what you print."
        )
        return
    yield from _ratings(path, area, measure, scheme)
    yield from _facts(path, measure, scheme)
    if measure.bands:
        yield from _bands(path, measure)
        yield from _direction((*path, "bands"), area, measure, scheme)
    else:
        if measure.gaps:
            yield wrong((*path, "gaps"), "Tests leave no gaps.", "Take this line out.")
        yield from _tests((*path, "tests"), measure, scheme)


def _ratings(path: Path, area: Area, measure: Measure, scheme: Scheme) -> Iterator[Problem]:
    known = [rating.key for rating in scale_of(scheme, area).ratings]
    kind = "tests" if measure.tests else "bands"
    named = [t.rating for t in measure.tests] or [b.rating for b in measure.bands]
    for number, rating in enumerate(named):
        if rating not in known:
            said = f'This area has no rating "{rating}".'
            yield wrong((*path, kind, number), said, did_you_mean(rating, known))


def _facts(path: Path, measure: Measure, scheme: Scheme) -> Iterator[Problem]:
    for fact in dict.fromkeys(test.fact for test in tests_of(measure)):
        found = find(scheme.facts, fact)
        if found and (found.kind == "tally") == (measure.counted == "percent"):
            fits = 'counted = "count" or "per-week"' if found.kind == "tally" else '"percent"'
            said = f"{found.name} is no {measure.counted}."
            yield wrong((*path, "counted"), said, f"Write {fits}.")


# --- printed pairs -------------------------------------------------------------------------------


def _bands(path: Path, measure: Measure) -> Iterator[Problem]:
    for number, band in enumerate(measure.bands):
        if band.low is not None and band.high is not None and band.low > band.high:
            said = f"{plain(band.low)} is more than {plain(band.high)}."
            yield wrong((*path, "bands", number), said, "Write the lower number first.")
            return
    for higher, lower in pairwise(descending(measure.bands)):
        yield from _neighbours(path, measure, higher, lower)
    yield from _gaps(path, measure)
    yield from _ends(path, measure)


def _neighbours(path: Path, measure: Measure, higher: Band, lower: Band) -> Iterator[Problem]:
    where = (*path, "bands", measure.bands.index(lower))
    if higher.low is None:
        yield wrong(where, "Two bands take all that is lower.", "Give all but one a from.")
    elif lower.high is None and lower.low is not None:
        yield wrong(where, f"This and {higher.rating} go up for ever.", "Give this one a to.")
    elif lower.high is not None and lower.high >= higher.low:
        shared = f"{plain(higher.low)} is in both {higher.rating} and {lower.rating}."
        yield wrong(where, shared, f"End {lower.rating} below {plain(higher.low)}.")


def _gaps(path: Path, measure: Measure) -> Iterator[Problem]:
    open_gaps = gaps_between(measure)
    if measure.gaps and not open_gaps:
        yield look((*path, "gaps"), "Your bands leave no gap.", "This line can go.")
    if measure.gaps:
        return
    for higher, lower in open_gaps:
        if higher.low is not None and lower.high is not None:
            yield wrong(
                (*path, "bands"),
                f"{plain(lower.high)} to {plain(higher.low)} is open: what is a number in between?",
                f'Add gaps = "down" if it is {lower.rating}, gaps = "up" if it is {higher.rating}.',
            )


def _ends(path: Path, measure: Measure) -> Iterator[Problem]:
    if measure.counted != "percent":
        return
    bands = descending(measure.bands)
    top, bottom = bands[0].high, bands[-1].low
    if top is not None and top < FULL:
        said = f"Above {plain(top)} counts as {bands[0].rating} too."
        yield look((*path, "bands"), said, f"If so, write to = {FULL} there.")
    if bottom is not None and bottom > 0:
        said = f"Below {plain(bottom)} counts as {bands[-1].rating} too."
        yield look((*path, "bands"), said, "If so, write from = 0 there.")
    for number, band in enumerate(measure.bands):
        if (band.high or band.low or 0) > FULL:
            said = f"There is no more than {FULL} per cent."
            yield wrong((*path, "bands", number), said, f"Write {FULL}, or less.")


def _direction(path: Path, area: Area, measure: Measure, scheme: Scheme) -> Iterator[Problem]:
    """Whether more of a wanted thing earns a better rating."""
    fact = find(scheme.facts, measure.fact)
    ranks = [rating.key for rating in scale_of(scheme, area).ratings]
    order = [ranks.index(b.rating) for b in descending(measure.bands) if b.rating in ranks]
    if fact and fact.wanted == "fewer":
        order.reverse()
    if order != sorted(order):
        yield look(path, "More earns less here.", "Are two ratings swapped?")


# --- tests ---------------------------------------------------------------------------------------


def _tests(path: Path, measure: Measure, scheme: Scheme) -> Iterator[Problem]:
    tests = tests_of(measure)
    for number, test in enumerate(tests):
        here = (*path, number)
        if (test.at_least is not None and test.above is not None) or (
            test.at_most is not None and test.below is not None
        ):
            yield wrong(here, "Two bounds stand at one end.", "Keep one of them.")
        elif not _can_hold(tests[: number + 1], measure, scheme):
            said = f"No value gets this far, so {test.rating} is never earned here."
            yield wrong(here, said, "Mend the number, or the order: the first that holds wins.")
    if is_bounded(tests[-1]):
        yield wrong(
            (*path, len(tests) - 1),
            "Nothing is said of a child who meets no test.",
            f'End with {{ rating = "{tests[-1].rating}" }}, which takes whoever is left.',
        )


def _can_hold(tests: tuple[Test, ...], measure: Measure, scheme: Scheme) -> bool:
    if any(not is_bounded(test) for test in tests[:-1]):
        return False
    spans = spans_of(tests)
    return not any(
        is_empty(
            span, _possible(measure, find(scheme.facts, fact)), whole=measure.counted == "count"
        )
        for fact, span in spans.items()
    )


def _possible(measure: Measure, fact: Fact | None) -> Span:
    """All values that there can be."""
    match measure.counted:
        case "percent":
            return Span(low=Decimal(0), high=FULL)
        case "per-week":
            return Span(low=Decimal(0), high=Decimal(fact.most) if fact else None)
        case "count":
            return Span(low=Decimal(0))
