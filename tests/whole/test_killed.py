"""Killed at any moment, by a power cut or by hand: all of it was done, or nothing at all."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from lantern.audit.models import Note
from lantern.reviews.actions import reopen
from lantern.reviews.models import Closure, Shown
from lantern.roster.models import Enrolment, GuardianLink, Pupil
from lantern.schools.models import School
from tests.cast import TODAY, a_school, a_year, set_the_stage
from tests.whole.killing import Ended, Try
from tests.whole.moments import kills, spread
from tests.whole.rows import Everything, everything

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[2]
MANY = 1_000
AFTER_THE_COMMIT = -1
HEADINGS = "Forename,Surname,DOB,Class,Pupil premium,Contact 1 Name,Contact 1 Email"


@pytest.fixture
def killing() -> Iterator["Killing"]:
    """A process on the tests' own database, ready to be killed."""
    with killing_in(environment()) as found:
        yield found


@contextmanager
def killing_in(env: dict[str, str]) -> Iterator["Killing"]:
    """A process in that environment, ready to be killed."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.whole.killing"],
        cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield Killing(process)


def environment() -> dict[str, str]:
    given = {
        "DATABASE_URL": address(),
        "DJANGO_SETTINGS_MODULE": "lantern.config.settings",
        "LANTERN_TODAY": TODAY.isoformat(),
    }
    return {**os.environ, **given}


def address() -> str:
    """Where the tests' database is, as a school would write it."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    host = quote(told["HOST"], safe="")
    return f"postgres://{told['USER']}@{host}:{told['PORT']}/{told['NAME']}"


class Killing:
    """What was tried in that process, one try after another."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.asks, self.answers = process.stdin, process.stdout

    def __call__(self, one: Try) -> Ended:
        self.asks.write(json.dumps(asdict(one)) + "\n")
        self.asks.flush()
        return Ended(**json.loads(self.answers.readline()))


def test_a_thousand_children_are_loaded_or_none(killing: Killing, tmp_path: Path) -> None:
    rehearsal, school = an_empty_school("rehearsal"), an_empty_school("oakfield")
    file = a_thousand(tmp_path)
    whole = killing(Try("import", (str(file), rehearsal.key)))
    assert whole.well
    before, one = everything(), Try("import", (str(file), school.key))
    for moment in spread(whole.statements, kills(7)):
        ended = killing(replace(one, killed_after=moment))
        assert (ended.killed, ended.statements) == (True, moment)
        assert everything() == before, f"after statement {moment} of {whole.statements}"
    ended = killing(replace(one, killed_after=AFTER_THE_COMMIT))
    assert (ended.killed, ended.statements) == (True, whole.statements)
    assert loaded(school) == [MANY, MANY, MANY, MANY, 1]
    after = everything()
    assert killing(one).well
    assert without_notes(everything()) == without_notes(after)


def an_empty_school(key: str) -> School:
    school = a_school(key, key.title())
    a_year(school)
    return school


def a_thousand(folder: Path) -> Path:
    file = folder / "roster.csv"
    lines = [
        f"Ada{word},Moss{word},{n % 28 + 1}/3/2018,Class {n % 30},Y,Fern{word},{n}@home.example"
        for n in range(MANY)
        for word in ["".join(chr(97 + int(digit)) for digit in str(n))]
    ]
    file.write_text("\n".join([HEADINGS, *lines]), encoding="utf-8")
    return file


def loaded(school: School) -> list[int]:
    """How many children, places and adults there are, and how many the audit speaks of."""
    notes = Note.objects.filter(school=school.key)
    return [
        Pupil.objects.filter(school=school).count(),
        Enrolment.objects.filter(pupil__school=school).count(),
        GuardianLink.objects.filter(pupil__school=school).count(),
        notes.filter(did="added from a file").count(),
        notes.filter(did="roster loaded", details__added=MANY).count(),
    ]


def without_notes(rows: Everything) -> Everything:
    """All but the audit, which says also of the second time that a file was loaded."""
    return {label: row for label, row in rows.items() if label != Note._meta.label_lower}


def test_a_review_is_closed_for_everyone_or_not_at_all(killing: Killing) -> None:
    cast = set_the_stage()
    one = Try("close", (str(cast.kestrels.ref), str(cast.period.ref), str(cast.leader.ref)))
    before = everything()
    ended, moment = killing(replace(one, killed_after=1)), 1
    while ended.killed:
        assert everything() == before, f"after statement {moment}"
        moment += 1
        ended = killing(replace(one, killed_after=moment))
    assert (ended.well, ended.statements) == (True, moment - 1)
    assert closed() == (1, 3, 1)
    assert not killing(one).well
    reopen(closure=Closure.objects.get(), reason="Once more", by=cast.viewer("leader"))
    assert killing(replace(one, killed_after=AFTER_THE_COMMIT)).killed
    assert closed() == (2, 6, 2)
    assert Closure.objects.filter(stands=True).count() == 1


def closed() -> tuple[int, int, int]:
    """How many times it was closed, how many profiles were kept, and what the audit says."""
    notes = Note.objects.filter(did="review closed")
    return Closure.objects.count(), Shown.objects.count(), notes.count()
