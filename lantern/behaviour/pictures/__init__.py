"""What was given, read and shaped for showing."""

from lantern.behaviour.pictures.board import Board, PrivateBoard, Tile, board_of, private_board_of
from lantern.behaviour.pictures.called import called_of, due_called
from lantern.behaviour.pictures.due import DueLine, DueList, due_list, waiting_for
from lantern.behaviour.pictures.finding import Found, class_named, classes_with_boards, found_by

__all__ = [
    "Board",
    "DueLine",
    "DueList",
    "Found",
    "PrivateBoard",
    "Tile",
    "board_of",
    "called_of",
    "class_named",
    "classes_with_boards",
    "due_called",
    "due_list",
    "found_by",
    "private_board_of",
    "waiting_for",
]
