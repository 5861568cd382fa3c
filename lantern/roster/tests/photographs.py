"""Pictures as cameras, phones and mischief make them; nobody is on any of them."""

import io
import struct
import zipfile
import zlib
from functools import cache
from typing import Any  # what Pillow writes takes any option

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)
BOMB_SIDE = 10_000


@cache
def plain(colour: tuple[int, int, int] = RED, kind: str = "JPEG", side: int = 96) -> bytes:
    """A small sound picture of one colour."""
    return saved(Image.new("RGB", (side, side), colour), kind)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def opened(content: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(content))
    found.load()
    return found


def bomb() -> bytes:
    """A PNG of 10,000 by 10,000 pixels of one colour, in a few kilobytes."""
    lines = (b"\0" + b"\0" * (BOMB_SIDE // 8)) * BOMB_SIDE
    head = struct.pack(">IIBBBBB", BOMB_SIDE, BOMB_SIDE, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*part) for part in parts)


def _part(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def zipped(files: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
