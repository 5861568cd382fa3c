"""How many children are at each rating and step, by cohort: from what closed reviews kept.

Only what was closed is counted: a number that grew from day to day would tell what the last child
was given. Whoever may not see the children sees a period once every class of it is closed, and
small counts are hidden from them (decision 18).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.design.drawing import Shade
from lantern.profiles.rules import Alike, hidden
from lantern.reviews.models import Closure
from lantern.reviews.pictures.counted import Counted, Place, counted_in, waiting_for
from lantern.roster.rules import in_a_list
from lantern.roster.rules.years import year_name
from lantern.schools.models import Period

NONE_GIVEN = Shade(symbol="–", word="none given")


@dataclass(frozen=True, kw_only=True)
class CohortRow:
    """One cohort of a table: how many children, and how many at each value; None is not shown."""

    name: str
    kind: str
    size: int
    counts: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class CohortTable:
    """One area or subject: what it can show, perhaps "none given" last, and a row for each cohort.

    `of` says whose it is where several schemes or scales are in use for it.
    """

    what: str
    name: str
    of: str
    shades: tuple[Shade, ...]
    rows: tuple[CohortRow, ...]


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """A period in numbers. `waiting` are the classes that are not closed; `hides` small counts."""

    tables: tuple[CohortTable, ...]
    children: int
    waiting: tuple[str, ...]
    hides: bool


def numbers_of(period: Period, *, by: Viewer) -> Numbers:
    """Every area and subject of a period that began, by school, year, class and group."""
    hides = not (by.may(Can.SEE_JUDGEMENTS) and not by.own_classes_only)
    waiting = waiting_for(period, by=by)
    children = () if hides and waiting else tuple(counted_in(period, by=by))
    tables = [
        _table(place, some, hides=hides) for place, some in sorted(_by_place(children).items())
    ]
    return Numbers(
        tables=tuple(_told_apart(tables)), children=len(children), waiting=tuple(waiting),
        hides=hides,
    )  # fmt: skip


def closed_among(periods: Sequence[Period]) -> list[Period]:
    """Those of which any class has closed its review, in their order; one query."""
    closed = Closure.objects.filter(period__in=periods, stands=True)
    keys = set(closed.order_by().values_list("period", flat=True))
    return [period for period in periods if period.pk in keys]


def _by_place(children: Iterable[Counted]) -> dict[Place, list[Counted]]:
    found: dict[Place, list[Counted]] = defaultdict(list)
    for child in children:
        for place in child.given:
            found[place].append(child)
    return found


Cohort = tuple[str, str]  # what kind it is of, and its name


def _table(place: Place, children: Sequence[Counted], *, hides: bool) -> CohortTable:
    """Cohorts as bits of a number for each child, and what they were given as a place.

    "None given" stands there only if it is so of someone: where it is not, it would be a small
    number in each row, and would hide another beside it for nothing.
    """
    shades = _shades(place, children)
    cohorts = _cohorts(children, classes=not hides)
    bit = {cohort: 1 << number for number, cohort in enumerate(cohorts)}
    counted: Counter[tuple[int, int]] = Counter(
        (sum(bit[each] for each in _of_child(child) if each in bit), child.given[place])
        for child in children
    )
    alike = tuple(
        Alike(member, tuple(counted[member, at] for at in range(len(shades))))
        for member in sorted({member for member, _ in counted})
    )
    masks = hidden(alike, len(cohorts)) if hides else (0,) * len(shades)
    return CohortTable(
        what=place.what, name=place.name, of=_years(children),
        shades=shades,
        rows=tuple(_row(each, number, alike, masks) for number, each in enumerate(cohorts)),
    )  # fmt: skip


def _shades(place: Place, children: Sequence[Counted]) -> tuple[Shade, ...]:
    without = any(child.given[place] == len(place.shades) for child in children)
    return (*place.shades, NONE_GIVEN) if without else place.shades


def _of_child(child: Counted) -> list[Cohort]:
    return [
        ("school", "All"),
        ("year", year_name(child.year)),
        ("class", child.school_class),
        *(("group", name) for name in child.groups),
    ]


def _cohorts(children: Sequence[Counted], *, classes: bool) -> list[Cohort]:
    """All, the years by age, the classes if they are shown, the groups; each with a child in it."""
    years = sorted({child.year for child in children})
    rooms = _rooms(children) if classes else []
    groups = sorted({name for child in children for name in child.groups}, key=in_a_list)
    return [
        ("school", "All"),
        *(("year", year_name(year)) for year in years),
        *(("class", name) for name in rooms),
        *(("group", name) for name in groups),
    ]


def _rooms(children: Sequence[Counted]) -> list[str]:
    """The classes, the youngest first."""
    youngest: dict[str, int] = {}
    for child in children:
        youngest[child.school_class] = min(child.year, youngest.get(child.school_class, child.year))
    return sorted(youngest, key=lambda name: (youngest[name], in_a_list(name)))


def _row(cohort: Cohort, number: int, alike: Sequence[Alike], masks: Sequence[int]) -> CohortRow:
    there = [each.counts for each in alike if each.member >> number & 1]
    sums = [sum(column) for column in zip(*there, strict=True)]
    shown = tuple(
        None if mask >> number & 1 else count for count, mask in zip(sums, masks, strict=True)
    )
    kind, name = cohort
    return CohortRow(name=name, kind=kind, size=sum(sums), counts=shown)


def _years(children: Iterable[Counted]) -> str:
    return ", ".join(year_name(year) for year in sorted({child.year for child in children}))


def _told_apart(tables: Sequence[CohortTable]) -> list[CohortTable]:
    """`of` only where one area or subject has several tables."""
    times: Mapping[tuple[str, str], int] = Counter((each.what, each.name) for each in tables)
    return [each if times[each.what, each.name] > 1 else replace(each, of="") for each in tables]
