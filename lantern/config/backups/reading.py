"""A backup is opened, and nothing of it believed before all of it has been read."""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lantern.config.backups.manifest import (
    MOST_BYTES,
    NAME,
    BackupTrouble,
    Manifest,
    Say,
    Table,
    manifest_of,
)

DAMAGED = "The backup is damaged: {}. Take another copy of it, or the one before."
BROKEN = (  # what Python's own reader of zips may say of bytes that are not what they were
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, OSError, OverflowError,
    RuntimeError,  # a method of packing that it does not know, or a password, is one
    ValueError,
)  # fmt: skip
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Backup:
    """An open backup and what it says of itself."""

    archive: zipfile.ZipFile
    manifest: Manifest

    def verify(self, *, say: Say) -> None:
        """Read every byte. Raises BackupTrouble unless each table is just what was written."""
        named = [NAME, *(table.file for table in self.manifest.tables)]
        if sorted(self.archive.namelist()) != sorted(named):
            raise BackupTrouble(DAMAGED.format("it holds more or less than it says"))
        for table in self.manifest.tables:
            digest, size = hashlib.sha256(), 0
            with self._member(table) as member:
                while piece := member.read(PIECE):
                    digest.update(piece)
                    size += len(piece)
            if (digest.hexdigest(), size) != (table.sha256, table.bytes):
                raise BackupTrouble(DAMAGED.format(f"{table.model} is not what was written"))
        say(f"The backup is whole: {self.manifest.rows:,} rows.")

    def lines(self, table: Table) -> Iterator[bytes]:
        """Every row of a table as it was written."""
        with self._member(table) as member:
            yield from member

    @contextmanager
    def _member(self, table: Table) -> Iterator[IO[bytes]]:
        try:
            if self.archive.getinfo(table.file).file_size != table.bytes:
                raise BackupTrouble(DAMAGED.format(f"{table.model} is not as long as it says"))
            with self.archive.open(table.file) as member:
                yield member
        except BROKEN as error:
            raise BackupTrouble(DAMAGED.format(f"{table.model} cannot be read")) from error


@contextmanager
def opened(file: Path) -> Iterator[Backup]:
    """The backup in that file. Raises BackupTrouble, saying why, if there is none."""
    with _archive(file) as archive:
        yield Backup(archive, _manifest(archive))


def _archive(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except OSError as error:
        raise BackupTrouble(f"{file} cannot be read: {error.strerror}.") from error
    except BROKEN as error:
        raise BackupTrouble(
            f"{file.name} is not a backup of Lantern, or only the beginning of one."
        ) from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        if archive.getinfo(NAME).file_size > MOST_BYTES:
            raise BackupTrouble("This is not a backup of Lantern.")
        return manifest_of(archive.read(NAME))
    except KeyError:
        raise BackupTrouble("This is not a backup of Lantern.") from None
    except BROKEN as error:
        raise BackupTrouble(DAMAGED.format("its list of contents cannot be read")) from error
