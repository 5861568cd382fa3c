"""A backup is one file that either database can be made from again (decision 16)."""

from lantern.config.backups.manifest import BackupTrouble, Manifest
from lantern.config.backups.reading import Backup, opened
from lantern.config.backups.restoring import restore
from lantern.config.backups.writing import Written, keep_newest, write

__all__ = [
    "Backup",
    "BackupTrouble",
    "Manifest",
    "Written",
    "keep_newest",
    "opened",
    "restore",
    "write",
]
