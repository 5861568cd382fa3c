"""The school a year later, a child who is coming to it, and a watch on every test of the roll."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any  # a statement's values are whatever its columns hold

import pytest
from django.db import connection

from lantern.roster.actions import following
from lantern.roster.models import Enrolment, PartWeek, Pupil
from lantern.roster.tests.next_year import a_year_later
from lantern.schools.models import AcademicYear
from tests.cast import Cast, a_pupil


@pytest.fixture
def next_year(cast: Cast) -> AcademicYear:
    """The same terms a year later."""
    return a_year_later(cast.school)


@pytest.fixture
def coming(cast: Cast) -> Pupil:
    """A child who is known and was never in a class."""
    return a_pupil(cast.school, "Noor", "Hale", date(2023, 3, 3))


@pytest.fixture(autouse=True)
def nobodys_days_change_untold(request: pytest.FixtureRequest) -> Iterator[None]:
    """An action that writes a place or a part week tells whoever counts (decision 35).

    It is easily forgotten, and no test of the action itself would miss it. What a test writes to
    begin with is its own.
    """
    if not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    with connection.execute_wrapper(_is_told):
        yield


KEPT_IN = {model._meta.db_table for model in (Enrolment, PartWeek)}
ACTIONS = str(Path(following.__file__).parent)


def _is_told(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    first, _, said = sql.lstrip().partition(" ")
    if first in {"INSERT", "UPDATE", "DELETE"} and not following.followed.get():
        table = next(
            (each for each in KEPT_IN if f'"{each}"' in said.partition(" SET ")[0][:80]), ""
        )
        assert not (table and _by_an_action()), f"{table} is written outside of `following`: {sql}"
    return execute(sql, *rest)


def _by_an_action() -> bool:
    frame: FrameType | None = sys._getframe()
    while frame and not frame.f_code.co_filename.startswith(ACTIONS):
        frame = frame.f_back
    return frame is not None
