"""What the facts say where it matters for closing: reasons that are wanted, too early to say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lantern.habits.pictures import Seen, seen
from lantern.judgements.models import What
from lantern.profiles.pictures import Question
from lantern.profiles.pictures.deriving import suggestion_of
from lantern.profiles.pictures.questions import AreaPlan
from lantern.reviews.pictures.overview.questions import Decision, Place

Decided = Mapping[int, Mapping[Place, Decision]]
Counted = Mapping[date, Seen]


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A child as the facts know them: `since` is their first day here, `joined` in the period."""

    pk: int
    year: int
    since: date
    joined: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """Children of whom a reason is wanted; by child, how many cells are too early to say."""

    reasons: frozenset[int] = frozenset()
    early: Mapping[int, frozenset[Place]] = field(default_factory=dict)


def findings(children: Iterable[Known], decided: Decided, question: Question) -> Findings:
    """Both, from the facts of those children alone of whom it could be so; two queries or none."""
    doubts = {child: places for child in children if (places := _doubts(child, decided, question))}
    counted = seen([child.pk for child in doubts], question.wanted) if doubts else {}
    reasons: set[int] = set()
    early: dict[int, frozenset[Place]] = {}
    for child, plans in doubts.items():
        said, facts = decided[child.pk], counted[child.pk]
        if any(_differs(each, child, said, facts, question) for each in plans):
            reasons.add(child.pk)
        if child.joined:
            too_early = (each for each in plans if _is_early(each, child, said, facts, question))
            early[child.pk] = frozenset((What.AREA.value, each.area.key) for each in too_early)
    return Findings(reasons=frozenset(reasons), early=early)


def _doubts(child: Known, decided: Decided, question: Question) -> Sequence[AreaPlan]:
    """The measured areas that were decided with no reason; of a joiner also those undecided."""
    said = decided[child.pk]
    return [
        plan
        for plan in question.plan(child.year).areas
        if plan.prepared is not None and _in_doubt(said.get(_place(plan)), joined=child.joined)
    ]


def _in_doubt(decision: Decision | None, *, joined: bool) -> bool:
    return joined if decision is None else not decision[1]


def _place(plan: AreaPlan) -> Place:
    return (What.AREA.value, plan.area.key)


def _differs(
    plan: AreaPlan, child: Known, said: Mapping[Place, Decision], facts: Counted, question: Question
) -> bool:
    decision = said.get(_place(plan))
    if decision is None:
        return False
    found = suggestion_of(question, plan, child.since, facts)
    return found is not None and found.rating not in ("", decision[0])


def _is_early(
    plan: AreaPlan, child: Known, said: Mapping[Place, Decision], facts: Counted, question: Question
) -> bool:
    if _place(plan) in said:
        return False
    found = suggestion_of(question, plan, child.since, facts)
    return found is not None and found.because.startswith(question.scheme.words.too_early)
