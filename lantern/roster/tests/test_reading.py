"""Text tables read: letters, separators, quotes, titles, and what is refused."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.roster.reading import MAX_BYTES, MAX_ROWS, FileTrouble, Table, read_table
from lantern.roster.rules import is_known_heading
from lantern.roster.tests.workbooks import separated

FILES = Path(__file__).parent / "files"
HEADER = ("UPN", "Surname", "Forename", "DOB", "Class")
ROWS = [
    ("B801200005001", "Núñez", "Zoë", "04/09/2018", "3A"),
    ("", "O’Brien", "Séamus, Jr", "5/9/2018", "3A"),
]


def read(content: bytes, name: str = "roster.csv") -> Table:
    return read_table(content, name, knows=is_known_heading)


def cells(table: Table) -> list[tuple[object, ...]]:
    return [row.cells for row in table.rows]


def blanked(rows: Sequence[Sequence[str]]) -> list[tuple[str | None, ...]]:
    return [tuple(cell or None for cell in row) for row in rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_any_separator_in_any_letters_gives_the_same_table(separator: str, encoding: str) -> None:
    content = separated([HEADER, *ROWS], separator=separator, encoding=encoding)
    table = read(content)
    assert table.header == HEADER
    assert cells(table) == blanked(ROWS)


def test_windows_letters_are_noted() -> None:
    table = read(separated([HEADER, *ROWS], encoding="cp1252"))
    assert table.encoding == "cp1252"
    assert "accents" in table.notes[0]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    table = read(b"Oak School\n\nSurname,Forename\nA,B\n\n\nC,D\n")
    assert [row.number for row in table.rows] == [4, 7]


def test_titles_above_the_headings_are_passed_over_and_noted() -> None:
    titles = [["Oak School", "Year 3", "Autumn", "x", "y", "z"], ["Printed 4/9/2026"]]
    table = read(separated([*titles, HEADER, *ROWS]))
    assert table.header == HEADER
    assert table.notes == ("Two rows above the headings were passed over.",)


def test_headings_are_looked_for_in_the_first_fifteen_rows_standards_4_6() -> None:
    titles = [[f"Line {number}", "Oak School"] for number in range(1, 15)]
    table = read(separated([*titles, HEADER, *ROWS]))
    assert (table.header, len(table.above)) == (HEADER, 14)
    assert table.notes == ("14 rows above the headings were passed over.",)
    assert read(separated([["One more", "row"], *titles, HEADER, *ROWS])).header != HEADER


def test_headings_repeated_on_each_page_are_passed_over() -> None:
    table = read(separated([HEADER, ROWS[0], HEADER, ROWS[1]]))
    assert cells(table) == blanked(ROWS)
    assert table.notes == ("One row that only repeated the headings was passed over.",)


def test_unknown_headings_are_the_fullest_row() -> None:
    table = read(b"Report\nalpha,beta,gamma\n1,2,3\n4,5\n")
    assert table.header == ("alpha", "beta", "gamma")
    assert cells(table) == [("1", "2", "3"), ("4", "5", None)]


def test_commas_within_names_do_not_mislead() -> None:
    table = read(b"Pupil Name;DOB;Class\nOkafor, Chidi;4/9/2018;3A\nSmith, Jo;5/9/2018;3A\n")
    assert table.header == ("Pupil Name", "DOB", "Class")
    assert cells(table)[0] == ("Okafor, Chidi", "4/9/2018", "3A")


def test_excel_s_own_separator_line_is_obeyed() -> None:
    table = read(b"sep=;\r\nSurname;Forename\r\nA;B,C\r\n")
    assert cells(table) == [("A", "B,C")]


def test_quotes_hold_lines_separators_and_quotes() -> None:
    table = read(b'Surname,Forename\n"Long\nname","say ""Al"", please"\n')
    assert cells(table) == [("Long\nname", 'say "Al", please')]


def test_a_formula_is_only_text() -> None:
    table = read(b"Surname,Forename\n=1+1,@SUM(A1)\n-5,+44\n")
    assert cells(table) == [("=1+1", "@SUM(A1)"), ("-5", "+44")]


def test_stray_noughts_and_old_line_ends_are_borne() -> None:
    assert cells(read(b"Surname,Forename\rSmi\x00th,Jo\r")) == [("Smith", "Jo")]


def test_wider_rows_than_the_headings_are_kept() -> None:
    table = read(b"Surname,Forename\nA,B,C\n")
    assert table.header == ("Surname", "Forename", "")
    assert cells(table) == [("A", "B", "C")]


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "a.csv", "empty"),
        (b" \r\n\t\n", "a.csv", "empty"),
        (b"\xef\xbb\xbf", "a.csv", "empty"),
        (b"Surname,Forename\n", "a.csv", "no rows beneath"),
        (b"Dear all, the staff list is attached\n", "a.pdf", "no spreadsheet"),
        (b"Dear all\nThe staff list is attached.\n", "a.txt", "no spreadsheet"),
        (b"%PDF-1.7 ...", "a.csv", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "a.png", "picture"),
        (b"\xff\xd8\xff\xe0....", "a.csv", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.xls", "old Excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.xlsx",
            "password",
        ),
        (b"<html><table><tr><td>UPN</td></tr></table>", "a.xls", "spreadsheet's name"),
        (b"\n <!DOCTYPE html>", "a.html", "web page"),
        (b"\x1f\x8b\x08rest", "a.gz", "packed"),
        (b"{\\rtf1 hello}", "a.rtf", "text document"),
        (bytes(range(1, 32)) * 40, "a.csv", "not a table"),
        (b'Surname,Forename\n"Smith,Jo\nA,B\n', "a.csv", "line 2 and never closes"),
        (b"Surname\n" + b"x" * 300_000, "a.csv", "far too long"),
        (b"Surname,Forename\n" + b"," * 500 + b"x", "a.csv", "420 columns"),
        ("Surname\tForename\nA\tB".encode("utf-16")[:-1], "a.txt", "breaks off"),
    ],
)  # fmt: skip
def test_each_unusable_file_says_what_it_is(content: bytes, name: str, word: str) -> None:
    with pytest.raises(FileTrouble, match=word) as told:
        read(content, name)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize("kept", [8, 11, 28])
def test_a_text_that_breaks_off_in_its_last_line_is_refused(kept: int) -> None:
    """Else a child would be half read, such as one born on 4/9/20 who was born on 4/9/2018."""
    whole = separated([["Oak School"], HEADER, *ROWS]).rstrip()
    last = whole.rindex(b"\n") + 1
    with pytest.raises(FileTrouble, match="breaks off in its last line"):
        read(whole[: last + kept])
    assert len(read(whole).rows) == len(ROWS)


def test_a_short_last_line_that_is_ended_is_a_row_and_so_is_one_among_others() -> None:
    assert len(read(b"Surname,Forename,Class\nA,B,3A\nC,D,3A\nE,F\n").rows) == 3
    assert len(read(b"Surname,Forename,Class\nA,B,3A\nC,D\nE,F").rows) == 3


@pytest.mark.parametrize("after", [b"  ", b"\t", b"\x00", b"\x1a", b" \x1a"])
def test_what_is_blank_after_the_last_line_is_no_line_that_breaks_off(after: bytes) -> None:
    """Such as the mark with which old systems end a file."""
    assert len(read(b"Surname,Forename,Class\nA,B,3A\nC,D,3A\r\n" + after).rows) == 2
    assert len(read(b"Surname,Forename,Class\rA,B,3A\rC,D,3A\rE,F\r" + after).rows) == 3
    with pytest.raises(FileTrouble, match="breaks off in its last line"):
        read(b"Surname,Forename,Class\nA,B,3A\nC,D,3A\nE,F" + after.replace(b"\t", b""))


COUNTED = b"Surname,Forename,Class\nA,B,3A\nC,D,3A\nE,F,3B\n"


@pytest.mark.parametrize(
    "foot", [b"Total: 3", b"3 pupils", b"Total number of pupils: 3,,", b'"3 of 3 rows"']
)
def test_a_last_line_that_counts_the_rows_rightly_is_no_line_that_breaks_off(foot: bytes) -> None:
    """Nothing can be missing above it; it stands as a row that can be refused by its number."""
    assert [row.cells[0] for row in read(COUNTED + foot).rows[:3]] == ["A", "C", "E"]


@pytest.mark.parametrize("kept", range(COUNTED.index(b"C,D"), len(COUNTED)))
def test_wherever_a_list_is_cut_no_row_is_half_read(kept: int) -> None:
    """Its foot goes with the rest. With all its cells begun a row cannot be told from a whole."""
    begun = COUNTED[:kept].rpartition(b"\n")[2]
    if begun and begun.count(b",") < 2:
        with pytest.raises(FileTrouble, match="breaks off in its last line"):
            read(COUNTED[:kept])
    else:
        assert len(read(COUNTED[:kept]).rows) == COUNTED[:kept].strip().count(b"\n")


@pytest.mark.parametrize(
    "foot",
    [
        b"Total: 4", b"Total: 2", b"Total", b"3", b"Class 3", b"R3", b"3 pup",
        b"3 of the", b"Pupils of 3A", b"Total,3", b"3rd pupil",
    ],
)  # fmt: skip
def test_any_other_short_last_line_may_be_a_child_that_is_half_told(foot: bytes) -> None:
    with pytest.raises(FileTrouble, match="breaks off in its last line"):
        read(COUNTED + foot)


def test_a_text_that_breaks_off_within_a_letter_is_not_taken_for_windows_letters() -> None:
    whole = separated([HEADER, ROWS[0], ("", "Okafor", "Chidié", "", "")])
    cut = whole.rindex("é".encode()) + 1
    with pytest.raises(FileTrouble, match="breaks off or is damaged"):
        read(whole[:cut])
    assert read("Surname,Forename\nSmith,André".encode("cp1252")).rows[0].cells[1] == "André"


def test_a_file_too_large_is_refused_at_once() -> None:
    with pytest.raises(FileTrouble, match="20 MB"):
        read(b"a" * (MAX_BYTES + 1))


def test_too_many_rows_are_refused() -> None:
    said = "The file has more than 20,000 rows: export one school's pupils."
    with pytest.raises(FileTrouble, match=said):
        read(b"Surname\n" + b"A\n" * (MAX_ROWS + 1))
    assert len(read(b"Surname\n" + b"A\n" * MAX_ROWS).rows) == MAX_ROWS


def test_a_file_of_blank_rows_without_end_is_refused_at_once() -> None:
    with pytest.raises(FileTrouble, match="20,000 rows"):
        read(b"Surname,Forename\n" + b",\n" * 9_000_000)


def test_a_row_of_emoji_is_a_row() -> None:
    table = read("Surname,Forename\n🦊,🐻\n".encode())
    assert cells(table) == [("🦊", "🐻")]


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.xls", ""]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    try:
        assert read(content, name).rows
    except FileTrouble:
        return


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "cp1252"]))
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    try:
        table = read(text.encode(encoding, errors="replace"))
    except FileTrouble:
        return
    assert all(len(row.cells) == len(table.header) for row in table.rows)


TYPED = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=12)


@given(
    st.lists(st.tuples(TYPED, TYPED, TYPED), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_reads_back(
    rows: list[tuple[str, str, str]], separator: str, encoding: str
) -> None:
    wanted = [row for row in blanked(rows) if any(row)]
    header = ("Surname", "Forename", "DOB")
    content = separated([header, *rows], separator=separator, encoding=encoding)
    known = {is_known_heading(cell) for row in rows for cell in row}
    if wanted and True not in known:
        assert cells(read(content)) == wanted


@pytest.mark.parametrize("path", sorted(FILES.glob("*.*")), ids=lambda path: path.name)
def test_each_sample_holds_the_same_three_children(path: Path) -> None:
    table = read(path.read_bytes(), path.name)
    assert len(table.rows) in (3, 4)
    assert {is_known_heading(heading) for heading in table.header} == {True}
