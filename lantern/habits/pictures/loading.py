"""A kept file as it is understood now, what was loaded lately, and which registers are missing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Max

from lantern.accounts.models import Viewer
from lantern.habits.models import AttendanceMark, AttendanceTotal
from lantern.habits.pictures.calendar import calendar_of
from lantern.habits.pictures.gathering import Told, told_by
from lantern.habits.pictures.preview import Preview, preview
from lantern.habits.reading import (
    LABELS,
    Columns,
    Field,
    FileTrouble,
    Span,
    Table,
    columns_of,
    read_attendance,
    tell,
)
from lantern.habits.rules import MORNING
from lantern.roster.models import Pupil, Upload
from lantern.roster.models.uploads import DONE
from lantern.schools.rules import Dates

KIND = "attendance"
LATELY = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnShown:
    """One column of a file: its heading, its first filled cell, and what it is taken for."""

    place: int
    heading: str
    sample: str
    field: Field
    label: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A file and what it says; when it says nothing, `trouble` says why not."""

    columns: tuple[ColumnShown, ...]
    span: Span
    notes: tuple[str, ...] = ()
    told: Told | None = None
    trouble: str = ""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings of the columns of which nothing is read."""
        return tuple(shown.heading for shown in self.columns if shown.field is Field.IGNORE)

    @cached_property
    def preview(self) -> Preview | None:
        """What it would do, against what stood when this was first asked."""
        return preview(self.told) if self.told else None


def understood(upload: Upload, viewer: Viewer) -> Understood:
    """A file as its columns are chosen now. A large one takes seconds: let no transaction wait."""
    span = _span(upload)
    try:
        table = read_attendance(bytes(upload.content), upload.name, on=viewer.today)
    except FileTrouble as trouble:  # it was readable when it was kept
        return Understood(columns=(), span=span, trouble=str(trouble))
    columns = columns_of(table, _chosen(upload), on=viewer.today)
    shown = tuple(_columns(table, columns))
    try:
        lines = tell(table, columns, span, on=viewer.today)
    except FileTrouble as trouble:
        return Understood(columns=shown, span=span, notes=table.notes, trouble=str(trouble))
    told = told_by(lines, viewer)
    return Understood(columns=shown, span=span, notes=table.notes, told=told)


def _span(upload: Upload) -> Span:
    since, until = (upload.mapping.get(name) for name in ("since", "until"))
    return Span(
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )


def _chosen(upload: Upload) -> dict[int, Field]:
    chosen = upload.mapping.get("columns", {})
    return {int(place): Field(field) for place, field in chosen.items()}


def _columns(table: Table, columns: Columns) -> Iterable[ColumnShown]:
    """Columns with nothing in them and no heading are not worth a word."""
    for place, column in columns.by_place.items():
        cells = (str(row.cells[place]) for row in table.rows if row.cells[place] is not None)
        sample = next(cells, "")
        if not sample and not table.header[place]:
            continue
        yield ColumnShown(
            place=place,
            heading=table.header[place] or f"Column {place + 1}",
            sample=sample,
            field=column.field,
            label=LABELS[column.field],
            choices=tuple(_choices(column.field)),
        )


def _choices(field: Field) -> Iterable[tuple[str, str]]:
    return ((f.value, words) for f, words in LABELS.items() if f in (field, *CHOSEN))


CHOSEN = tuple(field for field in Field if field is not Field.DAY)


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """A file that was loaded: its name, when and by whom, and what it wrote."""

    ref: UUID
    name: str
    at: datetime
    by: str
    added: int
    changed: int


def loaded_lately(viewer: Viewer) -> list[Loaded]:
    """The last ten files that anyone of the school loaded, newest first."""
    files = Upload.objects.filter(school=viewer.school, kind=KIND, mapping__has_key=DONE)
    newest = files.defer("content").select_related("uploaded_by").order_by("-uploaded_at")
    return [
        Loaded(
            ref=file.ref,
            name=file.name,
            at=file.uploaded_at,
            by=file.uploaded_by.name,
            added=file.mapping[DONE]["added"],
            changed=file.mapping[DONE]["changed"],
        )
        for file in newest[:LATELY]
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingDay:
    """A school day on which a register has no mark of any child."""

    on: date
    which: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TotalsLoaded:
    """The latest day of any child's total, of how many it is, and of how many on the roll.

    `earlier` is how many have a total that ends on an earlier day.
    """

    until: date
    children: int
    earlier: int
    on_roll: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Registers:
    """This half term's registers up to yesterday, and what totals there are."""

    half: Dates | None
    marked: int = 0
    missing: tuple[MissingDay, ...] = ()
    totals: TotalsLoaded | None = None


def registers(viewer: Viewer) -> Registers:
    """Which sessions of the half term have no mark at all; today's may still come in."""
    calendar = calendar_of(viewer.school)
    half = calendar.half_of(viewer.today)
    if half is None:
        return Registers(half=None)
    children = Pupil.objects.visible_to(viewer)
    told = AttendanceMark.objects.standing().filter(
        pupil__in=children, on__gte=half.starts_on, on__lte=viewer.today
    )
    places = told.values_list("on", "session").distinct()
    marked = frozenset(place for place in places if place not in calendar.closed)
    due = [place for place in calendar.sessions(half, viewer.today) if place[0] < viewer.today]
    missing = [place for place in due if place not in marked]
    return Registers(
        half=half,
        marked=len(marked),
        missing=tuple(_by_day(missing)),
        totals=_totals(viewer, half.starts_on),
    )


def _totals(viewer: Viewer, since: date) -> TotalsLoaded | None:
    """Of the children here today; a child with several totals counts with the last of them."""
    here = Pupil.objects.visible_to(viewer).on_roll(viewer.today)
    totals = AttendanceTotal.objects.standing().filter(pupil__in=here, starts_on=since)
    last = totals.order_by().values("pupil").annotate(last=Max("ends_on"))
    days = Counter(last.values_list("last", flat=True))
    if not days:
        return None
    until = max(days)
    earlier = days.total() - days[until]
    return TotalsLoaded(until=until, children=days[until], earlier=earlier, on_roll=here.count())


def _by_day(missing: Iterable[tuple[date, str]]) -> Iterable[MissingDay]:
    by_day: dict[date, list[str]] = {}
    for on, session in missing:
        by_day.setdefault(on, []).append("morning" if session == MORNING else "afternoon")
    return (MissingDay(on=on, which=" and ".join(halves)) for on, halves in by_day.items())
