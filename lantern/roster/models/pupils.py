"""Pupils, and the one function that says who may see which child."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster.models.classes import ClassStaff, Enrolment, Mentoring
from lantern.roster.rules.years import year_group_of
from lantern.schools.models import School


class PupilQuerySet(models.QuerySet["Pupil"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The children whom this person may see; none unless something says so (000-26)."""
        if not viewer.may(Can.SEE_CHILDREN):
            return self.none()
        here = self.filter(school=viewer.school)
        return here.of_member(viewer) if viewer.own_classes_only else here

    def named_to(self, viewer: Viewer) -> Self:
        """The children of whom this person may see what they are called, and maybe no more.

        Kept apart from `visible_to`, so that nothing else of a child is open to whoever may see
        a name.
        """
        if viewer.may(Can.SEE_CHILDREN) or not viewer.may(Can.SEE_NAMES):
            return self.visible_to(viewer)
        return self.filter(_taught_by(viewer), school=viewer.school)

    def praised_by(self, viewer: Viewer) -> Self:
        """Every child of the school, for whoever may praise: any adult praises any child (001-5).

        It opens a name and a class to them, and no more of a child than that.
        """
        if not viewer.may(Can.PRAISE):
            return self.none()
        return self.filter(school=viewer.school)

    def judged_by(self, viewer: Viewer) -> Self:
        """The children whom this person may judge: their own classes and mentees (001-16)."""
        if viewer.may(Can.JUDGE_ANY):
            return self.visible_to(viewer)
        if not viewer.may(Can.JUDGE):
            return self.none()
        return self.visible_to(viewer).of_member(viewer)

    def of_member(self, viewer: Viewer) -> Self:
        """Those in a class that this person works in today, or whom they mentor today."""
        return self.filter(_taught_by(viewer) | _mentored_by(viewer))

    def only_mentored_by(self, viewer: Viewer) -> Self:
        """Those whom this person mentors today, and who are in none of their classes."""
        return self.filter(_mentored_by(viewer) & ~_taught_by(viewer))

    def on_roll(self, on: date) -> Self:
        """Those who are in a class on a day."""
        return self.filter(Exists(Enrolment.objects.on(on).filter(pupil=OuterRef("pk"))))

    def missing_their_teachers(self, on: date) -> Self:
        """Those in a class all of whose teachers are away on a day."""
        missed = ClassStaff.objects.missed(on).order_by()
        places = Enrolment.objects.on(on).filter(
            pupil=OuterRef("pk"), school_class__in=missed.values("school_class")
        )
        return self.filter(Exists(places))

    def missing_a_mentor(self, on: date) -> Self:
        """Those whom their class teacher mentors on a day, where each teacher of theirs is away."""
        own = Mentoring.objects.on(on).filter(pupil=OuterRef("pk"))
        return self.missing_their_teachers(on).filter(~Exists(own))

    def here_or_to_come(self, on: date) -> Self:
        """Those who are in a class on a day, or will be: not over between two years' classes."""
        return self.filter(Exists(Enrolment.objects.not_over(on).filter(pupil=OuterRef("pk"))))

    def on_no_list(self) -> Self:
        """Those who were never put in a class, so that no class's list has them."""
        return self.filter(~Exists(Enrolment.objects.filter(pupil=OuterRef("pk"))))

    def in_order(self) -> Self:
        """As a register lists them, by the names they are called."""
        return self.order_by("called_surname", "called_forename", "pk")


def _taught_by(viewer: Viewer) -> Exists:
    places = Enrolment.objects.on(viewer.today).in_classes_of(viewer)
    return Exists(places.filter(pupil=OuterRef("pk")))


def _mentored_by(viewer: Viewer) -> Exists:
    mentored = Mentoring.objects.on(viewer.today).filter(mentor=viewer.member)
    return Exists(mentored.filter(pupil=OuterRef("pk")))


class Pupil(models.Model):
    """A child at one school. Legal names are kept apart from what they are called."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    upn = models.CharField(max_length=13, blank=True)
    legal_forename = models.CharField(max_length=100)
    legal_surname = models.CharField(max_length=100, blank=True)
    preferred_forename = models.CharField(max_length=100, blank=True)
    preferred_surname = models.CharField(max_length=100, blank=True)
    called_forename = models.GeneratedField(
        expression=models.Case(
            models.When(~Q(preferred_forename=""), then=F("preferred_forename")),
            default=F("legal_forename"),
        ),
        output_field=models.CharField(max_length=100),
        db_persist=True,
    )
    called_surname = models.GeneratedField(
        expression=models.Case(
            models.When(~Q(preferred_surname=""), then=F("preferred_surname")),
            default=F("legal_surname"),
        ),
        output_field=models.CharField(max_length=100),
        db_persist=True,
    )
    born_on = models.DateField()
    years_apart = models.SmallIntegerField(
        default=0, help_text="How many years from that of their age they are taught: -1 is below."
    )

    objects = PupilQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {
            "upn", "legal_forename", "legal_surname", "preferred_forename", "preferred_surname",
            "called_forename", "called_surname", "born_on", "years_apart",
        }  # fmt: skip
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "upn"], condition=~Q(upn=""), name="upn_once_a_school"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the child is called, in full."""
        return f"{self.called_forename} {self.called_surname}".strip()

    def year_in(self, year_starts_on: date) -> int:
        """The year group in the academic year that starts then; 0 is Reception."""
        return self.year_of(year_starts_on.year)

    def year_of(self, academic_year: int) -> int:
        """The same by the calendar year in which the academic year begins."""
        return year_group_of(self.born_on, self.years_apart, academic_year)
