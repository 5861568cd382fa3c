"""Dates, names and short answers as school systems write them (standards 4.6)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.roster.rules import (
    in_a_list,
    name_key,
    name_trouble,
    read_date,
    split_name,
    tidy_name,
)
from lantern.roster.rules.answers import read_email, read_phone, read_yes_no
from lantern.roster.rules.names import split_adult_name

FOURTH = date(2018, 9, 4)


@pytest.mark.parametrize(
    "text",
    [
        "04/09/2018", "4/9/2018", "4-9-18", "04.09.2018", "2018-09-04", "2018/9/4", "20180904",
        "4 Sep 2018", "04-Sep-18", "4th September 2018", "4 sept 2018", "2018-09-04T00:00:00",
        "04/09/2018 00:00", "2018-09-04 00:00:00", "43347", " 4 / 9 / 2018 ", "4 9 2018",
    ],
)  # fmt: skip
def test_dates_are_read_day_first(text: str) -> None:
    assert read_date(text, latest_year=2026) == FOURTH


@pytest.mark.parametrize(
    "text",
    [
        "9/13/2018",
        "31/2/2018",
        "2018-13-01",
        "4/9-2018",
        "soon",
        "",
        "4/9",
        "12 Foo 2018",
        "٤/٩/٢٠١٨",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text, latest_year=2026) is None


def test_two_digit_years_are_never_in_the_future() -> None:
    assert read_date("1/9/26", latest_year=2026) == date(2026, 9, 1)
    assert read_date("1/9/27", latest_year=2026) == date(1927, 9, 1)
    assert read_date("1/9/99", latest_year=2026) == date(1999, 9, 1)


def test_day_numbers_count_from_1900_or_1904() -> None:
    assert read_date(43347, latest_year=2026) == FOURTH
    assert read_date(43347 - 1462, latest_year=2026, from_1904=True) == FOURTH
    assert read_date(2018, latest_year=2026) is None
    assert read_date("00060", latest_year=2026) is None


@given(st.dates(date(1950, 1, 1), date(2026, 12, 31)))
def test_a_day_reads_back_from_each_way_of_writing_it(day: date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y"):
        assert read_date(day.strftime(form), latest_year=2026) == day
    assert read_date((day - date(1899, 12, 30)).days, latest_year=2026) == day


@given(st.text(max_size=15))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read_date(text, latest_year=2026)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("text", "forename", "surname", "is_sure"),
    [
        ("Okafor, Chidi", "Chidi", "Okafor", True),
        ("DE SOUZA ,  Ana Maria", "Ana Maria", "DE SOUZA", True),
        ("Ana de Souza", "Ana de", "Souza", False),
        ("Cher", "Cher", "", False),
        ("Smith, John, Jr", "John, Jr", "Smith", False),
        ("Smith,", "Smith", "", False),
        ("", "", "", True),
    ],
)
def test_full_names_are_split(text: str, forename: str, surname: str, is_sure: bool) -> None:
    parts = split_name(text)
    assert (parts.forename, parts.surname, not parts.caution) == (forename, surname, is_sure)


def test_a_name_is_tidied_but_never_recased() -> None:
    assert tidy_name("  Zoe\u0308\u00a0 \u200bMcDONALD\x00\n") == "Zoë McDONALD"
    assert tidy_name("می\u200cخواهم") == "می\u200cخواهم"
    assert tidy_name("\u202eevil") == "evil"


def test_capitals_and_apostrophes_do_not_make_another_name() -> None:
    assert name_key("ZOË", "O’BRIEN") == name_key("Zoe\u0308", "o'brien")
    assert name_key("Zoë", "Smith") != name_key("Zoe", "Smith")


def test_a_list_goes_by_letters_whatever_their_marks_or_capitals() -> None:
    names = ["Whitlock", "Świątek", "de Souza", "Łuczak", "Adébáyọ̀", "Adair", "Ødegård", "Lunn"]
    assert sorted(names, key=in_a_list) == [
        "Adair", "Adébáyọ̀", "de Souza", "Łuczak", "Lunn", "Ødegård", "Świątek", "Whitlock",
    ]  # fmt: skip
    assert in_a_list("Ng", "Ann") < in_a_list("Ng", "Åsa") < in_a_list("Ng", "Bo")


def test_a_row_of_emoji_is_no_name() -> None:
    assert all(name_trouble(name) for name in ("🦊🦊", "123", "x" * 101))
    formulas = ('=HYPERLINK("http://a.example")', "@cmd", "+1+A1", "-2|calc", "Ann|Bo")
    assert all("is a formula, not a name" in (name_trouble(name) or "") for name in formulas)
    assert not any(name_trouble(name) for name in ("-Ann", "Ann-Marie", "’t Hooft", "O'Neil"))
    assert not any(name_trouble(name) for name in ("Ọlá", "", "李"))


@pytest.mark.parametrize(
    ("text", "title", "forename", "surname"),
    [
        ("Mrs Ada Okafor", "Mrs", "Ada", "Okafor"),
        ("Mr. Smith", "Mr.", "", "Smith"),
        ("Smith, Dr Jo", "Dr", "Jo", "Smith"),
        ("Dr", "", "", "Dr"),
        ("Cher", "", "", "Cher"),
    ],
)
def test_adults_lose_their_title(text: str, title: str, forename: str, surname: str) -> None:
    parts = split_adult_name(text)
    assert (parts.title, parts.forename, parts.surname) == (title, forename, surname)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *[
            (yes, True)
            for yes in ["Y", "yes", "TRUE", "T", "1", "✓", "K", "E", "SEN Support", "EHCP"]
        ],
        ("Education, Health and Care Plan", True),
        *[(no, False) for no in ["N", "No", "FALSE", "f", "0", "✗", "No SEN"]],
        *[(other, None) for other in ["x", "maybe", "?", ""]],
    ],
)
def test_yes_and_no_are_read(text: str, answer: bool | None) -> None:
    assert read_yes_no(text) is answer


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("7700900123", "07700900123"),
        ("2079460000", "02079460000"),
        ("447700900123", "+447700900123"),
        ("07700 900123", "07700 900123"),
        ("+44 7700 900 123", "+44 7700 900 123"),
        ("07700 900123 (work)", "07700 900123 (work)"),
        ("123", None),
        ("none", None),
    ],
)
def test_a_lost_nought_is_put_back(text: str, phone: str | None) -> None:
    assert read_phone(text) == phone


@pytest.mark.parametrize("text", ["a@b.example", "a.b+c@sub.b.example", "mailto:a@b.example"])
def test_addresses_are_read(text: str) -> None:
    assert read_email(text) == text.removeprefix("mailto:")


@pytest.mark.parametrize(
    "text", ["", "a@b", "a b@c.example", "a@b.example; c@d.example", "@b.example"]
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert read_email(text) is None


@pytest.mark.parametrize(
    ("text", "families", "forename", "surname", "is_sure"),
    [
        ("Mrs Jo van der Berg", ("van der Berg", ""), "Jo", "van der Berg", True),
        ("Mrs Jo VAN DER BERG", ("van der Berg",), "Jo", "VAN DER BERG", True),
        ("Jo Berg", ("Berg", "van der Berg"), "Jo", "Berg", True),
        ("Jo Ann St. John", ("St. John",), "Jo Ann", "St. John", True),
        ("Jo Marsh", ("van der Berg",), "Jo", "Marsh", False),
        ("Berg, Jo", ("Jo",), "Jo", "Berg", True),
        ("van der Berg", ("van der Berg",), "van der", "Berg", False),
    ],
)
def test_an_adult_of_the_childs_own_name_is_split_by_it(
    text: str, families: tuple[str, ...], forename: str, surname: str, is_sure: bool
) -> None:
    parts = split_adult_name(text, families)
    assert (parts.forename, parts.surname, not parts.caution) == (forename, surname, is_sure)
    assert is_sure or parts.caution.startswith("Of the contact: “")  # and not of the child
