"""Whether a deed can be taken as it was told, and why not."""

from datetime import datetime, timedelta

from lantern.behaviour.rules.awards import Button
from lantern.behaviour.rules.deeds import Give

UNDO = timedelta(seconds=10)  # how long a slip is taken back without a word
A_SLOW_FINGER = timedelta(seconds=5)  # pressed in time, and heard of a little later


def why_not_given(deed: Give, button: Button, *, may_take: bool) -> str:
    """What is wrong with an award; nothing where it can be given."""
    if button.takes and not may_take:
        return "You may give here, and not take away."
    if button.needs_reason and not deed.reason:
        return "This one needs a reason."
    if deed.reason and deed.reason not in button.reasons:
        return "Your scheme had no such reason that day."
    return ""


def why_not_taken_back(
    *, given_at: datetime, back_at: datetime, same_person: bool, why: str, may_see: bool
) -> str:  # fmt: skip
    """What is wrong with taking one back; nothing where it can be.

    A slip is its giver's to take back within ten seconds, without a word; later it takes a reason,
    and whoever may see what was given may take it back with one.
    """
    if same_person and back_at - given_at <= UNDO + A_SLOW_FINGER:
        return ""
    if not (same_person or may_see):
        return "Only who gave it, or someone who sees what was given, takes it back."
    return "" if why else "Say why: it was given more than ten seconds before."
