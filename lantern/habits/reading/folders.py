"""Files that a school's own system puts into a folder: which are whole, read, and put away.

Nothing is followed out of the folder: a link, a pipe or a folder is no file of ours.
"""

import fcntl
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lantern.roster.reading import MAX_BYTES, FileTrouble

QUIET = 60  # seconds in which nobody has written to a file that is whole
LONGEST = 100
HALF_WRITTEN = (".part", ".partial", ".tmp", ".filepart", ".crdownload")
DONE, REFUSED = "done", "refused"
READ_ONLY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
UNSAFE = re.compile(r"[^\w.\- ]")
TOO_LARGE = f"The file is larger than {MAX_BYTES // 1024 // 1024} MB: export fewer days at a time."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A whole file in the folder; `name` is safe to show, to keep, and to name a file by."""

    path: Path
    name: str
    size: int
    changed_ns: int


@contextmanager
def ours_alone(folder: Path) -> Iterator[bool]:
    """Whether nobody else is taking files out of the folder; until the end nobody else will."""
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(place)


def waiting_in(folder: Path, *, now: float) -> list[Waiting]:
    """The whole files, the longest there first; `now` is in seconds since 1970.

    By when a file was last changed where it lies, which no copier can set to another time.
    """
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            told = entry.stat(follow_symlinks=False)
            partly = entry.name.startswith(".") or entry.name.lower().endswith(HALF_WRITTEN)
            if not stat.S_ISREG(told.st_mode) or partly or now - told.st_ctime < QUIET:
                continue
            path = Path(entry.path)
            found.append(Waiting(path, safe_name(entry.name), told.st_size, told.st_ctime_ns))
    return sorted(found, key=lambda file: (file.changed_ns, file.name))


def safe_name(name: str) -> str:
    """The name with whatever a file system, a terminal or a page could stumble over taken out."""
    return UNSAFE.sub("_", name)[-LONGEST:].strip() or "file"


def content_of(file: Waiting) -> bytes | None:
    """All of it, or None if someone has begun to change it. Raises FileTrouble for a huge one."""
    if file.size > MAX_BYTES:
        raise FileTrouble(TOO_LARGE)
    place = os.open(file.path, READ_ONLY)
    with os.fdopen(place, "rb") as opened:
        content = opened.read(MAX_BYTES + 1)
        told = os.fstat(opened.fileno())
    whole = stat.S_ISREG(told.st_mode) and len(content) == told.st_size
    return content if whole and told.st_ctime_ns == file.changed_ns else None


def put_away(file: Waiting, *, into: str, words: str, at: datetime) -> None:
    """Into `done` or `refused` beside it, under its moment and its name, with a note in words."""
    place = file.path.parent / into
    place.mkdir(mode=0o770, exist_ok=True)
    if place.is_symlink():
        raise NotADirectoryError(f"{place} is a link: it has to be a folder of its own.")
    stem = f"{at:%Y-%m-%dT%H%M%S}-{file.name}"
    number = 1
    while (place / stem).exists() or (place / f"{stem}.txt").exists():
        number += 1
        stem = f"{at:%Y-%m-%dT%H%M%S}-{number}-{file.name}"
    (place / f"{stem}.txt").write_text(f"{words}\n", encoding="utf-8")
    file.path.rename(place / stem)
