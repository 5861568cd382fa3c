"""`lantern restore FILE [--dry-run]`"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any  # Django hands a command its options as anything

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError

from lantern.accounts.models import MACHINE, Member
from lantern.config.backups import BackupTrouble, Manifest, opened, restore

NOTHING = "Nothing was restored. {}"
START_AGAIN = (
    "{} had a start password that nobody had changed so far: it does not travel. "
    "Give each a new one: lantern staff password EMAIL --school KEY"
)


class Command(BaseCommand):
    help = "Bring a backup back into an empty place, all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what `lantern backup` made")
        parser.add_argument("--dry-run", action="store_true", help="only read and check the file")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        """Check the file, then the place, then all at once; and what to do next."""
        try:
            with opened(file) as backup:
                self._describe(backup.manifest)
                if dry_run:
                    backup.verify(say=self._say)
                    return
                restore(backup, by=MACHINE, say=self._say)
        except BackupTrouble as trouble:
            raise CommandError(NOTHING.format(trouble)) from trouble
        except OSError as error:
            raise CommandError(NOTHING.format(error)) from error
        except DatabaseError as error:  # it may speak of a child
            said = str(error) if isinstance(error, OperationalError) else type(error).__name__
            raise CommandError(NOTHING.format(f"The database says: {said}")) from error
        call_command("prepare", stdout=self.stdout)
        self._next()

    def _describe(self, manifest: Manifest) -> None:
        self._say(
            f"Made on {manifest.made:%A %-d %B %Y at %H:%M UTC} by Lantern {manifest.version}"
            f" from {manifest.database}."
        )

    def _next(self) -> None:
        self._say("Restored. Everyone signs in again, and whoever was invited is invited again.")
        waiting = Member.objects.filter(user__start_password=True).count()
        if waiting:
            people = "One person" if waiting == 1 else f"{waiting} people"
            self._say(START_AGAIN.format(people))

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
