"""Is the database there, in the shape this Lantern wants, and will it keep what it is told?"""

import time
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from lantern.config.checking.finding import Finding, well, wrong
from lantern.within import holds

WHAT = "database"
FAR_AWAY = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "davfs"}
MOUNTS = Path("/proc/mounts")
APART = 30  # seconds; a second factor's code is good for as long
OLDEST = 140_000  # PostgreSQL 14, as Django 5.2 wants it


def reachable() -> Finding:
    """Whether anything can be asked of it at all."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return wrong(
            WHAT, f"It does not answer: {_first_line(error)}.",
            "See that it runs, and that DATABASE_URL (or LANTERN_HOME, for SQLite) names it.",
        )  # fmt: skip
    return well(WHAT, f"{connection.display_name} answers.")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def shape() -> Finding:
    """Whether its tables are those of this Lantern."""
    executor = MigrationExecutor(connection)
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    if unknown:
        app, name = min(unknown)
        return wrong(
            WHAT, f"A newer Lantern has changed it: this one does not know {app} {name}.",
            "Run the newer version, or restore the backup made before the upgrade.",
        )  # fmt: skip
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if steps:
        count = f"{len(steps)} step{'' if len(steps) == 1 else 's'}"
        return wrong(WHAT, f"It is {count} behind this Lantern.", "Run: lantern prepare")
    return well(WHAT, "Its tables are up to date.")


def own_ways() -> Iterator[Finding]:
    """What only this kind of database can get wrong."""
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Iterator[Finding]:
    journal, kept = str(_asked("PRAGMA journal_mode")), int(_asked("PRAGMA synchronous"))
    if journal != "wal" or kept < 2:
        yield wrong(
            WHAT, f"SQLite's journal is {journal}, synchronous {kept}: a power cut may lose work.",
            "Put it on a disk of this machine; Lantern sets WAL and FULL whenever it may.",
        )  # fmt: skip
    kind = kind_of_disk(Path(connection.settings_dict["NAME"]))
    if kind in FAR_AWAY:
        yield wrong(
            WHAT, f"SQLite lies on another machine's disk ({kind}), where its locks do not hold.",
            "Move LANTERN_HOME to a disk of this machine, or use PostgreSQL.",
        )  # fmt: skip
    said = str(_asked("PRAGMA quick_check(1)"))
    if said != "ok":
        yield wrong(
            WHAT, "SQLite finds its own file damaged.",
            "Stop Lantern, keep the file, and restore the last backup into a new place.",
        )  # fmt: skip
    if journal == "wal" and kept >= 2 and said == "ok":
        yield well(WHAT, "SQLite's file is sound, and keeps what it has answered.")


def kind_of_disk(file: Path) -> str:
    """The file system that a file lies on, where the system tells; the longest mount wins."""
    if not MOUNTS.exists():
        return ""
    mounts = [line.split() for line in MOUNTS.read_text(encoding="utf-8").splitlines()]
    over = [(len(at), kind) for _, at, kind, *_ in mounts if file.is_relative_to(at)]
    return max(over)[1] if over else ""


def _postgresql() -> Iterator[Finding]:
    version = int(_asked("SHOW server_version_num"))
    if version < OLDEST:
        yield wrong(WHAT, "PostgreSQL is older than 14.", "Upgrade PostgreSQL.")
    if (encoding := str(_asked("SHOW server_encoding"))) != "UTF8":
        yield wrong(
            WHAT, f"It keeps text as {encoding}, so some names cannot be written.",
            "Make the database anew with ENCODING 'UTF8' and restore a backup into it.",
        )  # fmt: skip
    host = str(connection.settings_dict["HOST"])
    sealed = _asked("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    if not sealed and not (host.startswith("/") or host in {"", "localhost", "127.0.0.1", "::1"}):
        yield wrong(
            WHAT, f"Children's names travel to {host} for anyone to read.",
            "Add ?sslmode=verify-full to DATABASE_URL, and switch TLS on there.",
        )  # fmt: skip

    apart = abs(float(_asked("SELECT extract(epoch FROM clock_timestamp())")) - time.time())
    if apart > APART:
        yield wrong(
            WHAT, f"Its clock and this machine's are {apart:.0f} seconds apart.",
            "Let both set their clocks by the network: timedatectl set-ntp true",
        )  # fmt: skip


def apart() -> Iterator[Finding]:
    """Whether it keeps one school's rows from another's by itself; SQLite cannot."""
    if not holds():
        return
    if _asked("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"):
        yield wrong(
            WHAT, "Lantern signs in to it as a superuser, whom it keeps from no school's children.",
            "Give it an ordinary role that owns this one database (docs/running.md).",
        )  # fmt: skip
    elif loose := _loose():
        yield wrong(
            WHAT, f"It does not keep the schools apart in: {', '.join(loose)}.",
            "Restore a backup into an empty place; or switch row-level security on again there.",
        )  # fmt: skip
    else:
        yield well(WHAT, "It keeps the schools apart by itself.")


def _loose() -> list[str]:
    """Tables that hold somebody's data, where the database itself would show it to anyone."""
    ours = [model for model in apps.get_models() if hasattr(model, "Privacy")]
    names = [model._meta.db_table for model in ours if hasattr(model.Privacy, "within")]
    with connection.cursor() as cursor:
        cursor.execute(LOOSE, [sorted(names)])
        return [str(name) for (name,) in cursor.fetchall()]


LOOSE = """
SELECT t FROM unnest(%s::text[]) AS t WHERE NOT EXISTS (
    SELECT 1 FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
    WHERE c.oid = to_regclass(t) AND c.relrowsecurity AND c.relforcerowsecurity
)
"""


def _asked(question: str) -> str | float:
    with connection.cursor() as cursor:
        cursor.execute(question)
        answer: str | float = cursor.fetchone()[0]
        return answer
