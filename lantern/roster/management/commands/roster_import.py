"""`lantern roster import FILE --school KEY [--dry-run] [--on DATE]`"""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any  # Django hands a command its options as anything

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from lantern.accounts.models import MACHINE, Job
from lantern.roster import actions
from lantern.roster.pictures import NewClass, first_day_for, new_classes, plan_of, table_of
from lantern.roster.reading import MAX_BYTES, FileTrouble
from lantern.roster.rules import Plan, guess_mapping, mapping_troubles
from lantern.schools.models import School
from lantern.within import within

FEW = 5


class Command(BaseCommand):
    help = "Load pupils, classes and families from the office's own list."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="an Excel workbook (.xlsx) or CSV")
        parser.add_argument("--school", required=True, metavar="KEY", help="the school's word")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            help="first day in the classes, as 2026-09-03; else today, or the first of a new year",
        )

    def handle(self, *args: Any, file: Path, school: str, **options: Any) -> None:
        """All of the file or nothing; then what was done, in words."""
        found = School.objects.filter(key=school).first()
        if found is None:
            raise CommandError(f'There is no school "{school}".')
        try:
            with within(found.pk), transaction.atomic():
                loaded = self._load(found, file, options["on"], dry=options["dry_run"])
        except (OSError, FileTrouble, actions.RosterTrouble) as trouble:
            said = f"{file}: {trouble.strerror}." if isinstance(trouble, OSError) else str(trouble)
            raise CommandError(f"Nothing was changed. {said}") from trouble
        self.stdout.write(actions.in_a_sentence(loaded) if loaded else "Nothing was changed.")

    def _load(
        self, school: School, file: Path, on: date | None, *, dry: bool
    ) -> actions.Loaded | None:
        School.objects.select_for_update().get(pk=school.pk)
        plan, on = self._plan(school, file, on)
        self._show(plan, file)
        if dry:
            self._new_classes(new_classes(plan, school=school, on=on))
            self.stdout.write(f"This would be done: {actions.in_a_sentence(_as_if_loaded(plan))}")
            return None
        by = Job(name=MACHINE, school_key=school.key, now=school.now())
        return actions.apply_roster(school=school, plan=plan, on=on, by=by)

    def _plan(self, school: School, file: Path, on: date | None) -> tuple[Plan, date]:
        if file.stat().st_size > MAX_BYTES:
            raise FileTrouble("The file is larger than 20 MB: export only the list.")
        table = table_of(file.read_bytes(), file.name)
        mapping = guess_mapping(table.header)
        if troubles := mapping_troubles(mapping):
            raise FileTrouble(" ".join(troubles))
        today = school.now().date()
        year = actions.year_on(school, on) if on else actions.year_to_load(school, today)
        on = on or first_day_for(year, today)
        return plan_of(table, mapping, year=year, on=on), on

    def _show(self, plan: Plan, file: Path) -> None:
        self.stdout.write(f"{file.name}:")
        for title, entries in (("added", plan.added), ("changed", plan.changed)):
            self._lines(title, (entry.name for entry in entries))
        for refused in plan.refused:
            rows = ", ".join(str(row) for row in refused.rows)
            self.stdout.write(f"  refused  row {rows}: {refused.name}. {' '.join(refused.reasons)}")
        for doubt in plan.to_check:
            self.stdout.write(f"  look at  {', '.join(doubt.names)}: {doubt.words}")
        if plan.missing:
            names = _first_few([one.name for one in plan.missing])
            self.stdout.write(
                f"  not in the file, left as they are: {len(plan.missing):,} ({names})"
            )

    def _new_classes(self, made: Sequence[NewClass]) -> None:
        if made:
            told = (
                f"{one.name} ({one.count} child{'' if one.count == 1 else 'ren'})" for one in made
            )
            self.stdout.write(f"These classes would be made: {', '.join(told)}.")

    def _lines(self, title: str, names: Iterable[str]) -> None:
        for name in names:
            self.stdout.write(f"  {title:<8} {name}")


def _first_few(names: Sequence[str]) -> str:
    more = len(names) - FEW
    return ", ".join(names[:FEW]) + (f" and {more:,} more" if more > 0 else "")


def _as_if_loaded(plan: Plan) -> actions.Loaded:
    return actions.Loaded(
        added=len(plan.added), changed=len(plan.changed), unchanged=len(plan.unchanged),
        refused=len(plan.refused), missing=len(plan.missing), classes=(),
    )  # fmt: skip
