"""Whose rows the database shows: one school's, every school's, or none (decision 26).

PostgreSQL holds it by policies, beneath `visible_to`: a question that forgot its school gets no
row of any but the school that was named on its connection. SQLite has none, so nothing is named.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any  # Django's compilers and schema editors have no types of their own

import psycopg
from django.db import connection, migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Func
from psycopg.pq import TransactionStatus

SETTING = "lantern.school"  # a school's number, or EVERY; nothing shows nothing
EVERY = "every"
POLICY = "own_school"
NAME = f"SELECT current_setting('{SETTING}', true), set_config('{SETTING}', %s, false)"


def holds(seen: BaseDatabaseWrapper = connection) -> bool:
    """Whether this kind of database has policies at all."""
    return seen.vendor == "postgresql"


# --- naming --------------------------------------------------------------------------------------


@contextmanager
def within(school_id: int) -> Iterator[None]:
    """Inside, the database shows and takes that school's rows alone; then as it was before."""
    with _named(str(school_id)):
        yield


@contextmanager
def every_school(because: str) -> Iterator[None]:
    """Inside, the database shows and takes every school's rows; the reader is told why."""
    with _named(EVERY):
        yield


@contextmanager
def _named(name: str) -> Iterator[None]:
    if not holds():
        yield
        return
    before = _name(name)
    try:
        yield
    finally:
        if _state() not in GONE:
            _name(before)


def _name(name: str) -> str:
    """Name it; what was named before. Said to the line itself: it asks nothing of the data."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        before, _ = connection.connection.execute(NAME, [name]).fetchone()
    return before or ""


def _state() -> TransactionStatus:
    here = connection.connection
    return here.info.transaction_status if here else TransactionStatus.UNKNOWN


# The line is cut, or its transaction will be undone, and with it what was named there.
GONE = {TransactionStatus.UNKNOWN, TransactionStatus.INERROR}


def show_every_school(seen: BaseDatabaseWrapper) -> None:
    """The same on another connection than the thread's own, until it is closed."""
    if holds(seen):
        with seen.cursor() as cursor:
            cursor.execute(NAME, [EVERY])


class Names(Func):
    """Beside the row of a question: from now on the school with that number is named.

    So that the gate, which asks who someone is at a school, need not ask twice.
    """

    template = f"set_config('{SETTING}', (%(expressions)s)::text, false)"

    def __init__(self, school_id: str) -> None:
        super().__init__(models.F(school_id), output_field=models.TextField())

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Nothing: SQLite names none."""
        return "''", []


def name_nobody() -> None:
    """Whatever was named on this thread's connection is so no more; at the end of a request."""
    if not holds() or connection.connection is None or _state() == TransactionStatus.INERROR:
        return
    try:
        connection.connection.execute(f"RESET {SETTING}")  # as it is from the beginning
    except psycopg.Error:
        connection.close()  # what was named goes with it


# --- policies ------------------------------------------------------------------------------------


NAMED = f"(SELECT NULLIF(NULLIF(current_setting('{SETTING}', true), ''), '{EVERY}')::bigint)"
ALL = f"(SELECT current_setting('{SETTING}', true) = '{EVERY}')"


@dataclass(frozen=True)
class Held:
    """How a row of a table belongs to a school: by its own column, or as a row of another does.

    Each setting is asked in a question of its own, once a statement and not once a row. Of another
    table's rows we ask whether there is one, so that the database may look each up or gather them.
    """

    table: str
    column: str = "school_id"
    of: "Held | None" = None
    points_to: str = "id"

    @property
    def rule(self) -> str:
        """What is true of the rows of the school that is named."""
        if self.of is None:
            return f"{self.table}.{self.column} = {NAMED}"
        other = self.of.table
        here = f"{other}.{self.points_to} = {self.table}.{self.column}"
        return f"EXISTS (SELECT 1 FROM {other} WHERE {here} AND {self.of.rule})"  # noqa: S608


class Laid(migrations.RunPython):
    """A step that speaks to the database itself, and at most looks at one model.

    Django would make every model anew before it, which was a fifth of what a first start takes.
    """

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """As Django's own does, of the models as they are made already."""
        self.code(from_state.apps, schema_editor)


def hold(*tables: Held) -> Laid:
    """A step of a migration: from then on the database itself keeps the schools apart in those."""

    def lay(apps: object, editor: Any) -> None:
        for each in tables if holds(editor.connection) else ():
            both = "ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"  # the owner is held too
            editor.execute(f"ALTER TABLE {each.table} {both}")
            editor.execute(f"CREATE POLICY {POLICY} ON {each.table} USING ({ALL} OR {each.rule})")

    def lift(apps: object, editor: Any) -> None:
        for each in tables if holds(editor.connection) else ():
            editor.execute(f"DROP POLICY {POLICY} ON {each.table}")
            both = "NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY"
            editor.execute(f"ALTER TABLE {each.table} {both}")

    return Laid(lay, lift)
