"""What closed reviews kept of each child, ready to be counted; nobody is named."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import total_ordering
from typing import Any  # the rows of a question have no types

from lantern.accounts.models import Viewer
from lantern.design.drawing import Shade
from lantern.judgements.models import What
from lantern.profiles.pictures.looks import shade
from lantern.reviews.models import Closure, Shown
from lantern.roster.models import OF_A_NEED, Enrolment, GroupPlace
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets.shape import Rating, Scheme, Step
from lantern.schemes.rules import areas_for, attainment_for, scale_of, subjects_for
from lantern.schools.models import Period


@total_ordering
@dataclass(frozen=True, kw_only=True)
class Place:
    """An area or a subject with all that it can show, in order: alike in two versions, it is one.

    `order` is where the newest version that has it puts it, and does not tell two apart.
    """

    what: str
    key: str
    name: str
    values: tuple[str, ...]
    shades: tuple[Shade, ...] = field(repr=False)
    order: tuple[int, int] = field(compare=False)

    def __lt__(self, other: "Place") -> bool:
        return (self.order, self.key, self.values) < (other.order, other.key, other.values)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One child as a closing kept them: to which cohorts they belonged, and what they were given.

    `given` holds a place in the order of `values`; one past them where nothing was given.
    """

    year: int
    school_class: str
    groups: tuple[str, ...]
    given: Mapping[Place, int]


def counted_in(period: Period, *, by: Viewer) -> Iterator[Counted]:
    """Each child whom a closing of the period keeps, by the latest that does.

    Not narrowed to whom the viewer may see: they are counted, not shown.
    """
    rows = {row[0]: row for row in _kept(period)}
    closed_on = {pupil: by.school.clock_at(row[3]).date() for pupil, row in rows.items()}
    last = max(closed_on.values(), default=period.ends_on)
    groups = _groups(list(rows), min(period.ends_on, last), by)
    schemes = _Schemes(
        {row.pk: row for row in SchemeVersion.objects.filter(school=by.school).order_by("-number")}
    )
    for pupil, school_class, version, _, ratings, year in rows.values():
        on = min(period.ends_on, closed_on[pupil])
        said = {(what, key): value for what, key, value, *_ in ratings}
        yield Counted(
            year=year, school_class=school_class, groups=tuple(groups[pupil]),
            given={
                place: _given(place, said) for place in schemes.places(version, year, on)
            },
        )  # fmt: skip


def _kept(period: Period) -> Iterable[Any]:
    rows = Shown.objects.filter(closure__period=period, closure__stands=True)
    return rows.order_by("closure__closed_at", "pk").values_list(
        "pupil", "closure__school_class__name", "closure__version", "closure__closed_at",
        "ratings", "picture__year",
    )  # fmt: skip


def _groups(pupils: Sequence[int], on: date, by: Viewer) -> dict[int, list[str]]:
    """The groups of a need that each belonged to on a day that will not come again."""
    found: dict[int, list[str]] = defaultdict(list)
    places = GroupPlace.objects.on(on).filter(
        group__school=by.school, group__kind__in=OF_A_NEED, pupil__in=pupils
    )
    for pupil, name in places.order_by("group__name").values_list("pupil", "group__name"):
        found[pupil].append(name)
    return found


def _given(place: Place, said: Mapping[tuple[str, str], str]) -> int:
    value = said.get((place.what, place.key))
    return place.values.index(value) if value in place.values else len(place.values)


@dataclass(frozen=True)
class _Schemes:
    """What a child of a year is judged in, asked of each version once a year and day."""

    versions: Mapping[int, SchemeVersion]  # the newest first
    known: dict[tuple[int, int, date], tuple[Place, ...]] = field(default_factory=dict)

    def places(self, version: int, year: int, on: date) -> tuple[Place, ...]:
        asked = (version, year, on)
        if asked not in self.known:
            found = _places(self.versions[version].scheme, year, on)
            self.known[asked] = tuple(replace(each, order=self._order(each)) for each in found)
        return self.known[asked]

    def _order(self, place: Place) -> tuple[int, int]:
        area = place.what == What.AREA
        for version in self.versions.values():
            things = version.scheme.areas if area else version.scheme.subjects
            keys = [thing.key for thing in things]
            if place.key in keys:
                return (0 if area else 1, keys.index(place.key))
        raise LookupError(place.key)  # the version it came from is among them


def _places(scheme: Scheme, year: int, on: date) -> Iterator[Place]:
    for area in areas_for(scheme, year, on):
        yield _place(What.AREA, area.key, area.name, scale_of(scheme, area).ratings)
    for subject in subjects_for(scheme, year, on):
        scale = attainment_for(scheme, subject.key, year)
        yield _place(What.SUBJECT, subject.key, subject.name, scale.steps if scale else ())


def _place(what: What, key: str, name: str, choices: Sequence[Rating | Step]) -> Place:
    """In the colours of paper: a period may be of several versions, and a governor has no sheet."""
    return Place(
        what=what.value, key=key, name=name, values=tuple(each.key for each in choices),
        shades=tuple(shade(each, "") for each in choices), order=(0, 0),
    )  # fmt: skip


def waiting_for(period: Period, *, by: Viewer) -> list[str]:
    """The classes, by name, that have somebody to judge and are not closed."""
    version = SchemeVersion.objects.filter(school=by.school).on(period.ends_on).first()
    if version is None:
        return []
    on = min(by.today, period.ends_on)
    shut = Closure.objects.filter(period=period, stands=True).values("school_class")
    places = Enrolment.objects.on(on).filter(school_class__year=period.year_id)
    there = places.exclude(school_class__in=shut).select_related("pupil", "school_class")
    began, scheme = period.year.starts_on, version.scheme
    years = [
        (place.school_class.name, place.pupil.year_in(began))
        for place in there.order_by("school_class__name")
    ]
    judged = (
        name for name, year in years if period.concerns(year) and any(_places(scheme, year, on))
    )
    return list(dict.fromkeys(judged))
