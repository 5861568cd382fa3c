"""The whole cast set once a run, by the school's own actions, and its rows put back for each test.

Setting it takes some two hundred statements, putting it back one a table.
"""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any  # a row as its database has it
from uuid import uuid4

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import ClientCursor

from tests.cast import Cast, set_the_stage

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Kept:
    """The cast, and the rows of each table that it needs."""

    cast: bytes
    rows: dict[str, list[Row]]


@cache
def _kept() -> Kept:
    """Set it, keep it, and take it down."""
    with transaction.atomic():
        before = {table: set(_rows(table)) for table in _tables()}
        cast = set_the_stage()
        rows = {
            table: [row for row in _rows(table) if row not in before[table]] for table in before
        }
        transaction.set_rollback(True)
    return Kept(cast=pickle.dumps(cast), rows={table: some for table, some in rows.items() if some})


def the_stage() -> Cast:
    """Everyone, as `set_the_stage` makes them; each time with objects of its own."""
    kept = _kept()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_all_at_once())
        else:
            for table, rows in kept.rows.items():
                cursor.executemany(_insert(table), rows)
        cast: Cast = pickle.loads(kept.cast)  # noqa: S301 - ours
        for version in (cast.version, cast.next_door.version):
            version.ref = uuid4()  # what it says is remembered by it, and a test may change that
            version.save(update_fields=["ref"])
    return cast


@cache
def _all_at_once() -> str:
    """What PostgreSQL is told: it takes longer to answer each of many statements than to do it."""
    kept = _kept()
    numbered = [table for table in kept.rows if "id" in _tables()[table]]
    puts = [_put(table, rows) for table, rows in kept.rows.items()]
    return ";".join([*puts, f"SELECT {', '.join(map(_number_on, numbered))}"])


def _put(table: str, rows: list[Row]) -> str:
    into, _, marks = _insert(table).rpartition("VALUES")
    written = ClientCursor(connection.connection)
    return f"{into} VALUES {', '.join(written.mogrify(marks, row) for row in rows)}"


def _number_on(table: str) -> str:
    """A table that was emptied may number from the beginning, and would come upon these rows."""
    place, name = _tables()[table].index("id"), f"'{table}_id_seq'"
    last = max(row[place] for row in _kept().rows[table])
    return f"setval({name}, greatest(nextval({name}), {last}))"


@cache
def _tables() -> dict[str, list[str]]:
    """The columns of each table that we may write."""
    every = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: list(_columns(model)) for model in every if model._meta.managed}


def _columns(model: type[models.Model]) -> Iterator[str]:
    fields = model._meta.concrete_fields
    return (field.column for field in fields if field.column and not field.generated)


def _rows(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_quoted(table)} FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return list(cursor.fetchall())


@cache
def _insert(table: str) -> str:
    marks = ", ".join(["%s"] * len(_tables()[table]))
    name = connection.ops.quote_name(table)
    return f"INSERT INTO {name} ({_quoted(table)}) VALUES ({marks})"  # noqa: S608


def _quoted(table: str) -> str:
    return ", ".join(connection.ops.quote_name(column) for column in _tables()[table])
