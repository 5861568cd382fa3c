"""Who signs in, and as whom."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, ClassVar, cast  # UserManager's extra fields are whatever the model has

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lantern.accounts.rules import (
    OWN_CLASSES,
    ROLE_NAMES,
    STAFF_ROLES,
    WITH_CHILDREN,
    Can,
    Role,
    may,
    taken_as,
)
from lantern.prepared import Given, given_day, given_row
from lantern.schools.models import School


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, name: str, password: str | None, **fields: Any) -> "User":
        """An account; with no password it cannot sign in."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An adult who signs in by email."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, help_text="As children say it: Ms Farrow.")
    is_active = models.BooleanField(default=True)
    start_password = models.BooleanField(
        default=False, help_text="The password is the one on a slip; they choose their own first."
    )

    is_visitor = models.BooleanField(
        default=False, help_text="They come in by the code of one day, and in no other way."
    )
    factor_taken_at = models.DateTimeField(
        null=True, blank=True, help_text="When someone else last took their second factor away."
    )
    factor_taken_by = models.CharField(max_length=200, blank=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Privacy:
        personal: ClassVar = {
            "email", "name", "password", "last_login", "factor_taken_at", "factor_taken_by",
        }  # fmt: skip
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "is_active", "start_password", "is_visitor"}

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Changes with the password, and when their second factor is taken: every session ends."""
        found = str(super()._get_session_auth_hash(secret=secret))  # type: ignore[misc]  # Django's
        if self.factor_taken_at is None:
            return found
        return sha256(f"{found} {self.factor_taken_at.timestamp()}".encode()).hexdigest()


class MemberQuerySet(models.QuerySet["Member"]):
    def current(self, on: date) -> "MemberQuerySet":
        """Those who are on the staff on a day."""
        return self.not_over(on).filter(starts_on__lte=on)

    def not_over(self, on: date) -> "MemberQuerySet":
        """Those who are on the staff on a day, or will be."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def with_children(self) -> "MemberQuerySet":
        """Those who may work in a class: no governor, who never sees a child."""
        return self.filter(role__in=WITH_CHILDREN)

    def visible_to(self, viewer: "Viewer") -> "MemberQuerySet":
        """The staff of the viewer's own school."""
        return self.with_visitors(viewer).filter(role__in=STAFF_ROLES)

    def with_visitors(self, viewer: "Viewer") -> "MemberQuerySet":
        """The staff of the viewer's own school, and those who were let in for a day."""
        return self.filter(school=viewer.school)


class Member(models.Model):
    """A user's place on one school's staff, from a day, in a role."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=[(r.value, ROLE_NAMES[r]) for r in Role])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Privacy:
        personal: ClassVar = {"user", "role", "starts_on", "ends_on"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "school"], name="member_once_a_school")
        ]

    def __str__(self) -> str:
        return f"{self.user.name}, {self.get_role_display()}"

    def is_here(self, on: date) -> bool:
        """Whether they are on the staff that day: the first and the last count in."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


class Invitation(models.Model):
    """A code by which someone on the staff first comes in; used once, and not for long.

    Only a digest of the code is kept. `sets_password` is said when it is made: whether the account
    is this school's to open. A new one takes the old one's place.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    sets_password = models.BooleanField()
    is_open = models.BooleanField(default=True, help_text="Nobody used it, none took its place.")
    until = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Privacy:
        personal: ClassVar = {"member", "made_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "digest", "sets_password", "is_open", "until", "made_at"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(is_open=True), name="invitation_open_once_a_member"
            )
        ]

    def __str__(self) -> str:
        return f"An invitation for {self.member}"

    @property
    def opens(self) -> bool:
        """Whether it may be taken up now: not by somebody who has left, or has a password since."""
        member, user = self.member, self.member.user
        if not self.is_open or self.until <= timezone.now() or not user.is_active:
            return False
        over = member.ends_on is not None and member.ends_on < member.school.now().date()
        return not over and not (self.sets_password and user.has_usable_password())


class FirstCode(models.Model):
    """The code that opens this installation's first school in a browser; gone once there is one.

    Only a digest of it is kept. There is one at most: a new one takes the old one's place.
    """

    alone = models.BooleanField(default=True, unique=True, editable=False)
    digest = models.CharField(max_length=64)

    class Privacy:
        personal: ClassVar[set[str]] = set()
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "alone", "digest"}

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(alone=True), name="first_code_alone")
        ]

    def __str__(self) -> str:
        return "The code for the first school"


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, viewer: "Viewer") -> "VisitQuerySet":
        """Those of the viewer's own school, for those who let people in."""
        if not viewer.may(Can.LET_IN):
            return self.none()
        return self.filter(member__school=viewer.school)


class Visit(models.Model):
    """Someone who is not on the staff is let in for one day, by a code that opens once.

    Only a digest of the code is kept. The member is a member for that one day alone, as SUPPLY.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.OneToOneField(Member, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField(help_text="By the school's clock; its midnight at the latest.")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    came_in = models.DateTimeField(null=True, help_text="When they did, by the code.")
    ended_at = models.DateTimeField(null=True, help_text="Before its time.")
    ended_by = models.CharField(max_length=200, blank=True)

    objects = VisitQuerySet.as_manager()

    class Privacy:
        personal: ClassVar = {"member", "made_by", "came_in", "ended_at", "ended_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "digest", "until", "made_at"}

    def __str__(self) -> str:
        return f"A day for {self.member}"

    @property
    def is_over(self) -> bool:
        """Whether it opens nothing any more, by the school's own clock."""
        member, now = self.member, self.member.school.now()
        return self.ended_at is not None or self.until <= now or not member.is_here(now.date())

    @property
    def is_open(self) -> bool:
        """Whether somebody came in by it, and may still be here."""
        return self.came_in is not None and not self.is_over


MACHINE = "At the machine itself"  # by whom a note says that a command did something


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """One person at one school at one moment: every read and every write is asked for by one.

    A command acts with the sight of one at the machine itself, where nobody has signed in.
    """

    member: Member
    school: School
    now: datetime
    at_the_machine: bool = False

    @property
    def today(self) -> date:
        """The day at the school."""
        return self.now.date()

    def moment(self) -> datetime:
        """When what they are doing is written: now, however long it had to wait for others.

        A closing that went first would else seem to come after it. What is told of an earlier day
        keeps its own moment.
        """
        now = self.school.now()
        return max(self.now, now) if self.today == now.date() else self.now

    @property
    def role(self) -> Role:
        """What they are here as."""
        return Role(self.member.role)

    @property
    def user_id(self) -> int:
        """The account's number, for the audit."""
        return self.member.user_id

    @property
    def name(self) -> str:
        """As children say it."""
        return self.member.user.name

    @property
    def noted_as(self) -> tuple[int | None, str]:
        """The account's number and name for the audit: nobody's, where nobody has signed in."""
        return (None, MACHINE) if self.at_the_machine else (self.user_id, self.name)

    @property
    def school_key(self) -> str:
        """The school's word in addresses."""
        return self.school.key

    def may(self, can: Can) -> bool:
        """Whether the table of roles lets them, and their school has not taken it away."""
        return may(self.role, can, self.school.taken)

    @property
    def own_classes_only(self) -> bool:
        """Whether they see only their own classes and mentees, as their school has it."""
        return self.school.own_classes_only and self.role in OWN_CLASSES

    @property
    def shape(self) -> "Shape":
        """All that a prepared question's text depends on; the rest is `told` when it is asked."""
        return self.role, self.own_classes_only, _of_role(self.role, self.school.taken)

    @property
    def told(self) -> dict[str, object]:
        """What a question that was prepared for `anyone` of their shape is to be told."""
        return {"member": self.member.pk, "school": self.school.pk, "today": self.today}


# The role, whether it is narrowed to its own classes, and what is taken from it.
Shape = tuple[Role, bool, tuple[str, ...]]


def _of_role(role: Role, taken: Collection[str]) -> tuple[str, ...]:
    """What of a school's list concerns a role; nothing is looked up where nothing is taken."""
    if not taken:
        return ()
    return tuple(word for can in Can if (word := taken_as(role, can)) in taken)


@dataclass(frozen=True)
class Anyone:
    """Any viewer of one shape, for `visible_to` and the like in a prepared question.

    It has no more than they need; whoever asks a viewer for more gets an AttributeError here.
    """

    role: Role
    own_classes_only: bool
    taken: tuple[str, ...]
    school: Given
    member: Given
    today: Given

    def may(self, can: Can) -> bool:
        """Whether the table of roles lets them, and their school has not taken it away."""
        return may(self.role, can, self.taken)


def anyone(shape: Shape) -> Viewer:
    """A viewer of that shape who is told later (decision 11)."""
    role, own_classes_only, taken = shape
    found = Anyone(
        role=role, own_classes_only=own_classes_only, taken=taken, school=given_row("school"),
        member=given_row("member"), today=given_day("today"),
    )  # fmt: skip
    return cast(Viewer, found)


@dataclass(frozen=True, kw_only=True)
class Job:
    """A named piece of the system that writes without a person at a door."""

    name: str
    school_key: str
    now: datetime
    user_id: None = None

    @property
    def noted_as(self) -> tuple[None, str]:
        """No account, and its own name."""
        return None, self.name
