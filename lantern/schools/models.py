"""Trusts, schools and their own calendars."""

import uuid
import zoneinfo
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F, Q
from django.db.models.deletion import Collector
from django.utils import timezone

from lantern.schools.rules import Closed, Dates, Window
from lantern.schools.rules.year_groups import concerns, in_words


def moment_in(time_zone: str) -> datetime:
    """This moment by a zone's clock; the demo's pretend day at the real time of day."""
    moment = timezone.now().astimezone(zoneinfo.ZoneInfo(time_zone))
    pretend: date | None = settings.PRETEND_TODAY
    if pretend is None:
        return moment
    return moment.replace(year=pretend.year, month=pretend.month, day=pretend.day)


class Trust(models.Model):
    """Schools that are run together; a pretend one is the demo's."""

    name = models.CharField(max_length=200, unique=True)
    pretend = models.BooleanField(default=False)

    class Privacy:
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "name", "pretend"}

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """One school; `key` is its word in addresses and commands."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="+")
    urn = models.CharField(
        max_length=6, blank=True, validators=[RegexValidator(r"^\d{6}$", "A URN has six digits.")]
    )
    la_number = models.CharField(
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^\d{3}$", "An LA number has three digits.")],
    )
    establishment_number = models.CharField(
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^\d{4}$", "An establishment number has four digits.")],
    )
    time_zone = models.CharField(max_length=60, default="Europe/London")
    own_classes_only = models.BooleanField(
        default=False, help_text="Teachers and assistants see only their own classes and mentees."
    )
    taken = models.JSONField(
        default=list, blank=True,
        help_text="What roles may not do here though the table lets them, as accounts.rules says.",
    )  # fmt: skip
    second_factor = models.BooleanField(
        default=True, help_text="Its staff show more than a password before they see anything."
    )

    lock_after = models.PositiveSmallIntegerField(
        default=10, validators=[MaxValueValidator(120)],
        help_text="Minutes without a key or a touch; 0 for never.",
    )  # fmt: skip

    set_up_at = models.DateTimeField(
        null=True, blank=True, help_text="When a leader said that it is set up."
    )
    set_up_by = models.CharField(max_length=200, blank=True)

    photographs_at = models.DateTimeField(
        null=True, blank=True, help_text="When a leader chose to keep photographs of children."
    )
    photographs_by = models.CharField(max_length=200, blank=True)

    class Privacy:
        personal: ClassVar = {"set_up_at", "set_up_by", "photographs_at", "photographs_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "ref", "key", "name", "trust", "urn", "la_number", "establishment_number",
            "time_zone", "own_classes_only", "taken", "second_factor", "lock_after",
        }  # fmt: skip

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(set_up_at=None, set_up_by="")
                | (Q(set_up_at__isnull=False) & ~Q(set_up_by="")),
                name="school_set_up_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(photographs_at=None, photographs_by="")
                | (Q(photographs_at__isnull=False) & ~Q(photographs_by="")),
                name="photographs_chosen_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def keeps_photographs(self) -> bool:
        """Whether a leader chose to keep photographs of children; none are kept otherwise."""
        return self.photographs_at is not None

    def now(self) -> datetime:
        """This moment on the school's own clock; the demo's pretend day at the real time of day."""
        return moment_in(self.time_zone)

    def clock_at(self, moment: datetime) -> datetime:
        """A moment that was kept, by the school's own clock."""
        return moment.astimezone(zoneinfo.ZoneInfo(self.time_zone))

    def midnight_after(self, on: date) -> datetime:
        """The moment at which a day is over by the school's own clock."""
        zone = zoneinfo.ZoneInfo(self.time_zone)
        return datetime.combine(on + timedelta(days=1), time.min, tzinfo=zone)


class Spanned(models.Model):
    """Something with a first and a last day, both counted in."""

    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="%(class)s_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dates(self) -> Dates:
        """The span as a plain value."""
        return Dates(name=self.name, starts_on=self.starts_on, ends_on=self.ends_on)


class AcademicYear(Spanned):
    """A school's year, usually 1 September to 31 August."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")

    class Privacy:
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "school", "name", "starts_on", "ends_on"}

    class Meta(Spanned.Meta):
        ordering: ClassVar = ["starts_on"]
        constraints: ClassVar = [
            *Spanned.Meta.constraints,
            models.UniqueConstraint(fields=["school", "name"], name="year_named_once_a_school"),
        ]
        indexes: ClassVar = [models.Index(fields=["school", "starts_on"], name="years_of_a_school")]


class Term(Spanned):
    """A term, numbered within its year from 1."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Privacy:
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "year", "number", "name", "starts_on", "ends_on"}

    class Meta(Spanned.Meta):
        ordering: ClassVar = ["starts_on"]
        constraints: ClassVar = [
            *Spanned.Meta.constraints,
            models.UniqueConstraint(fields=["year", "number"], name="term_numbered_once_a_year"),
        ]


class HalfTerm(Spanned):
    """A half term of a term, numbered within its year from 1."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Privacy:
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "term", "number", "name", "starts_on", "ends_on"}

    class Meta(Spanned.Meta):
        ordering: ClassVar = ["starts_on"]
        constraints: ClassVar = [
            *Spanned.Meta.constraints,
            models.UniqueConstraint(
                fields=["term", "number"], name="half_term_numbered_once_a_term"
            ),
        ]


class ClosedDay(models.Model):
    """A weekday within term on which the school is shut to children, all day or for one session."""

    class Why(models.TextChoices):
        INSET = "inset", "INSET day"
        HOLIDAY = "holiday", "Bank holiday"
        PLANNED = "planned", "Planned closure"
        UNPLANNED = "unplanned", "Unplanned closure"

    class Part(models.TextChoices):
        ALL = "all", "All day"
        MORNING = "am", "Morning"
        AFTERNOON = "pm", "Afternoon"

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    on = models.DateField()
    part = models.CharField(max_length=3, choices=Part.choices, default=Part.ALL)
    why = models.CharField(max_length=9, choices=Why.choices)
    name = models.CharField(max_length=60, blank=True)

    class Privacy:
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "school", "on", "part", "why", "name"}

    class Meta:
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["school", "on", "part"], name="closed_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_why_display()}"

    @property
    def closed(self) -> Closed:
        """The day as a plain value."""
        return Closed(on=self.on, why=self.why, name=self.name, part=self.part)


class PeriodQuerySet(models.QuerySet["Period"]):
    def of_school(self, school: School) -> "PeriodQuerySet":
        """The school's review periods, oldest first, ready to be made into windows."""
        return self.filter(year__school=school).select_related("year", "term", "half_term")

    def begun(self, on: date) -> "PeriodQuerySet":
        """Those that have opened by a day."""
        return self.filter(starts_on__lte=on)


class Period(Spanned):
    """A review period: a half term, a term, or free dates. It opens by its first day (000-5).

    `years` are the year groups whose calendar it belongs to, in order; none of them means all. A
    child is in the periods of their own year group, whichever class they are in (decision 28).
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    term = models.ForeignKey(Term, models.PROTECT, related_name="+")
    half_term = models.ForeignKey(HalfTerm, models.PROTECT, related_name="+")
    years = models.JSONField(default=list, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Privacy:
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {
            "id", "ref", "year", "term", "half_term", "years", "name", "starts_on", "ends_on",
        }  # fmt: skip

    class Meta(Spanned.Meta):
        ordering: ClassVar = ["starts_on"]
        constraints: ClassVar = [
            *Spanned.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "starts_on", "years"], name="period_starts_once_a_day"
            ),
        ]

    @property
    def label(self) -> str:
        """Its name, and of whom it is where it is not of everyone: Autumn 2 · Year 6."""
        return " · ".join(part for part in (self.name, in_words(self.years)) if part)

    def concerns(self, year: int) -> bool:
        """Whether children of a year group are in it."""
        return concerns(self.years, year)

    @property
    def is_used(self) -> bool:
        """Whether anything was judged, closed or printed in it: all of that protects it."""
        try:
            Collector(using=DEFAULT_DB_ALIAS).collect([self])
        except models.ProtectedError:
            return True
        return False

    @property
    def window(self) -> Window:
        """The period as a plain value, with the spans it lies in."""
        return Window(
            name=self.name,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            half_term_since=self.half_term.starts_on,
            term_since=self.term.starts_on,
            year_since=self.year.starts_on,
            term_number=self.term.number,
        )
