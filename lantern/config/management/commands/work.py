"""`lantern work`"""

from typing import Any  # Django hands a command its options as anything

from django.core.management import call_command
from django.core.management.base import BaseCommand

from lantern.config import clock


class Command(BaseCommand):
    help = "Do what pages leave for later, such as printing a school, until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        """One thing at a time, looking every half second; beside it, what runs by the clock."""
        with clock.ticking():
            call_command("db_worker", interval=0.5, startup_delay=False, reload=False)
