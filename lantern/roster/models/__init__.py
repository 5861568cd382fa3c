"""Who is here: pupils, classes, families; and who may see which child."""

from lantern.roster.models.away import StaffAbsence
from lantern.roster.models.classes import ClassStaff, Enrolment, Mentoring, SchoolClass
from lantern.roster.models.facts import PupilFact, PupilFactQuerySet
from lantern.roster.models.families import Guardian, GuardianLink, Restriction
from lantern.roster.models.groups import (
    OF_A_NEED,
    OF_A_YEAR,
    Group,
    GroupPlace,
    GroupStaff,
    GroupSubject,
    in_group,
    kinds_seen,
    taught_by,
)
from lantern.roster.models.part_weeks import PartWeek
from lantern.roster.models.photographs import Photograph, PhotographQuerySet
from lantern.roster.models.pupils import Pupil, PupilQuerySet
from lantern.roster.models.rollovers import Rollover, RolloverDraft
from lantern.roster.models.uploads import Upload

__all__ = [
    "OF_A_NEED",
    "OF_A_YEAR",
    "ClassStaff",
    "Enrolment",
    "Group",
    "GroupPlace",
    "GroupStaff",
    "GroupSubject",
    "Guardian",
    "GuardianLink",
    "Mentoring",
    "PartWeek",
    "Photograph",
    "PhotographQuerySet",
    "Pupil",
    "PupilFact",
    "PupilFactQuerySet",
    "PupilQuerySet",
    "Restriction",
    "Rollover",
    "RolloverDraft",
    "SchoolClass",
    "StaffAbsence",
    "Upload",
    "in_group",
    "kinds_seen",
    "taught_by",
]
