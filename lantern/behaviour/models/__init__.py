"""What was given, what it moved, what was taken back, and what is due for it."""

from lantern.behaviour.models.due import Decision, Due
from lantern.behaviour.models.given import Given, Move, MoveQuerySet, TakenBack

__all__ = ["Decision", "Due", "Given", "Move", "MoveQuerySet", "TakenBack"]
