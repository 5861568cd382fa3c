"""A tap on the board where no script runs; and a leader's word on what is due."""

from uuid import UUID

from django import forms
from django.http import QueryDict

from lantern.accounts.models import Viewer
from lantern.behaviour.models import Decision
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


class DecideForm(forms.Form):
    """A leader's word on something due, and why if they like."""

    word = forms.TypedChoiceField(
        choices=[each for each in Decision.Word.choices if each[0] != Decision.Word.WITHDRAWN],
        coerce=Decision.Word,
    )
    why = forms.CharField(required=False, max_length=300)
