"""What becomes of each row of a file: every row once, and each reason with its rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.habits.actions import keep_file
from lantern.habits.pictures import Preview, rows_told, understood
from lantern.habits.reading import Span
from lantern.habits.tests.small_school import Small, small_school

MARKS = (
    "Name,Date,Session,Mark\n"
    "Ada Ash,23/11/2026,AM,/\n"
    "Ada Ash,23/11/2026,AM,/\n"
    "Ada Ash,27/11/2026,AM,/\n"
    "Ada Ash,28/11/2026,AM,/\n"
    "Ada Ash,31/11/2026,AM,/\n"
    "Ada Ash,24/11/2026,AM,ZZ\n"
    "Ada Ash,25/11/2026,AM,\n"
    "Ada Ash,25/11/2026,PM,/\n"
    "Ada Ash,25/11/2026,PM,I\n"
    "Ada Ash,25/11/2026,PM,/\n"
    "Ned Nobody,23/11/2026,AM,/\n"
)


def looked_at(small: Small, text: str) -> Preview:
    upload = keep_file(content=text.encode(), name="marks.csv", span=Span(), by=small.office)
    found = understood(upload, small.office)
    assert found.preview is not None, found.trouble
    return found.preview


def test_every_row_is_counted_once_and_every_reason_names_its_rows(db: None) -> None:
    preview = looked_at(small_school(), MARKS)
    assert preview.rows.says == ("11 rows in the file: 2 taken, 8 refused, 1 with nothing to load.")
    assert (preview.things, preview.added) == ("marks", 1)
    ada = next(child for child in preview.children if child.name == "Ada Ash")
    assert ada.where == "2 to 11"
    assert {refusal.where: refusal.why[:26] for refusal in ada.refused} == {
        "row 6": "Date: “31/11/2026” is not ",
        "rows 9 to 11": "25 November 2026, afternoo",
        "rows 4 and 5": "27 November 2026, 28 Novem",
        "row 7": "24 November 2026: “ZZ” is ",
    }


@given(st.sets(st.integers(1, 40), min_size=1))
def test_named_rows_are_neither_lost_nor_made_up(rows: set[int]) -> None:
    told = rows_told(rows).removeprefix("rows ").removeprefix("row ")
    pieces = told.replace(" and ", ", ").split(", ")
    more = sum(int(piece.split()[0]) for piece in pieces if piece.endswith("more"))
    named: set[int] = set()
    for piece in pieces:
        if not piece.endswith("more"):
            first, _, last = piece.partition(" to ")
            named.update(range(int(first), int(last or first) + 1))
    assert named <= rows
    assert len(named) + more == len(rows)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([5], "row 5"),
        ([6, 5], "rows 5 and 6"),
        ([9, 5, 6, 7], "rows 5 to 7 and 9"),
        ([1, 3, 5], "rows 1, 3 and 5"),
        (range(1, 29, 2), "rows 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 2 more"),
    ],
)
def test_rows_in_words(rows: list[int], told: str) -> None:
    assert rows_told(rows) == told
