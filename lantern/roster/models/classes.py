"""Classes, who is in them, who works in them, and who mentors whom."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import ExtractYear

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models.away import StaffAbsence
from lantern.roster.models.dated import Dated, DatedQuerySet, on_day
from lantern.roster.rules.sharing import weekdays_told
from lantern.schools.models import AcademicYear, School


class SchoolClassQuerySet(models.QuerySet["SchoolClass"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The classes whose children this person may see."""
        if not viewer.may(Can.SEE_CHILDREN):
            return self.none()
        here = self.filter(school=viewer.school)
        return here.filter(worked_in_by(viewer)) if viewer.own_classes_only else here

    def named_to(self, viewer: Viewer) -> Self:
        """Those of which this person may see what the children are called, and maybe no more."""
        if viewer.may(Can.SEE_CHILDREN) or not viewer.may(Can.SEE_NAMES):
            return self.visible_to(viewer)
        return self.filter(worked_in_by(viewer), school=viewer.school)

    def in_year_of(self, on: date) -> Self:
        """Those of the academic year that holds the day."""
        return self.filter(year__starts_on__lte=on, year__ends_on__gte=on)

    def youngest_first(self, on: date) -> Self:
        """By the youngest year group by age that each has on a day, then by name; empty last."""
        here = Enrolment.objects.on(on).filter(school_class=OuterRef("pk"), pupil__years_apart=0)
        born = here.order_by("-pupil__born_on").values("pupil__born_on")[:1]
        later = Case(When(youngest__month__gte=9, then=1), default=0)  # standards 7: 31 August
        known = self.annotate(youngest=Subquery(born))
        cohorts = known.annotate(cohort=ExtractYear("youngest") + later)
        return cohorts.order_by(F("cohort").desc(nulls_last=True), "name")

    def with_rights(self, viewer: Viewer) -> Self:
        """Each with `own`: whether this person works in it today."""
        return self.annotate(own=worked_in_by(viewer))


class SchoolClass(models.Model):
    """A class of one academic year; it may hold several year groups."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)

    objects = SchoolClassQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "year", "name"}

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "name"], name="class_named_once_a_year")
        ]

    def __str__(self) -> str:
        return self.name


class ClassStaffQuerySet(DatedQuerySet["ClassStaff"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Who works in the classes that this person may see."""
        return self.filter(school_class__in=SchoolClass.objects.visible_to(viewer))

    def mentoring(self, on: date) -> Self:
        """The class teachers of a day who are not away for long on it, the mentor first.

        The first mentors each child of the class who has no mentor of their own (001-16).
        """
        away = StaffAbsence.objects.on(on).filter(member=OuterRef("member"))
        here = self.on(on).filter(~Exists(away), lead=True)
        return here.order_by("-mentors", "starts_on", "pk")

    def missed(self, on: date) -> Self:
        """The class teachers of classes all of whose teachers are away on a day, mentors first."""
        others = ClassStaff.objects.mentoring(on).filter(school_class=OuterRef("school_class"))
        there = self.on(on).filter(~Exists(others), lead=True)
        return there.order_by("-mentors", "starts_on", "pk")


class ClassStaff(Dated):
    """An adult works in a class from a day; `lead` is its class teacher.

    Of class teachers who share it one may be said to mentor its children. `weekdays` are the days
    of one of them, 1 Monday to 5 Friday; all of them where it is empty.
    """

    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    lead = models.BooleanField(default=False)
    mentors = models.BooleanField(default=False)
    weekdays = models.CharField(max_length=5, blank=True)

    objects = ClassStaffQuerySet.as_manager()

    class Privacy:
        within = "school_class"
        personal: ClassVar = {"member", "starts_on", "ends_on", "lead", "mentors", "weekdays"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "school_class"}

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["school_class", "member"],
                condition=Q(ends_on=None),
                name="works_in_a_class_once",
            ),
            models.UniqueConstraint(
                fields=["school_class"],
                condition=Q(ends_on=None, mentors=True),
                name="one_class_teacher_mentors",
            ),
            models.CheckConstraint(
                condition=Q(lead=True) | Q(mentors=False, weekdays=""),
                name="class_teachers_share_a_class",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.school_class_id}"

    @property
    def days(self) -> str:
        """Their days of the week in words; nothing for every day."""
        return weekdays_told(self.weekdays)

    def teaches_on(self, day: date) -> bool:
        """Whether it is one of their days of the week."""
        return not self.weekdays or str(day.isoweekday()) in self.weekdays


def worked_in_by(viewer: Viewer, outer: str = "pk") -> Exists:
    """Whether the viewer works in the class today; in one of another year nobody does."""
    staff = ClassStaff.objects.on(viewer.today).filter(
        member=viewer.member,
        school_class__year__starts_on__lte=viewer.today,
        school_class__year__ends_on__gte=viewer.today,
    )
    return Exists(staff.filter(school_class=OuterRef(outer)))


class EnrolmentQuerySet(DatedQuerySet["Enrolment"]):
    def in_classes_of(self, viewer: Viewer) -> Self:
        """Those in a class that this person works in today."""
        return self.filter(worked_in_by(viewer, "school_class"))


class Enrolment(Dated):
    """A child is in a class from a day; a child in no class is not on roll."""

    pupil = models.ForeignKey("roster.Pupil", models.PROTECT, related_name="+")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")

    objects = EnrolmentQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {"school_class", "starts_on", "ends_on"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "pupil"}

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(ends_on=None), name="in_one_class_at_a_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["school_class", "starts_on", "ends_on", "pupil"], name="in_class")
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} in {self.school_class_id}"


class MentoringQuerySet(DatedQuerySet["Mentoring"]):
    """Who mentors whom."""

    def to_give_on(self, on: date) -> Self:
        """Those that end because the mentor leaves, or left, where nobody said who comes next.

        Also those that hold though the mentor is away for long, until the child is given on.
        Only of children who are on roll that day, and not of one whom another mentors since.
        """
        others = Mentoring.objects.filter(pupil=OuterRef("pupil"))
        later = others.filter(
            Q(starts_on__gt=OuterRef("starts_on"))
            | Q(starts_on=OuterRef("starts_on"), pk__gt=OuterRef("pk"))
        )
        here = Enrolment.objects.on(on).filter(pupil=OuterRef("pupil"))
        left = Q(ends_on__gte=F("mentor__ends_on"), given_on=False)
        away = StaffAbsence.objects.on(on).filter(member=OuterRef("mentor"))
        held = on_day(on) & Q(Exists(away))
        return self.filter(left | held, Exists(here), ~Exists(later))


class Mentoring(Dated):
    """An adult mentors a child from a day; without one the class teacher does (001-16)."""

    pupil = models.ForeignKey("roster.Pupil", models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Member, models.PROTECT, related_name="+")
    given_on = models.BooleanField(
        default=False, help_text="The mentor left, and someone said who comes next."
    )

    objects = MentoringQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {"mentor", "starts_on", "ends_on"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "pupil", "given_on"}

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(ends_on=None), name="one_mentor_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} mentors {self.pupil_id}"
