"""What every run of tests on a database begins with: made once and copied, as it takes seconds.

Its tables as they are after every migration, and an installation that has been made ready.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

LANTERN = (sys.executable, "-c", "from lantern.config.command import main; main()")
FOLDER = "TESTS_BEGIN_WITH"  # the name of the folder, told to each run; pytest alone has none
READY, TABLES = "made_ready", "only_tables"  # databases, and what lies in the folder


@dataclass(frozen=True)
class Ground:
    """`url` is of the server's own database, or nothing on SQLite."""

    database: str
    folder: Path
    url: str | None

    @property
    def env(self) -> dict[str, str]:
        """What a run on it is told."""
        return {FOLDER: str(self.folder), **({"DATABASE_URL": self.url} if self.url else {})}


Watch = Callable[[subprocess.Popen[bytes]], None]  # told of what is started, to end it if need be


def lay(ground: Ground, env: Mapping[str, str], watch: Watch) -> Ground:
    """The same with both in it, where nothing was. Raises RuntimeError if it cannot be done."""
    home = ground.folder / READY
    home.mkdir(parents=True, mode=0o700)
    where = {"LANTERN_HOME": str(home), "LANTERN_HTTPS": "0", "LANTERN_DEMO": "0"}
    told = {**env, **where, "DATABASE_URL": beside(ground.url, READY)}
    if ground.url:
        say(ground.url, f"create database {READY}")
    lantern("migrate", env=told, watch=watch)
    if ground.url:
        say(ground.url, f"create database {TABLES} template {READY}")
    else:
        shutil.copyfile(home / "lantern.sqlite3", ground.folder / TABLES)
    lantern("prepare", env=told, watch=watch)
    return ground


def lantern(word: str, *, env: Mapping[str, str], watch: Watch) -> None:
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([*LANTERN, word], env=env, stdout=said, stderr=said)
        watch(process)
        if process.wait():
            said.seek(0)
            raise RuntimeError(f"lantern {word} did not work: {said.read().decode()}")


def say(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)  # the names are our own


def beside(url: str | None, name: str) -> str:
    """The address of another database of that server; nothing where there is none."""
    return urlsplit(url)._replace(path=f"/{name}").geturl() if url else ""


def told_of() -> Path | None:
    """The folder that this run was told of."""
    folder = os.environ.get(FOLDER)
    return Path(folder) if folder else None
