"""What became of a nightly file, kept for the office to see; all of it or nothing."""

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.habits.actions.loading import load_file
from lantern.habits.models import NightlyFile
from lantern.habits.pictures import Understood
from lantern.habits.pictures.rows import RowCount
from lantern.roster.models import Upload

LONGEST = 2_000


@transaction.atomic
def take_nightly(
    *, upload: Upload, found: Understood, rows: RowCount, digest: str, refusals: str, by: Viewer
) -> NightlyFile:
    """Record what it was understood to say. Raises CannotRecord if something changed meanwhile."""
    done = load_file(upload=upload, found=found, by=by)
    told = f"{rows.says} {done.added:,} added, {done.changed:,} changed, {done.same:,} left."
    return NightlyFile.objects.create(
        school=by.school, name=upload.name, digest=digest, at=by.now,
        outcome=NightlyFile.Outcome.TAKEN, rows=rows.every, refused=rows.troubled,
        words="\n".join(filter(None, [told, refusals]))[:LONGEST],
    )  # fmt: skip


@transaction.atomic
def refuse_nightly(*, name: str, digest: str, why: str, by: Viewer) -> NightlyFile:
    """Say that nothing of it was recorded, and why; once, however often it is met."""
    met = NightlyFile.objects.of_school(by.school).filter(digest=digest).first()
    if met is not None:
        return met
    file = NightlyFile.objects.create(
        school=by.school, name=name, digest=digest, at=by.now,
        outcome=NightlyFile.Outcome.REFUSED, words=f"Nothing was changed. {why}"[:LONGEST],
    )  # fmt: skip
    note("nightly file refused", about=file, by=by, file=name)
    return file


@transaction.atomic
def same_nightly(*, file: NightlyFile, by: Viewer) -> NightlyFile:
    """Say that a file came again that changes nothing."""
    file.came_again = by.now
    file.save(update_fields=["came_again"])
    note("nightly file met again", about=file, by=by, file=file.name)
    return file
