"""`lantern check` says where the database would not keep the schools apart; and what must reach
every school does so with none named, as from a command line.
"""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from lantern.config.checking import State, database
from lantern.within import holds

LANTERN = [sys.executable, "-c", "from lantern.config.command import main; main()"]
pytestmark = pytest.mark.django_db


def told() -> list[tuple[State, str]]:
    return [(each.state, each.words) for each in database.apart()]


def test_what_is_kept_apart_is_said_to_be() -> None:
    well = [(State.WELL, "It keeps the schools apart by itself.")]
    assert told() == (well if holds() else [])


@pytest.mark.parametrize(
    "how",
    [
        "ALTER TABLE roster_pupil DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE roster_pupil NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY own_school ON roster_pupil",
    ],
)
def test_a_table_that_is_not_is_named(how: str) -> None:
    if holds():
        with connection.cursor() as cursor:
            cursor.execute(how)
        ((state, words),) = told()
        assert state is State.WRONG
        assert words == "It does not keep the schools apart in: roster_pupil."


def test_a_superuser_is_named(tmp_path: Path) -> None:
    if not holds():
        return
    at = connection.settings_dict
    url = f"postgres://postgres@{quote(at['HOST'], safe='')}:{at['PORT']}/{at['NAME']}"
    env = {**os.environ, "DATABASE_URL": url, "LANTERN_HOME": str(tmp_path)}
    done = subprocess.run([*LANTERN, "check"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "signs in to it as a superuser" in done.stdout
