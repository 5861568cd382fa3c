"""A thousand pupils, read, understood and previewed while a person waits."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from lantern.roster.tests.test_import_pages import chosen, digest, sent
from lantern.roster.tests.workbooks import separated, upn, workbook
from tests.cast import Cast

BOUND = 2.0  # seconds of this process, whatever else the machine does
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
def test_a_thousand_pupils_are_previewed_at_once(
    written: Callable[[list[list[object]]], bytes], cast: Cast
) -> None:
    """New to the school, and again once they are all in it."""
    client = Client()  # which looks at no page: that takes longer than making one
    client.force_login(cast.office.user)
    content = written([[*HEADER], *[_pupil(number) for number in range(1000)]])
    preview, page = _previewed(client, content)
    assert "Added: 1000" in page
    client.post(f"{preview}confirmation/", {"digest": digest(page)})
    _, page = _previewed(client, content)
    assert "Left as they are: 1000" in page


def _previewed(client: Client, content: bytes) -> tuple[str, str]:
    """The preview's address and its page; each step on the way to it is measured."""
    columns = _at_once(lambda: sent(client, content))
    preview = _at_once(lambda: chosen(client, columns))
    return preview, _at_once(lambda: str(client.get(preview).content, "utf-8"))


def _at_once(step: Callable[[], str]) -> str:
    begun = time.process_time()
    found = step()
    spent = time.process_time() - begun
    assert spent < BOUND
    return found
