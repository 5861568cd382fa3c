"""How far every class has come with a period."""

from lantern.reviews.pictures.overview.shapes import ClassStands, InASet, Overview, Shut, Some
from lantern.reviews.pictures.overview.whole import overview

__all__ = ["ClassStands", "InASet", "Overview", "Shut", "Some", "overview"]
