"""Columns guessed from headings, and the mapping a person may change (standards 4.6)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.roster.rules import (
    LABELS,
    Column,
    Field,
    MappingTrouble,
    guess_mapping,
    is_known_heading,
    mapping_from_plain,
    mapping_to_plain,
    mapping_troubles,
)


def guess(*header: str) -> list[tuple[str, str, int]]:
    mapping = guess_mapping(header)
    return [(c.field.value, c.group, c.contact) for _, c in sorted(mapping.items())]


def fields(*header: str) -> list[str]:
    return [field for field, _, _ in guess(*header)]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *[(h, "upn") for h in ("UPN", "Unique Pupil Number", "pupil_upn", "UPN Number")],
        *[
            (h, "legal_forename")
            for h in ("Legal Forename", "First name", "Given Name", "FORENAME", "Legal first name")
        ],
        *[(h, "legal_surname") for h in ("Legal Last Name", "Surname", "Last-Name", "family name")],
        *[(h, "legal_surname") for h in ("Legal Surname", "LegalSurname")],
        *[(h, "full_name") for h in ("Name", "Full Name", "Pupil name", "Student")],
        *[(h, "born_on") for h in ("DOB", "D.O.B.", "Date of Birth", "birthdate")],
        *[(h, "year") for h in ("Year Group", "NC Year", "NCYearActual", "Year", "Yr")],
        *[
            (h, "class")
            for h in ("Class", "Form", "Reg Group", "Registration Group", "Tutor Group")
        ],
        *[(h, "admission_number") for h in ("Adno", "Admission number")],
        *[(h, "joined_on") for h in ("Admission date", "Date of admission")],
        *[(h, "left_on") for h in ("Leaving Date", "Date left")],
        *[
            (h, "preferred_forename")
            for h in ("Preferred Forename", "Chosen first name", "Known as", "Preferred first name")
        ],
        *[
            (h, "preferred_surname")
            for h in ("Preferred Surname", "Preferred last name", "Chosen surname")
        ],
        *[
            (h, "ignore")
            for h in ("Sex", "Gender", "Ethnicity", "First Language", "House", "Shoe size", "")
        ],
        *[(h, "guardian_email") for h in ("Email", "Email address", "Contact Email")],
        *[(h, "guardian_phone") for h in ("Mobile", "Telephone", "Parent/Carer Mobile")],
        *[(h, "relationship") for h in ("Relationship", "Relationship to pupil")],
        *[(h, "parental_responsibility") for h in ("Parental Responsibility", "PR", "Has PR")],
        *[(h, "contact_order") for h in ("Priority", "Contact order")],
        *[(h, "lives_with") for h in ("Lives with", "Same address")],
        *[(h, "guardian_full_name") for h in ("Parent/Carer", "Contact name", "Guardian")],
    ],
)
def test_headings_are_known_however_they_are_spaced(heading: str, field: str) -> None:
    assert fields(heading) == [field]


@pytest.mark.parametrize(
    ("heading", "group"),
    [
        ("Pupil Premium Indicator", "Pupil premium"),
        ("SEN Status", "SEN"),
        ("EAL", "EAL"),
        ("FSM", "Free school meals"),
        ("Ever 6 FSM", "Free school meals in the last six years"),
        ("In care", "In care"),
        ("Service child", "Service child"),
    ],
)
def test_a_column_of_yes_and_no_names_its_group(heading: str, group: str) -> None:
    assert guess(heading) == [("group", group, 0)]


def test_contacts_side_by_side_are_numbered() -> None:
    header = (
        "Contact 1 Name",
        "Contact 1: Email",
        "Parent/Carer 2 Surname",
        "Mobile 2",
        "Contact 3",
    )
    assert guess(*header) == [
        ("guardian_full_name", "", 1),
        ("guardian_email", "", 1),
        ("guardian_surname", "", 2),
        ("guardian_phone", "", 2),
        ("guardian_full_name", "", 3),
    ]


def test_a_bare_surname_beside_a_legal_one_is_the_preferred_one() -> None:
    header = ("Surname", "Forename", "Legal Surname")
    assert fields(*header) == ["preferred_surname", "legal_forename", "legal_surname"]
    header = ("Surname", "Legal surname", "Preferred surname")
    assert fields(*header) == ["ignore", "legal_surname", "preferred_surname"]


def test_a_second_surname_is_the_contact_s_where_there_are_contacts() -> None:
    header = ("Surname", "Forename", "Relationship", "Title", "Surname", "Forename")
    assert fields(*header)[-3:] == ["guardian_title", "guardian_surname", "guardian_forename"]
    assert fields("Surname", "Surname") == ["legal_surname", "ignore"]


def test_two_telephones_of_one_contact_are_both_kept() -> None:
    assert fields("Surname", "Mobile", "Telephone")[1:] == ["guardian_phone", "guardian_phone"]


def test_a_mapping_says_what_is_missing_or_twice() -> None:
    assert mapping_troubles(guess_mapping(["UPN", "DOB"])) == ()
    assert "name" in mapping_troubles(guess_mapping(["DOB"]))[0]
    twice = {0: Column(Field.FULL_NAME), 1: Column(Field.FULL_NAME)}
    assert "Full name" in mapping_troubles(twice)[0]
    nameless = {0: Column(Field.UPN), 1: Column(Field.GROUP)}
    assert "name" in mapping_troubles(nameless)[0]


@given(st.lists(st.sampled_from(["UPN", "Surname", "SEN", "Contact 2 Email", "?"]), max_size=6))
def test_a_mapping_travels_as_json(header: list[str]) -> None:
    mapping = guess_mapping(header)
    assert mapping_from_plain(json.loads(json.dumps(mapping_to_plain(mapping)))) == mapping


@pytest.mark.parametrize(
    "plain",
    [
        {"0": {"field": "shoe"}},
        {"x": {"field": "upn"}},
        {"0": {}},
        {"0": {"field": "upn", "contact": 99}},
    ],
)
def test_a_mapping_that_cannot_be_is_refused(plain: dict[str, dict[str, str | int]]) -> None:
    with pytest.raises(MappingTrouble):
        mapping_from_plain(plain)


@given(st.lists(st.text(max_size=30), max_size=10))
def test_any_headings_get_a_guess(header: list[str]) -> None:
    assert sorted(guess_mapping(header)) == list(range(len(header)))


def test_every_field_has_words_for_a_person() -> None:
    assert set(LABELS) == set(Field)
    assert not is_known_heading("Oak Primary School")
