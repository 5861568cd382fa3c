"""Headings in two rows: which contact a column is of stands above it, merged or not."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from lantern.roster.pictures.incoming import table_of
from lantern.roster.rules import Field, guess_mapping, heading_beneath
from lantern.roster.tests.workbooks import separated

TITLE = ["Oak School: pupil list"]
GROUPS = ["Pupil", None, None, "Class", "Contact 1", None, None, "Contact 2", None, None]
OWN = ["Surname", "Forename", "DOB", "Class"] + ["Name", "Relationship", "Email"] * 2
NOOR = ["Hale", "Noor", "03/03/2018", "Robins", "Ms Iman Hale", "Mother", "i@a.example"]
NOOR += ["Mr Tariq Hale", "Father", "t@a.example"]
SIDE_BY_SIDE = [
    (Field.LEGAL_SURNAME, 0),
    (Field.LEGAL_FORENAME, 0),
    (Field.BORN_ON, 0),
    (Field.CLASS, 0),
    (Field.GUARDIAN_FULL_NAME, 1),
    (Field.RELATIONSHIP, 1),
    (Field.GUARDIAN_EMAIL, 1),
    (Field.GUARDIAN_FULL_NAME, 2),
    (Field.RELATIONSHIP, 2),
    (Field.GUARDIAN_EMAIL, 2),
]


def guessed(*rows: Sequence[object]) -> list[tuple[Field, int]]:
    """What each column of a text table is taken for, and which contact it is of."""
    columns = guess_mapping(table_of(separated(rows), "list.csv").header)
    return [(column.field, column.contact) for _, column in sorted(columns.items())]


def merged(*rows: Sequence[object], spans: Sequence[str]) -> bytes:
    """A workbook in which these cells are merged."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for span in spans:
        sheet.merge_cells(span)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_workbook_with_contacts_above_merged_cells() -> None:
    spans = ["A1:J1", "A2:C2", "E2:G2", "H2:J2"]
    table = table_of(merged(TITLE, GROUPS, OWN, NOOR, spans=spans), "list.xlsx")
    columns = guess_mapping(table.header)
    assert [(c.field, c.contact) for _, c in sorted(columns.items())] == SIDE_BY_SIDE
    assert table.header[4:6] == ("Contact 1 Name", "Contact 1 Relationship")
    assert [row.number for row in table.rows] == [4]
    assert table.notes == (
        "One row above the headings was passed over.",
        (
            "The headings stand in two rows: each was read with what is above it (“Contact 1”, "
            "“Contact 2”)."
        ),
    )


def test_a_text_table_of_the_same_shape() -> None:
    assert guessed(TITLE, GROUPS, OWN, NOOR) == SIDE_BY_SIDE
    assert guessed(GROUPS, OWN, NOOR, GROUPS, OWN, NOOR) == SIDE_BY_SIDE


@pytest.mark.parametrize("contacts", [1, 2])
def test_headings_that_reach_over_both_rows(contacts: int) -> None:
    """Whichever of the two rows is the fuller."""
    width = 4 + 3 * contacts
    upper = ["Surname", "Forename", "DOB", "Class", *GROUPS[4:width]]
    lower = [None, None, None, None, *OWN[4:width]]
    assert guessed(upper, lower, NOOR[:width]) == SIDE_BY_SIDE[:width]


def test_a_childs_own_column_after_the_contacts_stays_the_childs() -> None:
    found = guessed([*GROUPS, None], [*OWN, "SEN"], [*NOOR, "K"])
    assert found == [*SIDE_BY_SIDE, (Field.GROUP, 0)]


def test_a_title_above_the_headings_is_no_part_of_them() -> None:
    table = table_of(separated([["Contact list"], ["Name", "DOB"], ["A B", "1/1/2018"]]), "a.csv")
    assert (table.header, len(table.notes)) == (("Name", "DOB"), 1)


def test_a_row_of_groups_further_up_is_no_part_of_the_headings() -> None:
    table = table_of(separated([GROUPS, [], OWN, NOOR]), "a.csv")
    assert table.header == tuple(OWN)


def test_contacts_named_by_what_they_are_never_become_the_child() -> None:
    """Which of the two is called first is for a person to say: the columns are left out."""
    groups = [*GROUPS[:4], "Mother", None, None, "Father", None, None]
    assert guessed(groups, OWN, NOOR)[4:] == [(Field.IGNORE, 0)] * 6


@pytest.mark.parametrize(
    ("above", "heading", "told"),
    [
        ("Contact 1", "Name", "Contact 1 Name"),
        ("Contact 2 details", "Surname", "Contact 2 Surname"),
        ("Parent/Carer 1", "Mobile", "Parent/Carer 1 Mobile"),
        ("Contact 1", "UPN", "UPN"),
        ("Pupil", "Name", "Name"),
        ("Pupil details", "Surname", "Surname"),
        ("Oak School", "Name", "Name"),
        ("", "Name", "Name"),
    ],
)
def test_what_stands_above_a_heading_may_say_whose_it_is(
    above: str, heading: str, told: str
) -> None:
    assert heading_beneath(above, heading) == told
