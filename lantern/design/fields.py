"""Form fields as every screen shows them."""

from typing import Any  # a field's own options are Django's

from django import forms


class DayField(forms.DateField):
    """A day: the browser's own calendar, or typed day first (4/9/2026) where there is none."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        options.setdefault("error_messages", {"invalid": "Write the date like 4/9/2026."})
        super().__init__(widget=widget, **options)
