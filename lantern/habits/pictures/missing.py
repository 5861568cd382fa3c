"""What nobody has given yet of one week: registers by class and day, and the week's facts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.habits.models import AttendanceMark, Tally
from lantern.habits.pictures.calendar import SchoolCalendar, calendar_of
from lantern.habits.pictures.week import scheme_of_week, tallied
from lantern.habits.rules.recording import AFTERNOON, MORNING, SESSIONS
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.roster.pictures import PartWeeks, part_weeks
from lantern.schemes.presets.shape import Fact
from lantern.schemes.rules import in_scope
from lantern.schools.rules import week_of

WEEK, TO_FRIDAY = timedelta(days=7), timedelta(days=4)
WORDS = {MORNING: "morning", AFTERNOON: "afternoon"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One class's register of a day, or one fact of its week: of how many children it is given.

    `due` is whether it can be missed by now; `which` says which half of a day is missing.
    """

    heading: str
    children: int
    given: int
    due: bool
    which: str = ""

    @property
    def nobody(self) -> bool:
        """Whether it is missed of every child."""
        return self.due and bool(self.children) and not self.given

    @property
    def some(self) -> bool:
        """Whether it is missed of any child."""
        return self.due and self.given < self.children

    @property
    def says(self) -> str:
        """How it stands, in words."""
        if not self.children:
            return "nobody to ask of"
        if self.given == self.children:
            return "given"
        if not self.due:
            return f"{self.given} of {self.children} so far" if self.given else "to come"
        missing = f"missing{' in the ' + self.which if self.which else ''}"
        if not self.given:
            return missing
        return f"{missing}: {self.children - self.given} of {self.children}"


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassMissing:
    """One class's week: its registers by day, and its facts."""

    ref: UUID
    name: str
    days: tuple[Given, ...]
    facts: tuple[Given, ...]

    @property
    def any(self) -> bool:
        """Whether anything of it is missing."""
        return any(each.some for each in self.days) or any(each.nobody for each in self.facts)


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingWeek:
    """Every class's week; without any session mark in it or before, no register is asked for."""

    monday: date
    before: date
    after: date | None
    days: tuple[date, ...]
    facts: tuple[Fact, ...]
    classes: tuple[ClassMissing, ...]

    @property
    def count(self) -> int:
        """How many classes have anything missing."""
        return sum(1 for each in self.classes if each.any)


@dataclass(frozen=True)
class _Known:
    """What has been given of the week."""

    marks: frozenset[tuple[int, date, str]]
    tallies: frozenset[tuple[int, str]]
    calendar: SchoolCalendar
    today: date
    part: PartWeeks


def missing_in(viewer: Viewer, week: date) -> MissingWeek:
    """The week of a Monday in every class whose children the viewer sees, the lacking first.

    Nothing is asked of children whom the scheme is not for; of all before any is adopted.
    """
    calendar, friday = calendar_of(viewer.school), week + TO_FRIDAY
    scheme = scheme_of_week(viewer.school, week)
    here = _places(viewer, week)
    days = _days(viewer, calendar, week)
    facts = () if calendar.is_shut_all(week) else tallied(scheme, week)
    asked = {
        found: [place for place in places if scheme is None or in_scope(scheme, _year(place))]
        for found, places in here.items()
    }
    every = {place.pupil_id for places in asked.values() for place in places}
    known = _known(every, week, calendar, viewer.today)
    over = viewer.today >= friday
    classes = [
        ClassMissing(
            ref=found.ref,
            name=found.name,
            days=tuple(_register(on, places, known) for on in days),
            facts=tuple(
                _fact(fact, {place.pupil_id for place in places}, known, due=over) for fact in facts
            ),
        )
        for found, places in asked.items()
    ]
    return MissingWeek(
        monday=week, before=week - WEEK, days=days, facts=facts,
        classes=tuple(sorted(classes, key=lambda one: not one.any)),
        after=week + WEEK if week + WEEK <= week_of(viewer.today) else None,
    )  # fmt: skip


def _places(viewer: Viewer, week: date) -> Mapping[SchoolClass, Sequence[Enrolment]]:
    """Who is in which class in the week, the youngest class first."""
    classes = SchoolClass.objects.visible_to(viewer)
    begun = Enrolment.objects.filter(school_class__in=classes, starts_on__lte=week + TO_FRIDAY)
    there = begun.not_over(week).filter(pupil__in=Pupil.objects.visible_to(viewer))
    found: dict[SchoolClass, list[Enrolment]] = defaultdict(list)
    rows = there.select_related("pupil", "school_class__year").order_by("school_class__name", "pk")
    for place in rows:
        found[place.school_class].append(place)
    return dict(sorted(found.items(), key=lambda item: _youngest(item[1])))


def _youngest(places: Sequence[Enrolment]) -> int:
    return min(_year(place) for place in places)


def _year(place: Enrolment) -> int:
    return place.pupil.year_in(place.school_class.year.starts_on)


def _days(viewer: Viewer, calendar: SchoolCalendar, week: date) -> tuple[date, ...]:
    """The school days of the week; none where the half term has no session mark at all."""
    half = calendar.half_of(week + TO_FRIDAY)
    first = min(half.starts_on, week) if half else week
    marks = AttendanceMark.objects.standing().filter(
        pupil__in=Pupil.objects.visible_to(viewer), on__gte=first, on__lte=week + TO_FRIDAY
    )
    if not marks.exists():
        return ()
    days = (week + timedelta(days=n) for n in range(5))
    return tuple(on for on in days if not calendar.is_shut_day(on))


def _known(pupils: set[int], week: date, calendar: SchoolCalendar, today: date) -> _Known:
    marks = AttendanceMark.objects.standing().filter(
        pupil__in=pupils, on__gte=week, on__lte=week + TO_FRIDAY
    )
    tallies = Tally.objects.standing().filter(pupil__in=pupils, week=week, count__isnull=False)
    return _Known(
        marks=frozenset(marks.values_list("pupil", "on", "session")),
        tallies=frozenset(tallies.values_list("pupil", "fact")),
        calendar=calendar,
        today=today,
        part=part_weeks(pupils, week, week + TO_FRIDAY),
    )


def _register(on: date, places: Sequence[Enrolment], known: _Known) -> Given:
    """A day's: of a child it is given once every session of the day that is theirs has a mark.

    Of a child who is elsewhere then, or part-time, nothing is asked (standards 3).
    """
    halves = [half for half in SESSIONS if not known.calendar.is_shut(on, half)]
    there = {
        place.pupil_id
        for place in places
        if place.starts_on <= on and (place.ends_on is None or place.ends_on >= on)
    }
    theirs = {
        half: {pupil for pupil in there if not known.part.is_away(pupil, on, half)}
        for half in halves
    }
    lacking = {
        half: {pupil for pupil in theirs[half] if (pupil, on, half) not in known.marks}
        for half in halves
    }
    asked = set().union(*theirs.values())
    missing = [half for half in halves if lacking[half]]
    given = len(asked - set().union(*lacking.values()))
    one = len(halves) > 1 and len(missing) == 1
    return Given(
        heading=f"{on:%A}", children=len(asked), given=given, due=on < known.today,
        which=WORDS[missing[0]] if one else "",
    )  # fmt: skip


def _fact(fact: Fact, pupils: set[int], known: _Known, *, due: bool) -> Given:
    given = sum((pupil, fact.key) in known.tallies for pupil in pupils)
    return Given(heading=fact.name, children=len(pupils), given=given, due=due)
