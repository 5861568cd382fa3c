"""What a review shows: live while it is open, and as it was once it is closed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from lantern.accounts.models import Viewer
from lantern.profiles.pictures import Past, Profile, Question, Trends, profiles
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures.frozen import past_of, thaw
from lantern.reviews.pictures.periods import version_for
from lantern.roster.models import Group, Pupil, PupilQuerySet, SchoolClass
from lantern.roster.pictures import Child, children, mentors, one_child
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import ClosedDay, HalfTerm, Period
from lantern.schools.rules import school_days

REVIEWS_IN_A_TREND = 6


@dataclass(frozen=True, kw_only=True)
class Review:
    """A period of a class as it is to be shown: open, or closed with its pictures kept.

    `mine` holds the children whom the viewer may judge while it is open.
    """

    school_class: SchoolClass
    period: Period
    version: SchemeVersion
    closure: Closure | None
    profiles: tuple[Profile, ...]
    mine: frozenset[int]

    @property
    def is_open(self) -> bool:
        """Whether anyone may still judge."""
        return self.closure is None

    @property
    def to_judge(self) -> int:
        """How many cells have no adult's decision yet."""
        return sum(profile.to_judge for profile in self.profiles)

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return sum(profile.cells for profile in self.profiles)


def review_of_class(
    school_class: SchoolClass, period: Period, *, by: Viewer, group: Group | None = None,
    in_full: bool = False,
) -> Review | None:  # fmt: skip
    """The class in a period; None before any scheme is adopted.

    `in_full` adds what only a whole profile shows: mentors, trends, days left.
    """
    closure = closure_of(school_class, period)
    if closure is not None:
        return _closed(closure, school_class, period, _pupils(period, by, group))
    version = version_for(period, by)
    if version is None:
        return None
    there = children(school_class, on=_day(period, by), by=by, group=group)
    question = Question(period=period, version=version, on=by.today)
    if in_full:
        there = _with_mentors(there, school_class, question.until)
        question = _in_full(question, there)
    return Review(
        school_class=school_class, period=period, version=version, closure=None,
        profiles=tuple(profiles(there, question)),
        mine=frozenset(child.pk for child in there if child.mine),
    )  # fmt: skip


def review_of_pupil(pupil: Pupil, period: Period, *, by: Viewer) -> Review | None:
    """One child in a period, in full; None if in no class by then or before any scheme."""
    found = one_child(pupil, on=_day(period, by), by=by)
    if found is None:
        return None
    child, school_class = found
    closure = closure_of(school_class, period)
    if closure is not None:
        only = Pupil.objects.visible_to(by).filter(pk=pupil.pk)
        kept = _closed(closure, school_class, period, only)
        if kept.profiles:
            return kept
    version = version_for(period, by)
    if version is None:
        return None
    question = Question(period=period, version=version, on=by.today)
    there = _with_mentors([child], school_class, question.until)
    return Review(
        school_class=school_class, period=period, version=version, closure=closure,
        profiles=tuple(profiles(there, _in_full(question, there))),
        mine=frozenset([pupil.pk] if child.mine and closure is None else []),
    )  # fmt: skip


def closure_of(school_class: SchoolClass, period: Period) -> Closure | None:
    """The closure that stands, if the class's review of the period is closed."""
    rows = Closure.objects.filter(school_class=school_class, period=period, stands=True)
    return rows.select_related("version", "closed_by").first()


def _day(period: Period, by: Viewer) -> date:
    return min(by.today, period.ends_on)


def _pupils(period: Period, by: Viewer, group: Group | None) -> PupilQuerySet:
    rows = Pupil.objects.visible_to(by)
    return rows if group is None else rows.in_group(group, period.ends_on)


def _closed(
    closure: Closure, school_class: SchoolClass, period: Period, pupils: PupilQuerySet
) -> Review:
    rows = Shown.objects.filter(closure=closure, pupil__in=pupils)
    ordered = rows.order_by("pupil__called_surname", "pupil__called_forename", "pupil_id")
    return Review(
        school_class=school_class, period=period, version=closure.version, closure=closure,
        profiles=tuple(thaw(row.picture) for row in ordered), mine=frozenset(),
    )  # fmt: skip


def _with_mentors(there: Sequence[Child], school_class: SchoolClass, on: date) -> list[Child]:
    names = mentors([child.pk for child in there], school_class, on=on)
    return [replace(child, mentor=names[child.pk]) for child in there]


def _in_full(question: Question, there: Sequence[Child]) -> Question:
    pupils = [child.pk for child in there]
    return replace(question, trends=trends(pupils, question.period), days_left=_days_left(question))


def _days_left(question: Question) -> int:
    period = question.period
    halves = HalfTerm.objects.filter(term__year=period.year_id)
    shut = ClosedDay.objects.filter(
        school=period.year.school_id, part=ClosedDay.Part.ALL, on__gt=question.until
    )
    every = school_days([half.dates for half in halves], shut.values_list("on", flat=True))
    return sum(question.until < day <= period.ends_on for day in every)


def trends(pupils: Sequence[int], period: Period) -> Trends:
    """What the last reviews before a period showed for each child, oldest first."""
    before = (
        Period.objects.filter(year__school=period.year.school_id, starts_on__lt=period.starts_on)
        .order_by("-starts_on")
        .values_list("pk", flat=True)[:REVIEWS_IN_A_TREND]
    )
    rows = (
        Shown.objects.filter(pupil__in=pupils, closure__stands=True, closure__period__in=before)
        .order_by("closure__period__starts_on")
        .values_list("pupil", "closure__period__name", "ratings")
    )
    found: dict[int, dict[tuple[str, str], list[Past]]] = defaultdict(lambda: defaultdict(list))
    for pupil, name, ratings in rows:
        for place, past in (past_of(name, row) for row in ratings):
            found[pupil][place].append(past)
    return {
        pupil: {place: tuple(pasts) for place, pasts in places.items()}
        for pupil, places in found.items()
    }
