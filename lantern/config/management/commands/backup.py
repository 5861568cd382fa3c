"""`lantern backup [--to DIR] [--keep N]`"""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any  # Django hands a command its options as anything

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from lantern.config.backups import BackupTrouble, keep_newest, opened, write


def at_least_one(text: str) -> int:
    """A number of backups to keep."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("say how many to keep, 1 or more")
    return int(text)


class Command(BaseCommand):
    help = "Keep everything as it is now in one file, while the school works on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", type=Path, default=settings.BACKUPS, metavar="DIR",
            help="the folder to put it in; LANTERN_BACKUPS, or backups in Lantern's home",
        )  # fmt: skip
        parser.add_argument(
            "--keep", type=at_least_one, metavar="N",
            help="afterwards only the newest N backups of that folder stay; all unless given",
        )  # fmt: skip

    def handle(self, *args: Any, to: Path, keep: int | None, **options: Any) -> None:
        """One file more, read again from the disk to its end; then the old ones go."""
        try:
            written = write(to.absolute(), say=self._say)
            with opened(written.file) as backup:
                backup.verify(say=self._say)
        except BackupTrouble as trouble:
            raise CommandError(str(trouble)) from trouble
        except DatabaseError as error:
            raise CommandError(f"There is no backup: the database says {error}") from error
        self._say(f"{written.file}  ({written.file.stat().st_size / 1_000_000:,.1f} MB)")
        for gone in keep_newest(to, keep) if keep else []:
            self._say(f"Taken away: {gone.name}")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
