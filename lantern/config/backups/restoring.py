"""A backup becomes a database again: all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any  # a row is whatever its table holds

from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from lantern.config.backups.kinds import number_on, policies_aside, put
from lantern.config.backups.manifest import BackupTrouble, Manifest, Say, Table
from lantern.config.backups.place import cleared
from lantern.config.backups.reading import Backup
from lantern.config.backups.tables import Shape, columns_of, fields_of, last_steps, shape_at
from lantern.config.backups.values import Reader
from lantern.schools.models import moment_in
from lantern.within import every_school

NEWER = "A newer Lantern made this backup"
SAYS_SO = "restored from a backup"


def restore(backup: Backup, *, by: str, say: Say) -> None:
    """Make the empty database hold what the backup holds, in the shape it had then.

    Everything is read and checked first. Raises BackupTrouble; then the place is as it was. What
    has been added to Lantern since is for `lantern prepare`, as after any upgrade.
    """
    backup.verify(say=say)
    shape = _shape_of(backup.manifest)
    with every_school("a backup is of all of them"), _one_transaction():
        cleared()
        say("Making the tables ...")
        _make_tables(shape)
        with policies_aside():
            for table in backup.manifest.tables:
                _load(shape, table, backup)
                if table.rows:
                    say(f"  {table.rows:>10,}  {table.model}")
            _say_so(shape, backup.manifest, by)
            say("Checking that everything belongs together ...")
            _in_words(connection.check_constraints, "its rows do not belong together")


def _shape_of(manifest: Manifest) -> Shape:
    """The models as they were. Raises BackupTrouble if they and the backup do not fit."""
    pairs = [step for step in manifest.migrations if len(step) == 2]
    shape = shape_at({(app, name) for app, name in pairs}, newer=NEWER)
    known = {model._meta.label_lower: model for model in shape.models()}
    for table in manifest.tables:
        model = known.get(table.model)
        if model is None or columns_of(model) != table.columns:
            raise BackupTrouble(f"The backup is damaged: {table.model} has other columns.")
    return shape


@contextmanager
def _one_transaction() -> Iterator[None]:
    """Tables and rows together; SQLite looks at what points where at its end, not before."""
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(durable=True):
            yield
    finally:
        connection.enable_constraint_checking()


def _make_tables(shape: Shape) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(last_steps(shape.steps))
    connection.check_constraints()  # and PostgreSQL looks at what points where at the end again


def _load(shape: Shape, table: Table, backup: Backup) -> None:
    model = shape.apps.get_model(table.model)
    rows = _rows(model, table, backup)
    _in_words(lambda: put(model, rows), f"{table.model} does not fit its table here")
    number_on(model, table.last)


def _rows(model: type[Model], table: Table, backup: Backup) -> Iterator[Sequence[Any]]:
    read = Reader(fields_of(model), connection)
    for count, line in enumerate(backup.lines(table), 1):
        try:
            yield read(line)
        except (ValueError, TypeError, RecursionError) as error:
            raise BackupTrouble(
                f"The backup is damaged: row {count:,} of {table.model} cannot be read."
            ) from error


def _say_so(shape: Shape, manifest: Manifest, by: str) -> None:
    """One line in each school's audit, for whoever wonders where a day's work went."""
    note, school = shape.apps.get_model("audit", "Note"), shape.apps.get_model("schools", "School")
    note._base_manager.bulk_create(
        note(
            at=moment_in(each.time_zone), at_by=by, school=each.key, did=SAYS_SO,
            about_kind="School", about=str(each.ref), details={"made_at": manifest.made_at},
        )
        for each in school._base_manager.order_by("pk")
    )  # fmt: skip


def _in_words(do: Callable[[], object], what: str) -> None:
    """Do it; what the database says of a value may name a child, so only its kind is told on."""
    try:
        do()
    except Error as error:
        raise BackupTrouble(f"The backup cannot be restored here: {what}.") from error
