"""How a rating or a step looks on paper, as plain values."""

from functools import cache

from lantern.schemes.presets.shape import Rating, Scheme, Step
from lantern.schemes.rules import wash as worked_out

Value = str | bool | int | list["Value"] | dict[str, "Value"]
Values = dict[str, Value]

NOT_RATED = "-"
NOBODY_YET: Values = {"name": "–", "symbol": "", "ink": "", "wash": "", "means": ""}


def look(found: Rating | Step | None, value: str, scheme: Scheme) -> Values:
    """The look of a value: its rating's or step's, "not rated", or a dash."""
    if value == NOT_RATED:
        return {**NOBODY_YET, "name": scheme.words.not_rated}
    if found is None:
        return NOBODY_YET
    pale = wash(found.colour) if found.colour else ""
    return {
        "name": found.name, "symbol": found.symbol, "ink": found.colour, "wash": pale,
        "means": found.means,
    }  # fmt: skip


@cache
def wash(colour: str) -> str:
    """The pale background of a colour, worked out once a process."""
    return worked_out(colour)
