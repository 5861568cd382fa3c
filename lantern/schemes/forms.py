"""What a leader sends when adopting a scheme: the scheme itself, then Lantern's defaults."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantern.design.fields import DayField, SentField
from lantern.schemes.pictures import Choosing, Group
from lantern.schemes.presets import PRESETS, Problem, preset, preset_text
from lantern.schemes.presets.loading import LARGEST
from lantern.schemes.presets.shape import Part

CURRENT, OWN = "current", "own"
TWICE = "Send the file or the text, not both."


class SourceForm(forms.Form):
    """Where to begin: what the school has, one of ours, a file, or a text."""

    file = SentField(
        label="Your file", required=False, allow_empty_file=True,
        help_text="A TOML file, up to 1 MB.", accept=".toml,.txt,text/plain", largest=LARGEST,
        too_large="The file is larger than 1 MB. A scheme is a short text.",
    )  # fmt: skip
    text = forms.CharField(
        label="Or its text", required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: object, current: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # a request's POST and FILES
        self.current = current
        self.fields["start"] = forms.ChoiceField(
            label="Begin with", widget=forms.RadioSelect,
            choices=list(_beginnings(has_current=bool(current))),
            error_messages={"required": "Choose what to begin with."},
        )  # fmt: skip

    def clean(self) -> None:
        """The text, wherever it comes from."""
        told = self.cleaned_data
        start, file, typed = told.get("start"), told.get("file"), told.get("text", "")
        if start is None or self.has_error("file"):
            return
        if start != OWN and (file or typed.strip()):
            self.add_error(
                "start", "You sent a text of your own too. Choose “Your school’s own file” for it."
            )
        elif start != OWN:
            told["scheme"] = self.current if start == CURRENT else preset_text(start)
        elif file is not None and typed.strip():
            self.add_error("file", TWICE)
        elif file is not None:
            self._read(file)
        elif typed.strip():
            told["scheme"] = typed
        else:
            self.add_error("file", "Choose a file, or put its text below.")

    def _read(self, file: "UploadedFile[bytes]") -> None:
        if not file.size:
            self.add_error("file", "The file is empty.")
        else:
            self.cleaned_data["scheme"] = file.read()


def _beginnings(*, has_current: bool) -> Iterator[tuple[str, SafeString]]:
    words = '<span><b>{}</b> <span class="sub">{}</span></span>'
    if has_current:
        yield CURRENT, format_html(words, "The scheme we have", "to change something in it")
    for key in PRESETS:
        yield key, format_html(words, preset(key).name, preset(key).about)
    yield OWN, format_html(words, "Your school’s own file", "sent or pasted below")


class PartDaysForm(forms.Form):
    """The first day of each part of a scheme, and from when that is in force."""

    def __init__(self, data: object, *, parts: Sequence[Part], starts_on: date) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a request's POST or nothing
        self.parts = parts
        for part in parts:
            self.fields[f"part-{part.key}"] = DayField(
                label=part.name, required=False, initial=part.starts_on, help_text=part.about
            )
        self.fields["starts_on"] = DayField(
            label="The new days are in force from", initial=starts_on,
            help_text="A review that has begun by then keeps the scheme it began with.",
        )  # fmt: skip

    def days(self) -> dict[str, date | None]:
        """Each part's first day, by its key."""
        return {part.key: self.cleaned_data[f"part-{part.key}"] for part in self.parts}


class ChoicesForm(forms.Form):
    """Our defaults, each as its kind asks; and the day from which the scheme is in force."""

    starts_on = DayField(label="In force from")

    def __init__(
        self, data: object, *, groups: Sequence[Group], chosen: Mapping[str, str], **kwargs: object
    ) -> None:
        super().__init__(data, **kwargs)  # type: ignore[arg-type]  # a request's POST or nothing
        self.groups = groups
        self.choosings = [each for group in groups for _, some in group.items for each in some]
        for each in self.choosings:
            path = each.choice.path
            self.fields[path] = _field(each, chosen.get(path, each.typed))

    def shown(self) -> list[tuple[Group, list[tuple[str, list[forms.BoundField]]], bool]]:
        """Each group with the fields of its items, and whether something in it is wrong."""
        return [
            (group, items := [
                (item, [self[each.choice.path] for each in some]) for item, some in group.items
            ], any(field.errors for _, fields in items for field in fields))
            for group in self.groups
        ]  # fmt: skip

    def clean(self) -> None:
        """Each as its kind reads it; one that was not sent stays as it is."""
        for each in self.choosings:
            typed = self._typed(each)
            try:
                if typed != each.typed:
                    each.choice.read(typed)
            except ValueError as error:
                self.add_error(each.choice.path, f"{each.item}: {error}")

    def chosen(self) -> dict[str, str]:
        """What was typed, where it is not what was there."""
        typed = {each.choice.path: self._typed(each) for each in self.choosings}
        return {
            each.choice.path: typed[each.choice.path]
            for each in self.choosings
            if typed[each.choice.path] != each.typed
        }

    def add_problems(self, found: Iterable[tuple[str, str, Problem]]) -> None:
        """Each beside the path that it is about; or above them all, by what it is about."""
        items = self._items()
        for path, about, problem in found:
            field = self._field_of(path)
            words = f"{items.get(path, about)}: {problem.what} {problem.instead}".strip()
            if field:
                self.add_error(field, words)
            else:
                self.add_error(None, format_html(ABOVE, words, problem.where))

    def _field_of(self, path: str) -> str:
        """The field of a path, or the only one inside it; empty if there is none, or several."""
        inside = [name for name in self.fields if name.startswith((f"{path}.", f"{path}["))]
        return path if path in self.fields else inside[0] if len(inside) == 1 else ""

    def _items(self) -> dict[str, str]:
        """What each choice belongs to, by its path."""
        return {each.choice.path: each.item for each in self.choosings}

    def _typed(self, each: Choosing) -> str:
        told = self.cleaned_data.get(each.choice.path)
        if isinstance(told, list):  # no box ticked is sent as nothing at all
            return "\n".join(told)
        sent = told is not None and each.choice.path in self.data
        return str(told).replace("\r\n", "\n").strip() if sent else each.typed


def _field(each: Choosing, typed: str) -> forms.Field:
    """A field of the kind that a choice is; what may be left empty is up to the scheme."""
    kind, label = each.choice.kind, each.label
    match kind:
        case "words" if each.options:
            return forms.MultipleChoiceField(
                label=label, choices=each.options, initial=typed.split("\n"), required=False,
                help_text=each.says,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        case "choice" | "yes or no":
            options = each.options or (("yes", "yes"), ("no", "no"))
            return forms.ChoiceField(
                label=label, initial=typed, required=False, help_text=each.says,
                choices=options if each.typed else (("", "–"), *options),
            )  # fmt: skip
    return forms.CharField(
        label=label, initial=typed, required=False, widget=_widget(each, typed),
        help_text=" ".join(filter(None, [each.says, HINTS.get(kind, "")])),
    )  # fmt: skip


ABOVE = '{} <span class="sub small">In the file: {}</span>'
HINTS = {"numbers": "Separated by commas.", "words": "One a line."}


def _widget(each: Choosing, typed: str) -> forms.Widget:
    match each.choice.kind:
        case "colour" if typed:
            return forms.TextInput(attrs={"type": "color"})
        case "date":
            return forms.TextInput(attrs={"type": "date"})
        case "whole number" | "number":
            return forms.TextInput(attrs={"inputmode": "decimal", "size": 6})
        case "words":
            return forms.Textarea(attrs={"rows": 3})
        case "text" if len(typed) > 45:
            return forms.Textarea(attrs={"rows": 2})
    return forms.TextInput(attrs={"size": max(6, min(len(typed) + 2, 40))})
