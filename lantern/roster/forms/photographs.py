"""What is sent and ticked about photographs of children."""

from typing import Any  # a form's data and options are Django's

from django import forms

from lantern.design.fields import SentField, SeveralSentField
from lantern.roster.reading.photographs import MOST_BYTES

PICTURES = "image/jpeg,image/png,image/webp"
MOST_TOGETHER = 20 * 1024 * 1024  # as much as one request may bring


class PhotographForm(forms.Form):
    """One child's photograph."""

    file = SentField(
        label="The photograph",
        help_text="JPEG, PNG or WebP, up to 10 MB. It is cut to a square and made small.",
        largest=MOST_BYTES,
        too_large="The picture is larger than 10 MB: export a smaller one.",
        accept=PICTURES,
    )


class AlbumForm(forms.Form):
    """Many at once."""

    photographs = SeveralSentField(
        label="The photographs",
        help_text="Several JPEG, PNG or WebP pictures or one zip of them, up to 20 MB together. "
        "Call each by the child’s UPN or name, such as Maya Brook.jpg or Brook Maya.jpg.",
        largest=MOST_TOGETHER,
        too_large="These are more than 20 MB together: send a class at a time.",
        accept=f"{PICTURES},.zip,application/zip",
    )

    def called(self) -> str:
        """How many files were sent: any name, of an archive too, may be a child's, and is kept."""
        (first, *more) = self.cleaned_data["photographs"]
        if more:
            return f"{1 + len(more)} files"
        return "1 zip archive" if str(first.name).lower().endswith(".zip") else "1 file"


class EndPhotographsForm(forms.Form):
    """Sure that all are to go; `seen` is how many that was about."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    sure = forms.BooleanField()

    def __init__(self, data: Any = None, *, kept: int) -> None:
        super().__init__(data, initial={"seen": kept})
        them = "1 photograph" if kept == 1 else f"{kept} photographs"
        self.fields["sure"].label = f"Delete {them} for good" if kept else "Keep none from now on"
