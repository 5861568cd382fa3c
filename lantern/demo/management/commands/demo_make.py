"""`lantern demo make`"""

import gc
import time
from typing import Any  # Django hands a command its options as anything

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from lantern.demo.actions import NotForReal, make, refuse_a_real_place
from lantern.demo.presets import trust

REFUSED = 2


class Command(BaseCommand):
    help = "Make the five pretend schools, if they are not there already."

    def handle(self, *args: Any, **options: Any) -> None:
        """Nothing when they are whole; from the beginning when half made, or of an older recipe."""
        began = time.monotonic()
        try:
            refuse_a_real_place()
            call_command("prepare", stdout=self.stdout)
            gc.disable()  # 450,000 rows come and go, and none of them in circles
            if make(recipe=trust(), say=self._say):
                self._say(f"Made in {time.monotonic() - began:.0f} seconds.")
        except NotForReal as why:
            raise CommandError(str(why), returncode=REFUSED) from why

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
