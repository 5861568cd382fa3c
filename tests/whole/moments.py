"""How many times something is killed, and after which of its statements."""

import os


def kills(few: int) -> int:
    """As many as KILLS says, and at least one; else a few."""
    return max(1, int(os.environ.get("KILLS", few)))


def spread(statements: int, many: int) -> list[int]:
    """After the first statement and the last, which is before the commit, and some between.

    Of one alone it is the first.
    """
    return sorted({1 + (statements - 1) * n // max(1, many - 1) for n in range(many)})
