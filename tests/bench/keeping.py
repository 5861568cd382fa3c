"""The whole demo kept in one file and brought back into an empty place, each by its command."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from lantern.config.backups import opened
from lantern.demo.actions import make
from lantern.demo.presets import trust

LANTERN = (sys.executable, "-c", "from lantern.config.command import main; main()")
MB = 1_000_000


def measure() -> dict[str, float]:
    make(recipe=trust(), say=lambda _: None)
    with tempfile.TemporaryDirectory(dir=settings.HOME) as name, a_place(Path(name)) as env:
        folder = Path(name) / "backups"
        kept, kept_mb = run("backup", "--to", str(folder), env=dict(os.environ))
        (file,) = folder.iterdir()
        restored, restored_mb = run("restore", str(file), env=env)
        with opened(file) as backup:
            rows = backup.manifest.rows
        size = file.stat().st_size / MB
    return {
        "kept_rows": rows, "kept_mb": size, "kept_s": kept, "kept_memory_mb": kept_mb,
        "restored_s": restored, "restored_memory_mb": restored_mb,
    }  # fmt: skip


def run(*words: str, env: dict[str, str]) -> tuple[float, float]:
    """How long a command took, from its first breath, and the most memory it ever had."""
    began = time.perf_counter()
    with subprocess.Popen([*LANTERN, *words], env=env, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return took, usage.ru_maxrss * 1024 / MB


@contextmanager
def a_place(home: Path) -> Iterator[dict[str, str]]:
    """The environment of an empty place on the same kind of database."""
    env = {**os.environ, "LANTERN_HOME": str(home / "place")}
    if "DATABASE_URL" not in os.environ:
        yield env
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE place")
    try:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/place").geturl()
        yield {**env, "DATABASE_URL": url}
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE place WITH (FORCE)")
