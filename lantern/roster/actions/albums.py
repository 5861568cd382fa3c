"""Many photographs between the moment they are sent and the moment they are confirmed or let go.

What lies between is small pictures made by us, never the files that were sent.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping

from django.db import transaction

from lantern.accounts.models import Viewer
from lantern.audit.actions import note, note_each
from lantern.roster.actions.photographs import hold_school
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.actions.uploads import (
    PHOTOGRAPHS,
    RosterMoved,
    finish_upload,
    forget_old_uploads,
    held_upload,
)
from lantern.roster.models import Photograph, Pupil, Upload
from lantern.roster.pictures.photographs import mark_of, portrayed
from lantern.roster.reading.albums import SentPicture, pictures_in
from lantern.roster.rules.photographs import AlbumPlan, NamedFile, plan_album

BATCH = 100  # a photograph is some twenty thousand bytes
OFF = "The school keeps no photographs."


def keep_album(*, sent: Iterable[tuple[str, bytes]], name: str, by: Viewer) -> Upload:
    """Keep the small pictures of some files for their preview; files older than a day go.

    They are read before anything is written. Raises FileTrouble if they cannot be looked through,
    RosterTrouble where the school keeps no photographs.
    """
    if not by.school.keeps_photographs:
        raise RosterTrouble(OFF)
    found = pictures_in(sent)
    upload = Upload(
        school=by.school, kind=PHOTOGRAPHS, name=name[:200], content=_as_content(found),
        uploaded_at=by.now, uploaded_by=by.member.user,
    )  # fmt: skip
    return _keep(upload, len(found), by)


@transaction.atomic
def _keep(upload: Upload, files: int, by: Viewer) -> Upload:
    if not hold_school(by).keeps_photographs:
        raise RosterTrouble(OFF)
    forget_old_uploads(now=by.now)
    upload.save(force_insert=True)
    note("photographs sent", about=upload, by=by, files=files)
    return upload


def _as_content(found: Iterable[SentPicture]) -> bytes:
    told = [[each.file, b64encode(each.picture).decode(), each.trouble] for each in found]
    return json.dumps(told).encode()


def _from_content(content: bytes) -> list[SentPicture]:
    told = json.loads(content)
    return [SentPicture(file=f, picture=b64decode(p), trouble=t) for f, p, t in told]


def what_album_would_do(upload: Upload, by: Viewer) -> AlbumPlan:
    """The plan of the kept pictures as the roll stands now."""
    return _plan(_from_content(bytes(upload.content)), by)


def _plan(found: Iterable[SentPicture], by: Viewer) -> AlbumPlan:
    files = [
        NamedFile(
            file=each.file, mark=mark_of(each.picture) if each.picture else "",
            trouble=each.trouble,
        )
        for each in found
    ]  # fmt: skip
    return plan_album(files, portrayed(by))


@transaction.atomic
def load_album(*, upload: Upload, digest: str, by: Viewer) -> int:
    """Do what was shown, all of it or nothing, and let the files go. How many photographs changed.

    Raises RosterMoved if that is not what would happen now, NoLongerWaiting if it happened or was
    let go, RosterTrouble where the school keeps no photographs any more.
    """
    if not hold_school(by).keeps_photographs:
        raise RosterTrouble(OFF)
    held = held_upload(upload)
    found = _from_content(bytes(held.content))
    plan = _plan(found, by)
    if plan.digest != digest:
        raise RosterMoved("Something changed since this was shown. Please look at it again.")
    put = _put(plan, {mark_of(each.picture): each.picture for each in found}, by)
    _done(held, plan, by)
    return put


def _put(plan: AlbumPlan, pictures: Mapping[str, bytes], by: Viewer) -> int:
    """Photographs in their places, in bulk: the school is held. How many.

    Whom the plan names is here, and no family of theirs said no: that too waits for the school.
    """
    wanted = {line.ref: line.mark for line in (*plan.added, *plan.changed) if line.ref}
    pupils = list(Pupil.objects.visible_to(by).filter(ref__in=wanted).order_by("pk"))
    who = by.member.user
    Photograph.objects.bulk_create(
        (
            Photograph(pupil=each, picture=pictures[wanted[each.ref]], set_at=by.now, set_by=who)
            for each in pupils
        ),
        batch_size=BATCH, update_conflicts=True, unique_fields=["pupil"],
        update_fields=["picture", "set_at", "set_by"],
    )  # fmt: skip
    return note_each("photograph set", about=pupils, by=by)


def _done(held: Upload, plan: AlbumPlan, by: Viewer) -> None:
    counts = {
        "added": len(plan.added), "changed": len(plan.changed), "left": len(plan.left),
        "refused": len(plan.refused),
    }  # fmt: skip
    note("photographs loaded", about=held, by=by, **counts)
    said = ", ".join(f"{many} {word}" for word, many in counts.items())
    refused = [[[], line.file, [line.why]] for line in plan.refused]
    finish_upload(held, said=f"{said}.", refused=refused, by=by)
