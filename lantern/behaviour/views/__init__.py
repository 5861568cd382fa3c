"""The pages of behaviour."""

from lantern.behaviour.views.board import board, boards, names, private_board
from lantern.behaviour.views.deeds import deeds

__all__ = ["board", "boards", "deeds", "names", "private_board"]
