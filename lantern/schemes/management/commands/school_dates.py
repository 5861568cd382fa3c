"""`lantern school dates FILE.toml --school KEY`"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lantern.accounts.models import MACHINE, Job
from lantern.schemes.pictures.periods import judged_each
from lantern.schools.actions import begin_year
from lantern.schools.models import School
from lantern.schools.rules import CalendarTrouble, YearDates, read_year
from lantern.schools.rules.review_calendar import ReviewCalendar
from lantern.within import within

EXAMPLE = """docs/dates.md explains the file, with a whole year to begin from. In short:

periods = "half-term"

[[terms]]
name = "Autumn"
halves = [
  { name = "Autumn 1", from = 2026-09-03, to = 2026-10-23 },
  { name = "Autumn 2", from = 2026-11-02, to = 2026-12-18 },
]

[[closed]]
on = 2026-09-03
why = "inset"
"""


class Command(BaseCommand):
    help = "Set a school's year, its terms, closed days and review periods from a TOML file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter  # the example keeps its lines
        parser.epilog = EXAMPLE
        parser.add_argument("file", type=Path, help="terms, half terms and closed days, in TOML")
        parser.add_argument("--school", required=True, metavar="KEY", help="the school's word")

    def handle(self, *args: Any, file: Path, school: str, **options: Any) -> None:
        """All of the file or nothing."""
        found = School.objects.filter(key=school).first()
        if found is None:
            raise CommandError(f'There is no school "{school}".')
        by = Job(name=MACHINE, school_key=found.key, now=timezone.now())
        try:
            told, span = read_year(file.read_text(encoding="utf-8-sig"))
            with within(found.pk):
                calendar = _as_judged(found, told)
                span = span or _usual(calendar, told)
                year, count = begin_year(
                    school=found, year=told, span=span, apart=calendar.apart, by=by
                )
        except (OSError, UnicodeError, CalendarTrouble) as trouble:
            said = f"{file}: {trouble.strerror}." if isinstance(trouble, OSError) else str(trouble)
            raise CommandError(f"Nothing was changed. {said}") from trouble
        self.stdout.write(f"{year.name}: terms {len(told.terms)}, review periods {count}.")
        if not count:
            self.stdout.write("The scheme judges on dates of your own: type them under Dates.")


def _as_judged(school: School, year: YearDates) -> ReviewCalendar:
    """As often as the scheme of that year judges, else each half term."""
    first = min(term.dates.starts_on for term in year.terms)
    on = min(max(first, school.now().date()), year.dates.ends_on)
    return judged_each(school, on=on, until=year.dates.ends_on)


def _usual(calendar: ReviewCalendar, year: YearDates) -> str:
    """How often most are judged; "" for dates to be typed."""
    return "" if calendar.usual == "free" and not year.free else calendar.usual
