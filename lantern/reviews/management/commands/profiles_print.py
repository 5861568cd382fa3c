"""`lantern profiles print`: every child's profile, and every class's, as files in a folder."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lantern.accounts.models import Viewer
from lantern.accounts.pictures import NobodyThere, at_the_machine
from lantern.audit.actions import note
from lantern.profiles.printing import Undrawn
from lantern.profiles.rules import plural
from lantern.reviews.pictures.prints import (
    as_a_file_name,
    classes_to_print,
    files_of,
    marked_sentence,
    on_no_list,
    periods_to_print,
)
from lantern.roster.models import SchoolClass
from lantern.schools.models import Period
from lantern.schools.pictures import running_of
from lantern.schools.rules.year_groups import YEAR_GROUPS
from lantern.within import within


class Command(BaseCommand):
    help = "Print every child's profile, and every class's, as PDF files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be said."""
        parser.add_argument("--school", required=True, help="The school's key.")
        parser.add_argument("--class", dest="class_name", default="", help="One class by name.")
        parser.add_argument(
            "--period",
            default="",
            help="A period by name, with its year if an earlier one; the latest without.",
        )
        parser.add_argument("--out", required=True, type=Path, help="The folder to print into.")
        parser.add_argument("--as", dest="email", default="", help="Print what this person sees.")

    def handle(
        self, *args: object, school: str, class_name: str, period: str, out: Path, email: str,
        **options: object,
    ) -> None:  # fmt: skip
        """Print, saying how far it is; a character without a font never stops it."""
        by = _viewer(school, email)
        with within(by.school.pk):
            several = _periods(by, period)
            for chosen in several:
                self._period(chosen, class_name, out, by)
            if not class_name:
                self._left_out(by)

    def _left_out(self, by: Viewer) -> None:
        if children := on_no_list(by):
            names = ", ".join(child.name for child in children)
            self.stdout.write(f"In no print, as they are on no class's list: {names}.")

    def _period(self, chosen: Period, class_name: str, out: Path, by: Viewer) -> None:
        classes = classes_to_print(by, chosen, class_name)
        if not classes:
            raise CommandError(f"There is no class {class_name} in {chosen.year.name}.".strip())
        done, marked, folder = 0, list[Undrawn](), _folder(out, chosen)
        for place, school_class in enumerate(classes, start=1):
            count, found = self._print(school_class, chosen, folder, by)
            done, marked = done + count, [*marked, *found]
            there = plural(count, "child", "children")
            self.stdout.write(f"{place} of {len(classes)}: {school_class.name}, {there}")
        self._end(done, marked, chosen, folder, by)

    def _print(
        self, school_class: SchoolClass, period: Period, out: Path, by: Viewer
    ) -> tuple[int, list[Undrawn]]:
        done, marked = 0, list[Undrawn]()
        for file in files_of(school_class, period, by=by):
            path = out / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.pdf)
            done += file.children
            marked += file.undrawn
        return done, marked

    def _end(self, done: int, marked: list[Undrawn], period: Period, out: Path, by: Viewer) -> None:
        self.stdout.write(f"{plural(done, 'profile', 'profiles')} of {period.label} in {out}.")
        if marked:
            self.stdout.write("No font of ours has some characters; a mark stands for them:")
            for line in marked_sentence(marked):
                self.stdout.write(f"  {line}")
        note("profiles printed by command", about=by.school, by=by, profiles=done)


def _folder(out: Path, period: Period) -> Path:
    """A folder of the period's own in the one that was named: no print writes over another's."""
    own = out / as_a_file_name(f"{period.label} {period.year.name}")
    try:
        own.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise CommandError(f"Nothing can be printed into {out}: {trouble.strerror}.") from None
    return own


def _viewer(school: str, email: str) -> Viewer:
    try:
        return at_the_machine(school, email=email)
    except NobodyThere as nobody:
        raise CommandError(str(nobody)) from None


def _periods(by: Viewer, name: str) -> list[Period]:
    """The latest period of that name, with its year or without; for no name the latest of all.

    That is several where year groups are judged by calendars of their own: nobody is left out.
    """
    periods = periods_to_print(by)
    if not periods:
        raise CommandError(_nothing_open(by))
    found = [each for each in periods if name.casefold() in _names(each)]
    if name and not found:
        there = ", ".join(f"{each.label} {each.year.name}" for each in periods)
        raise CommandError(f"There is no period {name}. There is: {there}.")
    return found[:1] or running_of(periods, YEAR_GROUPS)


def _names(period: Period) -> tuple[str, ...]:
    said = [period.name, period.label]
    with_year = [f"{each} {period.year.name}" for each in said]
    return tuple(each.casefold() for each in (*said, *with_year))


def _nothing_open(by: Viewer) -> str:
    """Why there is no period to print: none has been drawn or has begun, or there is no class."""
    first = Period.objects.of_school(by.school).order_by("starts_on").first()
    if first is None:
        return "No review periods have been drawn: set the school's dates, and draw them there."
    if first.starts_on <= by.today:
        return "No review period has opened in a year in which there is a class to print."
    day = f"{first.starts_on.day} {first.starts_on:%B %Y}"
    return f"No review period has opened yet: the first, {first.name}, begins on {day}."
