"""What the database is asked about every class of a period: as much for fourteen as for one."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast  # the rows of a question have no types
from uuid import UUID

from django.db.models import Case, Q, QuerySet, TextField, Value, When

from lantern.accounts.models import Shape, anyone
from lantern.judgements.models import Judgement, Voice
from lantern.prepared import LINE, Among, Lines, Prepared, given_day, given_row
from lantern.reviews.models import Closure, Shown
from lantern.roster.models import ClassStaff, Enrolment, Pupil, SchoolClass
from lantern.roster.models.dated import not_over_on
from lantern.roster.pictures.placed import COLUMNS, Placements, by_child, rows_of


@Prepared
def classes(shape: Shape) -> QuerySet[SchoolClass]:
    """The classes of a year that a person sees, each with whether they work in it."""
    by = anyone(shape)
    there = SchoolClass.objects.visible_to(by).with_rights(by)
    return there.filter(year=given_row("year")).order_by()


@Prepared
def placed(shape: Shape) -> QuerySet[Any, Any]:
    """The year's placements of whoever was in one of its classes in a period, for `by_child`.

    A child's ref leads nowhere on this page, and is not read.
    """
    there = Enrolment.objects.filter(
        _still("since"), school_class__year=given_row("year"), starts_on__lte=given_day("until")
    )
    pupils = Pupil.objects.visible_to(anyone(shape)).filter(pk__in=there.values("pupil"))
    rows = rows_of(pupils).filter(_still("began"))
    return rows.values_list(*(column for column in COLUMNS if column != "pupil__ref"))


def placements(rows: Iterable[tuple[Any, ...]]) -> dict[int, Placements]:
    """Each child's placements, as `by_child` makes them."""
    return by_child((*row[:REF], NO_REF, *row[REF:]) for row in rows)


REF, NO_REF = COLUMNS.index("pupil__ref"), UUID(int=0)


def _still(since: str) -> Q:
    return not_over_on(cast(date, given_day(since)))


@Prepared
def leads() -> QuerySet[Any, Any]:
    """The class teachers of a year's classes on a day."""
    there = ClassStaff.objects.on(cast(date, given_day("on"))).filter(lead=True)
    rows = there.filter(school_class__year=given_row("year")).order_by("starts_on", "pk")
    return rows.values_list("school_class", "member__user__name")


@Prepared
def closures() -> QuerySet[Any, Any]:
    """What is closed of a period."""
    rows = Closure.objects.filter(period=given_row("period"), stands=True)
    return rows.values_list("school_class", "ref", "closed_at", "closed_by__name")


@Prepared
def kept() -> QuerySet[Any, Any]:
    """Whom those closings keep, by class, and how much of them was too early to say."""
    rows = Shown.objects.filter(closure__period=given_row("period"), closure__stands=True)
    return rows.values_list("closure__school_class", "pupil", "early")


Decision = tuple[str, bool]  # a rating's or a step's key, and whether a reason was given
Place = tuple[str, str]  # what and key


def decisions(pupils: Sequence[int], period: int) -> dict[int, dict[Place, Decision]]:
    """What an adult has decided of each child: what was agreed wins over the mentor's view."""
    found: dict[int, dict[Place, Decision]] = {pupil: {} for pupil in pupils}
    for pupil, lines in _decided(pupils=pupils, period=period):
        said = found[pupil]
        for place, decision, is_agreed in map(_read, lines.split(LINE)):
            if is_agreed or place not in said:
                said[place] = decision
    return found


@Prepared
def _decided() -> QuerySet[Any, Any]:
    """A row a child, as thousands take longer to fetch than to be found: keys have no spaces."""
    rows = Judgement.objects.filter(
        Among("pupil_id", "pupils"), period=given_row("period"), stands=True,
        voice__in=[Voice.MENTOR, Voice.AGREED],
    ).exclude(value="")  # fmt: skip
    given = Case(When(reason="", then=Value("")), default=Value("given"))
    lines = Lines("what", "key", "voice", "value", given, output_field=TextField())
    return rows.order_by().values_list("pupil").annotate(lines=lines)


@lru_cache(maxsize=4096)  # a few hundred, each said thousands of times
def _read(line: str) -> tuple[Place, Decision, bool]:
    """Where it was decided, what, and whether it was agreed."""
    what, key, voice, value, given = line.split(" ")
    return (what, key), (value, bool(given)), voice == Voice.AGREED
