"""`lantern tidy`"""

from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand

from lantern.config import clock


class Command(BaseCommand):
    help = "Clear away what is kept for a day only; `lantern work` does it every hour."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each chore once, and how many went."""
        for what, count in clock.tidy():
            self.stdout.write(f"{count:>6,} {what}")
