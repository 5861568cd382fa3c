"""Loading an attendance file in two steps: kept to be looked at, then confirmed or cancelled."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.habits.actions.attendance import record_marks, record_totals
from lantern.habits.actions.superseding import hold
from lantern.habits.pictures import Preview, Understood, preview, understood
from lantern.habits.pictures.loading import CHOSEN_BY_HAND, KIND
from lantern.habits.reading import Field, Span, read_attendance
from lantern.habits.rules import CannotRecord, Recorded
from lantern.roster.models import Pupil, Upload
from lantern.roster.models.uploads import DONE

LONGEST_NAME = 200
KEPT_FOR = timedelta(days=1)
NOT_AS_SHOWN = "Something has changed since you looked. Nothing was loaded: look again."
LOADED = "This file has been loaded already."


def keep_file(*, content: bytes, name: str, span: Span, by: Viewer) -> Upload:
    """Keep a file until it is confirmed or cancelled, a day at most.

    It is read before anything is written, so that nobody waits for the reading. Raises FileTrouble
    for one that cannot be read; it is then not kept.
    """
    read_attendance(content, name, on=by.today)
    return _keep(file_sent(content=content, name=name, span=span, by=by), by)


def file_sent(*, content: bytes, name: str, span: Span, by: Viewer) -> Upload:
    """A file as it was sent, which nobody keeps yet."""
    return Upload(
        school=by.school,
        kind=KIND,
        name=name[:LONGEST_NAME],
        content=content,
        mapping=_days(span.since, span.until),
        uploaded_at=by.now,
        uploaded_by_id=by.user_id,
    )


@transaction.atomic
def _keep(upload: Upload, by: Viewer) -> Upload:
    forget_old_files(now=by.now)
    upload.save(force_insert=True)
    return upload


def _days(since: date | None, until: date | None) -> dict[str, str]:
    days = {"since": since, "until": until}
    return {name: str(day) for name, day in days.items() if day}


def forget_old_files(*, now: datetime) -> int:
    """Delete the attendance files older than a day that nobody confirmed. How many there were."""
    old = Upload.objects.filter(kind=KIND, uploaded_at__lte=now - KEPT_FOR)
    return old.exclude(mapping__has_key=DONE).delete()[0]


@transaction.atomic
def understand_file(
    *, upload: Upload, columns: Mapping[int, Field], span: Span, by: Viewer
) -> Upload:
    """Take the columns and the days as someone chose them. Raises CannotRecord once loaded."""
    held = _held(upload)
    chosen = {str(place): field.value for place, field in columns.items()}
    held.mapping = {**_days(span.since, span.until), CHOSEN_BY_HAND: chosen}
    held.save(update_fields=["mapping"])
    return held


def confirm_file(*, upload: Upload, digest: str, by: Viewer) -> Recorded:
    """Record all that the preview with this digest showed, or nothing; the content is emptied.

    The file is read before the transaction, which only compares, locks and writes. Raises
    CannotRecord if the file has been loaded, or would now do anything else than was shown.
    """
    return _record(upload, understood(upload, by), digest, by)


@transaction.atomic
def load_file(*, upload: Upload, found: Understood, by: Viewer) -> Recorded:
    """Keep a file and record at once what it was understood to say.

    Raises CannotRecord if it would now do anything else than its preview says.
    """
    digest = found.preview.digest if found.preview else ""
    return _record(_keep(upload, by), found, digest, by)


@transaction.atomic
def _record(upload: Upload, found: Understood, digest: str, by: Viewer) -> Recorded:
    held = _held(upload)
    shown = _still(found, by) if held.mapping == upload.mapping else None
    if shown is None or shown.digest != digest:
        raise CannotRecord(NOT_AS_SHOWN)
    reason = f"Loaded from {held.name}"
    marks = record_marks(marks=shown.marks, by=by, reason=reason)
    totals = record_totals(totals=shown.totals, by=by, reason=reason)
    done = Recorded(
        added=marks.added + totals.added,
        changed=marks.changed + totals.changed,
        same=marks.same + totals.same,
        uncounted=shown.uncounted,
    )
    _empty(held, done, found, by)
    note(
        "attendance file loaded", about=held, by=by, file=held.name, added=done.added,
        changed=done.changed, same=done.same, refused=shown.rows.troubled,
    )  # fmt: skip
    return done


def _still(found: Understood, by: Viewer) -> Preview | None:
    """What the file does against what stands now that its children are ours; None if others are."""
    if found.told is None:
        return None
    hold(Pupil.objects.visible_to(by), found.told.children)
    return preview(found.told) if found.told.still_knows(by) else None


def _held(upload: Upload) -> Upload:
    """The row as it is now, ours until the end. Raises CannotRecord if it is gone or loaded."""
    kept = Upload.objects.select_for_update().defer("content").filter(pk=upload.pk)
    held = kept.first()
    if held is None or DONE in held.mapping:
        raise CannotRecord(LOADED if held else "This file is no longer kept: choose it again.")
    return held


def _empty(held: Upload, done: Recorded, found: Understood, by: Viewer) -> None:
    """Nothing of the file stays but how its columns were taken, for the next of its kind."""
    held.content = b""
    held.mapping = {
        DONE: {"added": done.added, "changed": done.changed, "same": done.same},
        "headings": found.headings, "kept": list(found.kept),
    }  # fmt: skip
    held.uploaded_at = by.now
    held.save(update_fields=["content", "mapping", "uploaded_at"])


@transaction.atomic
def cancel_file(*, upload: Upload, by: Viewer) -> None:
    """Delete a file that was kept to be looked at. Raises CannotRecord once loaded."""
    _held(upload).delete()
    note("attendance file cancelled", about=upload, by=by, file=upload.name)
