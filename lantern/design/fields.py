"""Form fields as every screen shows them."""

from typing import Any  # a field's own options are Django's

from django import forms


class DayField(forms.DateField):
    """A day: the browser's own calendar, or typed day first (4/9/2026) where there is none."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        options.setdefault("error_messages", {"invalid": "Write the date like 4/9/2026."})
        super().__init__(widget=widget, **options)


class LineField(forms.CharField):
    """A line of text. One that is too long is refused in words: a browser would cut it unasked."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        too_long = f"Use {max_length} characters at most: this has %(show_value)d."
        super().__init__(max_length=max_length, error_messages={"max_length": too_long}, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without the length at which a browser silently stops taking what is typed or pasted."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs
