"""Form fields: what is too long is said, never cut."""

import pytest
from django.core.exceptions import ValidationError

from lantern.design.fields import LineField


def test_a_line_too_long_is_refused_in_words_and_never_cut() -> None:
    field = LineField(max_length=5)
    assert "maxlength" not in field.widget.attrs
    assert field.clean("  five5 ") == "five5"
    with pytest.raises(ValidationError, match=r"Use 5 characters at most: this has 6\."):
        field.clean("sixsix")
