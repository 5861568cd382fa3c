"""`lantern scheme show PRESET`"""

from argparse import ArgumentParser
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand, CommandError

from lantern.schemes.presets import SchemeTrouble, preset_text


class Command(BaseCommand):
    help = "Print a preset's text, to begin a file of your own: … > our-scheme.toml"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("preset", metavar="PRESET", help="its key, as `scheme list` has it")

    def handle(self, *args: Any, preset: str, **options: Any) -> None:
        """The text as it lies in Lantern; no database is asked."""
        try:
            self.stdout.write(preset_text(preset), ending="")
        except SchemeTrouble as trouble:
            said = " ".join(f"{each.what} {each.instead}" for each in trouble.problems)
            raise CommandError(said) from trouble
