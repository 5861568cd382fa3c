"""Form fields as every screen shows them."""

from typing import Any  # a field's own options are Django's

from django import forms
from django.core.files import File

from lantern.design.rules import one_line

NUL = "\0"  # which PostgreSQL does not take


OUR_WORDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Fill this in."},
    forms.CharField: {
        "max_length": "Use %(limit_value)d characters at most: this has %(show_value)d.",
    },
    forms.IntegerField: {
        "invalid": "Write a whole number.",
        "min_value": "Write %(limit_value)s or more.",
        "max_value": "Write %(limit_value)s or less.",
    },
    forms.DecimalField: {"invalid": "Write a number."},
    forms.DateField: {"invalid": "Write the date like 4/9/2026."},
    forms.EmailField: {"invalid": "Write an email address like name@school.example."},
    forms.BooleanField: {"required": "Tick this to go on."},
    forms.ChoiceField: {
        "required": "Choose one.", "invalid_choice": "Choose one of those that are offered.",
    },
    forms.ModelChoiceField: {
        "required": "Choose one.", "invalid_choice": "Choose one of those that are offered.",
    },
    forms.FileField: {
        "required": "Choose a file.",
        "empty": "The file is empty: there is nothing in it to read.",
        "invalid": "The file did not come through: choose it again.",
        "missing": "The file did not come through: choose it again.",
        "max_length": "The file's name is longer than %(max)d characters: give it a shorter one.",
    },
}  # fmt: skip


def speak_our_words() -> None:
    """Have every field say what is wrong as we would, where it has no words of its own."""
    for kind, words in OUR_WORDS.items():
        kind.default_error_messages = {**kind.__dict__.get("default_error_messages", {}), **words}


class DayField(forms.DateField):
    """A day: the browser's own calendar, or typed day first (4/9/2026) where there is none."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        options.setdefault("error_messages", {"invalid": "Write the date like 4/9/2026."})
        super().__init__(widget=widget, **options)


class SentField(forms.FileField):
    """A file of at most `largest` bytes; a browser with scripts refuses a larger one unsent."""

    def __init__(self, *, largest: int, too_large: str, accept: str = "", **options: Any) -> None:
        attrs = {"data-largest": str(largest), "data-too-large": too_large}
        self.largest, self.too_large = largest, too_large
        shown = attrs | ({"accept": accept} if accept else {})
        super().__init__(widget=forms.FileInput(attrs=shown), **options)

    def to_python(self, data: "File[Any] | None") -> "File[Any] | None":
        """The file, refused by its size before it is read."""
        file = super().to_python(data)
        if file is not None and file.size > self.largest:
            raise forms.ValidationError(self.too_large, code="too_large")
        return file


class _Several(forms.FileInput):
    allow_multiple_selected = True


class SeveralSentField(forms.FileField):
    """Some files, of at most `largest` bytes together; each is looked at by whoever takes them."""

    def __init__(self, *, largest: int, too_large: str, accept: str = "", **options: Any) -> None:
        attrs = {"data-largest": str(largest), "data-too-large": too_large}
        self.largest, self.too_large = largest, too_large
        shown = attrs | ({"accept": accept} if accept else {})
        super().__init__(widget=_Several(attrs=shown), **options)

    def clean(self, data: Any, initial: Any = None) -> "list[File[Any]]":
        """The files, refused by their size before any is read."""
        files = list(data or [])
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if sum(file.size for file in files) > self.largest:
            raise forms.ValidationError(self.too_large, code="too_large")
        return files


class LineField(forms.CharField):
    """A line of text, without marks that would turn the words around it.

    One that is too long is refused in words: a browser would cut it unasked.
    """

    def __init__(self, *, max_length: int, **options: Any) -> None:
        too_long = f"Use {max_length} characters at most: this has %(show_value)d."
        super().__init__(max_length=max_length, error_messages={"max_length": too_long}, **options)

    def to_python(self, value: object) -> str:
        """The text as it is kept. What holds a mark that nobody can write is left to be refused."""
        text = super().to_python(value) or ""
        return text if NUL in text else one_line(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without the length at which a browser silently stops taking what is typed or pasted."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs
