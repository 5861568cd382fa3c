"""A problem by its path; where and on which line it stands is added at the end."""

from lantern.schemes.presets import Path, Problem


def wrong(path: Path, what: str, instead: str) -> Problem:
    """Something that keeps a scheme from being adopted."""
    return Problem("", None, what, instead, "wrong", path)


def look(path: Path, what: str, instead: str) -> Problem:
    """Something that may be meant, and may not."""
    return Problem("", None, what, instead, "look at this", path)
