"""A class's grid drawn in Python, from profiles and the scheme they were judged by."""

from lantern.profiles.drawing.addresses import Addresses
from lantern.profiles.drawing.cells import draw_cell, place_of
from lantern.profiles.drawing.faces import Face, face
from lantern.profiles.drawing.grid import Column, class_grid, columns_of
from lantern.profiles.drawing.keys import class_key
from lantern.profiles.drawing.looks import Look, Looks

__all__ = [
    "Addresses",
    "Column",
    "Face",
    "Look",
    "Looks",
    "class_grid",
    "class_key",
    "columns_of",
    "draw_cell",
    "face",
    "place_of",
]
