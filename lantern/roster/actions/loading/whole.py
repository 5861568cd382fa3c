"""A plan carried out in one transaction, in bulk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from lantern.audit.actions import Actor, note, note_each
from lantern.roster.actions.classes import open_class, year_on
from lantern.roster.actions.loading.families import load_families
from lantern.roster.actions.loading.groups import load_groups
from lantern.roster.actions.loading.places import load_places
from lantern.roster.actions.loading.pupils import load_pupils
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import SchoolClass
from lantern.roster.rules import Plan
from lantern.schools.models import AcademicYear, School


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a file did: how many children, and the classes that were new."""

    added: int
    changed: int
    unchanged: int
    refused: int
    missing: int
    classes: tuple[str, ...]


@transaction.atomic
def apply_roster(*, school: School, plan: Plan, on: date, by: Actor) -> Loaded:
    """Do what the plan says, from a day: children added and changed, classes of this year opened.

    Nobody is taken off the roll for not being in the file. Raises RosterTrouble if the school has
    no year that holds the day, or two children would have one UPN; then nothing is done.
    """
    year = year_on(school, on)
    classes, opened = _classes(year, plan.class_names, by)
    try:
        with transaction.atomic():
            moves = load_pupils(year, plan)
    except IntegrityError as clash:
        raise RosterTrouble("Two children would have the same UPN: check the file.") from clash
    load_places(moves, classes=classes, year=year, on=on, by=by)
    load_groups(moves, school=school, on=on, by=by)
    load_families(moves, school=school)
    note_each("added from a file", about=[m.pupil for m in moves if m.is_new], by=by)
    note_each("changed from a file", about=[m.pupil for m in moves if not m.is_new], by=by)
    note("roster loaded", about=school, by=by, digest=plan.digest, **_counts(plan))
    return Loaded(**_counts(plan), classes=opened)


def in_a_sentence(loaded: Loaded) -> str:
    """What was done, for the person who did it."""
    said = [f"{loaded.added:,} added", f"{loaded.changed:,} changed"]
    said.append(f"{loaded.unchanged:,} left as they were")
    if loaded.refused:
        said.append(f"{loaded.refused:,} refused")
    if loaded.missing:
        said.append(f"{loaded.missing:,} on the roll were not in the file and stay as they are")
    opened = f" New classes: {', '.join(loaded.classes)}." if loaded.classes else ""
    return f"{', '.join(said)}.{opened}"


def _counts(plan: Plan) -> dict[str, int]:
    names = ("added", "changed", "unchanged", "refused", "missing")
    return {name: len(getattr(plan, name)) for name in names}


def _classes(
    year: AcademicYear, names: Iterable[str], by: Actor
) -> tuple[dict[str, SchoolClass], tuple[str, ...]]:
    """The year's classes by name in small letters, with those that had to be opened."""
    found = {one.name.casefold(): one for one in SchoolClass.objects.filter(year=year)}
    opened = []
    for name in names:
        if name.casefold() not in found:
            found[name.casefold()] = open_class(year=year, name=name, by=by)
            opened.append(name)
    return found, tuple(opened)
