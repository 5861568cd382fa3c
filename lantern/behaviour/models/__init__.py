"""What was given, what it moved, and what was taken back."""

from lantern.behaviour.models.given import Given, Move, MoveQuerySet, TakenBack

__all__ = ["Given", "Move", "MoveQuerySet", "TakenBack"]
