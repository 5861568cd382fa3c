"""The adults of a plan: one row for one adult of several children, as far as a file can tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from lantern.roster.actions.families import details, tie
from lantern.roster.actions.loading.pupils import Move
from lantern.roster.models import Guardian as GuardianRow
from lantern.roster.models import GuardianLink
from lantern.roster.rules import Guardian
from lantern.schools.models import School

Details: TypeAlias = tuple[str, str, str, str, str]


def load_families(moves: Sequence[Move], *, school: School) -> None:
    """Link adults to children and write what changed of each.

    Brothers and sisters share an adult's row only where every detail is the same and there is an
    email address or a telephone number. An adult whose details change for one child but not for
    another becomes two, so that neither file nor person overwrites the other's.
    """
    moved = [move for move in moves if move.before.guardians != move.after.guardians]
    if not moved:
        return
    shelf = _Shelf(school)
    _change_known(moved, shelf)
    links = [
        (move, told, shelf.adult(told, besides=shelf.linked(move.pupil.pk)))
        for move in moved
        for told in move.after.guardians
        if told.ref is None
    ]
    shelf.save()
    GuardianLink.objects.bulk_create(
        GuardianLink(pupil=move.pupil, guardian=adult, **tie(told)) for move, told, adult in links
    )


class _Shelf:
    """The school's adults by what is known of them, and the new ones still to be written."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.by_details: dict[Details, list[GuardianRow]] = defaultdict(list)
        self.new: list[GuardianRow] = []
        self.links: dict[int, set[UUID]] = defaultdict(set)
        for row in GuardianRow.objects.filter(school=school).order_by("pk"):
            self.by_details[_details(row)].append(row)
        rows = GuardianLink.objects.filter(guardian__school=school)
        for pupil, ref in rows.values_list("pupil", "guardian__ref"):
            self.links[pupil].add(ref)

    def linked(self, pupil: int) -> set[UUID]:
        """The adults whom a child has, or had, a link to."""
        return self.links[pupil]

    def adult(self, told: Guardian, *, besides: set[UUID]) -> GuardianRow:
        """A row with exactly these details that the child is not linked to: found, or new."""
        key = _told(told)
        if told.email or told.phone:
            for row in self.by_details[key]:
                if row.ref not in besides:
                    besides.add(row.ref)
                    return row
        row = GuardianRow(school=self.school, **details(told))
        self.by_details[key].append(row)
        self.new.append(row)
        besides.add(row.ref)
        return row

    def save(self) -> None:
        """Write the new ones."""
        GuardianRow.objects.bulk_create(self.new)
        self.new.clear()


def _change_known(moved: Sequence[Move], shelf: _Shelf) -> None:
    """Adults who were there: their tie to the child, and what is their own."""
    told = {
        (move.pupil.pk, guardian.ref): guardian
        for move in moved
        for guardian in move.after.guardians
        if guardian.ref is not None
    }
    refs = {ref for _, ref in told}
    links = GuardianLink.objects.filter(guardian__ref__in=refs, ended_on=None)
    by_adult: dict[GuardianRow, list[GuardianLink]] = defaultdict(list)
    for link in links.select_related("guardian").order_by("pk"):
        by_adult[link.guardian].append(link)
    for adult, its in by_adult.items():
        said = {link.pk: told.get((link.pupil_id, adult.ref)) for link in its}
        _write_ties(its, said)
        _write_details(adult, its, said, shelf)


def _write_ties(links: Iterable[GuardianLink], said: Mapping[int, Guardian | None]) -> None:
    for link in links:
        now = said[link.pk]
        if now is not None:
            GuardianLink.objects.filter(pk=link.pk).update(**tie(now))


def _write_details(
    adult: GuardianRow,
    links: Sequence[GuardianLink],
    said: Mapping[int, Guardian | None],
    shelf: _Shelf,
) -> None:
    """In place if all their children say the same; else those who say otherwise get their own."""
    now = _details(adult)
    wanted = {link.pk: _told(told) if (told := said[link.pk]) else now for link in links}
    if len(set(wanted.values())) == 1:
        told = next((told for told in said.values() if told), None)
        if told is not None and wanted[links[0].pk] != now:
            GuardianRow.objects.filter(pk=adult.pk).update(**details(told))
        return
    for link in links:
        told = said[link.pk]
        if told is not None and wanted[link.pk] != now:
            row = shelf.adult(told, besides=shelf.linked(link.pupil_id))
            shelf.save()
            GuardianLink.objects.filter(pk=link.pk).update(guardian=row)


def _details(row: GuardianRow) -> Details:
    return row.title, row.forename, row.surname, row.email, row.phone


def _told(told: Guardian) -> Details:
    return told.title, told.forename, told.surname, told.email, told.phone
