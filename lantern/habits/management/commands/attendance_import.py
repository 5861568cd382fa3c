"""`lantern attendance import FILE --school KEY [--dry-run] [--from DAY --to DAY]`"""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand, CommandError

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Can, Role
from lantern.habits.actions import file_sent, load_file
from lantern.habits.pictures import Preview, folded, rows_told, understood
from lantern.habits.reading import FileTrouble, Span
from lantern.habits.rules import CannotRecord
from lantern.schools.models import School
from lantern.within import within


class Command(BaseCommand):
    help = "Load attendance from a CSV or Excel file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a CSV or .xlsx export")
        parser.add_argument("--school", required=True, metavar="KEY", help="the school's word")
        parser.add_argument("--dry-run", action="store_true", help="only say what it would do")
        parser.add_argument("--from", dest="since", type=a_day, metavar="DAY", help="its first day")
        parser.add_argument("--to", dest="until", type=a_day, metavar="DAY", help="its last day")
        parser.add_argument(
            "--by",
            metavar="EMAIL",
            help="who records it; else its first leader",
        )

    def handle(self, *args: Any, file: Path, school: str, **options: Any) -> None:
        """Say what the file would do, then do all of it unless it is a dry run."""
        by = someone(school, options["by"])
        span = Span(options["since"], options["until"])
        try:
            with within(by.school.pk):
                self._load(file, span, by, dry_run=options["dry_run"])
        except (OSError, FileTrouble, CannotRecord) as trouble:
            said = trouble.strerror if isinstance(trouble, OSError) else str(trouble)
            raise CommandError(f"Nothing was changed. {said}") from trouble

    def _load(self, file: Path, span: Span, by: Viewer, *, dry_run: bool) -> None:
        self._now(f"Looking through {file.name}")
        upload = file_sent(content=file.read_bytes(), name=file.name, span=span, by=by)
        shown = understood(upload, by)
        if shown.preview is None:
            raise FileTrouble(shown.trouble)
        if shown.remembered:
            before = shown.remembered
            self.stdout.write(f"Columns as in {before.name}, which {before.by} loaded.")
        for label, headings in shown.taken.items():
            self.stdout.write(f"  {label}: {headings}")
        if shown.left_out:
            self.stdout.write(f"Columns left out: {', '.join(shown.left_out)}.")
        self._tell(shown.preview)
        for period in shown.closed:
            classes = ", ".join(period.classes)
            self.stdout.write(f"{period.name} is closed for {classes}: corrections beneath it.")
        if dry_run:
            self.stdout.write("A dry run: nothing was changed.")
            return
        self._now(f"Recording {shown.preview.added + shown.preview.changed:,}")
        load_file(upload=upload, found=shown, by=by)
        self.stdout.write(f"Recorded by {by.name}.")

    def _now(self, doing: str) -> None:
        """What takes its time, said before it is done and apart from what is answered."""
        self.stderr.write(f"{doing} …", self.style.NOTICE)
        self.stderr.flush()

    def _tell(self, preview: Preview) -> None:
        read = folded(preview.children)
        for remark in read.alike:
            kind = "refused" if remark.refused else "look"
            self.stdout.write(
                f"  {kind}: {remark.children:,} children ({remark.where}): {remark.words}"
            )
        for shown in read.children:
            child = shown.child
            said = [("refused", refusal.where, refusal.why) for refusal in shown.refused]
            said += [("changed", rows_told(child.rows), words) for words in child.changed]
            said += [("look", rows_told(child.rows), words) for words in shown.cautions]
            for kind, where, words in said:
                self.stdout.write(f"  {kind}: {child.name} ({where}): {words}")
        self.stdout.write(preview.rows.says)
        self.stdout.write(
            f"{preview.things.capitalize()}: {preview.added:,} added, {preview.changed:,} changed, "
            f"{preview.same:,} left."
        )
        if preview.uncounted:
            self.stdout.write(f"Kept but not counted, as there are marks: {preview.uncounted:,}.")


def a_day(text: str) -> date:
    """A day as 2026-11-26."""
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError(f"“{text}” is not a day like 2026-11-26") from fault


def someone(key: str, email: str | None) -> Viewer:
    """Who records: that member of the staff, or the school's leader. Raises CommandError."""
    school = School.objects.filter(key=key).first()
    if school is None:
        raise CommandError(f"There is no school “{key}”.")
    now = school.now()
    staff = Member.objects.current(now.date()).filter(school=school).select_related("user")
    chosen = staff.filter(user__email=email.lower()) if email else staff.filter(role=Role.LEADER)
    member = chosen.order_by("starts_on", "pk").first()
    if member is None:
        who = f"Nobody there signs in with {email}" if email else "The school has no leader"
        raise CommandError(f"{who}: say who records it with --by EMAIL.")
    viewer = Viewer(member=member, school=school, now=now, at_the_machine=True)
    if not viewer.may(Can.LOAD_ATTENDANCE):
        raise CommandError(f"{viewer.name} may not {Can.LOAD_ATTENDANCE}.")
    return viewer
