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
    with connection.cursor() as cursor:
        for start in range(0, len(values), AT_ONCE):
            columns = list(zip(*values[start : start + AT_ONCE], strict=True))
            differs = [place for place, each in enumerate(columns) if _differs(each)] or [0]
            told = [list(each) if n in differs else each[0] for n, each in enumerate(columns)]
            lists = [told[place] for place in differs]
            same = [each for place, each in enumerate(told) if place not in differs]
            cursor.execute(f"{into} {_rows_of(kinds, differs)}", [*same, *lists])


def _differs(column: Sequence[Any]) -> bool:
    """A value that comes again is the same object; who, when and why are often one for all."""
    return any(each is not column[0] for each in column)


def _rows_of(kinds: Sequence[str], differs: Sequence[int]) -> str:
    """What selects the rows: told once what is the same in all, and a list of what differs."""
    columns = (f"c{n}" if n in differs else f"(%s)::{kind}" for n, kind in enumerate(kinds))
    names = ", ".join(f"c{n}" for n in differs)
    lists = ", ".join(f"(%s)::{kinds[n]}[]" for n in differs)
    return f"SELECT {', '.join(columns)} FROM UNNEST({lists}) AS told({names})"  # noqa: S608  (types)


class _Ready(dict[Any, Any]):
    """One column's values as its database wants them, each made ready once."""

    def __init__(self, field: "Field[Any, Any]") -> None:
        super().__init__()
        self.field, self.name = field, field.attname

    def __missing__(self, value: Any) -> Any:
        self[value] = self.field.get_db_prep_save(value, connection)
        return self[value]
