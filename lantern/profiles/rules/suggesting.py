"""A rating suggested from facts, with the sentence why (domain 2.3, 2.6, 2.41)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from lantern.profiles.rules.evidence import Evidence, value_of
from lantern.profiles.rules.upwards import upwards
from lantern.profiles.rules.words import (
    counted_words,
    cut,
    day_words,
    inside_a_sentence,
    percent,
    plural,
)
from lantern.schemes.presets.shape import Area, Fact, Measure, Scheme
from lantern.schemes.rules import (
    find,
    first_that_holds,
    rating,
    scale_of,
    sentence_of_band,
    tests_of,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """What the facts say of one area, in sentences.

    `rating` is empty while it is too early to say, or nobody has counted. `figure` is the fact at
    its shortest, for a grid; `rule` is the range it fell in; `upwards` what would move it up.
    """

    rating: str
    figure: str = ""
    because: str
    rule: str = ""
    upwards: str = ""

    @property
    def why(self) -> str:
        """The whole sentence: the fact; the rule."""
        return f"{self.because}; {self.rule}" if self.rule else self.because


def suggest(scheme: Scheme, area: Area, evidence: Evidence) -> Suggestion | None:
    """The rating that the facts suggest and why; None for an area that an adult alone can judge.

    Compared exactly, as fractions, and never rounded up. Below the scheme's floor of sessions or
    days it says how little there is, and is no rating (domain 2.41).
    """
    measure = area.measure
    if measure is None or not scale_of(scheme, area).ratings:
        return None
    facts = _facts(scheme, measure)
    if short := _too_little(measure, evidence, facts):
        return Suggestion(rating="", because=f"{scheme.words.too_early}: {short}")
    return _suggested(scheme, area, measure, facts, evidence)


def _facts(scheme: Scheme, measure: Measure) -> list[Fact]:
    """The facts that a measure asks about, its own first."""
    keys = dict.fromkeys([measure.fact, *(test.fact for test in tests_of(measure))])
    return [fact for key in keys if (fact := find(scheme.facts, key)) is not None]


def _too_little(measure: Measure, evidence: Evidence, facts: list[Fact]) -> str:
    """How far below the floor it is, in words; empty when there is enough to judge."""
    since = f"since {day_words(evidence.since)}"
    sessions = any(fact.kind == "attendance" for fact in facts)
    if sessions and evidence.possible < measure.floor_sessions:
        count = plural(evidence.possible, "session", "sessions")
        return f"{count} {since}, and this waits for {measure.floor_sessions}"
    if evidence.weekdays < measure.floor_days:
        count = plural(evidence.weekdays, "day", "days")
        return f"{count} {since}, and this waits for {measure.floor_days}"
    return ""


def _suggested(
    scheme: Scheme, area: Area, measure: Measure, facts: list[Fact], evidence: Evidence
) -> Suggestion:
    known = {fact.key: value_of(fact, measure, evidence) for fact in facts}
    values = {key: value for key, value in known.items() if value is not None}
    found = first_that_holds(tests_of(measure), values)
    if found is None:
        return Suggestion(rating="", because=_nothing(facts, values, evidence))
    return Suggestion(
        rating=found.rating,
        figure=_figure(measure, facts, values),
        because=_because(measure, facts, values, evidence),
        rule=rule_words(scheme, area, found.rating),
        upwards=upwards(scheme, area, found.rating, evidence),
    )


def rule_words(scheme: Scheme, area: Area, key: str) -> str:
    """The range of a rating: "amber is 95 to under 98"; empty if the measure never gives it."""
    named = rating(scheme, area.key, key)
    says = sentence_of_band(area.measure, key, scheme.facts) if area.measure else ""
    return f"{inside_a_sentence(named.name)} is {says}" if named and says else ""


def _nothing(facts: list[Fact], values: Mapping[str, Fraction], evidence: Evidence) -> str:
    missing = [inside_a_sentence(fact.name) for fact in facts if fact.key not in values]
    return f"nothing entered for {' or '.join(missing)} since {day_words(evidence.since)}"


def _figure(measure: Measure, facts: list[Fact], values: Mapping[str, Fraction]) -> str:
    value = values.get(measure.fact)
    if value is None:
        return ""
    if facts[0].kind == "attendance":
        return percent(value)
    return cut(value) if measure.counted == "per-week" else ""


def _because(
    measure: Measure, facts: list[Fact], values: Mapping[str, Fraction], evidence: Evidence
) -> str:
    said = [
        counted_words(fact, measure, values[fact.key], evidence)
        for fact in facts
        if fact.key in values
    ]
    return f"{', '.join(said)} since {day_words(evidence.since)}"
