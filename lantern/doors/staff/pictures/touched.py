"""Which children a note touched that is about their class or the whole school.

Such a note names no child, so that judging a class costs no more than one line. Who was touched is
found when someone asks: by what was judged, by what was kept on closing, and by who was there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from lantern.accounts.models import Viewer
from lantern.audit.models import Note, NoteQuerySet
from lantern.judgements.models import Judgement, Voice, What
from lantern.reviews.models import Shown
from lantern.roster.models import Enrolment, Pupil
from lantern.schemes.models import SchemeVersion
from lantern.schemes.rules import find, rating, step

ONE_CELL, MANY_CELLS = "judged", "judged many"
OF_A_CLASS = "class profiles printed"
OF_THE_SCHOOL = ("school print asked for", "profiles printed by command")
FOR_NOW = date(9999, 12, 30)


def touching(rows: NoteQuerySet, pupils: Sequence[Pupil], by: Viewer, *, most: int) -> list[int]:
    """The numbers of the latest notes about children, and about more that touched one of them.

    Each kind is found by an index of its own and put together then: asked by one long "or",
    either database rather reads a school's notes from the latest to the first.
    """
    own = [Q(about=str(pupil.ref)) for pupil in pupils]
    many = [rows.filter(each)[:most] for each in (*own, *_judging(pupils, by))]
    few = [rows.filter(each).order_by() for each in (_closing(pupils, by), *_prints(pupils, by))]
    first, *others = (_places(each) for each in (*many, *few))
    return [pk for _, pk in first.union(*others).order_by("-at", "-pk")[:most]]


def _places(rows: NoteQuerySet) -> QuerySet[Note, tuple[datetime, int]]:
    """Where notes stand in the list; asked around them, as SQLite joins no lists that are cut."""
    return Note.objects.filter(pk__in=rows.values("pk")).values_list("at", "pk")


def _closing(pupils: Sequence[Pupil], by: Viewer) -> Q:
    """What was done to a review of which some child's profile was kept."""
    theirs = Shown.objects.visible_to(by).filter(pupil__in=pupils)
    closed = theirs.values_list("closure__ref", flat=True).distinct()
    return Q(about__in=[str(ref) for ref in closed])


def _judging(pupils: Sequence[Pupil], by: Viewer) -> Iterator[Q]:
    """Whoever judged a child did so in that very moment; others may have judged others in it."""
    told = Judgement.objects.visible_to(by).filter(pupil__in=pupils).order_by()
    moments: dict[int, list[datetime]] = defaultdict(list)
    for who, at in told.values_list("recorded_by", "recorded_at").distinct():
        moments[who].append(at)
    for who, ats in moments.items():
        yield Q(did=MANY_CELLS, user=who, at__in=ats)


def _prints(pupils: Sequence[Pupil], by: Viewer) -> tuple[Q, Q]:
    """Those of a class while any of the children was in it; of the school while one was here."""
    in_it = here = Q(pk__in=[])
    for school_class, since, until in _stays(pupils):
        then = Q(at__gte=_midnight(since, by), at__lt=_midnight(until + DAY, by))
        in_it |= Q(about=str(school_class)) & then
        here |= then
    return Q(did=OF_A_CLASS) & in_it, Q(did__in=OF_THE_SCHOOL) & here


def _stays(pupils: Sequence[Pupil]) -> Sequence[tuple[UUID, date, date]]:
    """In which class any of the children was, from which day to which without a break."""
    there = Enrolment.objects.filter(pupil__in=pupils).order_by("school_class", "starts_on", "pk")
    found: list[tuple[UUID, date, date]] = []
    for school_class, first, last in there.values_list(
        "school_class__ref", "starts_on", Coalesce("ends_on", FOR_NOW)
    ):
        since, until = first, last
        if found and found[-1][0] == school_class and first <= found[-1][2] + DAY:
            _, since, before = found.pop()
            until = max(before, last)
        found.append((school_class, since, until))
    return found


DAY = timedelta(days=1)


def _midnight(on: date, by: Viewer) -> datetime:
    return datetime.combine(on, time.min, tzinfo=by.now.tzinfo)


Lines = Mapping[tuple[datetime, int | None], Sequence[str]]


def judged_in(rows: Iterable[Note], pupils: Sequence[Pupil], by: Viewer) -> Lines:
    """What was judged of some children in the moments of these notes, by moment and person."""
    moments = [row.at for row in rows if row.did in (ONE_CELL, MANY_CELLS)]
    told = Judgement.objects.visible_to(by).filter(pupil__in=pupils, recorded_at__in=moments)
    found: dict[tuple[datetime, int | None], list[str]] = defaultdict(list)
    if not moments or not pupils:
        return found
    words = _Words.of(by)
    for row in told.select_related("pupil", "period__year", "supersedes").order_by("pk"):
        found[row.recorded_at, row.recorded_by_id].append(words.said(row))
    return found


@dataclass(frozen=True)
class _Words:
    """What the school's schemes call their areas, subjects and values."""

    versions: Mapping[int, SchemeVersion]

    @classmethod
    def of(cls, by: Viewer) -> "_Words":
        return cls({version.pk: version for version in SchemeVersion.objects.visible_to(by)})

    def said(self, row: Judgement) -> str:
        """Maya Brook, Mathematics: SECURE; it was BEGINNING (Mentor, Autumn 2)."""
        was = cast(Judgement | None, row.supersedes)
        becomes = self._value(row) if row.value else "taken back"
        before = f"; it was {self._value(was)}" if was and was.value else ""
        whose = f"{Voice(row.voice).label}, {row.period.name}"
        return f"{row.pupil.name}, {self._name(row)}: {becomes}{before} ({whose})"

    def _name(self, row: Judgement) -> str:
        scheme = self.versions[row.version_id].scheme
        if row.what == What.AREA:
            area = find(scheme.areas, row.key)
            return area.name if area else row.key
        subject = find(scheme.subjects, row.key)
        return subject.name if subject else row.key

    def _value(self, row: Judgement) -> str:
        scheme = self.versions[row.version_id].scheme
        if row.value == Judgement.NOT_RATED:
            return scheme.words.not_rated
        if row.what == What.AREA:
            found = rating(scheme, row.key, row.value)
            return found.name if found else row.value
        year = row.pupil.year_in(row.period.year.starts_on)
        reached = step(scheme, row.key, year, row.value)
        return reached.name if reached else row.value
