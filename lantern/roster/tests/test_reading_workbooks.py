"""Excel workbooks read: sheets, values, dates, and what is not safe to open."""

import io
import re
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.roster.reading import FileTrouble, Table, read_table
from lantern.roster.reading.archive import MAX_UNPACKED
from lantern.roster.rules import is_known_heading, read_date
from lantern.roster.tests.workbooks import excel_written, with_part, workbook

HEADER = ("UPN", "Surname", "Forename", "DOB")
ROW = (None, "Smith", "Jo", date(2018, 9, 4))
SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(("Pupils", [HEADER, ROW]))


def read(content: bytes, name: str = "roster.xlsx") -> Table:
    return read_table(content, name, knows=is_known_heading)


def test_values_are_text_whole_numbers_and_dates_never_floats() -> None:
    row = (7.0, 2.5, True, datetime(2018, 9, 4, 13, 30), time(9, 5), "  x  ")  # noqa: DTZ001
    table = read(workbook(("Pupils", [(*HEADER, "Class", "Year"), row])))
    assert table.rows[0].cells == (7, "2.5", "Yes", date(2018, 9, 4), "09:05:00", "x")


def test_the_sheet_with_the_best_headings_is_read() -> None:
    content = workbook(("Notes", [["A note"], ["More"]]), ("Roll", [["Oak School"], HEADER, ROW]))
    table = read(content)
    assert (table.sheet, table.header) == ("Roll", HEADER)
    assert table.notes == (
        "Of 2 sheets, “Roll” was read.",
        "One row above the headings was passed over.",
    )


def test_empty_sheets_are_no_matter() -> None:
    assert read(workbook(("Empty", []), ("Roll", [HEADER, ROW]))).sheet == "Roll"
    with pytest.raises(FileTrouble, match="no rows"):
        read(workbook(("Empty", [])))


def test_day_numbers_of_both_calendars_mean_the_same_day() -> None:
    for from_1904 in (False, True):
        table = read(workbook(("Roll", [HEADER, ROW]), from_1904=from_1904))
        assert table.rows[0].cells[3] == date(2018, 9, 4)
    number = (date(2018, 9, 4) - date(1904, 1, 1)).days
    table = read(workbook(("Roll", [HEADER, (None, "A", "B", number)]), from_1904=True))
    assert table.rows[0].cells[3] == number
    assert read_date(number, latest_year=2026, from_1904=table.from_1904) == date(2018, 9, 4)


def test_a_formula_whose_result_was_not_saved_is_refused_by_cell() -> None:
    table = read(workbook(("Roll", [HEADER, ("=A1", "Smith", "Jo", "4/9/2018")])))
    ((column, reason),) = table.rows[0].troubles
    assert (column, table.rows[0].cells[0]) == (0, None)
    assert "formula" in reason


def test_a_formula_with_its_result_is_that_result() -> None:
    content = workbook(("Roll", [HEADER, ("=A1", "Smith", "Jo", '=IF(1,"","")')]))

    def calculated(part: bytes) -> bytes:
        part = re.sub(rb"<f>A1</f><v ?/?>(</v>)?", b"<f>A1</f><v>42</v>", part)
        return part.replace(b'<c r="D2"', b'<c r="D2" t="str"')

    table = read(with_part(content, SHEET, calculated))
    assert table.rows[0].cells == (42, "Smith", "Jo", None)
    assert table.rows[0].troubles == ()


def test_a_workbook_as_excel_lays_it_out_is_read() -> None:
    texts = [b"Surname", b"Forename", b"DOB", b"Class", "Núñez".encode(), "Zoë".encode()]
    rows = (
        b'<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
        b'<c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c></row>'
        b'<row r="5" hidden="1"><c r="A5" t="s"><v>4</v></c><c r="B5" t="s"><v>5</v></c>'
        b'<c r="C5" s="1"><v>43347</v></c><c r="D5" t="str"><f>IF(1,"","")</f><v></v></c></row>'
        b'<row r="6"><c r="A6" t="s"><v>4</v></c><c r="C6"><f>C5</f><v>43347</v></c>'
        b'<c r="D6" s="1"/></row>'
    )
    table = read(excel_written(rows, texts))
    assert table.header == ("Surname", "Forename", "DOB", "Class")
    assert [(row.number, row.cells, row.troubles) for row in table.rows] == [
        (5, ("Núñez", "Zoë", date(2018, 9, 4), None), ()),
        (6, ("Núñez", None, 43347, None), ()),
    ]


def test_a_cell_that_shows_an_error_is_refused_by_cell() -> None:
    table = read(workbook(("Roll", [HEADER, ("#REF!", "Smith", "Jo", "4/9/2018")])))
    assert "#REF!" in table.rows[0].troubles[0][1]


@pytest.mark.parametrize("lie", [b"A1", b"A1:A1", b"A1:XFD1048576"])
def test_the_size_a_sheet_states_is_not_believed(lie: bytes) -> None:
    stated = b'ref="' + lie + b'"'
    content = with_part(PLAIN, SHEET, lambda part: part.replace(b'ref="A1:D2"', stated))
    assert content != PLAIN
    assert read(content).rows[0].cells == (None, "Smith", "Jo", date(2018, 9, 4))


def test_a_row_that_says_it_is_past_the_end_is_refused() -> None:
    content = with_part(
        PLAIN, SHEET, lambda part: part.replace(b'<row r="2"', b'<row r="99999999999"')
    )
    with pytest.raises(FileTrouble, match="empty rows beneath"):
        read(content)


def test_a_cell_past_the_last_column_is_refused() -> None:
    content = with_part(PLAIN, SHEET, lambda part: part.replace(b'r="D2"', b'r="PE2"'))
    with pytest.raises(FileTrouble, match="420 columns"):
        read(content)


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(FileTrouble, match="20,000 rows"):
        read(workbook(("Roll", [HEADER, *[ROW[:3]] * 20_100])))


def test_an_archive_that_unpacks_too_far_is_refused_unopened() -> None:
    saved = io.BytesIO(PLAIN)
    with zipfile.ZipFile(saved, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/bomb.xml", b"0" * (MAX_UNPACKED + 1))
    assert len(saved.getvalue()) < 200_000
    with pytest.raises(FileTrouble, match="unpacks to far more"):
        read(saved.getvalue())


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_that_is_packed_otherwise_is_refused_unopened(way: int) -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old, zipfile.ZipFile(saved, "w", way) as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part))
    with pytest.raises(FileTrouble, match="damaged or breaks off"):
        read(saved.getvalue())


def test_a_list_of_texts_without_end_is_refused() -> None:
    cell = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    with pytest.raises(FileTrouble, match="unpacks to far more"):
        read(excel_written(cell, [b"a"] * 500_000))


def test_a_document_type_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
    content = with_part(PLAIN, SHEET, lambda part: bomb + part)
    with pytest.raises(FileTrouble, match="instructions"):
        read(content)


def _zip(**parts: bytes) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return saved.getvalue()


def test_other_archives_say_what_they_are() -> None:
    kinds = {
        "OpenDocument": _zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        "zip archive": _zip(readme=b"hello"),
        "damaged": PLAIN[:-200],
    }
    with zipfile.ZipFile(binary := io.BytesIO(), "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    with zipfile.ZipFile(letter := io.BytesIO(), "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")
    kinds |= {"binary workbook": binary.getvalue(), "document": letter.getvalue()}
    for word, content in kinds.items():
        with pytest.raises(FileTrouble, match=word):
            read(content)


@given(st.integers(0, len(PLAIN)))
def test_a_truncated_workbook_is_refused(length: int) -> None:
    if length < len(PLAIN) - 1:
        with pytest.raises(FileTrouble):
            read(PLAIN[:length])


@given(st.lists(st.tuples(st.integers(0, len(PLAIN) - 1), st.integers(0, 255)), max_size=5))
def test_a_damaged_workbook_is_read_or_refused(damage: list[tuple[int, int]]) -> None:
    content = bytearray(PLAIN)
    for place, value in damage:
        content[place] = value
    try:
        assert read(bytes(content)).rows
    except FileTrouble:
        return
