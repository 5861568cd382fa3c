"""An installation of its own: an empty folder and an empty database of the kind the tests run on.

For what is proved through the command or a server of our own, which reads a school's settings.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier

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


@contextmanager
def an_installation(home: Path) -> Iterator[Installation]:
    """Nothing is in it yet; its database is gone afterwards."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield Installation(home, "")
        return
    name = f"own_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("create database {}").format(Identifier(name)))
        try:
            yield Installation(home, urlsplit(server)._replace(path=f"/{name}").geturl())
        finally:
            connection.execute(SQL("drop database {} with (force)").format(Identifier(name)))
