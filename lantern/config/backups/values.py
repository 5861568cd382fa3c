"""A value as it stands in a backup, and back again: JSON's own kinds, and text for the others."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any  # a value is whatever its column holds
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field
from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

from lantern.config.backups.manifest import BackupTrouble

MANY = 4096  # days, moments and the like that come again and again


@dataclass(frozen=True)
class Kind:
    """How one kind of column stands in a backup; `back` makes its value, if JSON has none."""

    stands_as: type | tuple[type, ...]
    back: Callable[[Any], Any] | None = None


def _a_moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def _a_span(text: str) -> timedelta:
    found = parse_duration(text)
    if found is None:
        raise ValueError(text)
    return found


NUMBER, WORDS, FLAG = Kind(int), Kind(str), Kind(bool)
KINDS = {
    **dict.fromkeys(
        (
            "AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField",
            "SmallIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField",
            "PositiveBigIntegerField",
        ),
        NUMBER,
    ),
    **dict.fromkeys(
        ("CharField", "TextField", "SlugField", "EmailField", "URLField", "GenericIPAddressField"),
        WORDS,
    ),
    "BooleanField": FLAG,
    "DateField": Kind(str, lru_cache(MANY)(date.fromisoformat)),
    "DateTimeField": Kind(str, lru_cache(MANY)(_a_moment)),
    "TimeField": Kind(str, time.fromisoformat),
    "DurationField": Kind(str, _a_span),
    "DecimalField": Kind(str, Decimal),
    "UUIDField": Kind(str, UUID),
    "BinaryField": Kind(str, lambda text: b64decode(text, validate=True)),
    "JSONField": Kind((dict, list, str, int, float, bool)),
}  # fmt: skip
NEVER_TWICE = {"JSONField", "BinaryField", "UUIDField"}


def kind_of(field: "Field[Any, Any]") -> Kind:
    """The kind of a column, or of what it points to. Raises BackupTrouble for a new one."""
    end = _end_of(field)
    name = end.get_internal_type()
    if name not in KINDS or not type(end).__module__.startswith("django.db.models."):
        raise BackupTrouble(f"Lantern does not know how to carry {field}, a {name}.")
    return KINDS[name]


def internal_type(field: "Field[Any, Any]") -> str:
    """What Django calls it, at the end of every foreign key."""
    return _end_of(field).get_internal_type()


def _end_of(field: "Field[Any, Any]") -> "Field[Any, Any]":
    while field.remote_field is not None:
        field = field.target_field  # type: ignore[attr-defined]
    return field


def as_line(row: Sequence[Any]) -> bytes:
    """One row as a line of JSON."""
    text = json.dumps(
        row, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain
    )
    return text.encode() + b"\n"


def _plain(value: object) -> str:
    match value:
        case date() | time():
            return value.isoformat()  # a moment is a date too
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return b64encode(value).decode("ascii")
        case timedelta():
            return duration_iso_string(value)
    raise BackupTrouble(f"Lantern does not know how to carry a {type(value).__name__}.")


class Reader:
    """Turns the lines of one table into rows that its database takes."""

    def __init__(
        self, fields: Sequence["Field[Any, Any]"], connection: BaseDatabaseWrapper
    ) -> None:
        self.fields = fields
        self.columns = [_column(field, connection) for field in fields]

    def __call__(self, line: bytes) -> list[Any]:
        """The row. Raises ValueError or TypeError if the line is none of this table."""
        told = json.loads(line)
        if not isinstance(told, list) or len(told) != len(self.columns):
            raise ValueError("not a row of this table")
        return [column(value) for column, value in zip(self.columns, told, strict=True)]


def _column(field: "Field[Any, Any]", connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    kind, name = kind_of(field), internal_type(field)
    as_is = kind.back is None and name != "JSONField"

    @lru_cache(MANY)
    def known(value: Any) -> Any:
        return field.get_db_prep_save(kind.back(value) if kind.back else value, connection)

    def column(value: Any) -> Any:
        if value is None:
            return None if field.null else _no_value(field, connection)
        if not isinstance(value, kind.stands_as) or (kind is NUMBER and isinstance(value, bool)):
            raise TypeError(f"{field} holds no {type(value).__name__}")
        if as_is:
            return value
        if name in NEVER_TWICE:
            return known.__wrapped__(value)
        return known(value)

    return column


def _no_value(field: "Field[Any, Any]", connection: BaseDatabaseWrapper) -> Any:
    if internal_type(field) != "JSONField":
        raise ValueError(f"{field} must hold something")
    return connection.ops.adapt_json_value(None, None)
