"""The dated code table (standards 3.1): each code, on both sides of its change."""

from datetime import date

import pytest

from lantern.habits.rules import (
    CODES,
    CannotRecord,
    Category,
    UnknownCode,
    category,
    counts,
    eras,
    tidy_code,
)

BEFORE, AFTER = date(2024, 8, 18), date(2024, 8, 19)
ALWAYS = {
    "P": ["/", "\\", "L", "V", "P", "W", "B"],
    "A": ["M", "S", "C", "T", "R", "I", "E"],
    "U": ["G", "N", "O", "U"],
    "X": ["D", "X", "Z", "#"],
}
NEW = {
    "P": ["K"],
    "A": ["C1", "J1", "C2"],
    "X": ["Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7"],
}
OLD = {"A": ["H"], "P": ["J"], "X": ["Y"]}
COUNTED = {"P": (1, 1), "A": (1, 0), "U": (1, 0), "X": (0, 0)}


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(code, kind) for kind, codes in table.items() for code in codes]


@pytest.mark.parametrize("on", [BEFORE, AFTER])
@pytest.mark.parametrize(("code", "kind"), pairs(ALWAYS))
def test_most_codes_hold_on_both_sides(code: str, kind: str, on: date) -> None:
    assert category(code, on) is Category(kind)
    assert counts(code, on) == COUNTED[kind]


@pytest.mark.parametrize(("code", "kind"), pairs(NEW))
def test_new_codes_begin_on_19_august_2024(code: str, kind: str) -> None:
    assert category(code, AFTER) is Category(kind)
    assert counts(code, AFTER) == COUNTED[kind]
    with pytest.raises(UnknownCode, match=f"Code {code} begins on 19 August 2024."):
        category(code, BEFORE)


@pytest.mark.parametrize(("code", "kind"), pairs(OLD))
def test_old_codes_end_on_18_august_2024(code: str, kind: str) -> None:
    assert category(code, BEFORE) is Category(kind)
    assert counts(code, BEFORE) == COUNTED[kind]
    with pytest.raises(UnknownCode, match=f"Code {code} ended on 18 August 2024."):
        counts(code, AFTER)


def test_these_tables_hold_every_code() -> None:
    told = {code for table in (ALWAYS, NEW, OLD) for codes in table.values() for code in codes}
    assert told == {code.code for code in CODES}
    assert len(told) == len(CODES)


@pytest.mark.parametrize("code", ["", "l", "Y8", "//", "@", "F"])
def test_anything_else_is_no_code(code: str) -> None:
    with pytest.raises(UnknownCode, match="is no attendance code"):
        category(code, AFTER)


def test_an_unknown_code_cannot_be_recorded() -> None:
    assert issubclass(UnknownCode, CannotRecord)


def test_a_code_is_tidied() -> None:
    assert [tidy_code(text) for text in ("l", " y1 ", "\\", "c 2")] == ["L", "Y1", "\\", "C2"]


def test_a_span_is_cut_where_the_table_changes() -> None:
    first, last = date(2024, 8, 1), date(2024, 9, 30)
    assert eras(first, last) == (first, AFTER)
    assert eras(first, BEFORE) == (first,)
    assert eras(AFTER, last) == (AFTER,)
    assert eras(BEFORE, AFTER) == (BEFORE, AFTER)
