"""One class's day: each child by each of the facts that the scheme counts by the day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.habits.models import DayTally
from lantern.habits.pictures.calendar import SchoolCalendar, calendar_of
from lantern.habits.pictures.closed import ClosedReview, closed_reviews
from lantern.habits.pictures.days import typed_for_the_week
from lantern.habits.pictures.week import TO_SUNDAY, scheme_of_week, tallied
from lantern.habits.rules import fine_a_day, pressed
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.roster.pictures import in_register, part_weeks
from lantern.roster.rules import years_beside
from lantern.schemes.presets.shape import Fact
from lantern.schemes.rules import in_scope
from lantern.schools.models import School
from lantern.schools.rules import week_of

A_DAY = timedelta(days=1)
LONGEST_BREAK = 70  # days; no holiday is longer
BLANK, YES, NO = "·", "✓", "✗"
FEW = 3  # names; a list of more is no help above the table that holds them all


@dataclass(frozen=True, kw_only=True, slots=True)
class DayCell:
    """One child and one fact on one day; `count` is None where nothing is entered.

    `name` is its name in a form. A fact that is not for the child's year has `shown` False; on a
    day without school, `shut`, what stands is only taken back.
    """

    name: str
    label: str
    fact: Fact
    count: int | None
    shown: bool
    shut: bool

    @property
    def is_open(self) -> bool:
        """Whether anything may be said in it, by whoever may judge the child."""
        return self.shown and not (self.shut and self.count is None)

    @property
    def most(self) -> int:
        """The most there can be in a day."""
        return self.fact.most_a_day or 0

    @property
    def fine(self) -> int:
        """The count of a day on which all is well."""
        return fine_a_day(self.most, more=self.fact.wanted == "more")

    @property
    def text(self) -> str:
        """The count as a form has it."""
        return "" if self.count is None else str(self.count)

    @property
    def after(self) -> str:
        """What a press makes of it, as a form has it."""
        found = pressed(self.count, self.most, more=self.fact.wanted == "more")
        return "" if found is None or self.shut else str(found)

    @property
    def sign(self) -> str:
        """What stands in it: a tick where all is well."""
        if self.count is None:
            return BLANK
        if self.count == self.fine:
            return YES
        return NO if self.most == 1 else str(self.count)

    @property
    def says(self) -> str:
        """The same in words."""
        if self.count is None:
            return "not entered"
        return "fine" if self.count == self.fine else str(self.count)


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow:
    """One child's day; `open` is whether this person may change it, `away` whether the child is
    at this school on no such day of the week: then nothing is fine by itself.
    """

    pupil: int
    ref: UUID
    name: str
    year: str
    open: bool
    away: bool
    cells: tuple[DayCell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A class's day; `before` and `after` are school days, and `after` None if it is to come.

    `shut` is whether there was no school on it: then what was entered all the same is only taken
    back. `typed` says of which facts, and of whom, a number was typed for the week: it counts
    instead.
    """

    of: SchoolClass
    on: date
    before: date | None
    after: date | None
    facts: tuple[Fact, ...]
    rows: tuple[DayRow, ...]
    closed: tuple[ClosedReview, ...]
    shut: bool
    typed: tuple[str, ...]

    @property
    def monday(self) -> date:
        """The week that it is counted in."""
        return week_of(self.on)

    @property
    def open(self) -> bool:
        """Whether there is anything that this person may enter."""
        return any(True for _ in self.open_cells)

    @property
    def open_cells(self) -> Iterator[tuple[DayRow, DayCell]]:
        """The cells that this person may change, each with its row."""
        return ((row, cell) for row in self.rows if row.open for cell in row.cells if cell.is_open)

    @property
    def empty(self) -> bool:
        """Whether nothing is entered on it, for anyone."""
        return all(cell.count is None for row in self.rows for cell in row.cells)

    @property
    def blanks(self) -> int:
        """How many of them are blank."""
        return sum(cell.count is None and not row.away for row, cell in self.open_cells)

    @property
    def told(self) -> str:
        """Of which closings the page tells, so that a form sent later says which it has not."""
        return " ".join(each.mark for each in self.closed)


def daily_facts(school: School, on: date) -> tuple[Fact, ...]:
    """What the scheme in force counts by the day, as the school orders it."""
    week = week_of(on)
    return tuple(
        fact for fact in tallied(scheme_of_week(school, week), week) if fact.most_a_day is not None
    )


def day_of_class(school_class: SchoolClass, viewer: Viewer, on: date) -> Day:
    """A class's day, with the children who were in it on it.

    Those whom the viewer may not judge are there to read.
    """
    calendar, week = calendar_of(viewer.school), week_of(on)
    children = _children(school_class, viewer, on)
    numbers = [child.pk for child in children]
    facts, shut = daily_facts(viewer.school, on), calendar.is_shut_day(on)
    after = next_day(calendar, on, A_DAY)
    return Day(
        of=school_class,
        on=on,
        before=next_day(calendar, on, -A_DAY),
        after=after if after and after <= viewer.today else None,
        facts=facts,
        rows=tuple(_rows(children, facts, school_class, viewer, on, shut=shut)),
        closed=tuple(closed_reviews(numbers, week, week + TO_SUNDAY)),
        shut=shut,
        typed=_typed(children, facts, week),
    )


def next_day(calendar: SchoolCalendar, on: date, step: timedelta) -> date | None:
    """The nearest school day after a day, or before it; None if there is none within weeks."""
    near = (on + step * n for n in range(1, LONGEST_BREAK))
    return next((day for day in near if not calendar.is_shut_day(day)), None)


def last_school_day(viewer: Viewer) -> date:
    """Today, or the last day before it on which there was school."""
    calendar, today = calendar_of(viewer.school), viewer.today
    return (calendar.is_shut_day(today) and next_day(calendar, today, -A_DAY)) or today


def _children(school_class: SchoolClass, viewer: Viewer, on: date) -> list[Pupil]:
    here = Enrolment.objects.on(on).filter(school_class=school_class)
    there = Pupil.objects.visible_to(viewer).filter(pk__in=here.values("pupil"))
    return sorted(there.order_by("pk"), key=in_register)


def _rows(
    children: Sequence[Pupil], facts: Sequence[Fact], school_class: SchoolClass, viewer: Viewer,
    on: date, *, shut: bool,
) -> Iterator[DayRow]:  # fmt: skip
    numbers = [child.pk for child in children]
    may = set(Pupil.objects.judged_by(viewer).filter(pk__in=numbers).values_list("pk", flat=True))
    rows = DayTally.objects.standing().filter(pupil__in=numbers, on=on)
    counts = {(row.pupil_id, row.fact): row.count for row in rows}
    scheme = scheme_of_week(viewer.school, week_of(on))
    years = {child.pk: child.year_in(school_class.year.starts_on) for child in children}
    beside = years_beside(years.values())
    part = part_weeks(numbers, on, on)
    for child in children:
        year = years[child.pk]
        shown = scheme is not None and in_scope(scheme, year)
        yield DayRow(
            pupil=child.pk, ref=child.ref, name=child.name, year=beside.get(year, ""),
            open=child.pk in may, away=part.is_away_all(child.pk, on),
            cells=tuple(_cell(child, fact, counts, shown=shown, shut=shut) for fact in facts),
        )  # fmt: skip


def _cell(
    child: Pupil, fact: Fact, counts: Mapping[tuple[int, str], int | None], *, shown: bool,
    shut: bool,
) -> DayCell:  # fmt: skip
    return DayCell(
        name=f"{child.ref}.{fact.key}", label=f"{child.name}: {fact.name}", fact=fact,
        count=counts.get((child.pk, fact.key)), shown=shown, shut=shut,
    )  # fmt: skip


def _typed(children: Sequence[Pupil], facts: Sequence[Fact], week: date) -> tuple[str, ...]:
    """Lates, Nights read for every child; facts that were typed for the same children together."""
    places = typed_for_the_week([child.pk for child in children], week, week)
    facts_of: dict[tuple[str, ...], list[str]] = {}
    for fact in facts:
        names = tuple(c.name for c in children if (c.pk, week, fact.key) in places)
        if names:
            facts_of.setdefault(names, []).append(fact.name)
    return tuple(
        f"{', '.join(said)} for {_whom(names, len(children))}" for names, said in facts_of.items()
    )


def _whom(names: Sequence[str], every: int) -> str:
    """By name while they are few."""
    if len(names) <= FEW:
        return ", ".join(names)
    return "every child" if len(names) == every else f"{len(names)} children"
