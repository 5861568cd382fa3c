"""A thousand pupils, read and planned while a person waits."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from lantern.roster.reading import read_table
from lantern.roster.rules import ExistingPupil, guess_mapping, is_known_heading, plan, records
from lantern.roster.tests.workbooks import separated, upn, workbook

TODAY = date(2026, 11, 26)
BOUND = 4.0  # seconds of this process; about half a second on an idle machine
HEADER = [
    "UPN", "Legal Surname", "Legal Forename", "DOB", "Year", "Class", "SEN", "Pupil Premium",
    "Contact 1 Name", "Contact 1 Email", "Contact 1 Mobile", "Contact 2 Name",
]  # fmt: skip


def _pupil(number: int) -> list[object]:
    born_on = date(2016, 9, 1) + timedelta(days=number)
    letters = "".join(chr(97 + int(digit)) for digit in str(number))
    contacts = ["Mrs Ada Obi", f"ada{number}@obi.example", "07700900123", "Obi, Mr Ike"]
    name = [f"Surname{letters}", f"Forename{letters}"]
    return [upn(number), *name, born_on, "", f"Class {number % 34}", "K", "Y", *contacts]


def _text(rows: list[list[object]]) -> bytes:
    return separated(rows)


def _book(rows: list[list[object]]) -> bytes:
    return workbook(("Pupils", rows))


@pytest.mark.parametrize("written", [_text, _book])
def test_a_thousand_pupils_are_planned_at_once(
    written: Callable[[list[list[object]]], bytes],
) -> None:
    content = written([[*HEADER], *[_pupil(number) for number in range(1000)]])
    begun = time.process_time()
    table = read_table(content, "roster", knows=is_known_heading)
    told = records(table, guess_mapping(table.header), on=TODAY)
    first = plan(told, [], on=TODAY, academic_year=2026)
    roll = [ExistingPupil(UUID(int=i), entry.facts) for i, entry in enumerate(first.added)]
    again = plan(told, roll, on=TODAY, academic_year=2026)
    assert first.digest != again.digest
    spent = time.process_time() - begun
    assert (len(first.added), len(again.unchanged)) == (1000, 1000)
    assert spent < BOUND
