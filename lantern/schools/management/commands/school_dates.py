"""`lantern school dates FILE.toml --school KEY`"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from lantern.schools.actions import draw_periods, set_year
from lantern.schools.models import School
from lantern.schools.rules import CalendarTrouble, read_year


class Command(BaseCommand):
    help = "Set a school's year, its terms, closed days and review periods from a TOML file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="terms, half terms and closed days, in TOML")
        parser.add_argument("--school", required=True, metavar="KEY", help="the school's word")

    def handle(self, *args: Any, file: Path, school: str, **options: Any) -> None:
        """All of the file or nothing."""
        found = School.objects.filter(key=school).first()
        if found is None:
            raise CommandError(f'There is no school "{school}".')
        by = _Clerk(found)
        try:
            told, span = read_year(file.read_text(encoding="utf-8-sig"))
            with transaction.atomic():
                year = set_year(school=found, year=told, by=by)
                count = draw_periods(year=year, span=span, free=told.free, by=by)
        except (OSError, UnicodeError, CalendarTrouble) as trouble:
            raise CommandError(f"Nothing was changed. {trouble}") from trouble
        self.stdout.write(f"{year.name}: terms {len(told.terms)}, review periods {count}.")


class _Clerk:
    """Whoever runs the command; accounts are downstream, so this is an actor of its own."""

    user_id = None
    name = "the command line"

    def __init__(self, school: School) -> None:
        self.school_key = school.key
        self.now = timezone.now()
