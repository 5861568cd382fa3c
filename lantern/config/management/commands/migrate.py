"""`lantern migrate`"""

from typing import Any  # Django hands a command its options as anything

from django.core.management.commands import migrate

from lantern.within import every_school


class Command(migrate.Command):
    help = "Bring the database's tables up to date; `lantern prepare` does, and all else."

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django's own: a step may have to change the rows of every school."""
        with every_school("a step may have to change the rows of all of them"):
            super().handle(*args, **options)
