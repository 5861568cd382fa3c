"""The gallery: every part of a page with invented words, to look at and to test."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import SafeString

from lantern.design.drawing import Shade, band_scale, cell, trend

NAMES = ("Bram Okoro", "Ines Vale", "Odhrán Ó Súilleabháin", "Zeynep Şahin-Fotheringay")
COLUMNS = (("Humming", "Folding", "Juggling"), ("Waving", "Whistling at noon", "Tidy boots"))

# Invented, so that a look at the gallery shows no school's scheme; gallery.css gives the classes.
SHADES = (
    Shade(symbol="★", word="Splendid", css_class="g-1", ink="#6b3fa0", wash="#efe6fa"),
    Shade(symbol="●", word="Steady", css_class="g-2", ink="#15706b", wash="#d9f2ef"),
    Shade(symbol="◆", word="Wobbly", css_class="g-3", ink="#8a5a00", wash="#fdeec9"),
    Shade(symbol="▲", word="Stuck", css_class="g-4", ink="#a8324a", wash="#fbe0e4"),
)
BANDS = tuple(
    Shade(symbol="●", word=word, css_class="g-2", ink="#15706b", wash="#d9f2ef")
    for word in ("Pebble", "Stone", "Rock", "Boulder", "Hill", "Fell")
)
PAST = (("Spring", SHADES[3]), ("Summer", SHADES[2]), ("Autumn", None), ("Winter", SHADES[1]))


@dataclass(frozen=True, kw_only=True)
class Row:
    """One child's row of the mock grid."""

    name: str
    groups: tuple[tuple[SafeString, ...], ...]
    count: int


class SampleForm(forms.Form):
    """One field of each kind that pages use."""

    name = forms.CharField(help_text="As children say it.")
    born_on = forms.DateField(
        label="Date of birth", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    how = forms.ChoiceField(
        label="How shall we ask?",
        choices=[("now", "Now"), ("later", "Later")],
        widget=forms.RadioSelect,
    )
    group = forms.ChoiceField(choices=[("a", "All children"), ("b", "Some")])
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="The file", required=False, help_text="CSV or XLSX, up to 10 MB.")
    sure = forms.BooleanField(label="I have read the preview")


def gallery() -> dict[str, object]:
    """What `design/gallery.html` shows. The same every time."""
    return {
        "shades": SHADES,
        "columns": COLUMNS,
        "rows": [_row(place, NAMES[place % len(NAMES)]) for place in range(30)],
        "form": SampleForm(),
        "wrong": SampleForm({"name": "", "group": "c"}, prefix="wrong"),
        "scales": [
            ("Humming", band_scale(BANDS, title="Humming", now=3, before=1, expected=[3])),
            ("Folding", band_scale(BANDS, title="Folding", now=2, before=2, expected=[3])),
            ("Juggling", band_scale(BANDS, title="Juggling", now=1, before=3, expected=[2])),
            ("Waving", band_scale(BANDS, title="Waving", expected=[2])),
        ],
        "trend": trend(PAST, title="Waving"),
        "kinds": ("added", "changed", "left", "refused"),
        "today": date(2026, 11, 26),
        "page": Paginator(range(95), 30).page(2),
        "crumbs": [("Classes", "#classes"), ("4 Willow", "#willow")],
    }


def _row(place: int, name: str) -> Row:
    return Row(
        name=name,
        groups=tuple(
            tuple(
                _cell(place, column, name, word) for column, word in enumerate(group, start=first)
            )
            for first, group in zip((0, 3), COLUMNS, strict=True)
        ),
        count=(place * 37) % 100,
    )


def _cell(place: int, column: int, name: str, word: str) -> SafeString:
    if (place + column) % 11 == 0:
        return cell(symbol="–", label=f"{word}: not judged", address="#why")
    shade = SHADES[(place * (column + 2) + column) % 7 % len(SHADES)]
    note = BANDS[(place + column) % 6].word[:3].upper() if column < len(COLUMNS[0]) else ""
    return cell(
        symbol=shade.symbol,
        note=note,
        css_class=shade.css_class,
        label=f"{word}: {note + ', ' if note else ''}{shade.word}, {name}",
        address="#why",
    )
