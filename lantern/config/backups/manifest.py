"""What a backup says of itself: who made it, of what, and how to tell that nothing is missing."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

WHAT: Literal["lantern backup"] = "lantern backup"
SHAPE = 1  # one more whenever a Lantern of today could not read what a later one writes
NAME = "manifest.json"
MOST_BYTES = 4 * 1024 * 1024  # of the manifest itself; a table takes about 300
PLAIN = ConfigDict(extra="forbid", strict=True)

Say = Callable[[str], object]


class BackupTrouble(Exception):
    """Why a backup cannot be made, read or restored, in a plain sentence."""


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class Table:
    """One table: `last` is the last number that a row of it was given, so that none comes again."""

    model: str
    columns: list[str]
    rows: int
    bytes: int
    sha256: str
    last: int

    @property
    def file(self) -> str:
        """Its name inside the backup."""
        return f"tables/{self.model}.jsonl"


@dataclass(frozen=True, kw_only=True, config=PLAIN)
class Manifest:
    """The whole backup: `migrations` say what shape the tables have."""

    what: Literal["lantern backup"]
    shape: int
    version: str
    made_at: str
    database: str
    migrations: list[list[str]]
    tables: list[Table]

    @property
    def made(self) -> datetime:
        """When; an aware moment."""
        return datetime.fromisoformat(self.made_at)

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(table.rows for table in self.tables)

    def as_text(self) -> str:
        """As it is written: JSON that people can read too."""
        return json.dumps(asdict(self), indent=1)


def manifest_of(text: bytes) -> Manifest:
    """The manifest as it is written in a file. Raises BackupTrouble if it is not one of ours."""
    try:
        told = json.loads(text)
        ours = told["what"] == WHAT
        shape = int(told["shape"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BackupTrouble("This is not a backup of Lantern.") from None
    if not ours:
        raise BackupTrouble("This is not a backup of Lantern.")
    if shape > SHAPE:
        raise BackupTrouble(
            "A newer Lantern made this backup. Restore it with that version, or a later one."
        )
    try:
        return TypeAdapter(Manifest).validate_json(text)
    except ValidationError:
        raise BackupTrouble("The backup is damaged: its list of contents is not whole.") from None
