"""The place to restore into: empty, or nothing is done to it."""

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from lantern.config.backups.kinds import drop, hold, keep_others_out
from lantern.config.backups.manifest import BackupTrouble
from lantern.config.backups.tables import LEFT_BEHIND, MADE_BY_ITSELF, Shape, shape_of

IN_THE_WAY = (
    "There is something here already ({}), and a backup is restored only into an empty place: "
    "name another with LANTERN_HOME or DATABASE_URL."
)


def cleared() -> None:
    """Inside the restore's transaction: no table at all any more, if none held anything.

    Raises BackupTrouble if one did, or if the tables are not Lantern's.
    """
    keep_others_out()
    names = set(connection.introspection.table_names())
    if names:
        _see_that_they_are_ours(names)
        drop(names)


def _see_that_they_are_ours(names: set[str]) -> None:
    if MigrationRecorder.Migration._meta.db_table not in names:
        raise BackupTrouble("This database holds tables that are not Lantern's: name another.")
    shape = shape_of(connection)
    if strangers := sorted(names - _known_to(shape)):
        raise BackupTrouble(IN_THE_WAY.format(f"the table {strangers[0]}, which is not Lantern's"))
    hold(names)
    if full := _first_that_holds_something(shape):
        raise BackupTrouble(IN_THE_WAY.format(f"rows of {full}"))


def _known_to(shape: Shape) -> set[str]:
    tables = {model._meta.db_table for model in shape.models()}
    caches = {str(cache["LOCATION"]) for cache in settings.CACHES.values()}
    return tables | caches | {MigrationRecorder.Migration._meta.db_table}


def _first_that_holds_something(shape: Shape) -> str:
    for model in shape.models():
        label = model._meta.label_lower
        may_be_there = label in LEFT_BEHIND or label in MADE_BY_ITSELF
        if not may_be_there and model._base_manager.exists():
            return label
    return ""
