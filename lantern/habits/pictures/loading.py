"""A kept file as it is understood now, what was loaded lately, and which registers are missing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Max

from lantern.accounts.models import Viewer
from lantern.habits.models import AttendanceMark, AttendanceTotal
from lantern.habits.pictures.alike import Folded, folded
from lantern.habits.pictures.beneath import ClosedPeriod, closed_beneath
from lantern.habits.pictures.calendar import calendar_of
from lantern.habits.pictures.gathering import Told, told_by
from lantern.habits.pictures.preview import Preview, preview
from lantern.habits.pictures.week import scheme_of_week
from lantern.habits.reading import (
    LABELS,
    Columns,
    Field,
    FileTrouble,
    Span,
    Table,
    columns_of,
    days_needed,
    headings_key,
    read_attendance,
    remembered,
    span_of,
    tell,
    to_remember,
)
from lantern.habits.rules import MORNING
from lantern.roster.models import Pupil, Upload
from lantern.roster.models.uploads import DONE
from lantern.roster.rules import in_words
from lantern.roster.rules.years import academic_year_of
from lantern.schemes.rules import in_scope
from lantern.schools.models import School
from lantern.schools.rules import Dates, week_of

KIND = "attendance"
LATELY, FEW = 10, 3
NO_DAYS = {
    ("since",): "The file does not say which days it is of: give the first day that it covers.",
    ("since", "until"): "The file does not say which days it counts: give its first and last day.",
}
CHOSEN_BY_HAND = "columns"  # what a mapping holds once a person has chosen what each column is


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnShown:
    """One column of a file: its heading, its first filled cell, and what it is taken for."""

    place: int
    heading: str
    sample: str
    field: Field
    label: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Remembered:
    """The file from which columns are known: its name, when and by whom it was loaded."""

    name: str
    at: datetime
    by: str
    kept: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A file and what it says; when it says nothing, `trouble` says why not.

    `needs` are the days, by their fields in the form, without which no row of it says anything.
    `headings` and `kept` are how the next file of its kind will be known and read, `remembered` the
    file from which its own columns are known.
    """

    columns: tuple[ColumnShown, ...]
    span: Span
    notes: tuple[str, ...] = ()
    told: Told | None = None
    trouble: str = ""
    needs: tuple[str, ...] = ()
    headings: str = ""
    kept: tuple[str, ...] = ()
    remembered: Remembered | None = None

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings of the columns of which nothing is read."""
        return tuple(shown.heading for shown in self.columns if shown.field is Field.IGNORE)

    @property
    def taken(self) -> dict[str, str]:
        """What is read, each with the headings it is read from; of many the first and the last."""
        found: dict[str, list[str]] = {}
        for shown in self.columns:
            if shown.field is not Field.IGNORE:
                found.setdefault(shown.label, []).append(f"“{shown.heading}”")
        return {label: _in_few(headings) for label, headings in found.items()}

    @cached_property
    def preview(self) -> Preview | None:
        """What it would do, against what stood when this was first asked."""
        return preview(self.told) if self.told else None

    @cached_property
    def folded(self) -> Folded | None:
        """The same as it is read: what is said of many children stands once."""
        return folded(self.preview.children) if self.preview else None

    @cached_property
    def closed(self) -> tuple[ClosedPeriod, ...]:
        """The closed periods beneath which it would be written."""
        if self.preview is None or self.told is None:
            return ()
        return closed_beneath(self.preview.children, self.told.calendar)


def _in_few(headings: list[str]) -> str:
    if len(headings) <= FEW:
        return ", ".join(headings)
    return f"{headings[0]} to {headings[-1]}, {len(headings)} columns"


def understood(upload: Upload, viewer: Viewer) -> Understood:
    """A file as its columns are chosen now. A large one takes seconds: let no transaction wait."""
    span = _span(upload)
    try:
        table = read_attendance(bytes(upload.content), upload.name, on=viewer.today)
    except FileTrouble as trouble:  # it was readable when it was kept
        return Understood(columns=(), span=span, trouble=str(trouble))
    key = headings_key(table, on=viewer.today)
    before = None if CHOSEN_BY_HAND in upload.mapping else _remembered(key, viewer.school)
    kept = remembered(table, before.kept, on=viewer.today) if before else _chosen(upload)
    columns = columns_of(table, kept, on=viewer.today)
    titled = span_of(table, span, on=viewer.today)
    found = Understood(
        columns=tuple(_columns(table, columns)), span=span, headings=key, remembered=before,
        notes=(*table.notes, *_titled(titled, span)),
        kept=tuple(to_remember(table, columns, on=viewer.today)),
    )  # fmt: skip
    try:
        lines = tell(table, columns, titled, on=viewer.today)
    except FileTrouble as trouble:
        return replace(found, trouble=str(trouble))
    if needed := days_needed(lines):
        return replace(found, trouble=NO_DAYS[needed], needs=needed)
    return replace(found, told=told_by(lines, viewer))


def _remembered(key: str, school: School) -> Remembered | None:
    """The last file with these headings that anyone of the school loaded."""
    files = Upload.objects.filter(school=school, kind=KIND, mapping__has_key=DONE)
    alike = files.filter(mapping__headings=key).defer("content").select_related("uploaded_by")
    last = alike.order_by("-uploaded_at", "-pk").first()
    if last is None:
        return None
    kept = tuple(last.mapping["kept"])
    return Remembered(name=last.name, at=last.uploaded_at, by=last.uploaded_by.name, kept=kept)


def _titled(titled: Span, given: Span) -> Iterable[str]:
    if titled == given or titled.since is None:
        return
    days = [in_words(day) for day in (titled.since, titled.until) if day]
    yield f"Its title says its days: {' to '.join(days)}."


def _span(upload: Upload) -> Span:
    since, until = (upload.mapping.get(name) for name in ("since", "until"))
    return Span(
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )


def _chosen(upload: Upload) -> dict[int, Field]:
    chosen = upload.mapping.get(CHOSEN_BY_HAND, {})
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
    marked = frozenset(place for place in places if not calendar.is_shut(*place))
    due = [place for place in calendar.sessions(half, viewer.today) if place[0] < viewer.today]
    missing = [place for place in due if place not in marked]
    return Registers(
        half=half,
        marked=len(marked),
        missing=tuple(_by_day(missing)),
        totals=_totals(viewer, half.starts_on),
    )


def _totals(viewer: Viewer, since: date) -> TotalsLoaded | None:
    """Of the children here today whom the scheme is for; of several totals the last counts."""
    here = _asked_of(viewer)
    totals = AttendanceTotal.objects.standing().filter(pupil__in=here, starts_on=since)
    last = totals.order_by().values("pupil").annotate(last=Max("ends_on"))
    days = Counter(last.values_list("last", flat=True))
    if not days:
        return None
    until = max(days)
    earlier = days.total() - days[until]
    return TotalsLoaded(until=until, children=days[until], earlier=earlier, on_roll=len(here))


def _asked_of(viewer: Viewer) -> list[int]:
    """Everyone on the roll before any scheme is adopted."""
    scheme = scheme_of_week(viewer.school, week_of(viewer.today))
    began = academic_year_of(viewer.today)
    return [
        child.pk
        for child in Pupil.objects.visible_to(viewer).on_roll(viewer.today)
        if scheme is None or in_scope(scheme, child.year_of(began))
    ]


def _by_day(missing: Iterable[tuple[date, str]]) -> Iterable[MissingDay]:
    by_day: dict[date, list[str]] = {}
    for on, session in missing:
        by_day.setdefault(on, []).append("morning" if session == MORNING else "afternoon")
    return (MissingDay(on=on, which=" and ".join(halves)) for on, halves in by_day.items())
