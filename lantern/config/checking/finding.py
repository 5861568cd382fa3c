"""One thing that was looked at."""

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How it stands, as the line begins."""

    WELL = "well"
    HEED = "heed"  # it works, and somebody should know
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is in a sentence, and what to do unless it is well."""

    state: State
    what: str
    words: str
    to_do: str = ""


def well(what: str, words: str) -> Finding:
    """Nothing need be done."""
    return Finding(State.WELL, what, words)


def heed(what: str, words: str, to_do: str) -> Finding:
    """It works, but somebody should know."""
    return Finding(State.HEED, what, words, to_do)


def wrong(what: str, words: str, to_do: str) -> Finding:
    """It does not work, or is not safe."""
    return Finding(State.WRONG, what, words, to_do)
