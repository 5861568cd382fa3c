"""`lantern scheme adopt FILE_OR_PRESET --school KEY --from DATE`"""

from argparse import ArgumentParser, ArgumentTypeError
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand, CommandError

from lantern.accounts.models import Viewer
from lantern.accounts.pictures import NobodyThere, at_the_machine
from lantern.accounts.rules import Can
from lantern.schemes.actions import AdoptionTrouble, adopt
from lantern.schemes.management.commands.scheme_check import told
from lantern.schemes.pictures import first_used, latest_of
from lantern.schemes.presets import SchemeTrouble
from lantern.schemes.reading import text_named
from lantern.schools.models import Period, School
from lantern.within import within


class Command(BaseCommand):
    help = "Adopt a scheme as a school's next version, from a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scheme", metavar="FILE_OR_PRESET", help="a TOML file, or a preset")
        parser.add_argument("--school", required=True, metavar="KEY", help="the school's word")
        parser.add_argument(
            "--from", dest="starts_on", required=True, type=day, metavar="DATE",
            help="the first day it is in force, such as 2026-09-01",
        )  # fmt: skip
        parser.add_argument(
            "--as", dest="email", default="", metavar="EMAIL", help="which leader; else the first"
        )

    def handle(
        self, *args: Any, scheme: str, school: str, starts_on: date, email: str, **options: Any
    ) -> None:
        """A new version, or nothing."""
        try:
            by = at_the_machine(school, email=email)
            with within(by.school.pk):
                self._adopt(text_named(scheme), starts_on, by)
        except SchemeTrouble as trouble:
            said = "\n  ".join(told(problem) for problem in trouble.problems)
            raise CommandError(f"Nothing was changed. To mend:\n  {said}") from trouble
        except (NobodyThere, AdoptionTrouble) as trouble:
            raise CommandError(f"Nothing was changed. {trouble}") from trouble

    def _adopt(self, text: str | bytes, starts_on: date, by: Viewer) -> None:
        if not by.may(Can.ADOPT_SCHEMES):
            raise AdoptionTrouble(f"Only a leader adopts a scheme, and {by.name} is none.")
        before, reviews = latest_of(by), _reviews(by.school)
        version = adopt(school=by.school, text=text, starts_on=starts_on, by=by)
        if version == before:
            self.stdout.write(f"That is {version} already: nothing was changed.")
            return
        name = version.scheme.name
        self.stdout.write(f"{by.school.name} has {name}, {version}, adopted by {by.name}.")
        anew = _anew(reviews, _reviews(by.school))
        for line in (*first_used(before, starts_on, by), *anew):
            self.stdout.write(line)


Review = tuple[date, date, str]  # its days, and what it is called


def _reviews(school: School) -> dict[str, set[Review]]:
    """The review periods of each year."""
    found: dict[str, set[Review]] = defaultdict(set)
    for period in Period.objects.of_school(school):
        found[period.year.name].add((period.starts_on, period.ends_on, period.label))
    return found


def _anew(before: Mapping[str, set[Review]], after: Mapping[str, set[Review]]) -> Iterator[str]:
    """Which reviews were made of each year, and in place of which."""
    for year, there in after.items():
        made, gone = there - before.get(year, set()), before.get(year, set()) - there
        instead = f", in place of {_names(gone)}" if gone else ""
        if made:
            yield f"{year} is reviewed anew: {_names(made)}{instead}."


def _names(reviews: Iterable[Review]) -> str:
    return ", ".join(label for _, _, label in sorted(reviews))


def day(typed: str) -> date:
    """A day as typed; raises ArgumentTypeError."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"write the day like 2026-09-01, not {typed}") from None
