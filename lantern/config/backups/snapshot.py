"""The whole database as it was at one moment, while the school works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any  # a row is whatever its table holds

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from lantern.config.backups.kinds import begin_to_look
from lantern.config.backups.tables import fields_of
from lantern.config.backups.values import internal_type
from lantern.within import show_every_school

AT_ONCE = 2_000  # rows in memory, unless one may hold a whole file


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own that sees no change any more; nobody else waits for it."""
    seen = connection.copy()
    try:
        begin_to_look(seen)
        show_every_school(seen)
        yield seen
        with seen.cursor() as cursor:
            cursor.execute("ROLLBACK")
    finally:
        seen.close()


def rows_of(model: type[Model], seen: BaseDatabaseWrapper) -> Iterator[list[Any]]:
    """Every row, by its key, a few thousand in memory at a time."""
    fields = fields_of(model)
    query = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    large = any(internal_type(field) == "BinaryField" for field in fields)
    compiler = query.query.get_compiler(connection=seen)
    yield from compiler.results_iter(chunked_fetch=True, chunk_size=1 if large else AT_ONCE)
