"""One class's week: each child by each of the facts that the scheme counts by the week."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.habits.models import Tally
from lantern.habits.pictures.calendar import calendar_of
from lantern.habits.pictures.closed import ClosedReview, closed_reviews
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.roster.pictures import in_register
from lantern.roster.rules import years_beside
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets.shape import Fact, Scheme
from lantern.schemes.rules import has_begun, in_scope
from lantern.schools.models import School
from lantern.schools.rules import week_of

WEEK = timedelta(days=7)
TO_SUNDAY = timedelta(days=6)
UNBOUNDED = 99  # what a scheme that sets no bound says


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekCell:
    """One child and one fact; `count` is None where nothing is entered, which is not 0.

    `name` is its name in a form, `text` what stands in it. A fact that is not for the child's year
    has `shown` False; one that is `shut` takes nothing, as the school was shut all week; `wrong`
    is why the text cannot be recorded, or empty. `summed` is whether it is what the days come to.
    """

    name: str
    label: str
    fact: Fact
    count: int | None
    text: str
    shown: bool
    shut: bool = False
    wrong: str = ""
    summed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekRow:
    """One child's week; `open` is whether this person may change it.

    `year` is the child's year group in words, and empty where all of the class are of one.
    """

    pupil: int
    ref: UUID
    name: str
    year: str
    open: bool
    cells: tuple[WeekCell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column's heading, and the count its blanks get when all is fine; None if none is."""

    fact: Fact
    fine: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """A class's week; `after` is None when the next week has not begun.

    `shut` is whether the school was shut all of it: then what stands is only taken back.
    `closed` are the closed reviews that show it of any of its children: to change it corrects them.
    """

    of: SchoolClass
    monday: date
    before: date
    after: date | None
    columns: tuple[Column, ...]
    rows: tuple[WeekRow, ...]
    closed: tuple[ClosedReview, ...]
    shut: bool

    @property
    def friday(self) -> date:
        """Its last school day."""
        return self.monday + timedelta(days=4)

    @property
    def open(self) -> bool:
        """Whether there is anything that this person may enter."""
        return any(not cell.shut for _, cell in self.open_cells)

    @property
    def open_cells(self) -> Iterator[tuple[WeekRow, WeekCell]]:
        """The cells that this person may change, each with its row."""
        return ((row, cell) for row in self.rows if row.open for cell in row.cells if cell.shown)

    @property
    def empty(self) -> bool:
        """Whether nothing is entered in it, for anyone."""
        return all(cell.count is None for row in self.rows for cell in row.cells)

    @property
    def summed(self) -> list[str]:
        """The facts of which any number is what the days come to (decision 33)."""
        every = (cell for row in self.rows for cell in row.cells if cell.summed)
        return list(dict.fromkeys(cell.fact.name for cell in every))

    @property
    def was(self) -> str:
        """What the page showed, so that a form sent later changes only what was typed in it."""
        return json.dumps({cell.name: cell.text for _, cell in self.open_cells if cell.text})

    @property
    def told(self) -> str:
        """Of which closings the page tells, so that a form sent later says which it has not."""
        return " ".join(each.mark for each in self.closed)


def tally_facts(school: School, weeks: Iterable[date]) -> dict[date, tuple[Fact, ...]]:
    """What the scheme in force counts in each week, named by its Monday, as the school orders it.

    A part that starts within the week is counted in all of it (domain 2.40).
    """
    return {week: tallied(scheme, week) for week, scheme in _schemes(school, weeks).items()}


def _schemes(school: School, weeks: Iterable[date]) -> dict[date, Scheme | None]:
    """The scheme in force by each week's end."""
    wanted = set(weeks)
    versions = list(SchemeVersion.objects.filter(school=school).on(max(wanted) + TO_SUNDAY))
    return {
        week: next((v.scheme for v in versions if v.starts_on <= week + TO_SUNDAY), None)
        for week in wanted
    }


def tallied(scheme: Scheme | None, week: date) -> tuple[Fact, ...]:
    """What a scheme counts in the week of a Monday."""
    if scheme is None:
        return ()
    return tuple(
        fact
        for fact in scheme.facts
        if fact.kind == "tally" and has_begun(scheme, fact.part, week + TO_SUNDAY)
    )


def scheme_of_week(school: School, week: date) -> Scheme | None:
    """The scheme in force by the end of the week of a Monday."""
    return _schemes(school, [week])[week]


def week_of_class(school_class: SchoolClass, viewer: Viewer, week: date) -> Week:
    """A class's week, named by its Monday, with the children who were in it on any of its days.

    Those whom the viewer may not judge are there to read.
    """
    scheme = scheme_of_week(viewer.school, week)
    facts = tallied(scheme, week)
    children = _children(school_class, viewer, week)
    rows = tuple(_rows(children, facts, scheme, school_class, viewer, week))
    shut = calendar_of(viewer.school).is_shut_all(week)
    return Week(
        of=school_class,
        monday=week,
        before=week - WEEK,
        after=week + WEEK if week + WEEK <= week_of(viewer.today) else None,
        columns=tuple(Column(fact=fact, fine=_fine(fact)) for fact in facts),
        rows=tuple(map(_blanks_shut, rows)) if shut else rows,
        closed=tuple(closed_reviews([each.pk for each in children], week, week + TO_SUNDAY)),
        shut=shut,
    )


def _children(school_class: SchoolClass, viewer: Viewer, week: date) -> list[Pupil]:
    friday = week + timedelta(days=4)
    begun = Enrolment.objects.filter(school_class=school_class, starts_on__lte=friday)
    here = begun.not_over(week)
    there = Pupil.objects.visible_to(viewer).filter(pk__in=here.values("pupil"))
    return sorted(there.order_by("pk"), key=in_register)


def _rows(
    children: list[Pupil],
    facts: tuple[Fact, ...],
    scheme: Scheme | None,
    school_class: SchoolClass,
    viewer: Viewer,
    week: date,
) -> Iterable[WeekRow]:
    numbers = [child.pk for child in children]
    judged = Pupil.objects.judged_by(viewer).filter(pk__in=numbers)
    may = frozenset(judged.values_list("pk", flat=True))
    counts = _counts(numbers, week)
    years = {child.pk: child.year_in(school_class.year.starts_on) for child in children}
    beside = years_beside(years.values())
    for child in children:
        year = years[child.pk]
        shown = scheme is not None and in_scope(scheme, year)
        cells = tuple(_cell(child, fact, counts, shown=shown) for fact in facts)
        yield WeekRow(
            pupil=child.pk, ref=child.ref, name=child.name, year=beside.get(year, ""),
            open=child.pk in may, cells=cells,
        )  # fmt: skip


def _blanks_shut(row: WeekRow) -> WeekRow:
    return replace(row, cells=tuple(replace(each, shut=each.count is None) for each in row.cells))


Counts = Mapping[tuple[int, str], tuple[int | None, bool]]


def _counts(pupils: list[int], week: date) -> Counts:
    rows = Tally.objects.standing().filter(pupil__in=pupils, week=week)
    return {(row.pupil_id, row.fact): (row.count, row.summed) for row in rows}


def _cell(child: Pupil, fact: Fact, counts: Counts, *, shown: bool) -> WeekCell:
    count, summed = counts.get((child.pk, fact.key), (None, False))
    return WeekCell(
        name=f"{child.ref}.{fact.key}",
        label=f"{child.name}: {fact.name}",
        fact=fact,
        count=count,
        text="" if count is None else str(count),
        shown=shown,
        summed=summed and count is not None,
    )


def _fine(fact: Fact) -> int | None:
    """None where more is wanted and the scheme does not say how many there are."""
    if fact.wanted == "fewer":
        return 0
    return fact.most if fact.most < UNBOUNDED else None
