"""Groups of children beside their classes: of a need, a set, a table, a house, a club."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Can
from lantern.roster.models.dated import Dated, DatedQuerySet, not_over_on
from lantern.roster.models.pupils import Pupil, PupilQuerySet
from lantern.schools.models import School


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The groups of the viewer's own school, for those who see its children.

        That a child is in a group of a need is for those who see needs, and whoever leads it.
        """
        if not viewer.may(Can.SEE_CHILDREN):
            return self.none()
        here = self.filter(school=viewer.school)
        if viewer.may(Can.SEE_NEEDS):
            return here
        return here.filter(~Q(kind__in=OF_A_NEED) | Q(led_by(viewer)))

    def holding(self, pupil: Pupil, on: date) -> Self:
        """Those that a child belongs to on a day, or is to belong to after it."""
        places = GroupPlace.objects.not_over(on).filter(pupil=pupil, group=OuterRef("pk"))
        return self.filter(Exists(places))

    def judged_by(self, viewer: Viewer) -> Self:
        """The sets that this person leads today, and so judges."""
        if not viewer.may(Can.JUDGE):
            return self.none()
        return self.filter(led_by(viewer), kind=Group.Kind.SET).order_by("name")

    def lasting(self, on: date) -> Self:
        """Those that are not over by a day."""
        return self.filter(not_over_on(on))


class Group(models.Model):
    """Some children of any classes, in the school's own word; one may be led by adults.

    `ends_on` is its last day, none while it lasts. A set teaches the subjects of its rows.
    """

    class Kind(models.TextChoices):
        NEED = "need", "A need or a characteristic"
        SET = "set", "Teaching set"
        TABLE = "table", "Table"
        HOUSE = "house", "House"
        INTERVENTION = "help", "Intervention"
        CLUB = "club", "Club"

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.NEED)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "name", "kind", "starts_on", "ends_on"}

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "name"], condition=Q(ends_on=None),
                name="group_named_once_a_school",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="group_ends_after_it_starts",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_set(self) -> bool:
        """Whether its adults judge the subjects that it teaches."""
        return self.kind == Group.Kind.SET


# Made anew each September, unless whoever moves the school up says otherwise.
OF_A_YEAR = (Group.Kind.SET, Group.Kind.TABLE, Group.Kind.INTERVENTION)
# That a child is in one of these says something sensitive of the child.
OF_A_NEED = (Group.Kind.NEED, Group.Kind.INTERVENTION)


class GroupPlaceQuerySet(DatedQuerySet["GroupPlace"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """In groups that this person sees: of children whom they see, and of all in one they lead.

        Of a child who is not theirs otherwise, whoever leads a group sees the name and the class.
        """
        there = self.filter(group__in=Group.objects.visible_to(viewer))
        theirs = Q(pupil__in=Pupil.objects.visible_to(viewer)) | Q(led_by(viewer, "group"))
        return there.filter(theirs) if viewer.own_classes_only else there


class GroupPlace(Dated):
    """A child belongs to a group from a day."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, related_name="+")

    objects = GroupPlaceQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {"starts_on", "ends_on"}
        special: ClassVar = {"group"}
        plain: ClassVar = {"id", "pupil"}

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["pupil", "group"],
                condition=Q(ends_on=None),
                name="in_a_group_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} in {self.group_id}"


class GroupStaffQuerySet(DatedQuerySet["GroupStaff"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Who leads the groups that this person sees."""
        return self.filter(group__in=Group.objects.visible_to(viewer))


class GroupStaff(Dated):
    """An adult leads a group from a day; of a set they judge what it teaches."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    objects = GroupStaffQuerySet.as_manager()

    class Privacy:
        within = "group"
        personal: ClassVar = {"member", "starts_on", "ends_on"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "group"}

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "member"], condition=Q(ends_on=None), name="leads_a_group_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} leads {self.group_id}"


class GroupSubject(models.Model):
    """A set teaches a subject, by the key that the school's scheme has for it."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)

    class Privacy:
        within = "group"
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "group", "key"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "key"], name="taught_once_in_a_group")
        ]

    def __str__(self) -> str:
        return f"{self.key} in {self.group_id}"


def kinds_seen(viewer: Viewer) -> list[Group.Kind]:
    """The kinds of which this person sees every group of the school, and so may make one."""
    seen = viewer.may(Can.SEE_NEEDS)
    return [kind for kind in Group.Kind if seen or kind not in OF_A_NEED]


def led_by(viewer: Viewer, outer: str = "pk") -> Exists:
    """Whether the viewer leads the group today."""
    staff = GroupStaff.objects.on(viewer.today).filter(member=viewer.member)
    return Exists(staff.filter(group=OuterRef(outer)))


def in_group(pupils: PupilQuerySet, group: Group, on: date) -> PupilQuerySet:
    """Those of some children who belong to a group on a day."""
    places = GroupPlace.objects.on(on).filter(group=group, pupil=OuterRef("pk"))
    return pupils.filter(Exists(places))


def taught_by(viewer: Viewer) -> Exists:
    """Of rows that hold a pupil and a subject's key: whether they teach it them in a set today."""
    subjects = GroupSubject.objects.filter(group=OuterRef("group"), key=OuterRef(OuterRef("key")))
    places = GroupPlace.objects.on(viewer.today).filter(
        led_by(viewer, "group"), group__kind=Group.Kind.SET, pupil=OuterRef("pupil")
    )
    return Exists(places.filter(Exists(subjects)))
