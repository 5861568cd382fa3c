"""Many photographs sent at once: single files, or a zip archive of them, one after another.

Nothing is written to a disk, and no folder of an archive means anything: a name such as
`../../Maya Brook.jpg` is `Maya Brook.jpg`.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lantern.roster.reading.archive import PLAIN_WAYS
from lantern.roster.reading.photographs import (
    MOST_BYTES,
    TOO_LARGE,
    pixels_to_unpack,
    small_photograph,
)
from lantern.roster.reading.table import FileTrouble

MOST_FILES = 600  # a school's photographs
MOST_PARTS = 2_000  # of an archive, with its folders and what systems leave in it
MOST_UNPACKED = 60 * 1024 * 1024  # of all the archives that are sent at once
MOST_PIXELS_TOGETHER = 600_000_000  # some seconds of work
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
LEFT_BY_SYSTEMS = {".ds_store", "thumbs.db", "desktop.ini"}
LONGEST_NAME = 150

NO_ZIP = "The zip archive is damaged or breaks off: make it again."
TOO_MUCH = "That unpacks to far more than photographs need: send a class at a time."
LOCKED = "The zip archive has a password: make it without one."
TOO_MANY = f"These are more than {MOST_FILES} photographs: send fewer at a time."
TOO_MANY_PIXELS = "These pictures are too large to read together: send fewer at a time."
NONE = "There is no photograph in it."


@dataclass(frozen=True, kw_only=True)
class SentPicture:
    """One file: its own name without folders, and its small picture, or why there is none."""

    file: str
    picture: bytes = b""
    trouble: str = ""


def pictures_in(sent: Iterable[tuple[str, bytes]]) -> list[SentPicture]:
    """Every photograph of some files, small, and of what is none why. Raises FileTrouble.

    That is for what cannot be looked through at all; a single bad picture is only told of.
    """
    found: list[SentPicture] = []
    pixels = 0
    for name, content in _each(sent):
        if len(found) == MOST_FILES:
            raise FileTrouble(TOO_MANY)
        pixels += pixels_to_unpack(content) if content else 0
        if pixels > MOST_PIXELS_TOGETHER:
            raise FileTrouble(TOO_MANY_PIXELS)
        found.append(_looked_at(name, content))
    if not found:
        raise FileTrouble(NONE)
    return found


def _looked_at(name: str, content: bytes | None) -> SentPicture:
    file = own_name(name)
    if content is None:
        return SentPicture(file=file, trouble=TOO_LARGE)
    try:
        return SentPicture(file=file, picture=small_photograph(content))
    except FileTrouble as trouble:
        return SentPicture(file=file, trouble=str(trouble))


def own_name(name: str) -> str:
    """A file's name without its folders, and nothing in it that cannot be shown."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in last)[
        :LONGEST_NAME
    ]


def _each(sent: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes | None]]:
    """Each file, and in place of an archive what is in it; None for what is too large to open."""
    room = MOST_UNPACKED
    for name, content in sent:
        if not content.startswith(ZIP):
            yield name, content
            continue
        for part, unpacked in _unpacked(content, room):
            room -= len(unpacked or b"")
            yield part, unpacked


def _unpacked(content: bytes, room: int) -> Iterator[tuple[str, bytes | None]]:
    """What is in an archive; sizes come from its directory, which the unpacking holds to.

    Of all of it no more than `room` bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_unsafe(parts, room)
            for part in filter(_is_meant, parts):
                too_large = part.file_size > MOST_BYTES
                yield part.filename, None if too_large else archive.read(part)
    except FileTrouble:
        raise
    except Exception as fault:  # a damaged archive can raise anything
        raise FileTrouble(NO_ZIP) from fault


def _refuse_unsafe(parts: list[zipfile.ZipInfo], room: int) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileTrouble(LOCKED)
    if any(part.compress_type not in PLAIN_WAYS for part in parts):
        raise FileTrouble(NO_ZIP)
    opened = [part.file_size for part in parts if part.file_size <= MOST_BYTES]
    if len(parts) > MOST_PARTS or sum(opened) > room:
        raise FileTrouble(TOO_MUCH)


def _is_meant(part: zipfile.ZipInfo) -> bool:
    """A file that somebody put there: no folder, and nothing that a system leaves behind."""
    name = own_name(part.filename)
    left = part.filename.startswith("__MACOSX/") or name.casefold() in LEFT_BY_SYSTEMS
    return bool(name) and not (part.is_dir() or left or name.startswith("._"))
