"""Deriving the profiles of some children from scheme, facts, judgements and an explicit day."""

from collections.abc import Mapping, Sequence
from datetime import date

from lantern.habits.pictures import Seen, seen
from lantern.judgements.models import Voice, What
from lantern.judgements.pictures import Place, Said, said
from lantern.profiles.pictures.questions import AreaPlan, Question, SubjectPlan
from lantern.profiles.pictures.shapes import AreaPicture, Past, Profile, SubjectPicture
from lantern.profiles.rules import Evidence, Ready, Suggestion, is_new, suggest_from
from lantern.roster.pictures import Child

NOTHING: Mapping[Place, Said] = {}
NO_TRENDS: Mapping[tuple[str, str], tuple[Past, ...]] = {}
NONE_SEEN = Seen()


def profiles(children: Sequence[Child], question: Question) -> list[Profile]:
    """Each child's profile, in the order given; three queries however many children there are."""
    pupils = [child.pk for child in children]
    counted = seen(pupils, question.wanted)
    voices = said(pupils, question.period)
    return [
        profile_of(child, question, counted[child.pk], voices.get(child.pk, NOTHING))
        for child in children
    ]


def profile_of(
    child: Child, question: Question, counted: Mapping[date, Seen], voices: Mapping[Place, Said]
) -> Profile:
    """One child's profile from what was counted by first day, and what the voices said."""
    plan, trends = question.plan(child.year), question.trends.get(child.pk, NO_TRENDS)
    return Profile(
        pupil=child.ref,
        pk=child.pk,
        name=child.name,
        forename=child.forename,
        year=child.year,
        class_name=child.class_name,
        mentor=child.mentor,
        window=question.window,
        on=question.until,
        version=question.version.ref,
        areas=tuple(
            _area(each, suggestion_of(question, each, child.since, counted), voices, trends)
            for each in plan.areas
        ),
        subjects=tuple(_subject(each, voices, trends) for each in plan.subjects),
    )


def _area(
    plan: AreaPlan,
    suggestion: Suggestion | None,
    voices: Mapping[Place, Said],
    trends: Mapping[tuple[str, str], tuple[Past, ...]],
) -> AreaPicture:
    area = plan.area
    return AreaPicture(
        key=area.key,
        name=area.name,
        short=area.short or area.name,
        measured=area.measure is not None,
        suggestion=suggestion,
        mentor=voices.get((What.AREA, area.key, Voice.MENTOR)),
        child=voices.get((What.AREA, area.key, Voice.CHILD)),
        agreed=voices.get((What.AREA, area.key, Voice.AGREED)),
        trend=trends.get((What.AREA, area.key), ()),
    )


def _subject(
    plan: SubjectPlan,
    voices: Mapping[Place, Said],
    trends: Mapping[tuple[str, str], tuple[Past, ...]],
) -> SubjectPicture:
    subject = plan.subject
    trend = trends.get((What.SUBJECT, subject.key), ())
    return SubjectPicture(
        key=subject.key,
        name=subject.name,
        short=subject.short or subject.name,
        mentor=voices.get((What.SUBJECT, subject.key, Voice.MENTOR)),
        child=voices.get((What.SUBJECT, subject.key, Voice.CHILD)),
        agreed=voices.get((What.SUBJECT, subject.key, Voice.AGREED)),
        expected=plan.expected,
        before=trend[-1].value if trend else "",
        trend=trend,
    )


def suggestion_of(
    question: Question, plan: AreaPlan, here_since: date, counted: Mapping[date, Seen]
) -> Suggestion | None:
    """What the facts suggest in an area of a child who is here since a day.

    Children of whom the same is known share one. None for an area that an adult alone can judge.
    """
    if plan.prepared is None:
        return None
    found = counted.get(plan.since, NONE_SEEN)
    since = max(plan.since, here_since)
    known = (plan.area.key, since, *_all_that_counts(found, plan.prepared))
    if known not in question.suggested:
        evidence = _evidence(question, found, since)
        question.suggested[known] = suggest_from(plan.prepared, evidence)
    return question.suggested[known]


def is_early(question: Question, plan: AreaPlan, here_since: date) -> bool:
    """Whether facts below the floor would be too early to say of a child who is here since a day.

    No fact is asked: what it is true of is all that can be too early, and little else.
    """
    if plan.prepared is None:
        return False
    known = (plan.area.key, since := max(plan.since, here_since))
    if known not in question.early:
        evidence = _evidence(question, NONE_SEEN, since)
        question.early[known] = is_new(plan.prepared, evidence.days)
    return question.early[known]


def _all_that_counts(found: Seen, prepared: Ready) -> tuple[object, ...]:
    totals, weeks = found.totals, found.weeks
    counted = [(totals.get(key), weeks.get(key)) for key in prepared.keys]
    return (found.possible, found.attended, found.told_until, bool(weeks), *counted)


def _evidence(question: Question, found: Seen, since: date) -> Evidence:
    """A total that was told for another span than the one asked about says nothing of it."""
    whole = found.told_until is None or question.on <= question.period.ends_on
    exact = whole or found.told_until == question.period.ends_on
    return Evidence(
        since=since,
        until=question.until,
        possible=found.possible if exact else 0,
        attended=found.attended if exact else 0,
        told_until=found.told_until if exact else None,
        totals=found.totals,
        weeks=found.weeks,
        days_left=question.days_left,
        after_break=question.window.half_term_since,
    )
