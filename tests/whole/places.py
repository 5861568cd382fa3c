"""Installations of their own, with nothing in them: where a backup is brought back."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection

from tests import postgres
from tests.cast import TODAY
from tests.whole.rows import Everything

ROOT = Path(__file__).parents[2]
LANTERN = "from lantern.config.command import main; main()"
END_THE_OTHERS = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Place:
    """A home and a database."""

    home: Path
    url: str

    @property
    def env(self) -> dict[str, str]:
        """What a process there is told, and nothing of the place that the tests run in."""
        kept = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("LANTERN_", "DJANGO_")) and name != "DATABASE_URL"
        }  # fmt: skip
        told = {
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "lantern.config.settings",
            "LANTERN_HOME": str(self.home),
            "LANTERN_TODAY": TODAY.isoformat(),
        }
        return {**kept, **told}

    def lantern(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What `lantern …` says there."""
        return self._run("-c", LANTERN, *words)

    def rows(self) -> Everything:
        """Every row of every table there."""
        done = self._run("-m", "tests.whole.rows")
        assert done.returncode == 0, done.stderr
        found: Everything = json.loads(done.stdout)
        return found

    def python(self, expression: str, module: str, name: str) -> str:
        """What an expression there comes to, of something in one of our modules."""
        code = f"import django; django.setup(); from {module} import {name}; print({expression})"
        done = self._run("-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def tables(self) -> list[str]:
        """The tables there, asked of the database itself."""
        if not self.url:
            file = self.home / "lantern.sqlite3"
            with closing(sqlite3.connect(file)) as here:
                rows = here.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                return sorted(name for (name,) in rows)
        with psycopg.connect(self.url) as there:
            asked = there.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            return sorted(str(name) for (name,) in asked)

    def let_the_server_end_it(self) -> None:
        """PostgreSQL may still carry out what a process said last before it was killed."""
        if self.url:
            with psycopg.connect(self.url) as there:
                there.execute(END_THE_OTHERS)

    def empty(self) -> None:
        """Take everything away again."""
        if not self.url:
            for file in self.home.glob("lantern.sqlite3*"):
                file.unlink()
            return
        with psycopg.connect(self.url) as there:
            there.execute("DROP SCHEMA public CASCADE")
            there.execute("CREATE SCHEMA public")

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip


@contextmanager
def empty_place(folder: Path, vendor: str, *, pages: Path | None = None) -> Iterator[Place]:
    """A new place on one of the two databases, at most with a copy of the pages' files."""
    home = folder / f"home-{uuid.uuid4().hex[:8]}"
    home.mkdir(mode=0o700)
    if pages is not None:
        shutil.copytree(pages, home / pages.name)
    with _an_address(vendor) as url:
        yield Place(home, url)


@contextmanager
def _an_address(vendor: str) -> Iterator[str]:
    """Nothing for SQLite's file in the home; else a PostgreSQL, beside the tests' own if it is."""
    if vendor == "sqlite":
        yield ""
    elif connection.vendor == "sqlite":
        with postgres.running() as url:
            yield url
    else:
        name = f"place_{uuid.uuid4().hex[:8]}"
        _say(f"CREATE DATABASE {name}")
        try:
            yield address_of(name)
        finally:
            _say(f"DROP DATABASE {name} WITH (FORCE)")


def _say(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def address_of(name: str) -> str:
    """Where a database of the tests' PostgreSQL is, as a school would write it."""
    told = connection.settings_dict
    host = quote(told["HOST"], safe="")
    return f"postgres://{told['USER']}@{host}:{told['PORT']}/{name}"
