"""The nightly file: what a school's own system puts into a folder is taken in by itself.

In the folder that the settings name, each school has one by its word. A file is taken once it is
whole, read as a person took the last one with its headings, recorded all or nothing, and put away.
"""

import hashlib
import logging
import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Can, Role
from lantern.habits.actions import file_sent, refuse_nightly, same_nightly, take_nightly
from lantern.habits.models import NightlyFile
from lantern.habits.pictures import Understood, understood
from lantern.habits.pictures.nightly import same_as_last
from lantern.habits.reading import FileTrouble, Span
from lantern.habits.reading.folders import (
    DONE,
    REFUSED,
    Waiting,
    content_of,
    ours_alone,
    put_away,
    waiting_in,
)
from lantern.habits.rules import CannotRecord
from lantern.schools.models import School
from lantern.within import within

SAME = "It is the same as the last file. Nothing was changed."
UNKNOWN = (
    "Nobody has loaded a file with these headings yet. Load it once by hand, on the page "
    "Attendance: then it is known what each column holds. After that put it into the folder again."
)
UNREAD = (
    "Something in it could not be understood at all. Load it by hand, on the page Attendance; if "
    "that does not work either, tell whoever looks after Lantern."
)
NOBODY = "No child and no mark of it could be recorded."
NO_LEADER = "The school has no leader, in whose name it could be recorded."
log = logging.getLogger(__name__)


def take_nightly_files() -> list[NightlyFile]:
    """Every whole file of every school that has a folder, one after another; what became of each.

    Whatever is wrong with one file or one school's folder stops no other.
    """
    taken: list[NightlyFile] = []
    if settings.NIGHTLY is None:
        return taken
    for school in School.objects.order_by("key"):
        folder = settings.NIGHTLY / school.key
        if folder.is_dir() and not folder.is_symlink():
            try:
                with within(school.pk):
                    taken += _take_from(folder, school)
            except Exception:
                log.exception("Could not take the nightly file of %s.", school.key)
    return taken


def _take_from(folder: Path, school: School) -> list[NightlyFile]:
    with ours_alone(folder) as alone:
        files = waiting_in(folder, now=time.time()) if alone else []
        return [done for file in files if (done := _tried(file, school)) is not None]


def _tried(file: Waiting, school: School) -> NightlyFile | None:
    try:
        return _take(file, school)
    except Exception:
        log.exception("Could not take a nightly file of %s.", school.key)
        return None


def _take(file: Waiting, school: School) -> NightlyFile | None:
    """One file; it is put away after what it says is recorded, so that nothing is lost between."""
    by = _somebody(school)
    if by is None:
        log.warning("%s: %s", school.key, NO_LEADER)
        return None
    try:
        content = content_of(file)
        if content is None:
            return None
        digest = hashlib.sha256(content).hexdigest()
        taken = same_as_last(school, digest)
        if taken is not None:
            put_away(file, into=DONE, words=SAME, at=by.now)
            return same_nightly(file=taken, by=by)
        done, into = _recorded(file, content, digest, by), DONE
    except (FileTrouble, CannotRecord) as trouble:
        done, into = _refused(file, str(trouble), by), REFUSED
    except (DatabaseError, OSError):
        raise  # the file is not to blame: it stays, and is tried again
    except Exception:
        log.exception("Could not read the nightly file of %s.", school.key)
        done, into = _refused(file, UNREAD, by), REFUSED
    put_away(file, into=into, words=done.words, at=by.now)
    return done


def _refused(file: Waiting, why: str, by: Viewer) -> NightlyFile:
    moment = hashlib.sha256(f"{file.name} {file.size} {file.changed_ns}".encode()).hexdigest()
    return refuse_nightly(name=file.name, digest=moment, why=why, by=by)


def _recorded(file: Waiting, content: bytes, digest: str, by: Viewer) -> NightlyFile:
    """What it says, all of it. Raises FileTrouble and CannotRecord."""
    upload = file_sent(content=content, name=file.name, span=Span(), by=by)
    found = understood(upload, by)
    if found.remembered is None:
        raise FileTrouble(UNKNOWN if found.headings else found.trouble)
    if found.preview is None:
        raise FileTrouble(found.trouble)
    if not found.preview.marks and not found.preview.totals:
        raise FileTrouble(f"{NOBODY} {refusals(found)}".strip())
    return take_nightly(
        upload=upload, found=found, rows=found.preview.rows, digest=digest,
        refusals=refusals(found), by=by,
    )  # fmt: skip


def refusals(found: Understood) -> str:
    """What of it is refused, by its rows and without a name."""
    every = found.preview.children if found.preview else ()
    return "\n".join(
        f"{refusal.where.capitalize()}: {refusal.why}"
        for child in every
        for refusal in child.refused
    )


def _somebody(school: School) -> Viewer | None:
    """In whose name it is recorded: the school's first leader."""
    now = school.now()
    staff = Member.objects.current(now.date()).filter(school=school, role=Role.LEADER)
    member = staff.select_related("user").order_by("starts_on", "pk").first()
    by = member and Viewer(member=member, school=school, now=now)
    return by if by and by.may(Can.LOAD_ATTENDANCE) else None
