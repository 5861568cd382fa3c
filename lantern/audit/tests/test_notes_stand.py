"""A note is added and never changed: both databases refuse."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from lantern.audit.models import Note

pytestmark = pytest.mark.django_db


def a_note(did: str = "renamed") -> Note:
    return Note.objects.create(
        at=datetime(2026, 11, 26, 10, tzinfo=UTC), at_by="Ms Farrow", school="amberley",
        did=did, about_kind="Pupil", about="x",
    )  # fmt: skip


def test_nobody_changes_one_not_even_in_bulk() -> None:
    row = a_note()
    row.at_by = "Nobody"
    for change in (row.save, lambda: Note.objects.filter(pk=row.pk).update(did="sang")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    kept = Note.objects.get()
    assert (kept.did, kept.at_by) == ("renamed", "Ms Farrow")


def test_older_ones_come_after_and_none_twice() -> None:
    rows = [a_note(f"did {number}") for number in range(5)]
    there = Note.objects.of_school("amberley")
    assert [row.pk for row in there] == [row.pk for row in reversed(rows)]
    third = there[2]
    assert [row.pk for row in there.before(third.at, third.pk)] == [rows[1].pk, rows[0].pk]
