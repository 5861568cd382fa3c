"""What has to happen by itself: the waiting work, the nightly backup; and whom it is for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lantern.config import clock
from lantern.config.backups.writing import backups_in
from lantern.config.checking.finding import Finding, heed, well, wrong
from lantern.habits.pictures import nightly
from lantern.schools.models import School
from lantern.within import within

SILENT = timedelta(minutes=3)
WAITED = timedelta(minutes=10)
OLD = timedelta(hours=36)  # a night, and the morning after
A_DAY = timedelta(days=1)
START = "Start it: lantern serve (or systemctl start lantern)."


def worker() -> Iterator[Finding]:
    """Whether somebody prints what pages leave for later."""
    seen = clock.worker_seen()
    if seen is None or timezone.now() - seen > SILENT:
        yield wrong("worker", "Nobody does the work that pages leave for later.", START)
    else:
        yield well("worker", "It was at its work a moment ago.")
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - WAITED).count()
    if late:
        yield wrong("worker", f"{late} things have waited longer than ten minutes.", START)
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=timezone.now() - A_DAY).count()
    if failed:
        yield heed(
            "worker", f"{failed} things went wrong in the last day.",
            "What went wrong is in its log: journalctl -u lantern",
        )  # fmt: skip


def last_backup() -> Finding:
    """Whether last night's is there. Its name is its moment."""
    if settings.DEMO:
        return well("backup", "This is a demo: there is nothing to lose.")
    newest = next(iter(backups_in(settings.BACKUPS)), None)
    if newest is None:
        return wrong("backup", f"There is none in {settings.BACKUPS}.", MAKE_ONE)
    made = datetime.strptime(newest.name, "lantern-%Y-%m-%dT%H%M%SZ.zip").replace(tzinfo=UTC)
    words = f"The last is {_ago(timezone.now() - made)} old: {newest}."
    if timezone.now() - made > OLD:
        return wrong("backup", words, MAKE_ONE)
    return well("backup", words)


MAKE_ONE = (
    "Run lantern backup, and see why it does not run each night (systemctl list-timers). If "
    "backups go elsewhere, set LANTERN_BACKUPS to that folder."
)


def _ago(age: timedelta) -> str:
    hours = max(0, round(age.total_seconds() / 3600))
    return f"{hours} hours" if hours < 72 else f"{hours // 24} days"


def schools() -> Iterator[Finding]:
    """Whether there is anybody to look after, and nobody pretended among them."""
    count = School.objects.count()
    if not count:
        yield heed("schools", "There is no school yet.", "Open one: lantern school create --help")
        return
    yield well("schools", f"{count} school{'' if count == 1 else 's'} here.")
    if not settings.DEMO and School.objects.filter(trust__pretend=True).exists():
        yield wrong(
            "schools", "The demo's pretend schools are here, and everyone knows their passwords.",
            "Keep real schools in another place: another LANTERN_HOME or DATABASE_URL.",
        )  # fmt: skip


def nightly_files() -> Iterator[Finding]:
    """Whether each school's own system still puts its file into the folder, and is understood."""
    if settings.NIGHTLY is None:
        return
    if not settings.NIGHTLY.is_dir():
        yield wrong(
            "nightly", f"LANTERN_NIGHTLY is {settings.NIGHTLY}, which is no folder.",
            "Make it or mount it, with a folder in it for each school, named by its word.",
        )  # fmt: skip
        return
    for school in School.objects.order_by("key"):
        if (settings.NIGHTLY / school.key).is_dir():
            with within(school.pk):
                found = _nightly_of(school)
            yield found


def _nightly_of(school: School) -> Finding:
    seen = nightly.lately(school)
    if seen.last is None or seen.came is None:
        return heed("nightly", f"{school.key}: no file has come yet.", LOOK_THERE)
    words = f"{school.key}: {seen.last.name} came on {seen.came:%A %d %B at %H:%M}"
    if seen.late:
        days = "school day" if seen.late == 1 else "school days"
        return wrong("nightly", f"{words}, {seen.late} {days} ago.", LOOK_THERE)
    if seen.refused:
        return heed("nightly", f"{words} and was refused.", "Why: on the school's page Attendance.")
    return well("nightly", f"{words}.")


LOOK_THERE = (
    "See that the school's own system still exports it there, each night (docs/running.md)."
)
