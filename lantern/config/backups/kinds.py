"""What SQLite and PostgreSQL have in no common words: a snapshot, many rows at once, numbering."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any  # a row is whatever its table holds

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, Model

from lantern.config.backups.tables import columns_of, numbered_by

Rows = Iterable[Sequence[Any]]
AT_ONCE = 500  # rows handed to SQLite together
LOCK = 5_294_111  # any number, as long as two restores take the same
PATIENCE = "20s"
OF_TRIGGERS = """
SELECT oid::regprocedure FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace AND prorettype = 'trigger'::regtype
AND proowner = current_user::regrole
"""
HELD = """
SELECT oid::regclass FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relforcerowsecurity
"""
BEGIN = {
    "sqlite": "BEGIN DEFERRED",  # a reader: it keeps nobody from writing
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
}


def begin_to_look(seen: BaseDatabaseWrapper) -> None:
    """From now on that connection sees one moment."""
    with seen.cursor() as cursor:
        cursor.execute(BEGIN[seen.vendor])


def last_number(model: type[Model], seen: BaseDatabaseWrapper) -> int:
    """The last number the database gave to a row of it, there or gone since; 0 if it gives none."""
    if not numbered_by(model):
        return 0
    given = {"sqlite": _given_sqlite, "postgresql": _given_postgresql}[seen.vendor]
    with seen.cursor() as cursor:
        return given(cursor, model)


def _given_sqlite(cursor: Any, model: type[Model]) -> int:
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
    row = cursor.fetchone()
    return int(row[0]) if row else 0


def _given_postgresql(cursor: Any, model: type[Model]) -> int:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", _column(model))
    name = cursor.fetchone()[0]
    cursor.execute(f"SELECT last_value, is_called FROM {name}")  # noqa: S608 - its own name
    last, called = cursor.fetchone()
    return int(last) if called else 0


def _column(model: type[Model]) -> list[str]:
    return [f'"{model._meta.db_table}"', numbered_by(model)]


def keep_others_out() -> None:
    """Two restores at once would each find the place empty. SQLite's transaction sees to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def hold(names: Iterable[str]) -> None:
    """Nobody puts anything into those tables from here on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            tables = ", ".join(connection.ops.quote_name(name) for name in sorted(names))
            cursor.execute(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")


def drop(names: Iterable[str]) -> None:
    """Take those tables away, whatever points at them, and what their triggers call."""
    more = {"sqlite": "", "postgresql": " CASCADE"}[connection.vendor]
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}{more}")
        if connection.vendor == "postgresql":
            cursor.execute(OF_TRIGGERS)
            for (function,) in cursor.fetchall():
                cursor.execute(f"DROP FUNCTION {function}")


@contextmanager
def policies_aside() -> Iterator[None]:
    """Many rows at once go past no policy (PostgreSQL has it so), so inside they hold nobody back.

    In a transaction that holds the tables: nobody else sees them without. What was put in must
    have been checked by then (an alteration waits for no trigger).
    """
    held = _held_by_policies() if connection.vendor == "postgresql" else []
    _say_each("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY", held)
    yield
    _say_each("ALTER TABLE {} FORCE ROW LEVEL SECURITY", held)


def _held_by_policies() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        return [str(name) for (name,) in cursor.fetchall()]


def _say_each(statement: str, names: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(statement.format(name))


def put(model: type[Model], rows: Rows) -> None:
    """Write rows by the thousand, each with all its columns."""
    way: dict[str, Callable[[type[Model], Rows], None]]
    way = {"sqlite": _put_sqlite, "postgresql": _put_postgresql}
    way[connection.vendor](model, rows)


def _put_sqlite(model: type[Model], rows: Rows) -> None:
    waiting, columns = iter(rows), columns_of(model)
    places = ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO {_named(model)} VALUES ({places})"  # noqa: S608 - names of our models
    with connection.cursor() as cursor:
        while batch := list(islice(waiting, AT_ONCE)):
            cursor.executemany(insert, batch)


def _put_postgresql(model: type[Model], rows: Rows) -> None:
    with (
        connection.wrap_database_errors,  # as a cursor of Django's own would
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_named(model)} FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _named(model: type[Model]) -> str:
    """The table with its columns, quoted."""
    quoted = [connection.ops.quote_name(name) for name in columns_of(model)]
    return f"{connection.ops.quote_name(model._meta.db_table)} ({', '.join(quoted)})"


def number_on(model: type[Model], last: int) -> None:
    """Let the next row get the number after the last that was ever given."""
    if not last or not numbered_by(model):
        return
    name = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # which itself looks at the largest number there is
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])
            return
        largest = model._base_manager.aggregate(largest=Max("pk"))["largest"] or 0
        told = [*_column(model), max(last, largest)]
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", told)
