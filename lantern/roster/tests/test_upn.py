"""The UPN's shape and letter, with the traps of standards 2.1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.roster.rules import (
    check_letter,
    is_temporary_upn,
    tidy_upn,
    upn_caution,
    upn_trouble,
)

SOUND = [
    "B801200005001",
    "M80120000500A",
    "P207000016049",
    "R674123101121",
    "M823123426001",
]
BODY = st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True)


@pytest.mark.parametrize("upn", SOUND)
def test_the_worked_rows_of_the_standard_are_sound(upn: str) -> None:
    assert check_letter(upn[1:]) == upn[0]
    assert upn_trouble(upn) is None


def test_a_supplier_s_worked_example_with_the_wrong_letter_is_refused() -> None:
    assert upn_trouble("Q207000016049") is not None


@pytest.mark.parametrize(
    "authority", ["820", "838", "839", "940", "943", "660", "674", "681", "999"]
)
def test_no_local_authority_is_refused(authority: str) -> None:
    body = f"{authority}123426001"
    assert upn_trouble(check_letter(body) + body) is None


def test_weights_begin_at_two_not_one() -> None:
    assert check_letter("100000000000") == "C"
    assert check_letter("000000000001") == "P"


@pytest.mark.parametrize(
    ("upn", "word"),
    [
        ("B80120000500", "12"),
        ("B8012000050011", "14"),
        ("1801200005001", "begins with a digit"),
        ("I801200005001", "I, O or S"),
        ("B80120000500O", "I, O or S"),
        ("BB01200005001", "letter and twelve digits"),
        ("B801200005002", "does not fit"),
        ("B80120000500１", "letters and digits"),
        ("B8012-0000500", "letters and digits"),
    ],
)
def test_each_fault_is_said_in_plain_words_without_the_number(upn: str, word: str) -> None:
    trouble = upn_trouble(upn) or ""
    assert word in trouble
    assert upn not in trouble


def test_small_letters_and_spaces_are_tidied() -> None:
    assert tidy_upn(" b801 200005001\n") == "B801200005001"
    assert upn_trouble(" b801 200005001\n") is None


def test_a_temporary_number_is_sound_but_gets_a_gentle_note() -> None:
    assert is_temporary_upn("M80120000500A")
    assert "temporary" in (upn_caution("M80120000500A") or "")
    assert upn_caution("B801200005001") is None


@pytest.mark.parametrize(
    ("authority", "known"),
    [
        ("201", True), ("213", True), ("320", True), ("420", True), ("874", True),  # England's
        ("820", True), ("838", True), ("839", True), ("940", True), ("943", True),  # since 2011
        ("660", True), ("674", True), ("681", True),  # Wales
        ("909", True), ("928", True), ("702", True),  # gone, and the forces' schools
        ("996", True),  # no place
        ("000", False), ("123", False), ("214", False), ("500", False), ("944", False),
    ],
)  # fmt: skip
def test_a_local_authority_nobody_knows_is_cautioned(authority: str, known: bool) -> None:
    body = f"{authority}123426001"
    caution = upn_caution(check_letter(body) + body)
    assert ("no local authority" in (caution or "")) is not known


def test_a_letter_is_worked_out_from_twelve_characters_only() -> None:
    with pytest.raises(ValueError):
        check_letter("12")


@given(BODY)
def test_only_one_letter_fits_any_body(body: str) -> None:
    fits = [letter for letter in "ABCDEFGHJKLMNPQRTUVWXYZ" if not upn_trouble(letter + body)]
    assert fits == [check_letter(body)]


@given(BODY, st.integers(0, 10), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(body: str, place: int, by: int) -> None:
    other = str((int(body[place]) + by) % 10)
    assert upn_trouble(check_letter(body) + body[:place] + other + body[place + 1 :])


@given(st.text(max_size=20))
def test_any_text_has_an_answer(text: str) -> None:
    assert upn_trouble(text) is None or upn_trouble(text)
