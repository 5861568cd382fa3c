"""Many rows written at once, where Django's own way takes several times as long (decision 32)."""

from collections.abc import Mapping, Sequence
from typing import Any  # a row holds whatever its columns do

from django.db import connection
from django.db.models import Field, Model

AT_ONCE = 5000  # rows of one statement, where a statement takes whole columns


def add_rows(model: type[Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to a table, each a value by column, in the transaction of whoever asks.

    A value that comes again, as a day or a code does, is made ready for the database once, and no
    object is made of a row that nobody looks at.
    """
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    ready = [_Ready(field) for field in fields]
    values = [[each[row[each.name]] for each in ready] for row in rows]
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in fields)
    into = f"INSERT INTO {quoted(model._meta.db_table)} ({names})"
    if connection.vendor == "postgresql":
        _by_columns(into, fields, values)
    else:
        _by_rows(into, len(fields), values)


def _by_rows(into: str, width: int, values: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"{into} VALUES ({', '.join(['%s'] * width)})", values)


def _by_columns(
    into: str, fields: "Sequence[Field[Any, Any]]", values: Sequence[Sequence[Any]]
) -> None:
    """A server is asked once for some thousands, with a list for each column."""
    kinds = [str(field.db_type(connection)).split("(")[0] for field in fields]  # of any length
    lists = ", ".join(f"(%s)::{kind}[]" for kind in kinds)
    statement = f"{into} SELECT * FROM UNNEST({lists})"  # noqa: S608  (names of our own tables)
    with connection.cursor() as cursor:
        for start in range(0, len(values), AT_ONCE):
            columns = zip(*values[start : start + AT_ONCE], strict=True)
            cursor.execute(statement, [list(each) for each in columns])


class _Ready(dict[Any, Any]):
    """One column's values as its database wants them, each made ready once."""

    def __init__(self, field: "Field[Any, Any]") -> None:
        super().__init__()
        self.field, self.name = field, field.attname

    def __missing__(self, value: Any) -> Any:
        self[value] = self.field.get_db_prep_save(value, connection)
        return self[value]
