"""What is read back of a paper: every word that was set, wherever it stands, as it was written."""

import typst

from tests.papers import sides_of, words_on

SMALL = "#set page(width: 40mm, height: 30mm)\n"


def set_as(words: str) -> bytes:
    made = typst.compile(input=(SMALL + words).encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def test_each_side_is_read_in_its_turn() -> None:
    made = set_as("One\n#pagebreak()\nTwo,\\\nthree")
    assert [side.words.split() for side in sides_of(made)] == [["One"], ["Two,", "three"]]
    assert words_on(made) == "One Two, three"


def test_a_side_says_how_large_it_is() -> None:
    [side] = sides_of(set_as("One"))
    assert (round(side.width), round(side.height), side.turned) == (113, 85, 0)


def test_a_line_that_ends_in_a_hyphen_keeps_it() -> None:
    [side] = sides_of(set_as("#block(width: 10mm)[half-term]"))
    assert side.words.splitlines() == ["half-", "term"]


def test_what_runs_past_an_edge_is_read_too() -> None:
    assert "Far out" in words_on(set_as("#place(dx: 90mm)[Far out]"))
