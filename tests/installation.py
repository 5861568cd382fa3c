"""An installation of its own: an empty folder and an empty database of the kind the tests run on.

For what is proved through the command or a server of our own, which reads a school's settings. One
that has been made ready is copied, which takes a moment, where `lantern prepare` takes seconds.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier

from tests import ground
from tests.ground import LANTERN, READY

TABLES = "select count(*) from pg_tables where schemaname = 'public'"


@dataclass(frozen=True)
class Installation:
    """Where its data lie; `url` is empty where SQLite keeps them in `home`."""

    home: Path
    url: str

    @property
    def env(self) -> dict[str, str]:
        """The environment of its programs: plain HTTP, and no demo."""
        ours = {"LANTERN_HOME": str(self.home), "LANTERN_HTTPS": "0", "LANTERN_DEMO": "0"}
        return {**os.environ, **ours, "DATABASE_URL": self.url}

    @property
    def has_tables(self) -> bool:
        """Whether anything was made in its database."""
        if not self.url:
            return any(self.home.glob("*.sqlite3"))
        with psycopg.connect(self.url) as connection:
            row = connection.execute(TABLES).fetchone()
        assert row is not None
        return bool(row[0])

    @property
    def pages(self) -> Path:
        """Styles, fonts and pictures, where it has been made ready."""
        return self.home / "static"


@contextmanager
def an_installation(home: Path) -> Iterator[Installation]:
    """Nothing is in it yet; its database is gone afterwards."""
    with _database(home, "template1") as found:
        yield found


@contextmanager
def one_made_ready(home: Path) -> Iterator[Installation]:
    """What a first start leaves behind; whoever changes it takes a copy."""
    if folder := ground.told_of():
        yield Installation(folder / READY, ground.beside(os.environ.get("DATABASE_URL"), READY))
        return
    with an_installation(home) as found:
        subprocess.run([*LANTERN, "prepare"], env=found.env, check=True)
        yield found


@contextmanager
def a_copy_of(other: Installation, home: Path) -> Iterator[Installation]:
    """All that is in the other, with no process at work there; gone afterwards."""
    shutil.copytree(other.home, home, dirs_exist_ok=True)
    with _database(home, urlsplit(other.url).path.removeprefix("/")) as found:
        yield found


@contextmanager
def _database(home: Path, like: str) -> Iterator[Installation]:
    """SQLite's lies in the home; on PostgreSQL a new one that begins as another is."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield Installation(home, "")
        return
    name = f"own_{uuid4().hex}"
    begins = SQL("create database {} template {}").format(Identifier(name), Identifier(like))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(begins)  # it waits for who has just left the other
        try:
            yield Installation(home, urlsplit(server)._replace(path=f"/{name}").geturl())
        finally:
            connection.execute(SQL("drop database {} with (force)").format(Identifier(name)))
