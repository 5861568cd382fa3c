"""`lantern attendance nightly`"""

from typing import Any  # Django hands a command its options as anything

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lantern.habits.jobs import take_nightly_files


class Command(BaseCommand):
    help = "Take the attendance files that wait in schools' folders, as is done each minute."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each file, and what became of it."""
        if settings.NIGHTLY is None:
            raise CommandError("There is no folder: set LANTERN_NIGHTLY (docs/running.md).")
        if not settings.NIGHTLY.is_dir():
            raise CommandError(f"LANTERN_NIGHTLY is {settings.NIGHTLY}, which is no folder.")
        taken = take_nightly_files()
        for file in taken:
            self.stdout.write(f"{file.school.key}: {file.name}: {file.outcome}. {file.words}")
        if not taken:
            self.stdout.write("No file waits that is whole: one is left alone for a minute.")
