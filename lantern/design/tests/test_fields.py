"""Form fields: what is too long is said, never cut."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from lantern.design.fields import LineField, SentField


def test_a_line_too_long_is_refused_in_words_and_never_cut() -> None:
    field = LineField(max_length=5)
    assert "maxlength" not in field.widget.attrs
    assert field.clean("  five5 ") == "five5"
    with pytest.raises(ValidationError, match=r"Use 5 characters at most: this has 6\."):
        field.clean("sixsix")


def test_a_line_keeps_no_mark_that_turns_the_words_around_it() -> None:
    field = LineField(max_length=40)
    assert field.clean(" wrong \u202eentry\u2069\r\n\tit\u061c is\u200b ") == "wrong entry it is"
    assert field.clean("\u06a9\u200c\u06c1 Zoe\u0308") == "\u06a9\u200c\u06c1 Zo\u00eb"


def test_a_line_with_a_mark_that_nobody_can_write_is_refused() -> None:
    with pytest.raises(ValidationError, match="Null characters"):
        LineField(max_length=40).clean("a\0b")


@pytest.mark.parametrize(
    ("field", "told", "words"),
    [
        (forms.CharField(), "", "Fill this in."),
        (forms.FileField(), None, "Choose a file."),
        (forms.FileField(), SimpleUploadedFile("list.csv", b""), "The file is empty"),
        (forms.IntegerField(min_value=0), "-1", "Write 0 or more."),
        (forms.IntegerField(), "x", "Write a whole number."),
        (forms.EmailField(), "x", "Write an email address"),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Choose one of those"),
        (forms.BooleanField(), "", "Tick this"),
        (forms.DateField(), "x", "Write the date like"),
        (
            SentField(largest=1, too_large="Too large."),
            SimpleUploadedFile("l", b"12"),
            "Too large.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_our_words(field: forms.Field, told: object, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        field.clean(told)
