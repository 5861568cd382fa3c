"""Small sound schemes for tests, what is found wrong in one, and strategies that vary them."""

from decimal import Decimal

from hypothesis import strategies as st

from lantern.schemes.presets import Problem
from lantern.schemes.rules import examine

HEAD = 'format = 1\nkey = "ours"\nname = "Ours"\n'

RATINGS = """
[[scales]]
key = "three"
ratings = [
  { key = "top", name = "Top", letter = "t" },
  { key = "middle", name = "Middle", letter = "m" },
  { key = "low", name = "Low", letter = "l" },
]

[[facts]]
key = "present"
name = "Present"
kind = "attendance"

[[facts]]
key = "slips"
name = "Slips"
kind = "tally"
one = "slip"
many = "slips"
none = "no slips"
wanted = "fewer"

[[areas]]
key = "habit"
name = "Habit"
scale = "three"
"""

SMALL = HEAD + RATINGS


PERCENT = 'fact = "present"\ncounted = "percent"\n'
COUNT = 'fact = "slips"\n'


def found(text: str) -> list[Problem]:
    scheme, problems = examine(text)
    assert scheme is not None, problems
    assert all(problem.where and problem.instead for problem in problems), problems
    return problems


def only(text: str, severity: str = "wrong") -> Problem:
    problems = [problem for problem in found(text) if problem.severity == severity]
    assert len(problems) == 1, problems
    return problems[0]


def measured(lines: str) -> str:
    """The small scheme with a measure in its area."""
    return f"{SMALL}\n[areas.measure]\n{lines}\n"


def percents() -> st.SearchStrategy[Decimal]:
    """0 to 100 with up to two places, as schools type thresholds."""
    return st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False)
