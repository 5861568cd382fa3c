"""What the facts say where it matters for closing: reasons that are wanted, too early to say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lantern.habits.pictures import Seen, seen
from lantern.judgements.models import What
from lantern.profiles.pictures import Question
from lantern.profiles.pictures.deriving import is_early, suggestion_of
from lantern.profiles.pictures.questions import AreaPlan
from lantern.reviews.pictures.overview.questions import Decision, Place

Decided = Mapping[int, Mapping[Place, Decision]]
Counted = Mapping[date, Seen]


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A child as the facts know them: `since` is their first day here."""

    pk: int
    year: int
    since: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """Children of whom a reason is wanted; by child, how many cells are too early to say."""

    reasons: frozenset[int] = frozenset()
    early: Mapping[int, frozenset[Place]] = field(default_factory=dict)


Plans = Sequence[tuple[Place, AreaPlan]]


def findings(children: Sequence[Known], decided: Decided, question: Question) -> Findings:
    """Both, from the facts of those children alone of whom it could be so; two queries or none."""
    plans = {year: _measured(question, year) for year in {child.year for child in children}}
    doubts = [
        (child, places)
        for child in children
        if (places := _doubts(plans[child.year], child, decided[child.pk], question))
    ]
    counted = seen([child.pk for child, _ in doubts], question.wanted) if doubts else {}
    reasons: set[int] = set()
    early: dict[int, frozenset[Place]] = {}
    for child, places in doubts:
        said = decided[child.pk]
        found = _found(places, child, counted[child.pk], question)
        if any(place in said and rating not in ("", said[place][0]) for place, rating, _ in found):
            reasons.add(child.pk)
        early[child.pk] = frozenset(place for place, _, few in found if few) - said.keys()
    return Findings(reasons=frozenset(reasons), early=early)


def _measured(question: Question, year: int) -> Plans:
    areas = question.plan(year).areas
    return [((What.AREA.value, each.area.key), each) for each in areas if each.prepared is not None]


def _doubts(
    plans: Plans, child: Known, said: Mapping[Place, Decision], question: Question
) -> Plans:
    """The measured areas that were decided with no reason, and those that may be too early."""
    return [
        (place, plan)
        for place, plan in plans
        if (not said[place][1] if place in said else is_early(question, plan, child.since))
    ]


def _found(
    places: Plans, child: Known, counted: Counted, question: Question
) -> list[tuple[Place, str, bool]]:
    """Of each area, the rating that the facts suggest, and whether it is too early to say."""
    suggested = (
        (place, suggestion_of(question, plan, child.since, counted)) for place, plan in places
    )
    return [(place, each.rating, each.early) for place, each in suggested if each is not None]
