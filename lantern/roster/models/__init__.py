"""Who is here: pupils, classes, families; and who may see which child."""

from lantern.roster.models.classes import ClassStaff, Enrolment, Mentoring, SchoolClass
from lantern.roster.models.facts import PupilFact, PupilFactQuerySet
from lantern.roster.models.families import Guardian, GuardianLink, Restriction
from lantern.roster.models.pupils import Group, GroupPlace, Pupil, PupilQuerySet
from lantern.roster.models.rollovers import Rollover, RolloverDraft
from lantern.roster.models.uploads import Upload

__all__ = [
    "ClassStaff",
    "Enrolment",
    "Group",
    "GroupPlace",
    "Guardian",
    "GuardianLink",
    "Mentoring",
    "Pupil",
    "PupilFact",
    "PupilFactQuerySet",
    "PupilQuerySet",
    "Restriction",
    "Rollover",
    "RolloverDraft",
    "SchoolClass",
    "Upload",
]
