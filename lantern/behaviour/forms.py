"""A tap on the board where no script runs: what was ticked, and the button that was pressed."""

from uuid import UUID

from django.http import QueryDict

from lantern.accounts.models import Viewer
from lantern.behaviour.rules import Give, NotADeed, read_deeds

BESIDE = "|"  # between an award and one of its reasons, on a button


def tapped(posted: QueryDict, school_class: UUID, by: Viewer) -> Give:
    """The tap as a deed of this moment. Raises NotADeed for what no button of ours sends."""
    award, _, reason = posted.get("give", "").partition(BESIDE)
    told = {
        "kind": "award", "ref": posted.get("ref", ""), "at": 0, "award": award, "reason": reason,
        "class": str(school_class), "pupils": posted.getlist("child"),
    }  # fmt: skip
    (deed,) = read_deeds({"sent": 0, "deeds": [told]}, now=by.now)
    if not isinstance(deed, Give):
        raise NotADeed("That was no award.")
    return deed
