"""What a review shows: live while it is open, and as it was once it is closed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any  # the rows of a question have no types

from django.db.models import QuerySet

from lantern.accounts.models import Shape, Viewer, anyone
from lantern.judgements.models import What
from lantern.prepared import Among, Prepared, given_day, given_row
from lantern.profiles.pictures import Past, Profile, Question, Trends, profiles
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures.frozen import past_of, thaw
from lantern.reviews.pictures.periods import may_teach_sets, version_for
from lantern.reviews.pictures.rights import NO_RIGHTS, Rights, overrules
from lantern.roster.models import Group, Pupil, PupilQuerySet, SchoolClass, in_group
from lantern.roster.pictures import (
    Child,
    children,
    everyone_of,
    in_register,
    mentors,
    one_child,
    sets_of,
)
from lantern.roster.pictures.office import office_first
from lantern.schemes.models import SchemeVersion
from lantern.schemes.rules import in_scope
from lantern.schools.models import Period
from lantern.schools.pictures import school_days_of

REVIEWS_IN_A_TREND = 6
EVERY_REVIEW = 200  # more than the years in which a trend lies have of all calendars together
A_TREND_LASTS = timedelta(days=7 * 366)  # six reviews lie in it even where each takes a year


Ratings = Sequence[list[str]]  # as `Shown.ratings` holds them


@dataclass(frozen=True, kw_only=True)
class Judged:
    """Some children in a period as they are to be shown, and what the viewer may judge of it."""

    period: Period
    version: SchemeVersion
    profiles: tuple[Profile, ...]
    rights: Rights = NO_RIGHTS

    @property
    def is_open(self) -> bool:
        """Whether anyone may still judge."""
        return True

    @property
    def mine(self) -> frozenset[int]:
        """The children of the viewer's own classes, and their mentees, while it is open."""
        return self.rights.mine

    @cached_property
    def to_judge(self) -> int:
        """How many cells an adult has still to decide; once it is closed, how many nobody did.

        Without those that are too early to say.
        """
        return sum(profile.unjudged for profile in self.profiles) - self.early

    @cached_property
    def early(self) -> int:
        """How many are too early to say, so that nobody need judge them, or had to."""
        return sum(profile.early for profile in self.profiles)

    @cached_property
    def in_sets(self) -> Mapping[str, int]:
        """How many of those to judge are judged in each set that others lead, by its name."""
        if not self.rights.sets:
            return {}
        wanting = (
            self.rights.in_set(profile.pk, What.SUBJECT, subject.key)
            for profile in self.profiles
            for subject in profile.subjects
            if subject.decided is None
        )
        return Counter(taught.name for taught in wanting if taught and not taught.mine)

    @cached_property
    def cells(self) -> int:
        """How many cells there are."""
        return sum(profile.cells for profile in self.profiles)

    @cached_property
    def may_be_closed(self) -> bool:
        """Whether the scheme is for any of them, though it may judge nothing at all."""
        scheme = self.version.scheme
        return any(in_scope(scheme, profile.year) for profile in self.profiles)


@dataclass(frozen=True, kw_only=True)
class Review(Judged):
    """A period of a class: open, or closed with its pictures kept.

    `left` holds those who are in it though they left the class; `office_first` is whether the
    viewer asks the office before some of them go home. `closed_before` is there for a child who
    came after closing: what is shown of them is live, and nobody judges it.
    """

    school_class: SchoolClass
    closure: Closure | None
    left: frozenset[int] = frozenset()
    office_first: bool = False
    closed_before: Closure | None = None

    @property
    def is_open(self) -> bool:
        """Whether anyone may still judge."""
        return self.closure is None


def review_of_class(
    school_class: SchoolClass, period: Period, *, by: Viewer, in_full: bool = False
) -> Review | None:
    """The class in a period; None before any scheme is adopted.

    `in_full` adds what only a whole profile shows: mentors, trends, days left.
    """
    closed = {school_class for (school_class,) in _shut(period=period.pk)}
    closure = closure_of(school_class, period) if school_class.pk in closed else None
    if closure is not None:
        return as_closed(closure, school_class, period, Pupil.objects.visible_to(by), by)
    there = concerned(children(school_class, on=_day(period, by), by=by), period)
    review = _live(school_class, period, there, by=by, in_full=in_full)
    movers = [child.pk for child in there if closed and child.came > period.starts_on]
    return _with_kept(review, movers) if review and movers else review


def concerned(there: Iterable[Child], period: Period) -> list[Child]:
    """Those of some children whose year group has the period in its calendar."""
    return [child for child in there if period.concerns(child.year)]


def of_group(review: Review, group: Group, *, by: Viewer) -> Review:
    """A class's review with those children alone who belong to a group; one query."""
    kept = [profile.pk for profile in review.profiles]
    pupils = Pupil.objects.visible_to(by).filter(pk__in=kept)
    there = in_group(pupils, group, _day(review.period, by)).values_list("pk", flat=True)
    found = frozenset(there)
    return replace(
        review,
        profiles=tuple(each for each in review.profiles if each.pk in found),
        rights=review.rights.without(frozenset(kept) - found),
    )


@Prepared
def _shut() -> QuerySet[Any, Any]:
    """The classes whose reviews of a period are closed."""
    closures = Closure.objects.filter(period=given_row("period"), stands=True)
    return closures.values_list("school_class")


def _with_kept(review: Review, movers: Sequence[int]) -> Review:
    """An open review in which those whom another class's closing kept are as they were shown."""
    rows = reversed(kept_of(movers, review.period))
    kept = {row.pupil_id: thaw(row.picture) for row in rows}
    return replace(
        review,
        profiles=tuple(kept.get(each.pk, each) for each in review.profiles),
        rights=review.rights.without(frozenset(kept)),
    )


def review_to_close(school_class: SchoolClass, period: Period, *, by: Viewer) -> Review | None:
    """An open review as closing keeps it, in full; None before any scheme is adopted.

    It holds everyone whose last class in the period was this one, whoever closes it: leavers too,
    but not a child whom another class's closing keeps already (domain 2.31). What is kept asks
    nothing of the days that are still to come: they will not count.
    """
    every = everyone_of(school_class, since=period.starts_on, until=_day(period, by), by=by)
    there = concerned(every, period)
    kept = set(kept_of([child.pk for child in there], period).values_list("pupil", flat=True))
    return _live(
        school_class, period, [child for child in there if child.pk not in kept], by=by,
        in_full=True, is_last=True,
    )  # fmt: skip


def _live(
    school_class: SchoolClass, period: Period, there: list[Child], *, by: Viewer, in_full: bool,
    is_last: bool = False,
) -> Review | None:  # fmt: skip
    version = version_for(period, by)
    if version is None:
        return None
    question = Question(period=period, version=version, on=by.today)
    if in_full:
        there = _with_mentors(there, school_class, question.until)
        question = _in_full(question, there)
    if is_last:
        question = replace(question, days_left=0)
    return Review(
        school_class=school_class, period=period, version=version, closure=None,
        profiles=tuple(profiles(there, question)),
        rights=rights_of(there, on=question.until, by=by, sets=may_teach_sets(version)),
        left=frozenset(child.pk for child in there if child.left),
        office_first=any(child.office_first for child in there),
    )  # fmt: skip


def rights_of(there: Sequence[Child], *, on: date, by: Viewer, sets: bool = True) -> Rights:
    """What the viewer may judge of some children, as a class has them on a day.

    Which sets they are in is asked unless it is known that there are none.
    """
    return Rights(
        mine=frozenset(child.pk for child in there if child.mine),
        sets=sets_of([child.pk for child in there], on=on, by=by) if sets else {},
        overrules=overrules(by),
    )


def review_of_pupil(pupil: Pupil, period: Period, *, by: Viewer) -> Review | None:
    """One child in a period, in full; None if in no class by then or before any scheme.

    None too in a period of other year groups than the child's.

    What a closing kept is shown, whichever class the child has moved to since (domain 2.31).
    """
    kept = _kept_of_one(by.shape, **by.told, pupil=pupil.pk, period=period.pk)
    if kept:
        return _as_shown(kept[0], period)
    found = one_child(pupil, since=period.starts_on, until=_day(period, by), by=by)
    if found is None:
        return None
    child, school_class = found
    if not period.concerns(child.year):
        return None
    review = _live(school_class, period, [child], by=by, in_full=True)
    closure = closure_of(school_class, period)
    if review is None or closure is None:
        return review
    return replace(review, rights=NO_RIGHTS, closed_before=closure)


@Prepared
def _kept_of_one(shape: Shape) -> QuerySet[Shown]:
    """As `kept_of`, of a child whom the viewer may see, with who closed it by which version."""
    pupils = Pupil.objects.visible_to(anyone(shape)).filter(pk=given_row("pupil"))
    rows = Shown.objects.filter(
        pupil__in=pupils, closure__period=given_row("period"), closure__stands=True
    )
    about = rows.select_related("closure__version", "closure__closed_by", "closure__school_class")
    return about.defer("closure__version__text").order_by("-closure__closed_at", "-pk")


def kept_of(pupils: Sequence[int], period: Period) -> QuerySet[Shown]:
    """What stands of these children as a closing of the period kept it, the latest first."""
    rows = Shown.objects.filter(pupil__in=pupils, closure__period=period, closure__stands=True)
    return rows.order_by("-closure__closed_at", "-pk")


def _as_shown(shown: Shown, period: Period) -> Review:
    closure = shown.closure
    return Review(
        school_class=closure.school_class, period=period, version=closure.version, closure=closure,
        profiles=(thaw(shown.picture),),
    )  # fmt: skip


def joined_since(review: Review, *, by: Viewer) -> list[Child]:
    """The children of a closed class who came after it was closed; nobody while it is open."""
    if review.closure is None:
        return []
    on = _day(review.period, by)
    there = concerned(children(review.school_class, on=on, by=by), review.period)
    kept = kept_of([child.pk for child in there], review.period)
    known = set(kept.values_list("pupil", flat=True))
    return [child for child in there if child.pk not in known]


def closure_of(school_class: SchoolClass, period: Period) -> Closure | None:
    """The closure that stands, if the class's review of the period is closed."""
    found: list[Closure] = _closure(school_class=school_class.pk, period=period.pk)
    return found[0] if found else None


@Prepared
def _closure() -> QuerySet[Closure]:
    there = Closure.objects.filter(school_class=given_row("school_class"), stands=True)
    rows = there.filter(period=given_row("period")).select_related("version", "closed_by")
    return rows.defer("version__text")


def _day(period: Period, by: Viewer) -> date:
    return min(by.today, period.ends_on)


def as_closed(
    closure: Closure, school_class: SchoolClass, period: Period, pupils: PupilQuerySet, by: Viewer
) -> Review:
    """What a closing kept of some children, whether it stands or the review was opened again."""
    rows = Shown.objects.filter(closure=closure, pupil__in=pupils)
    rows = rows.annotate(office_first=office_first(by, "pupil"))
    rows = rows.select_related("pupil").order_by("pupil_id")
    ordered = sorted(rows, key=lambda row: in_register(row.pupil))
    return Review(
        school_class=school_class, period=period, version=closure.version, closure=closure,
        profiles=tuple(thaw(row.picture) for row in ordered),
        office_first=any(vars(row)["office_first"] for row in ordered),
    )  # fmt: skip


def _with_mentors(there: Sequence[Child], school_class: SchoolClass, on: date) -> list[Child]:
    names = mentors([child.pk for child in there], school_class, on=on)
    return [replace(child, mentor=names[child.pk]) for child in there]


def _in_full(question: Question, there: Sequence[Child]) -> Question:
    pupils = [child.pk for child in there]
    return replace(
        question,
        trends=trends(pupils, question.period),
        days_left=days_left(question.period, after=question.until),
    )


def days_left(period: Period, *, after: date) -> int:
    """How many school days of a period are still to come after a day."""
    return sum(day <= period.ends_on for day in school_days_of(period.year, after=after))


def trends(pupils: Sequence[int], period: Period) -> Trends:
    """What the last reviews before a period showed for each child, oldest first.

    One a review: of a child whom two classes closed in one period, the latest. Where year groups
    are judged by calendars of their own, a child's last are looked for among all of theirs.
    """
    day = period.starts_on
    at = {"school": period.year.school_id, "day": day, "since": day - A_TREND_LASTS}
    rows = _before(bool(period.years), pupils=pupils, **at)
    theirs: dict[int, dict[int, tuple[str, Ratings]]] = defaultdict(dict)
    for pupil, reviewed, name, ratings in rows:
        theirs[pupil][reviewed] = (name, ratings)
    found: dict[int, dict[tuple[str, str], list[Past]]] = defaultdict(lambda: defaultdict(list))
    for pupil, reviews in theirs.items():
        for name, ratings in [*reviews.values()][-REVIEWS_IN_A_TREND:]:
            for place, past in (past_of(name, row) for row in ratings):
                found[pupil][place].append(past)
    return {
        pupil: {place: tuple(pasts) for place, pasts in places.items()}
        for pupil, places in found.items()
    }


@Prepared
def _before(all_of_theirs: bool) -> QuerySet[Any, Any]:
    """What stands of some children's last reviews that began before a day, oldest first."""
    periods = Period.objects.filter(
        year__school=given_row("school"),
        year__starts_on__gte=given_day("since"),
        starts_on__lt=given_day("day"),
    ).order_by("-starts_on")
    rows = Shown.objects.filter(
        Among("pupil_id", "pupils"),
        closure__stands=True,
        began_on__in=periods.values("starts_on")[
            : EVERY_REVIEW if all_of_theirs else REVIEWS_IN_A_TREND
        ],
    ).order_by("began_on", "closure__closed_at", "pk")
    return rows.values_list("pupil", "closure__period", "closure__period__name", "ratings")
