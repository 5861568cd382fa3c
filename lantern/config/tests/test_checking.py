"""`lantern check` finds what is wrong, says so in words, and says what to do."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from lantern.accounts.models import User
from lantern.config import clock
from lantern.config.checking import (
    Finding,
    State,
    database,
    everything,
    machine,
    safety,
    work,
)
from lantern.habits.models import NightlyFile
from lantern.schools.models import School, Trust
from tests.cast import Cast

LANTERN = [sys.executable, "-c", "from lantern.config.command import main; main()"]


def troubles(found: Iterable[Finding]) -> str:
    """What is not well, with what to do."""
    return "\n".join(f"{each.words} {each.to_do}" for each in found if each.state is not State.WELL)


@pytest.fixture
def sound(settings: Settings, tmp_path: Path, cast: Cast) -> Settings:
    """An installation with which nothing is wrong."""
    settings.HOME, settings.BACKUPS = tmp_path / "home", tmp_path / "home" / "backups"
    settings.BACKUPS.mkdir(parents=True, mode=0o700)
    settings.HOME.chmod(0o700)
    settings.HTTPS, settings.ALLOWED_HOSTS = True, ["lantern.example.org"]
    settings.PRETEND_TODAY = None
    settings.MAIL_IS_SENT, settings.EMAIL_HOST = True, "mail.example.org"
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("prepare", stdout=StringIO())
    a_backup(settings, timedelta(hours=8))
    clock.be_seen()
    return settings


def a_backup(settings: Settings, ago: timedelta) -> None:
    for old in settings.BACKUPS.iterdir():
        old.unlink()
    made = timezone.now() - ago
    (settings.BACKUPS / f"lantern-{made:%Y-%m-%dT%H%M%SZ}.zip").touch(mode=0o600)


def test_a_sound_installation_is_said_to_be(sound: Settings) -> None:
    assert troubles(everything()) == ""
    said = StringIO()
    call_command("check", stdout=said)
    assert said.getvalue().endswith("Nothing is wrong.\n")


def short_secret(settings: Settings) -> None:
    settings.SECRET_KEY = "lantern"


def plain_http(settings: Settings) -> None:
    settings.HTTPS = False


def any_host(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]


def no_host(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]


def no_mail(settings: Settings) -> None:
    settings.MAIL_IS_SENT = False


def pretend_today(settings: Settings) -> None:
    settings.PRETEND_TODAY = date(2026, 11, 26)


def unknown_zone(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Atlantis"


def no_pages(settings: Settings) -> None:
    (settings.STATIC_ROOT / ".made-from").unlink()


def open_home(settings: Settings) -> None:
    settings.HOME.chmod(0o755)
    (settings.HOME / "secret-key").touch(mode=0o644)


def open_backups(settings: Settings) -> None:
    settings.BACKUPS.chmod(0o755)


def no_backup(settings: Settings) -> None:
    next(settings.BACKUPS.iterdir()).unlink()


def old_backup(settings: Settings) -> None:
    a_backup(settings, timedelta(days=9, hours=2))


def no_worker(_: Settings) -> None:
    cache.delete(clock.SEEN)


def silent_worker(_: Settings) -> None:
    cache.set(clock.SEEN, timezone.now() - timedelta(minutes=5), 600)


def waiting(_: Settings) -> None:
    a_task("READY", ago=timedelta(minutes=11))


def failed(_: Settings) -> None:
    a_task("FAILED", ago=timedelta(hours=1))


def a_task(status: str, ago: timedelta) -> None:
    then = timezone.now() - ago
    task = DBTaskResult.objects.create(
        status=status, args_kwargs={"args": [], "kwargs": {}}, priority=0,
        task_path="lantern.reviews.jobs.print_school", queue_name="default",
        backend_name="default", run_after=then, exception_class_path="", traceback="",
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=then, finished_at=then)


def newer(_: Settings) -> None:
    MigrationRecorder(connection).record_applied("roster", "9999_next_year")


def behind(_: Settings) -> None:
    (last,) = MigrationLoader(connection).graph.leaf_nodes("audit")
    MigrationRecorder(connection).record_unapplied(*last)


def pretenders(_: Settings) -> None:
    School.objects.update(trust=Trust.objects.create(name="The demo's", pretend=True))


def sealed_elsewhere(settings: Settings) -> None:
    user, secret = User.objects.order_by("pk")[0], get_adapter().encrypt("a secret")
    Authenticator.objects.create(user=user, type="totp", data={"secret": secret})
    assert troubles([safety.second_factors()]) == ""
    settings.SECRET_KEY = "another installation's secret, which is long enough for all that"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (short_secret, "can be guessed"),
        (plain_http, "travel unsealed"),
        (any_host, "lets any name in"),
        (no_host, "does not name this school's address"),
        (no_mail, "slips are printed instead"),
        (pretend_today, "Lantern believes that today is 2026-11-26. Unset LANTERN_TODAY."),
        (unknown_zone, "The time zones are not installed"),
        (no_pages, "Run: lantern prepare"),
        (open_home, "may open {home}/secret-key (-rw-r--r--). chmod 600 {home}/secret-key"),
        (open_backups, "chmod 700 {home}/backups"),
        (no_backup, "There is none in {home}/backups. Run lantern backup"),
        (old_backup, "The last is 9 days old"),
        (no_worker, "Nobody does the work"),
        (silent_worker, "Nobody does the work"),
        (waiting, "1 things have waited longer than ten minutes"),
        (failed, "1 things went wrong in the last day"),
        (newer, "this one does not know roster 9999_next_year"),
        (behind, "It is 1 step behind this Lantern. Run: lantern prepare"),
        (pretenders, "everyone knows their passwords"),
        (sealed_elsewhere, "1 second factors were sealed with another secret"),
    ],
)
def test_what_is_wrong_is_said(
    spoil: Callable[[Settings], None], words: str, sound: Settings
) -> None:
    """That alone, and what to do about it."""
    spoil(sound)
    said = troubles(everything())
    assert words.format(home=sound.HOME) in said
    assert len(said.splitlines()) == 1


def test_a_place_with_no_school_says_how_to_open_one(db: None) -> None:
    assert "lantern school create" in troubles(work.schools())


def test_a_folder_that_cannot_be_written_to_is_said(sound: Settings) -> None:
    in_the_way = sound.HOME / "file"
    in_the_way.touch()
    sound.BACKUPS = in_the_way / "backups"
    assert "cannot be written to: Not a directory. As an administrator: chown" in troubles(
        machine.disk()
    )


def test_a_disk_that_fills_up_is_said(sound: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "FREE", 2**60)
    assert "Make room before it is full" in troubles(machine.disk())


def test_a_clock_that_stands_is_said(sound: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "BUILT", timezone.now() + timedelta(days=1))
    assert "before this Lantern was made" in troubles(machine.clock())


def test_another_machine_s_disk_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "mounts"
    told.write_text(f"/dev/sda1 / ext4 rw 0 0\nnas:/schools {tmp_path}/far nfs4 rw 0 0\n")
    monkeypatch.setattr(database, "MOUNTS", told)
    assert database.kind_of_disk(tmp_path / "far" / "lantern.sqlite3") in database.FAR_AWAY
    assert database.kind_of_disk(tmp_path / "near.sqlite3") == "ext4"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgres://nobody@127.0.0.1:9/none", "It does not answer: connection failed"),
        ("sqlite:////nowhere/at/all.sqlite3", "It does not answer: unable to open database file"),
    ],
)
def test_a_database_that_is_not_there_is_said(address: str, words: str, tmp_path: Path) -> None:
    env = {**os.environ, "DATABASE_URL": address, "LANTERN_HOME": str(tmp_path)}
    done = subprocess.run([*LANTERN, "check"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert words in done.stdout
    assert "things are wrong" in done.stderr


def test_django_s_own_check_is_there_still(db: None) -> None:
    said = StringIO()
    call_command("check", "--list-tags", stdout=said)
    assert "security" in said.getvalue().split()


def test_a_mail_server_is_tried_when_asked(sound: Settings) -> None:
    sound.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    sound.EMAIL_HOST, sound.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError, match=r"127.0.0.1 does not take our mail"):
        call_command("check", "--mail", stdout=StringIO())


def test_a_nightly_file_that_does_not_come(sound: Settings, cast: Cast, tmp_path: Path) -> None:
    assert not list(work.nightly_files())
    sound.NIGHTLY = tmp_path / "nightly"
    assert "which is no folder" in troubles(work.nightly_files())
    (sound.NIGHTLY / cast.school.key).mkdir(parents=True)
    assert f"{cast.school.key}: no file has come yet." in troubles(work.nightly_files())
    came = a_nightly_file(cast)
    assert troubles(work.nightly_files()) == ""
    came.outcome = NightlyFile.Outcome.REFUSED
    came.save()
    assert "and was refused." in troubles(work.nightly_files())
    came.at = datetime(2026, 6, 15, 23, 30, tzinfo=UTC)
    came.save()
    assert "came on Tuesday 16 June at 00:30" in troubles(work.nightly_files())
    came.at = cast.school.now() - timedelta(days=7)
    came.save()
    assert "5 school days ago." in troubles(work.nightly_files())


def a_nightly_file(cast: Cast) -> NightlyFile:
    return NightlyFile.objects.create(
        school=cast.school, name="marks.csv", digest="0" * 64, words="Taken.",
        outcome=NightlyFile.Outcome.TAKEN, at=cast.school.now(),
    )  # fmt: skip
