"""Moderation: a second adult judges the same work without knowing the first one's view.

Nothing here is a voice: no profile reads it. Both views are kept, whatever becomes of them.
"""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lantern.accounts.models import Member, User, Viewer
from lantern.accounts.rules import Can
from lantern.judgements.models.judgements import Judgement, What
from lantern.roster.models import Pupil, SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period, School


class SampleQuerySet(models.QuerySet["Sample"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the viewer's own school, for those who draw them."""
        if not viewer.may(Can.MODERATE):
            return self.none()
        return self.filter(school=viewer.school)


class Sample(models.Model):
    """Some children's work in one subject or area, drawn to be judged by a second adult.

    Whoever is asked sees each child's name and this one cell, up to `until` or its end.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+")
    what = models.CharField(max_length=7, choices=What.choices)
    key = models.CharField(max_length=60)
    until = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = SampleQuerySet.as_manager()

    class Privacy:
        within = "school"
        personal: ClassVar = {"drawn_at", "drawn_by", "ended_at", "ended_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "school", "period", "version", "what", "key", "until"}

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="a_sample_is_ended_by_someone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}, drawn {self.drawn_at:%Y-%m-%d}"


class PieceQuerySet(models.QuerySet["Piece"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """To leaders all of the school's; to the adult who is asked theirs, while they are asked.

        Once it is given, to the child's own adults too: they talk it over. To others none.
        """
        here = self.filter(sample__school=viewer.school)
        if viewer.may(Can.MODERATE):
            return here
        if not viewer.may(Can.JUDGE):
            return self.none()
        own = Q(pupil__in=Pupil.objects.judged_by(viewer)) & Exists(_opinions())
        return here.filter(_asked(viewer) | own)

    def asked_of(self, viewer: Viewer) -> Self:
        """Those that this person is asked for now, and may judge."""
        if not viewer.may(Can.JUDGE):
            return self.none()
        return self.filter(_asked(viewer), sample__school=viewer.school)

    def waiting(self) -> Self:
        """Those that nobody has given a second opinion of."""
        return self.filter(~Exists(_opinions()))


def _asked(viewer: Viewer) -> Q:
    return Q(
        asked_of=viewer.member, sample__until__gte=viewer.today, sample__ended_at=None
    )  # fmt: skip


def _opinions() -> "models.QuerySet[SecondOpinion]":
    return SecondOpinion.objects.filter(piece=OuterRef("pk"))


class Piece(models.Model):
    """One child of a sample, the class they were in, and the adult who is asked."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    school_class = models.ForeignKey(SchoolClass, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Member, models.PROTECT, related_name="+")

    objects = PieceQuerySet.as_manager()

    class Privacy:
        within = "pupil"
        personal: ClassVar = {"pupil", "asked_of"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "ref", "sample", "school_class"}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sample", "pupil"], name="drawn_once_a_sample")
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} for {self.asked_of_id}"


class SecondOpinion(models.Model):
    """What the second adult thinks, given once and never changed.

    `first` is the view of the child's own adults that counted then; none if there was none.
    """

    piece = models.OneToOneField(Piece, models.PROTECT, related_name="+")
    first = models.ForeignKey(Judgement, models.PROTECT, null=True, related_name="+")
    value = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        within = "piece"
        personal: ClassVar = {"first", "value", "reason", "given_at", "given_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "piece"}

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(value="") & ~Q(reason=""), name="a_second_opinion_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.piece_id}: {self.value}"


class Settlement(models.Model):
    """What was agreed to stand after both were compared: an ordinary judgement, by its row."""

    opinion = models.OneToOneField(SecondOpinion, models.PROTECT, related_name="+")
    judgement = models.ForeignKey(Judgement, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        within = "opinion"
        personal: ClassVar = {"judgement", "settled_at", "settled_by"}
        special: ClassVar[set[str]] = set()
        plain: ClassVar = {"id", "opinion"}

    def __str__(self) -> str:
        return f"{self.opinion_id} settled"
