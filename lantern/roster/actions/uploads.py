"""A file between the moment it is sent and the moment it is confirmed or forgotten."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note
from lantern.roster.actions.classes import year_on, year_to_load
from lantern.roster.actions.loading import Loaded, apply_roster, in_a_sentence
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.models import Upload
from lantern.roster.models.uploads import DONE, KEPT
from lantern.roster.pictures.incoming import first_day_for, plan_of, table_of
from lantern.roster.rules import (
    ColumnMapping,
    Plan,
    Refused,
    guess_mapping,
    mapping_from_plain,
    mapping_to_plain,
)
from lantern.schools.models import School

ROSTER, PHOTOGRAPHS = "roster", "photographs"


class RosterMoved(RosterTrouble):
    """The roll, or the file's columns, changed since the preview: it must be looked at again."""


class NoLongerWaiting(RosterTrouble):
    """The file was confirmed or let go in the meantime: what became of it is told instead."""


def keep_upload(*, name: str, content: bytes, by: Viewer) -> Upload:
    """Keep a roster file for its preview, its columns guessed; files older than a day go.

    It is read before anything is written, so that nobody waits for the reading. Raises FileTrouble
    if it cannot be read, RosterTrouble if the school has no year to load it
    into.
    """
    table = table_of(content, name)
    on = first_day_for(year_to_load(by.school, by.today), by.today)
    columns = mapping_to_plain(guess_mapping(table.header))
    return _keep(
        Upload(
            school=by.school, kind=ROSTER, name=name[:200], content=content,
            mapping={"columns": columns, "on": on.isoformat()},
            uploaded_at=by.now, uploaded_by=by.member.user,
        ),
        by,
    )  # fmt: skip


@transaction.atomic
def _keep(upload: Upload, by: Viewer) -> Upload:
    forget_old_uploads(now=by.now)
    upload.save(force_insert=True)
    note("roster file sent", about=upload, by=by, size=len(upload.content))
    return upload


@transaction.atomic
def choose_columns(*, upload: Upload, mapping: ColumnMapping, on: date, by: Viewer) -> Upload:
    """What each column holds, and the day from which the file is true. Raises NoLongerWaiting."""
    held = held_upload(upload)
    held.mapping = {"columns": mapping_to_plain(mapping), "on": on.isoformat()}
    held.save(update_fields=["mapping"])
    return held


def held_upload(upload: Upload) -> Upload:
    """The row as it is now, ours until the end. Raises NoLongerWaiting."""
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if DONE in held.mapping or not held.content:
        raise NoLongerWaiting("This has been loaded already, or let go.")
    return held


@transaction.atomic
def load_upload(*, upload: Upload, digest: str, by: Viewer) -> Loaded:
    """Do what was shown, and let the file go.

    Raises RosterMoved if that is not what would happen now, NoLongerWaiting if it happened or was
    let go; then nothing is done.
    """
    School.objects.select_for_update().get(pk=by.school.pk)
    held = held_upload(upload)
    plan, on = what_it_would_do(held)
    if plan.digest != digest:
        raise RosterMoved("The roll changed since this was shown. Please look at it again.")
    loaded = apply_roster(school=by.school, plan=plan, on=on, by=by)
    _done(held, plan=plan, loaded=loaded, by=by)
    return loaded


def _done(upload: Upload, *, plan: Plan, loaded: Loaded, by: Viewer) -> None:
    refused = [[entry.rows, entry.name, entry.reasons] for entry in plan.refused]
    finish_upload(upload, said=in_a_sentence(loaded), refused=refused, by=by)


@transaction.atomic
def finish_upload(
    upload: Upload, *, said: str, refused: Sequence[Sequence[object]], by: Viewer
) -> None:
    """The file goes; what was done is remembered, and for the day the rows that were refused."""
    upload.content = json.dumps(refused).encode() if refused else b""
    upload.mapping = {**upload.mapping, DONE: {"at": by.now.isoformat(), "said": said}}
    upload.save(update_fields=["content", "mapping"])
    _forgotten(upload, by)


def _forgotten(upload: Upload, by: Viewer) -> None:
    photographs = upload.kind == PHOTOGRAPHS
    note("photographs forgotten" if photographs else "roster file forgotten", about=upload, by=by)


@dataclass(frozen=True, kw_only=True)
class Became:
    """What a confirmed file did, when, and the rows that were refused, while they are kept."""

    at: datetime
    said: str
    refused: tuple[Refused, ...]


def what_became_of(upload: Upload) -> Became | None:
    """None for a file that was not confirmed.

    Asked anew, as another window may have confirmed it since it was fetched.
    """
    upload.refresh_from_db(fields=["mapping", "content"])
    done = upload.mapping.get(DONE)
    if done is None:
        return None
    told = json.loads(bytes(upload.content) or b"[]")
    refused = tuple(Refused(tuple(rows), name, tuple(why)) for rows, name, why in told)
    return Became(at=datetime.fromisoformat(done["at"]), said=done["said"], refused=refused)


def what_it_would_do(upload: Upload) -> tuple[Plan, date]:
    """The plan of a kept file as the roll stands now, and the day from which it is true."""
    on = date.fromisoformat(upload.mapping["on"])
    year = year_on(upload.school, on)
    table = table_of(bytes(upload.content), upload.name)
    mapping = mapping_from_plain(upload.mapping["columns"])
    return plan_of(table, mapping, year=year, on=on), on


@transaction.atomic
def forget_upload(*, upload: Upload, by: Viewer) -> None:
    """The file's content goes; that it was sent stays in the audit. Raises NoLongerWaiting."""
    held = held_upload(upload)
    held.content = b""
    held.save(update_fields=["content"])
    _forgotten(held, by)


def forget_old_uploads(*, now: datetime) -> int:
    """Every file of the roll older than a day goes, whoever sent it. How many went."""
    ours = Upload.objects.filter(kind__in=(ROSTER, PHOTOGRAPHS))
    old = ours.filter(uploaded_at__lte=now - KEPT).exclude(content=b"")
    return old.update(content=b"")
