"""`lantern demo cast`"""

from argparse import ArgumentParser
from itertools import groupby
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand

from lantern.demo.pictures import PASSWORD, cast


class Command(BaseCommand):
    help = "Say who to sign in as in the pretend schools."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--address", default="http://localhost:8000/", help="where it is served"
        )

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        """One of each role for each school; the first is the one to begin with."""
        parts = list(cast())
        if not parts:
            self.stdout.write("There are no pretend schools here yet: lantern demo make")
            return
        first = parts[0]
        self.stdout.write(f"Sign in at {address} as {first.name} of {first.of}: {first.email}")
        self.stdout.write(f"Everyone's password is {PASSWORD}\n")
        for school, people in groupby(parts, key=lambda part: part.school):
            self.stdout.write(f"\n{school}")
            for part in people:
                who = f"{part.name}, {part.of}" if part.of else part.name
                self.stdout.write(f"  {part.role:<19} {who:<28} {part.email}")
