"""What someone thinks of a child, and what a second adult thinks who did not know it."""

from lantern.judgements.models.judgements import Cell, Judgement, Voice, What
from lantern.judgements.models.seconds import Piece, Sample, SecondOpinion, Settlement

__all__ = [
    "Cell",
    "Judgement",
    "Piece",
    "Sample",
    "SecondOpinion",
    "Settlement",
    "Voice",
    "What",
]
