"""Disk, files and clock of the machine itself."""

import getpass
import os
import shutil
import stat
import tempfile
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import typst
from django.conf import settings
from django.utils import timezone

from lantern.config.checking.finding import Finding, well, wrong
from lantern.config.management.commands.prepare import pages_are_ready
from lantern.design.rules import FONT_DIR, TEXT_FAMILIES

FREE = 1_000_000_000  # bytes: a few years of a school, its backups and a restore beside it
BUILT = datetime(2026, 11, 22, tzinfo=UTC)  # no clock is right that reads earlier


def disk() -> Iterator[Finding]:
    """Whether there is room, and whether we may write."""
    for what, folder in (("home", settings.HOME), ("backups", settings.BACKUPS)):
        yield _writable(what, folder)
    room = shutil.disk_usage(_there(settings.HOME)).free
    words = f"{room / 1_000_000_000:,.1f} GB are free where Lantern keeps its data."
    if room < FREE:
        yield wrong("disk", words, "Make room before it is full: at least 1 GB.")
    else:
        yield well("disk", words)


def _writable(what: str, folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=_there(folder)):
            return well(what, f"{folder} can be written to.")
    except OSError as error:
        return wrong(
            what, f"{folder} cannot be written to: {error.strerror}.",
            f"As an administrator: chown -R {getpass.getuser()} {folder}",
        )  # fmt: skip


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that exists: it is made when it is needed."""
    return next(each for each in (folder, *folder.parents) if each.exists())


def closed_to_others() -> Iterator[Finding]:
    """Whether another account of this machine could read what it must not."""
    if os.name == "nt":
        return
    open_to_others = [path for path in _private() if path.stat().st_mode & 0o077]
    for path in open_to_others:
        mode = stat.filemode(path.stat().st_mode)
        yield wrong(
            "files", f"Other accounts of this machine may open {path} ({mode}).",
            f"chmod {'700' if path.is_dir() else '600'} {path}",
        )  # fmt: skip
    if not open_to_others:
        yield well("files", "No other account of this machine can open what Lantern keeps.")


def _private() -> Iterator[Path]:
    """Behind a closed home nothing else need be closed."""
    home: Path = settings.HOME
    if home.exists() and home.stat().st_mode & 0o077:
        inside = [home / "secret-key", *home.glob("lantern.*")]
        yield from (path for path in inside if path.exists())
    if settings.BACKUPS.exists():
        yield settings.BACKUPS


def clock() -> Iterator[Finding]:
    """Whether it is as late here as it is."""
    now = timezone.now()
    if now < BUILT:
        yield wrong("clock", f"It reads {now:%Y}: before this Lantern was made.", SET_IT)
    else:
        yield well("clock", f"It is {now.astimezone():%H:%M on %A %-d %B %Y}.")
    if settings.PRETEND_TODAY and not settings.DEMO:
        yield wrong(
            "clock", f"Lantern believes that today is {settings.PRETEND_TODAY}.",
            "Unset LANTERN_TODAY.",
        )  # fmt: skip
    try:
        zoneinfo.ZoneInfo(settings.TIME_ZONE)
    except zoneinfo.ZoneInfoNotFoundError:
        yield wrong("clock", "The time zones are not installed.", "Run: python3 run.py setup")


SET_IT = "Let the machine set its clock by the network: timedatectl set-ntp true"


def pages() -> Iterator[Finding]:
    """Styles, fonts and pictures for the screen; fonts for paper."""
    if pages_are_ready():
        yield well("pages", "Styles, fonts and pictures are in place.")
    else:
        yield wrong("pages", "Styles and fonts are not this Lantern's.", "Run: lantern prepare")
    there = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_DIR)]
    )
    if missing := sorted(set(TEXT_FAMILIES) - set(there.families())):
        yield wrong("fonts", f"Missing for print: {', '.join(missing)}.", "Install Lantern again.")
    else:
        yield well("fonts", "The fonts for print are in place.")
