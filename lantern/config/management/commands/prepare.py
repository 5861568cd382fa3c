"""`lantern prepare`"""

import hashlib
from pathlib import Path
from typing import Any  # Django hands a command its options as anything

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lantern.accounts.actions import first_code


class Command(BaseCommand):
    help = "Get the database and the pages' files ready; quick when there is nothing to do."

    def handle(self, *args: Any, **options: Any) -> None:
        """Both, each only as far as it is needed."""
        self._database()
        self._files()
        self._first_school()

    def _database(self) -> None:
        executor = MigrationExecutor(connection)
        steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if steps:
            self.stdout.write(f"Setting up the database ({len(steps)} steps) ...")
            self.stdout.flush()
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
        call_command("createcachetable", verbosity=0)

    def _files(self) -> None:
        if pages_are_ready():
            return
        now, kept = _fingerprint(), _kept()
        self.stdout.write("Setting up styles, fonts and pictures ...")
        self.stdout.flush()
        kept.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        kept.write_text(now, encoding="ascii")

    def _first_school(self) -> None:
        if code := first_code():
            self.stdout.write(FIRST_SCHOOL.format(code=code))
            self.stdout.flush()


FIRST_SCHOOL = """There is no school here yet. Make the first in a browser, with this code:
  {code}
It works once, and the next start shows another. By command: lantern school create --help"""


def pages_are_ready() -> bool:
    """Whether the pages' files are those of this Lantern."""
    return _kept().exists() and _kept().read_text(encoding="ascii") == _fingerprint()


def _kept() -> Path:
    return Path(settings.STATIC_ROOT) / ".made-from"


def _fingerprint() -> str:
    """Every file that a page may ask for, with its size and when it was last changed."""
    found = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            known = Path(storage.path(path)).stat()
            found.update(f"{path} {known.st_size} {known.st_mtime_ns}\n".encode())
    return found.hexdigest()
