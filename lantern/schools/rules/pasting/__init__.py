"""A year's dates as they stand on a council's page, pasted as text."""

from lantern.schools.rules.pasting.lines import Fact, Kind, Line, read_lines
from lantern.schools.rules.pasting.year import Pasted, read_pasted

__all__ = ["Fact", "Kind", "Line", "Pasted", "read_lines", "read_pasted"]
