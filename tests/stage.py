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
        for table, rows in kept.rows.items():
            cursor.executemany(_insert(table), rows)
        if connection.vendor == "postgresql":
            cursor.execute(_number_on())
        cast: Cast = pickle.loads(kept.cast)  # noqa: S301 - ours
        for version in (cast.version, cast.next_door.version):
            version.ref = uuid4()  # what it says is remembered by it, and a test may change that
            version.save(update_fields=["ref"])
    return cast


@cache
def _number_on() -> str:
    """Tables that were emptied may number from the beginning, and would come upon these rows."""
    numbered = (table for table in _kept().rows if "id" in _tables()[table])
    each = "setval('{0}_id_seq', greatest((SELECT last_value FROM {0}_id_seq), max(id))) FROM {0}"
    return " UNION ALL ".join(f"SELECT {each.format(table)}" for table in numbered)


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
