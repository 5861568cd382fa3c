"""`lantern scheme list`"""

from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand

from lantern.schemes.presets import PRESETS, preset


class Command(BaseCommand):
    help = "The schemes that come with Lantern, a line each."

    def handle(self, *args: Any, **options: Any) -> None:
        """Each preset by its key; no database is asked."""
        widest = max(map(len, PRESETS))
        for key in PRESETS:
            self.stdout.write(f"{key:<{widest}}  {preset(key).about}")
