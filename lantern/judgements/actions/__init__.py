"""Judging, and asking a second adult to judge without knowing what was said."""

from lantern.judgements.actions.judging import (
    JudgedMeanwhile,
    NotOnTheScale,
    judge,
    sayable,
    says_so_already,
    values_of,
)
from lantern.judgements.actions.seconds import (
    AlreadyGiven,
    Draw,
    NothingToDraw,
    NotTheirOpinion,
    draw_sample,
    end_sample,
    give,
    settle,
)

__all__ = [
    "AlreadyGiven",
    "Draw",
    "JudgedMeanwhile",
    "NotOnTheScale",
    "NotTheirOpinion",
    "NothingToDraw",
    "draw_sample",
    "end_sample",
    "give",
    "judge",
    "sayable",
    "says_so_already",
    "settle",
    "values_of",
]
