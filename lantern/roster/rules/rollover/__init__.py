"""September: one academic year becomes the next, over plain values."""

from lantern.roster.rules.rollover.facts import (
    Adult,
    Child,
    Dated,
    Grouped,
    Mentors,
    Place,
    Row,
    Turn,
    Works,
)
from lantern.roster.rules.rollover.guessing import guess_rows, rows_of
from lantern.roster.rules.rollover.planning import (
    Ending,
    EndsGroup,
    EndsMentoring,
    Keeps,
    Leaves,
    Moves,
    Rolled,
    Unsaid,
    groups_to_end,
    roll_over,
)
from lantern.roster.rules.rollover.teams import Joins, team_for
from lantern.roster.rules.rollover.undoing import last_day_to_undo
from lantern.roster.rules.rollover.wishes import (
    UNSAID,
    Goes,
    Team,
    Wishes,
    tidy_class,
    wishes_from_plain,
    wishes_to_plain,
)

__all__ = [
    "UNSAID",
    "Adult",
    "Child",
    "Dated",
    "Ending",
    "EndsGroup",
    "EndsMentoring",
    "Goes",
    "Grouped",
    "Joins",
    "Keeps",
    "Leaves",
    "Mentors",
    "Moves",
    "Place",
    "Rolled",
    "Row",
    "Team",
    "Turn",
    "Unsaid",
    "Wishes",
    "Works",
    "groups_to_end",
    "guess_rows",
    "last_day_to_undo",
    "roll_over",
    "rows_of",
    "team_for",
    "tidy_class",
    "wishes_from_plain",
    "wishes_to_plain",
]
