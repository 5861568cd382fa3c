"""Many rows are written at once as each would be alone, on either database."""

from datetime import date
from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction

from lantern import bulk
from lantern.bulk import add_rows
from lantern.habits.models import AttendanceMark
from tests.cast import NOW, Cast

DAYS = [date(2026, 11, day) for day in (9, 10, 11, 12, 13)]


def a_mark(cast: Cast, on: date, **other: Any) -> dict[str, Any]:
    return {
        "pupil_id": cast.settled.pk, "on": on, "session": "am", "code": "/", "recorded_at": NOW,
        "recorded_by_id": cast.office.user_id, "stands": True, "supersedes_id": None,
        "correction": "",
    } | other  # fmt: skip


@pytest.mark.parametrize("at_once", [1, 2, 5, 6])
def test_every_row_is_there_however_many_go_at_once(
    at_once: int, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", at_once)
    add_rows(AttendanceMark, [a_mark(cast, on) for on in DAYS])
    found = AttendanceMark.objects.filter(pupil=cast.settled).order_by("on")
    assert [row.on for row in found] == DAYS
    told = {(row.recorded_at, row.recorded_by, row.supersedes, row.correction) for row in found}
    assert told == {(NOW, cast.office.user, None, "")}


def test_no_rows_are_nothing(cast: Cast) -> None:
    add_rows(AttendanceMark, [])
    assert not AttendanceMark.objects.exists()


def test_a_text_stays_as_it_is_whatever_stands_in_it(cast: Cast) -> None:
    why = "“%s”, {1,2} 'NULL' \\ Ọláolúwa\n"
    add_rows(AttendanceMark, [a_mark(cast, DAYS[0], stands=False)])
    first = AttendanceMark.objects.get()
    corrected = a_mark(cast, DAYS[0], supersedes_id=first.pk, correction=why)
    add_rows(AttendanceMark, [corrected, a_mark(cast, DAYS[1])])
    assert AttendanceMark.objects.get(supersedes=first).correction == why


def test_one_row_that_cannot_be_keeps_out_all(cast: Cast) -> None:
    twice = [a_mark(cast, DAYS[0]), a_mark(cast, DAYS[1]), a_mark(cast, DAYS[0])]
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        add_rows(AttendanceMark, twice)
    assert not AttendanceMark.objects.exists()


def test_what_is_the_same_in_all_rows_but_the_last_is_not_taken_for_the_same(cast: Cast) -> None:
    marks = [a_mark(cast, DAYS[0]), a_mark(cast, DAYS[1]), a_mark(cast, DAYS[2], code="B")]
    add_rows(AttendanceMark, marks)
    found = AttendanceMark.objects.filter(pupil=cast.settled).order_by("on")
    assert [row.code for row in found] == ["/", "/", "B"]
