"""Killed while attendance is loaded from a file: all of it is there, or nothing of it.

CI tries a few random moments each time. `KILLS=100` tries as many; docs/performance.md
says when that was done, on both databases.
"""

import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import randrange, uniform

import pytest
from django.db import connection

from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.habits.models import AttendanceMark
from lantern.roster.models import Pupil, Upload
from lantern.schools.models import School
from tests.cast import a_member, a_school, a_year
from tests.whole.killing import Try
from tests.whole.moments import kills
from tests.whole.places import END_THE_OTHERS
from tests.whole.rows import everything
from tests.whole.test_killed import AFTER_THE_COMMIT, Killing, killing

__all__ = ["killing"]  # the fixture

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = kills(6)
CHILDREN, DAYS = 60, 20
ALL = CHILDREN * DAYS * 2
FIRST = date(2026, 9, 7)


def a_school_of(key: str) -> School:
    """Sixty children, whose names tell them apart, and a leader who records."""
    school = a_school(key, key.title())
    a_year(school)
    a_member(school, Role.LEADER, "Mrs Head")
    Pupil.objects.bulk_create(
        Pupil(school=school, legal_forename=name, legal_surname="Moss", born_on=date(2018, 3, 1))
        for name in names()
    )
    return school


def names() -> list[str]:
    return [f"Ada{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(CHILDREN)]


def four_weeks(folder: Path) -> Path:
    days = [FIRST + timedelta(days=n // 5 * 7 + n % 5) for n in range(DAYS)]
    lines = [
        f"{name} Moss,{on:%d/%m/%Y},{session},{code}"
        for name in names()
        for on in days
        for session, code in (("AM", "/"), ("PM", "\\"))
    ]
    file = folder / "marks.csv"
    file.write_text("\n".join(["Name,Date,Session,Mark", *lines]), encoding="utf-8")
    return file


def test_attendance_is_loaded_whole_or_not_at_all(killing: Killing, tmp_path: Path) -> None:
    rehearsal, school = a_school_of("rehearsal"), a_school_of("oakfield")
    file = str(four_weeks(tmp_path))
    began = time.monotonic()
    whole = killing(Try("attendance", (file, rehearsal.key)))
    took = time.monotonic() - began
    assert whole.well
    before, one = everything(), Try("attendance", (file, school.key))
    for moment in [1, whole.statements, *(1 + randrange(whole.statements) for _ in range(KILLS))]:
        ended = killing(replace(one, killed_after=moment))
        assert (ended.killed, ended.statements) == (True, moment)
        assert everything() == before, f"after statement {moment} of {whole.statements}"
    for _ in range(KILLS // 2):
        killed = killing(replace(one, killed_at=uniform(0.01, took))).killed
        let_the_server_end_it()
        if killed and not loaded(school)[0]:
            assert everything() == before
        assert loaded(school) in ([0, 0, 0], [ALL, 1, 1])
        empty(school)
    assert killing(replace(one, killed_after=AFTER_THE_COMMIT)).killed
    assert loaded(school) == [ALL, 1, 1]
    assert killing(one).well
    assert loaded(school) == [ALL, 2, 2]


def let_the_server_end_it() -> None:
    """PostgreSQL may still carry out what a process said last before it was killed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(END_THE_OTHERS)


def loaded(school: School) -> list[int]:
    """How many marks there are, how many files, and of how many the audit speaks."""
    notes = Note.objects.filter(school=school.key, did="attendance file loaded")
    return [
        AttendanceMark.objects.filter(pupil__school=school).count(),
        Upload.objects.filter(school=school).count(),
        notes.count(),
    ]


def empty(school: School) -> None:
    """As before it was loaded, if it was."""
    AttendanceMark.objects.filter(pupil__school=school).delete()
    Upload.objects.filter(school=school).delete()
    Note.objects.filter(school=school.key, did__startswith="attendance").delete()
