"""The derived picture of a child or a class; it has no tables of its own."""

from lantern.profiles.pictures.deriving import profile_of, profiles
from lantern.profiles.pictures.questions import Question, Trends
from lantern.profiles.pictures.shapes import AreaPicture, Past, Profile, SubjectPicture

__all__ = [
    "AreaPicture",
    "Past",
    "Profile",
    "Question",
    "SubjectPicture",
    "Trends",
    "profile_of",
    "profiles",
]
