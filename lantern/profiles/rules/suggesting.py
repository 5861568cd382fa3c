"""A rating suggested from facts, with the sentence why (domain 2.3, 2.6, 2.41)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lantern.profiles.rules.evidence import Evidence, value_of
from lantern.profiles.rules.ready import Ready, ready
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
from lantern.schemes.rules import first_that_holds

SESSIONS_OF_A_DAY, SESSIONS_OF_A_WEEK = 2, 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """What the facts say of one area, in sentences.

    `rating` is empty while it is too early to say, or nobody has counted. `figure` is the fact at
    its shortest, for a grid; `rule` is the range it fell in; `upwards` what would move it up.
    `early` is whether nobody need judge it: the facts are too few because the days were.
    """

    rating: str
    figure: str = ""
    because: str
    rule: str = ""
    upwards: str = ""
    early: bool = False

    @property
    def why(self) -> str:
        """The whole sentence: the fact; the rule."""
        return f"{self.because}; {self.rule}" if self.rule else self.because


def suggest(scheme: Scheme, area: Area, evidence: Evidence) -> Suggestion | None:
    """The rating that the facts suggest and why; None for an area that an adult alone can judge.

    Compared exactly, as fractions, and never rounded up. Below the scheme's floor of sessions or
    days it says how little there is, and is no rating (domain 2.41); nor is what was counted of a
    child who was away all the time (decision 14).
    """
    prepared = ready(scheme, area)
    return suggest_from(prepared, evidence) if prepared else None


def suggest_from(prepared: Ready, evidence: Evidence) -> Suggestion:
    """As `suggest`, where an area was made ready once for many children."""
    if short := _too_little(prepared.measure, evidence, prepared.facts):
        early = is_new(prepared, evidence.days)
        return Suggestion(rating="", because=f"{prepared.too_early}: {short}", early=early)
    if away := _away(evidence, prepared.facts):
        return Suggestion(rating="", because=away)
    return _suggested(prepared, evidence)


def is_new(prepared: Ready, days: int) -> bool:
    """Whether so few school days have gone by that they explain facts below the floor.

    Of a child who came lately, or of a span that has just begun, nobody need judge what cannot be
    known yet (domain 2.41). Where it was only not loaded, an adult decides. Registers may come a
    week late.
    """
    measure = prepared.measure
    sessions = any(fact.kind == "attendance" for fact in prepared.facts)
    wanted = measure.floor_sessions + SESSIONS_OF_A_WEEK if sessions else 0
    waits = bool(measure.floor_sessions) and days * SESSIONS_OF_A_DAY < wanted
    return waits or days < measure.floor_days


def _too_little(measure: Measure, evidence: Evidence, facts: Sequence[Fact]) -> str:
    """How far below the floor it is, in words; empty when there is enough to judge."""
    since = f"since {day_words(evidence.since)}"
    sessions = any(fact.kind == "attendance" for fact in facts)
    if sessions and evidence.possible < measure.floor_sessions:
        count = plural(evidence.possible, "session", "sessions")
        return f"{count} {since}, and we wait for {measure.floor_sessions}"
    if measure.floor_days and evidence.days < measure.floor_days:
        count = plural(evidence.days, "school day", "school days")
        return f"{count} {since}, and we wait for {measure.floor_days}"
    return ""


def _away(evidence: Evidence, facts: Sequence[Fact]) -> str:
    """That the child attended nothing, in words; empty where they did, or attendance is judged.

    Silence about a child who was not there is neither good news nor bad. That they were not there
    is what attendance itself counts, so its own rule stands (domain 2.5).
    """
    if evidence.attended or evidence.possible < SESSIONS_OF_A_WEEK:
        return ""
    if any(fact.kind == "attendance" for fact in facts):
        return ""
    since = day_words(evidence.since)
    return f"away for all {evidence.possible} sessions since {since}, so an adult decides"


def _suggested(prepared: Ready, evidence: Evidence) -> Suggestion:
    measure, facts = prepared.measure, prepared.facts
    known = {fact.key: value_of(fact, measure, evidence) for fact in facts}
    values = {key: value for key, value in known.items() if value is not None}
    found = first_that_holds(prepared.tests, values)
    if found is None:
        return Suggestion(rating="", because=_nothing(measure, facts, values, evidence))
    return Suggestion(
        rating=found.rating,
        figure=_figure(measure, facts, values),
        because=_because(measure, facts, values, evidence),
        rule=prepared.rules.get(found.rating, ""),
        upwards=upwards(prepared, found.rating, evidence),
    )


def _nothing(
    measure: Measure, facts: Sequence[Fact], values: Mapping[str, Fraction], evidence: Evidence
) -> str:
    missing = [inside_a_sentence(fact.name) for fact in facts if fact.key not in values]
    entered = "no whole week" if measure.counted == "per-week" else "nothing"
    return f"{entered} entered yet for {' or '.join(missing)} since {day_words(evidence.since)}"


def _figure(measure: Measure, facts: Sequence[Fact], values: Mapping[str, Fraction]) -> str:
    value = values.get(measure.fact)
    if value is None:
        return ""
    if facts[0].kind == "attendance":
        return percent(value)
    return cut(value) if measure.counted == "per-week" else ""


def _because(
    measure: Measure, facts: Sequence[Fact], values: Mapping[str, Fraction], evidence: Evidence
) -> str:
    said = [
        counted_words(fact, measure, values[fact.key], evidence)
        for fact in facts
        if fact.key in values
    ]
    to = f" to {day_words(evidence.told_until)}" if evidence.told_until else ""
    return f"{', '.join(said)} since {day_words(evidence.since)}{to}"
