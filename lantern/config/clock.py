"""All that runs by the clock: every hour beside `lantern work`, and at `lantern tidy`.

Beside `lantern work` it also leaves word every minute that somebody is there, and takes the files
that schools' own systems have put into their folders.

Each is safe to do twice, at once, or never; nothing waits for it.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lantern.habits.actions import forget_old_files
from lantern.habits.jobs import take_nightly_files
from lantern.reviews.jobs import forget_old_prints
from lantern.roster.actions import forget_old_uploads, forget_photographs_of_leavers
from lantern.schemes.actions import forget_old_drafts
from lantern.schools.models import moment_in
from lantern.within import every_school

MINUTE = 60
HOUR = 3600
SEEN, KEPT_FOR = "worker-seen", 10 * MINUTE  # longer than `lantern check` waits for
A_DAY = timedelta(days=1)
log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Chore:
    """Something done by the clock: what goes, and the deed, which says how many went."""

    what: str
    do: Callable[[], int]


def now_at_school() -> datetime:
    """This moment as schools write it down: on the demo's pretend day, if there is one."""
    return moment_in(settings.TIME_ZONE)


def forget_old_sessions() -> int:
    """Those of people who have not come back in time. How many."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def forget_old_tasks() -> int:
    """What the worker did, a day after it was done. How many."""
    done = DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - A_DAY)
    return int(done.delete()[0])


HOURLY = (
    Chore(
        what="files of the roll that nobody confirmed within a day",
        do=lambda: forget_old_uploads(now=now_at_school()),
    ),
    Chore(
        what="attendance files that nobody confirmed within a day",
        do=lambda: forget_old_files(now=now_at_school()),
    ),
    Chore(
        what="drafts of schemes older than a day",
        do=lambda: forget_old_drafts(now=now_at_school()),
    ),
    Chore(
        what="printed profiles older than a day",
        do=lambda: forget_old_prints(now=now_at_school()),
    ),
    Chore(what="photographs of children who left", do=forget_photographs_of_leavers),
    Chore(what="sessions that have run out", do=forget_old_sessions),
    Chore(what="notes of work done more than a day ago", do=forget_old_tasks),
)


def tidy() -> Iterator[tuple[str, int]]:
    """Do every chore once; what went, and how many."""
    for chore in HOURLY:
        with every_school(chore.what):
            gone = chore.do()
        yield chore.what, gone


@contextmanager
def ticking() -> Iterator[None]:
    """Beside whatever happens inside, do the chores at once and then every hour."""
    over = Event()
    beside = Thread(target=_beside, args=(over,), name="clock", daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def _beside(over: Event) -> None:
    due = time.monotonic()
    while True:
        try:
            be_seen()
            take_files()
            if time.monotonic() >= due:
                due += HOUR
                clear_away()
        finally:
            connection.close()  # each thread has its own, and this one sleeps for a minute
        if over.wait(MINUTE):
            return


def be_seen() -> None:
    """Leave word that the worker is there, wherever it is; `lantern check` looks for it."""
    try:
        cache.set(SEEN, timezone.now(), KEPT_FOR)
    except Exception:
        log.exception("Could not leave word that the worker is there.")


def take_files() -> None:
    """Take what waits in schools' folders; whatever goes wrong is tried again in a minute."""
    try:
        take_nightly_files()
    except Exception:
        log.exception("Could not look for nightly files.")


def worker_seen() -> datetime | None:
    """When a worker last left word, if one did in the last minutes."""
    found: datetime | None = cache.get(SEEN)
    return found


def clear_away() -> None:
    """Do every chore once; one that fails stops no other, and is tried again in an hour."""
    for chore in HOURLY:
        try:
            with every_school(chore.what):
                chore.do()
        except Exception:
            log.exception("Could not clear away %s.", chore.what)
