"""Rows put together into one record a child."""

from datetime import date
from pathlib import Path

import pytest

from lantern.roster.reading import read_table
from lantern.roster.rules import (
    Record,
    guess_mapping,
    is_known_heading,
    records,
    with_classes_spelt,
)
from lantern.roster.rules.names import lost_letter, strange_letter
from lantern.roster.tests.workbooks import separated, upn, workbook

TODAY = date(2026, 11, 26)
FILES = Path(__file__).parent / "files"
HEADER = ["UPN", "Surname", "Forename", "DOB", "Class", "Year", "SEN", "Contact Name", "Mobile"]


def told(*rows: list[str]) -> list[Record]:
    return told_of(separated([HEADER, *rows]))


def told_of(content: bytes) -> list[Record]:
    table = read_table(content, "roster", knows=is_known_heading)
    return records(table, guess_mapping(table.header), on=TODAY)


def row(**said: str) -> list[str]:
    plain = {
        "UPN": upn(1), "Surname": "Okafor", "Forename": "Chidi", "DOB": "31/08/2019",
        "Class": "2B",
    }  # fmt: skip
    return [said.get(heading.split()[0].lower(), plain.get(heading, "")) for heading in HEADER]


def test_a_plain_row_is_a_record() -> None:
    (record,) = told(row(year="Year 2", sen="K", contact="Mrs Ada Okafor", mobile="7700900123"))
    assert (record.upn, record.name, record.rows) == (upn(1), "Chidi Okafor", (2,))
    assert (record.born_on, record.year, record.class_name) == (date(2019, 8, 31), 2, "2B")
    assert record.groups == (("SEN", True),)
    assert record.guardians[0].name == "Mrs Ada Okafor"
    assert record.guardians[0].phone == "07700900123"
    assert record.troubles == ()


def test_several_adults_as_repeated_rows_are_one_child() -> None:
    same = [row(contact="Ada Okafor"), row(contact="Obi Okafor"), row(upn="", contact="Ada Okafor")]
    (record,) = told(*same)
    assert record.rows == (2, 3, 4)
    assert [guardian.forename for guardian in record.guardians] == ["Ada", "Obi"]
    assert record.troubles == ()


def test_children_without_a_upn_are_told_by_name_and_birth() -> None:
    assert len(told(row(upn=""), row(upn="", forename="CHIDI"))) == 1
    assert len(told(row(upn=""), row(upn="", forename="Ada"))) == 2
    assert len(told(row(upn=""), row(upn="", dob="30/8/2019"))) == 2


def test_an_admission_number_tells_rows_of_one_child() -> None:
    content = (
        b"Adno,Surname,Forename,Parent/Carer\n7,Okafor,Chidi,Ada Okafor\n7,Okafor,Chidi,Obi X\n"
    )
    (record,) = told_of(content)
    assert len(record.guardians) == 2


@pytest.mark.parametrize("change", [{"forename": "Ada"}, {"dob": "1/9/2019"}, {"surname": "Smith"}])
def test_one_upn_on_two_children_refuses_both(change: dict[str, str]) -> None:
    first, second = told(row(), row(**change))
    for record in (first, second):
        assert "Rows 2 and 3 give the same UPN to different children" in record.troubles[0]


def test_two_children_of_one_name_and_birth_need_their_upns() -> None:
    first, second, third = told(row(), row(upn=upn(2)), row(upn=""))
    assert (first.troubles, second.troubles) == ((), ())
    assert "give each row its UPN" in third.troubles[0]


def test_one_child_in_two_classes_is_refused() -> None:
    (record,) = told(row(), row(**{"class": "3A"}))
    assert record.troubles == ("Rows 2 and 3 give this child different classes: 2B and 3A.",)


def test_one_child_in_and_not_in_a_group_is_refused() -> None:
    (record,) = told(row(sen="K"), row(sen="N"))
    assert record.troubles == ("One row says yes and another no to SEN.",)


def test_a_blank_in_one_row_contradicts_nothing() -> None:
    (record,) = told(row(sen="K"), row(sen="", **{"class": ""}))
    assert (record.class_name, record.groups, record.troubles) == ("2B", (("SEN", True),), ())


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"upn": "B801200005002"}, "mistyped"),
        ({"dob": "31/31/2019"}, "not a date"),
        ({"surname": "🦊", "forename": "🐻"}, "no letters"),
        ({"upn": "", "surname": "", "forename": ""}, "names no child"),
        (
            {"upn": "", "surname": "", "forename": "", "contact": "Ada Okafor"},
            "contact but no child",
        ),
        ({"surname": "x" * 101}, "longer than 100"),
        ({"class": "x" * 61}, "longer than 60"),
    ],
)
def test_what_is_wrong_refuses_the_row_in_plain_words(said: dict[str, str], word: str) -> None:
    (record,) = told(row(**said))
    assert any(word in trouble for trouble in record.troubles)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"year": "EYFS"}, "not one year group"),
        ({"sen": "maybe"}, "neither yes nor no"),
        ({"contact": "Ada Lovelace"}, "taken for the surname"),
        ({"contact": "Mr & Mrs Okafor"}, "two adults"),
        ({"mobile": "07700900123"}, "no name"),
        ({"contact": "Okafor, Ada", "mobile": "12"}, "not a telephone number"),
        ({"upn": "M80120000500A"}, "temporary"),
    ],
)
def test_what_is_only_odd_is_for_a_person_to_look_at(said: dict[str, str], word: str) -> None:
    (record,) = told(row(**said))
    assert record.troubles == ()
    assert any(word in caution for caution in record.cautions)


def test_a_class_that_a_spreadsheet_made_a_date_of_is_left_out() -> None:
    (record,) = told_of(
        workbook(("Roll", [["Name", "Class"], ["Okafor, Chidi", date(2026, 4, 3)]]))
    )
    assert (record.class_name, record.troubles) == ("", ())
    assert "3 April 2026" in record.cautions[0]


def test_a_cell_that_could_not_be_read_refuses_its_row_if_its_column_counts() -> None:
    rows = [
        ["Name", "House", "DOB"],
        ["Okafor, Chidi", "=A1", "31/8/2019"],
        ["Smith, Jo", "", "=A1"],
    ]
    first, second = told_of(workbook(("Roll", rows)))
    assert first.troubles == ()
    assert "Date of birth: the cell is a formula" in second.troubles[0]


@pytest.mark.parametrize("path", sorted(FILES.glob("*.*")), ids=lambda path: path.name)
def test_each_sample_holds_the_same_three_children(path: Path) -> None:
    found = told_of(path.read_bytes())
    assert sorted(record.name for record in found) == [
        "Chidi Okafor",
        "Séamus O’Brien",
        "Zoë Núñez",
    ]
    assert [record.troubles for record in found] == [(), (), ()]
    assert {record.born_on for record in found} == {
        date(2018, 9, 4),
        date(2019, 2, 17),
        date(2020, 8, 31),
    }


def test_the_sample_with_contacts_gives_each_child_its_adults() -> None:
    found = told_of((FILES / "contacts-as-rows.csv").read_bytes())
    chidi = next(record for record in found if record.legal_forename == "Chidi")
    assert [(g.name, g.relationship, g.phone, g.order) for g in chidi.guardians] == [
        ("Mrs Ada Okafor", "Mother", "07700900123", 1),
        ("Mr Obi Okafor", "Father", "07700900124", 2),
    ]
    assert chidi.guardians[0].parental_responsibility is True


@pytest.mark.parametrize("name", ["Nguy?n", "Nguy\N{REPLACEMENT CHARACTER}n", "?eal"])
def test_a_letter_that_was_lost_is_said(name: str) -> None:
    assert "A letter may have been lost" in (lost_letter(name) or "")
    assert lost_letter("Nguyễn") is None
    (told,) = told_of(f"Forename,Surname,DOB\nAn,{name},3/3/2018\n".encode())
    assert any(name in caution for caution in told.cautions)


@pytest.mark.parametrize(
    ("name", "strange"),
    [("Smith😀", "😀"), ("<script>alert(1)</script>", "<>1"), ("Smith2", "2"), ("a_b;c_d", "_;")],
)
def test_signs_that_no_school_writes_in_a_name_are_to_be_checked(name: str, strange: str) -> None:
    assert (strange_letter(name) or "").startswith(f"“{strange}” is no part of a name")
    text = (
        f"Forename,Surname,DOB,Contact 1 forename,Contact 1 surname\nAn,{name},3/3/2018,Jo,{name}\n"
    )
    (told,) = told_of(text.encode())
    assert told.troubles == ()
    assert told.cautions == (f"“{strange}” is no part of a name: please check “{name}”.",) * 2


@pytest.mark.parametrize(
    "name",
    ["O’Neill", "D'Arcy", "St. John", "Smith-Jones", "Zielińska", "Nguyễn", "Gal·la", "Łucja",
     "मीनाक्षी", "محمّد", "李小龙", "Brown (Bob)", "Reed, Jr", "ʻOkina",
     "می\N{ZERO WIDTH NON-JOINER}نا"],
)  # fmt: skip
def test_a_name_of_any_script_needs_no_check(name: str) -> None:
    assert strange_letter(name) is None


@pytest.mark.parametrize(
    ("names", "known", "spelt"),
    [
        (["Robins", "robins ", "Robins", "ROBINS"], [], ["Robins"] * 4),
        (["ROBINS", "Robins", "robins", "Robins"], [], ["Robins"] * 4),
        (["robins", "Robins"], [], ["robins"] * 2),
        (["ROBINS", "ROBINS", ""], ["Robins"], ["Robins", "Robins", ""]),
        (["Robins", "Wrens"], ["Kites"], ["Robins", "Wrens"]),
    ],
    ids=["commonest first", "commonest amid", "first of equals", "the one there is", "not alike"],
)
def test_a_class_is_spelt_as_it_is_or_as_most_rows_do(
    names: list[str], known: list[str], spelt: list[str]
) -> None:
    rows = (row(**{"upn": upn(n), "class": name}) for n, name in enumerate(names, start=1))
    found = with_classes_spelt(told(*rows), known)
    assert [record.class_name for record in found] == spelt
