"""Questions to the database whose SQL is put together once and asked many times.

Django puts the SQL of a queryset together each time, which takes longer than most of our answers
do (decision 11). A prepared question is a queryset with `Given` in the place of its values.
"""

import json
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any  # rows, and the inside of Django's compiler, have no types

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, router
from django.db.models.expressions import Expression, F
from django.db.models.query import ModelIterable, get_related_populators


class Given(Expression):
    """A value that is told when the question is asked, as one of a kind of field."""

    def __init__(self, name: str, kind: models.Field[Any, Any]) -> None:
        super().__init__(output_field=kind)
        self.told_as = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The place of the value."""
        return "%s", [self]

    def ready(self, values: dict[str, Any], connection: Any) -> Any:
        """The value as the database takes it. Raises KeyError for one that is not told."""
        return self.output_field.get_db_prep_value(values[self.told_as], connection)


def given_day(name: str) -> Given:
    """A day that is told later."""
    return Given(name, models.DateField())


def given_row(name: str) -> Given:
    """The number of a row that is told later."""
    return Given(name, models.BigAutoField())


def given_ref(name: str) -> Given:
    """The ref of a row that is told later."""
    return Given(name, models.UUIDField())


class Among(Given):
    """That a column of numbers holds one of those told later, however many they are."""

    conditional = True

    def __init__(self, column: str, name: str) -> None:
        super().__init__(name, models.BooleanField())
        self.column = F(column)

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """One place for all of them, so that the SQL is the same for any number."""
        column, _ = compiler.compile(self.column)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s)", [self]
        return f"{column} IN (SELECT value FROM json_each(%s))", [self]  # noqa: S608

    def ready(self, values: dict[str, Any], connection: Any) -> Any:
        """The text of a list, as either database reads it: a list takes its driver far longer."""
        numbers = json.dumps([int(each) for each in values[self.told_as]])
        return f"{{{numbers[1:-1]}}}" if connection.vendor == "postgresql" else numbers


class AmongRefs(Among):
    """The same of a column of refs."""

    def ready(self, values: dict[str, Any], connection: Any) -> Any:
        """The text of a list of them, as either database keeps one."""
        refs = values[self.told_as]
        if connection.vendor == "postgresql":
            return f"{{{','.join(map(str, refs))}}}"
        return json.dumps([each.hex for each in refs])


LINE = "\n"


class Lines(models.Aggregate):
    """All rows of a group in one text, in no order: a line each, of columns with spaces between."""

    function, arg_joiner = "STRING_AGG", " || ' ' || "
    template = "%(function)s(%(expressions)s, CHR(10))"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """By the other names that it has there."""
        template = "GROUP_CONCAT(%(expressions)s, CHAR(10))"
        return self.as_sql(compiler, connection, template=template, **context)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A queryset's SQL, what it is to be told, and how its columns become what it holds."""

    model: type[models.Model]
    sql: str
    params: tuple[Any, ...]
    converters: tuple[tuple[int, "Conversions", Any], ...]
    made: Callable[[Any, str], Any] | None

    def ask(self, values: dict[str, Any]) -> list[Any]:
        alias = router.db_for_read(self.model)
        connection = connections[alias]
        told = [
            each.ready(values, connection) if isinstance(each, Given) else each
            for each in self.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, told)
            rows = cursor.fetchall()
        if self.converters:
            rows = self._in_python(rows, connection)
        return [self.made(row, alias) for row in rows] if self.made else rows

    def _in_python(self, rows: list[Any], connection: Any) -> list[Any]:
        made = [list(row) for row in rows]
        for place, conversions, expression in self.converters:
            for function in conversions.of(connection):
                for row in made:
                    row[place] = function(row[place], expression, connection)
        return [tuple(row) for row in made]


@dataclass(frozen=True, slots=True)
class Conversions:
    """How a value becomes Python's; none holds on to the connection of whoever asked first."""

    functions: tuple[tuple[Callable[..., Any], bool], ...]  # and whether it is the vendor's own

    @classmethod
    def free(cls, functions: Iterable[Any], connection: Any) -> "Conversions":
        """The functions that Django gives for a connection, without the connection."""
        ops = connection.ops
        bound = [(each, getattr(each, "__self__", None) is ops) for each in functions]
        return cls(tuple((each.__func__ if of_ops else each, of_ops) for each, of_ops in bound))

    def of(self, connection: Any) -> list[Callable[..., Any]]:
        """The functions for the connection of whoever asks now."""
        ops = connection.ops
        return [each.__get__(ops) if of_ops else each for each, of_ops in self.functions]


@dataclass(frozen=True)
class Prepared:
    """A question as a function of its shape: of what its SQL depends on beside the values."""

    build: Callable[..., models.QuerySet[Any, Any]]
    kept: dict[Hashable, _Compiled | None] = field(default_factory=dict)

    def __call__(self, *shape: Hashable, **values: Any) -> list[Any]:
        """What the queryset would hold: models, or rows of values. Raises KeyError if untold."""
        if shape not in self.kept:
            self.kept[shape] = _compiled(self.build(*shape))
        found = self.kept[shape]
        return found.ask(values) if found else []


def _compiled(queryset: models.QuerySet[Any, Any]) -> _Compiled | None:
    """None for a queryset that holds nothing whatever it is told, such as `none()`."""
    compiler = queryset.query.get_compiler(using=queryset.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)
    return _Compiled(
        model=queryset.model,
        sql=sql,
        params=tuple(params),
        converters=tuple(
            (n, Conversions.free(functions, compiler.connection), column)
            for n, (functions, column) in converters.items()
        ),
        made=_maker(compiler, queryset.db) if queryset._iterable_class is ModelIterable else None,
    )


def _maker(compiler: Any, alias: str) -> Callable[[Any, str], Any]:
    """How a row becomes a model, with what was selected or annotated beside it, as in Django."""
    about, annotated = compiler.klass_info, compiler.annotation_col_map
    first, last = about["select_fields"][0], about["select_fields"][-1] + 1
    names = [column.target.attname for column, _, _ in compiler.select[first:last]]
    related = get_related_populators(about, compiler.select, alias)  # type: ignore[call-arg]  # stubs: 6.0

    def made(row: Any, alias: str) -> Any:
        found = about["model"].from_db(alias, names, row[first:last])
        for each in related:
            each.populate(row, found)
        for name, place in annotated.items():
            setattr(found, name, row[place])
        return found

    return made
