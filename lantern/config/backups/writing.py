"""A backup is made: beside its name first, and called by it only when it is whole."""

import hashlib
import os
import re
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from lantern.config.backups.kinds import last_number
from lantern.config.backups.manifest import NAME, SHAPE, WHAT, BackupTrouble, Manifest, Say, Table
from lantern.config.backups.snapshot import rows_of, snapshot
from lantern.config.backups.tables import columns_of, shape_of, without_secrets
from lantern.config.backups.values import as_line

A_DAY = 24 * 3600
QUICK = 3  # of zlib's nine: a third of the time of the usual six, for a tenth more bytes
OURS = re.compile(r"lantern-\d{4}-\d{2}-\d{2}T\d{6}Z\.zip")
HALF = ".lantern-half-"


@dataclass(frozen=True)
class Written:
    """A backup that is there: its file, and what it says of itself."""

    file: Path
    manifest: Manifest


def write(folder: Path, *, say: Say) -> Written:
    """Everything a school has as it is now, in one file of that folder that its owner alone reads.

    Raises BackupTrouble with a plain sentence; then there is no new file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _clear_halves(folder)
        with snapshot() as seen, _beside(folder) as half:
            made_at = datetime.now(UTC).replace(microsecond=0)
            manifest = _fill(half, seen, made_at, say)
            file = folder / f"lantern-{made_at:%Y-%m-%dT%H%M%SZ}.zip"
            _call(half, file)
    except OSError as error:
        raise BackupTrouble(f"The backup could not be written: {error.strerror}.") from error
    return Written(file, manifest)


def _clear_halves(folder: Path) -> None:
    """What a power cut left of an earlier one; one that is under way is younger."""
    for half in folder.glob(f"{HALF}*"):
        if time.time() - half.stat().st_mtime > A_DAY:
            half.unlink(missing_ok=True)


@contextmanager
def _beside(folder: Path) -> Iterator[IO[bytes]]:
    """A new file of that folder, for its owner alone; gone afterwards unless it got its name."""
    with tempfile.NamedTemporaryFile(prefix=HALF, dir=folder, delete=False) as half:
        try:
            yield half
        finally:
            Path(half.name).unlink(missing_ok=True)


def _fill(half: IO[bytes], seen: BaseDatabaseWrapper, made_at: datetime, say: Say) -> Manifest:
    shape = shape_of(seen)
    if not shape.steps:
        raise BackupTrouble("There is nothing to keep: this database has never been set up.")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as archive:
        tables = [_table(archive, model, seen, say) for model in shape.travelling()]
        manifest = Manifest(
            what=WHAT, shape=SHAPE, version=version("lantern"), made_at=made_at.isoformat(),
            database=seen.display_name, migrations=[list(step) for step in shape.steps],
            tables=tables,
        )  # fmt: skip
        archive.writestr(NAME, manifest.as_text())
    return manifest


def _table(
    archive: zipfile.ZipFile, model: type[Model], seen: BaseDatabaseWrapper, say: Say
) -> Table:
    label, digest, rows, size = model._meta.label_lower, hashlib.sha256(), 0, 0
    with archive.open(f"tables/{label}.jsonl", "w", force_zip64=True) as member:
        for row in without_secrets(model, rows_of(model, seen)):
            line = as_line(row)
            member.write(line)
            digest.update(line)
            rows, size = rows + 1, size + len(line)
    if rows:
        say(f"  {rows:>10,}  {label}")
    return Table(
        model=label, columns=columns_of(model), rows=rows, bytes=size,
        sha256=digest.hexdigest(), last=last_number(model, seen),
    )  # fmt: skip


def _call(half: IO[bytes], file: Path) -> None:
    """Give it its name, once the disk has all of it."""
    half.flush()
    os.fsync(half.fileno())
    Path(half.name).replace(file)
    if os.name != "nt":
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def backups_in(folder: Path) -> list[Path]:
    """Those made here, the newest first: their names are their moments."""
    ours = (file for file in folder.glob("*.zip") if OURS.fullmatch(file.name))
    return sorted(ours, reverse=True)


def keep_newest(folder: Path, many: int) -> list[Path]:
    """All but the newest go; which. What else lies in the folder stays."""
    gone = backups_in(folder)[many:]
    for file in gone:
        file.unlink(missing_ok=True)
    return gone
