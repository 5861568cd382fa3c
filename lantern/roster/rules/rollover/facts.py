"""A school at the turn of the year: who is in which class, who works and mentors, which groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias
from uuid import UUID

from lantern.schools.rules import Dates

ONE_DAY = timedelta(days=1)
Row: TypeAlias = tuple[
    str, int
]  # a present class's ref, or "" for none, and next year's year group


@dataclass(frozen=True, kw_only=True)
class Place:
    """A child's place in a class; `year_ends_on` is the last day of the class's own year."""

    pk: int
    class_ref: UUID
    class_name: str
    starts_on: date
    ends_on: date | None
    year_ends_on: date


@dataclass(frozen=True, kw_only=True)
class Child:
    """A child who is here as the year ends, or is known to be coming.

    `year` is next year's year group, 0 Reception; `then` the place next year that they have got.
    """

    pk: int
    ref: UUID
    name: str
    register: tuple[str, ...]
    year: int
    now: Place | None
    then: Place | None

    @property
    def row(self) -> Row:
        """With whom they are asked about."""
        return (str(self.now.class_ref) if self.now else "", self.year)

    @property
    def was(self) -> str:
        """The name of the class they are in; "" for none."""
        return self.now.class_name if self.now else ""


@dataclass(frozen=True, kw_only=True)
class Adult:
    """One of the staff; `last_day` is known of whoever leaves.

    Whoever is not `with_children`, such as a governor, works in no class.
    """

    pk: int
    ref: UUID
    name: str
    last_day: date | None = None
    with_children: bool = True

    def is_here(self, on: date) -> bool:
        """Whether they are still on the staff on a day."""
        return self.last_day is None or self.last_day >= on

    def may_work(self, on: date) -> bool:
        """Whether they can be in a class that day."""
        return self.with_children and self.is_here(on)


@dataclass(frozen=True, kw_only=True)
class Works:
    """An adult in a class, `lead` as its class teacher.

    Of class teachers who share it `weekdays` are theirs, 1 Monday to 5 Friday and none for all of
    them, and one `mentors` its children.
    """

    pk: int
    adult: int
    class_name: str
    lead: bool
    starts_on: date
    ends_on: date | None
    year_ends_on: date
    weekdays: str = ""
    mentors: bool = False


@dataclass(frozen=True, kw_only=True)
class Mentors:
    """An adult who was set by hand as a child's mentor."""

    pk: int
    child: int
    child_name: str
    adult: int
    starts_on: date
    ends_on: date | None


Dated = tuple[int, int, date, date | None]


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """A group with its places, and who leads it: each a number, whose, its first and its last day.

    `of_a_year` is whether such a group is made anew each year, unless someone says otherwise;
    `goes_on` whether somebody was put into it for the new year already.
    """

    pk: int
    ref: UUID
    name: str
    ends_on: date | None
    places: tuple[Dated, ...]
    leaders: tuple[Dated, ...]
    of_a_year: bool = False
    goes_on: bool = False


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One year becomes another. `last_day` is the last day of school for those who leave.

    `there` are the classes that the new year has, with who works in each by now.
    """

    was: Dates
    becomes: Dates
    last_day: date
    children: tuple[Child, ...] = ()
    adults: tuple[Adult, ...] = ()
    works: tuple[Works, ...] = ()
    mentors: tuple[Mentors, ...] = ()
    groups: tuple[Grouped, ...] = ()
    there: Mapping[str, tuple[Works, ...]] | None = None

    @property
    def begins(self) -> date:
        """The first day of the new year: classes, teachers and mentors change on it."""
        return self.becomes.starts_on

    @property
    def opened(self) -> Mapping[str, tuple[Works, ...]]:
        """The classes that the new year has, by name."""
        return self.there or {}

    @cached_property
    def adult(self) -> Mapping[int, Adult]:
        """The staff by number."""
        return {adult.pk: adult for adult in self.adults}

    def last_in(self, since: date, year_ends_on: date) -> date:
        """The last day of what holds in a class of an earlier year: no later than that year's."""
        return max(since, min(self.begins - ONE_DAY, year_ends_on))
