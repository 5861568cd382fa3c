"""The pages of behaviour."""

from lantern.behaviour.views.board import board, boards, names, private_board
from lantern.behaviour.views.deeds import deeds
from lantern.behaviour.views.due import deciding, due

__all__ = ["board", "boards", "deciding", "deeds", "due", "names", "private_board"]
