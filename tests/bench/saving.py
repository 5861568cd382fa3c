"""Judgements saved a second: one cell at a time as a teacher types, and a class in one go."""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle, islice, product
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from lantern.accounts.rules import Role
from lantern.judgements.models import Cell, Voice, What
from lantern.reviews.actions import Mark, judge, judge_many
from lantern.reviews.pictures import version_for
from lantern.roster.models import Pupil
from lantern.schemes.rules import areas_for, scale_of
from tests.bench.the_school import seconds, the_children, the_class, the_period, viewer

SAVES, BARE = 300, 2_000
SYNCHRONOUS = ("full", "normal")


def measure() -> dict[str, float]:
    found = {"saved_one_s": SAVES / seconds(lambda: one_by_one(0))}
    marks = list(some_marks(1_200, turn=1))
    found["saved_many_s"] = len(marks) / seconds(lambda: all_at_once(marks))
    if connection.vendor == "sqlite":
        found |= {
            f"saved_{how}_s": _with_synchronous(how, turn)
            for turn, how in enumerate(SYNCHRONOUS, 2)
        }
        found |= {f"bare_{how}_s": bare_commits(how) for how in SYNCHRONOUS}
    return found


def one_by_one(turn: int) -> None:
    """Each cell in a transaction of its own, that the disk has taken before the next begins."""
    school_class, by = the_class(), viewer(Role.TEACHER)
    for mark in some_marks(SAVES, turn):
        judge(
            cell=mark.cell, school_class=school_class, value=mark.value, reason=mark.reason, by=by
        )


def all_at_once(marks: Sequence[Mark]) -> None:
    judge_many(marks=marks, school_class=the_class(), period=the_period(), by=viewer(Role.TEACHER))


def bare_commits(how: str) -> float:
    """What the disk itself allows: commits of one small row a second, with nothing of ours."""
    with tempfile.TemporaryDirectory(dir=settings.HOME) as folder:
        bare = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute(f"PRAGMA synchronous={how}")
        bare.execute("CREATE TABLE kept (value TEXT)")
        insert = "INSERT INTO kept VALUES ('x')"
        took = seconds(lambda: [bare.execute(insert) for _ in range(BARE)])
        bare.close()
    return BARE / took


def _with_synchronous(how: str, turn: int) -> float:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={how}")
    return SAVES / seconds(lambda: one_by_one(turn))


def some_marks(many: int, turn: int) -> Iterator[Mark]:
    """That many judgements that each change something: every turn has a value of its own."""
    by, period = viewer(Role.TEACHER), the_period()
    version = version_for(period, by)
    assert version is not None
    areas = areas_for(version.scheme, 4, by.today)
    cells: Iterator[tuple[Pupil, Any, Voice]] = product(the_children(), areas, list(Voice))
    for pupil, area, voice in islice(cells, many):
        ratings = scale_of(version.scheme, area).ratings
        cell = Cell(
            pupil=pupil, period=period, version=version, what=What.AREA, key=area.key, voice=voice
        )
        value = next(islice(cycle(ratings), turn, None)).key
        yield Mark(cell=cell, value=value, reason=f"Turn {turn}")
