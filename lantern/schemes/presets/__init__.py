"""Schemes as text: the shape they have, how they are read, and five of ours to begin from."""

from lantern.schemes.presets.loading import (
    PRESETS,
    build,
    load,
    load_once,
    preset,
    preset_text,
    read,
)
from lantern.schemes.presets.positions import Path, line_of, positions
from lantern.schemes.presets.shape import Scheme
from lantern.schemes.presets.trouble import Problem, SchemeTrouble, did_you_mean, place

__all__ = [
    "PRESETS",
    "Path",
    "Problem",
    "Scheme",
    "SchemeTrouble",
    "build",
    "did_you_mean",
    "line_of",
    "load",
    "load_once",
    "place",
    "positions",
    "preset",
    "preset_text",
    "read",
]
