"""How often everyone is reviewed, and the year groups that do it otherwise."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lantern.schools.rules.redrawing import divided, redrawn
from lantern.schools.rules.spans import Dates
from lantern.schools.rules.year_groups import YEAR_GROUPS, Group, group_of

Divisions = Mapping[str, Sequence[Dates]]  # a year by half terms, by terms, as a whole, freely


@dataclass(frozen=True, kw_only=True)
class ReviewCalendar:
    """Each half term, term, year, or on free dates; `apart` holds who does it otherwise."""

    usual: str
    apart: Mapping[int, str] = field(default_factory=dict)

    def of(self, year: int) -> str:
        """How often a year group is reviewed."""
        return self.apart.get(year, self.usual)

    @property
    def spans(self) -> frozenset[str]:
        """Every way in which anyone is."""
        return frozenset({self.usual, *self.apart.values()})


@dataclass(frozen=True, kw_only=True, order=True)
class Drawn:
    """A review to be, and the year groups it is of; none of them means all."""

    starts_on: date
    ends_on: date
    name: str
    years: Group

    @property
    def dates(self) -> Dates:
        """Its days under its name."""
        return Dates(name=self.name, starts_on=self.starts_on, ends_on=self.ends_on)

    def concerns(self, year: int) -> bool:
        """Whether it is of one of the year groups that there are."""
        return not self.years or year in self.years


def drawn(calendar: ReviewCalendar, divisions: Divisions) -> list[Drawn]:
    """The reviews of a year, one for all year groups that share its days."""
    return _together((year, divisions[calendar.of(year)]) for year in YEAR_GROUPS)


@dataclass(frozen=True, kw_only=True)
class DrawnAnew:
    """Reviews that go, and those that take their place."""

    gone: tuple[Drawn, ...]
    made: tuple[Drawn, ...]


def drawn_anew(
    there: Collection[Drawn], used: Collection[Drawn],
    turns: Sequence[tuple[date, ReviewCalendar]], divisions: Divisions,
    school_days: Collection[date],
) -> DrawnAnew:  # fmt: skip
    """How the reviews of a year are divided otherwise from the first turn's day on.

    Each year group by itself, as `redrawn` has it: so every child keeps one review at any time. A
    review that some year groups leave and others keep is made anew for those who keep it; one in
    which anything was judged, closed or printed, and one that began before, stays as it is. Dates
    of the school's own are those that there are.
    """
    since = turns[0][0]
    stay = {each for each in there if each in used or each.starts_on < since}
    alike: dict[Theirs, list[int]] = defaultdict(list)
    for year in YEAR_GROUPS:
        ways = tuple((day, calendar.of(year)) for day, calendar in turns)
        alike[_theirs(there, stay, year), _theirs(stay, (), year), ways].append(year)
    becomes = _together(
        (year, spans)
        for theirs, years in alike.items()
        for spans in [_after(theirs, divisions, school_days)]
        for year in years
    )
    return DrawnAnew(
        gone=tuple(sorted(each for each in there if each not in stay and each not in becomes)),
        made=tuple(sorted(each for each in becomes if each not in there)),
    )


# What some year groups have alike: reviews that may go, those that stay, and how often from when.
Theirs = tuple[tuple[Dates, ...], tuple[Dates, ...], tuple[tuple[date, str], ...]]


def _theirs(reviews: Collection[Drawn], without: Collection[Drawn], year: int) -> tuple[Dates, ...]:
    return tuple(
        each.dates for each in sorted(reviews) if each.concerns(year) and each not in without
    )


def _after(theirs: Theirs, divisions: Divisions, school_days: Collection[date]) -> list[Dates]:
    """The reviews from the first turn's day on that may still go another time."""
    loose, fixed, ways = theirs
    since = ways[0][0]
    ahead = [each for each in (*loose, *fixed) if each.starts_on >= since]
    known = {**divisions, "free": sorted(ahead, key=lambda each: each.starts_on)}
    wanted = divided([(day, known[span]) for day, span in ways], school_days=school_days)
    found = redrawn(loose=loose, fixed=fixed, wanted=wanted, since=since, school_days=school_days)
    return [*(each for each in loose if each not in found.gone), *found.made]


def _together(by_year: Iterable[tuple[int, Sequence[Dates]]]) -> list[Drawn]:
    """Spans of year groups as reviews: those of the same days are one."""
    groups: dict[Dates, set[int]] = defaultdict(set)
    for year, spans in by_year:
        for span in spans:
            groups[span].add(year)
    return sorted(
        Drawn(
            starts_on=span.starts_on, ends_on=span.ends_on, name=span.name, years=group_of(years)
        )
        for span, years in groups.items()
    )  # fmt: skip
