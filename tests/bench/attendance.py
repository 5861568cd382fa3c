"""A year's attendance of 420 children from a file: 380 sessions, a row a mark or side by side."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Role
from lantern.demo.presets import calendar
from lantern.habits.actions import keep_file
from lantern.habits.models import AttendanceMark
from lantern.habits.pictures import understood
from lantern.habits.pictures.calendar import calendar_of
from lantern.habits.reading import Span
from lantern.roster.actions import apply_roster
from lantern.roster.models import Pupil
from lantern.roster.pictures import plan_of, table_of
from lantern.roster.rules import guess_mapping
from lantern.schools.actions import open_school, set_year
from lantern.schools.models import School
from lantern.schools.rules import read_year
from tests.bench.keeping import run
from tests.bench.roster import a_file
from tests.bench.the_school import seconds, viewer
from tests.cast import a_member, viewer_of

CHILDREN, SESSIONS = 420, 380
YEARS = ("2025-26", "2026-27")
CODES = {"am": "/", "pm": "\\"}
Place = tuple[date, str]


def measure() -> dict[str, float]:
    by = a_leader(viewer())
    school = by.school
    rows, grid = a_row_a_mark(school), side_by_side(school)
    looked = seconds(lambda: look(rows, by))
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        (Path(folder) / "rows.csv").write_bytes(rows)
        (Path(folder) / "grid.csv").write_bytes(grid)
        loaded, memory = load(Path(folder) / "rows.csv", school)
        assert AttendanceMark.objects.filter(pupil__school=school).count() == CHILDREN * SESSIONS
        again, _ = load(Path(folder) / "rows.csv", school)
        sideways, _ = load(Path(folder) / "grid.csv", school)
    assert AttendanceMark.objects.filter(pupil__school=school).count() == CHILDREN * SESSIONS
    return {
        "attendance_mb": len(rows) / 1_000_000, "attendance_looked_s": looked,
        "attendance_s": loaded, "attendance_memory_mb": memory, "attendance_again_s": again,
        "attendance_grid_again_s": sideways,
    }  # fmt: skip


def a_leader(by: Viewer) -> Viewer:
    """Of a school of 420 with the dates of this year and the last, and no mark yet."""
    school = open_school(key="a-year", name="A Year", trust=by.school.trust, by=by)
    by = viewer_of(a_member(school, Role.LEADER, "Mrs Year"))
    _, year = [set_year(school=school, year=read_year(calendar(name))[0], by=by) for name in YEARS]
    table = table_of(a_file(CHILDREN), "pupils.csv")
    plan = plan_of(table, guess_mapping(table.header), year=year, on=by.today)
    apply_roster(school=school, plan=plan, on=by.today, by=by)
    assert Pupil.objects.filter(school=school).count() == CHILDREN
    return by


def the_sessions(school: School) -> Sequence[Place]:
    """The last 380 before today."""
    dates = calendar_of(school)
    today = school.now().date()
    every = [place for half in dates.halves for place in dates.sessions(half, today)]
    found = sorted(place for place in every if place[0] < today)[-SESSIONS:]
    assert len(found) == SESSIONS
    return found


def marks(school: School) -> Iterable[tuple[Pupil, Sequence[tuple[Place, str]]]]:
    """A child in twenty is ill at any one session, another late."""
    places = the_sessions(school)
    other = {7: "I", 13: "L"}
    for n, pupil in enumerate(Pupil.objects.filter(school=school).order_by("pk")):
        yield (
            pupil,
            [(place, other.get((n + at) % 20, CODES[place[1]])) for at, place in enumerate(places)],
        )


def a_row_a_mark(school: School) -> bytes:
    lines = [
        f"{pupil.upn},{pupil.legal_surname},{pupil.legal_forename},{pupil.born_on:%d/%m/%Y},"
        f"{on:%d/%m/%Y},{session.upper()},{code}"
        for pupil, told in marks(school)
        for (on, session), code in told
    ]
    return "\n".join(["UPN,Surname,Forename,DOB,Date,Session,Mark", *lines]).encode()


def side_by_side(school: School) -> bytes:
    heads = ",".join(f"{on:%d/%m/%Y} {session.upper()}" for on, session in the_sessions(school))
    lines = [
        f"{pupil.legal_surname},{pupil.legal_forename},{pupil.born_on:%d/%m/%Y},"
        + ",".join(code for _, code in told)
        for pupil, told in marks(school)
    ]
    return "\n".join([f"Surname,Forename,DOB,{heads}", *lines]).encode()


def look(content: bytes, by: Viewer) -> None:
    """What the browser waits for: the file taken, and its preview worked out."""
    upload = keep_file(content=content, name="rows.csv", span=Span(), by=by)
    found = understood(upload, by)
    assert found.preview is not None, found.trouble
    assert found.preview.added == CHILDREN * SESSIONS
    upload.delete()


def load(file: Path, school: School) -> tuple[float, float]:
    """By the command, from its first breath: how long, and the most memory it ever had."""
    words = ("attendance", "import", str(file), "--school", school.key)
    return run(*words, env=dict(os.environ))
