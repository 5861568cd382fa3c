"""What an installation keeps to itself, and what it asks of browsers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.backends.utils import CursorWrapper
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from lantern.config.database import settings_for
from lantern.config.settings import secret

SAYS = (
    "from lantern.config import settings as s;"
    "print(s.SECURE_HSTS_SECONDS > 0, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD)"
)
HASHES = """
import django
from django.contrib.auth.hashers import make_password
django.setup()
print(make_password("a lantern on the sill"))
"""


def test_the_secret_is_made_once_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANTERN_SECRET_KEY", raising=False)
    made = secret(tmp_path / "home")
    assert len(made) > 50
    assert secret(tmp_path / "home") == made
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"LANTERN_HTTPS": "0", "LANTERN_HSTS_WHOLE_DOMAIN": "1"}, "False False False"),
        ({"LANTERN_HTTPS": "1"}, "True False False"),
        ({"LANTERN_HTTPS": "1", "LANTERN_HSTS_WHOLE_DOMAIN": "1"}, "True True True"),
    ],
)
def test_a_school_speaks_for_its_own_address_alone(
    tmp_path: Path, told: dict[str, str], said: str
) -> None:
    """Its other sites may not have HTTPS, so they are bound only if it says so."""
    assert as_a_school_has_it(tmp_path, SAYS, **told) == said


def test_a_password_is_kept_as_argon2(tmp_path: Path) -> None:
    """The tests themselves take a quick hash in its place."""
    assert as_a_school_has_it(tmp_path, HASHES).startswith("argon2$argon2id$")


def as_a_school_has_it(home: Path, program: str, **told: str) -> str:
    """What a program says with the settings of a school, none of the tests' own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LANTERN_")}
    settings = {"DJANGO_SETTINGS_MODULE": "lantern.config.settings", "LANTERN_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**kept, **settings, **told}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_a_new_file_is_kept_as_promised(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    """Asked of SQLite itself: what was answered survives a power cut (decision 7)."""
    here = ConnectionHandler({"default": settings_for("", home=tmp_path)})["default"]
    try:
        with django_db_blocker.unblock(), here.cursor() as cursor:
            told = {name: _pragma(cursor, name) for name in KEPT_BY_SQLITE}
    finally:
        here.close()
    assert told == KEPT_BY_SQLITE


KEPT_BY_SQLITE = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "cache_size": -32000,
    "mmap_size": 268435456,
    "temp_store": 2,  # in memory
}


def _pragma(cursor: CursorWrapper, name: str) -> object:
    cursor.execute(f"PRAGMA {name}")
    return cursor.fetchone()[0]
