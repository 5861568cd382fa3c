"""A school's scheme and its versions, arranged for showing."""

from lantern.schemes.pictures.choosing import Choosing, Group, choosing, path_of
from lantern.schemes.pictures.differences import Difference, differences
from lantern.schemes.pictures.drafts import DraftLine, drafts_of
from lantern.schemes.pictures.page import SchemePage, page_of
from lantern.schemes.pictures.periods import (
    beginning,
    first_used,
    judged_by_another,
    suggested_day,
)
from lantern.schemes.pictures.problems import ProblemLine, problem_lines, said_of
from lantern.schemes.pictures.used import Used
from lantern.schemes.pictures.versions import VersionLine, in_force, latest_of, versions_of

__all__ = [
    "Choosing",
    "Difference",
    "DraftLine",
    "Group",
    "ProblemLine",
    "SchemePage",
    "Used",
    "VersionLine",
    "beginning",
    "choosing",
    "differences",
    "drafts_of",
    "first_used",
    "in_force",
    "judged_by_another",
    "latest_of",
    "page_of",
    "path_of",
    "problem_lines",
    "said_of",
    "suggested_day",
    "versions_of",
]
