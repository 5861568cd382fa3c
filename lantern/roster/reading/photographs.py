"""A photograph as somebody sent it, made anew: small, and with nothing in it but what is seen.

`from lantern.roster.reading.photographs import small_photograph`
"""

import io

from PIL import Image, ImageOps

from lantern.roster.reading.table import FileTrouble

MOST_BYTES = 10 * 1024 * 1024  # of one file
MOST_PIXELS = 30_000_000  # a camera of 24 million has room; three bytes each once unpacked
LEAST_SIDE = 64
SIDE = 256  # pixels
DRAFT = (SIDE * 2, SIDE * 2)
PLAIN_MODES = {"L", "LA", "RGB", "RGBA"}
LARGEST = 25_000  # bytes of what is kept
QUALITIES = (85, 70, 55, 40, 25, 10)
KINDS = ("JPEG", "PNG", "WEBP")  # told by the bytes, whatever the file is called
WHITE = "#ffffff"

EMPTY = "The file is empty."
NO_PICTURE = "This is no photograph: only JPEG, PNG and WebP pictures are read."
TOO_LARGE = "The picture is too large: at most 10 MB and 30 million pixels."
TOO_SMALL = "The picture is too small to know anybody by: at least 64 pixels each way."
BROKEN = "The picture is damaged or breaks off: export it again."


def small_photograph(content: bytes) -> bytes:
    """The picture as a JPEG of 256 by 256 pixels and at most 25 kB; of a moving one, the first.

    It is drawn anew from its pixels, so that no place, camera, name or hidden byte comes along. The
    same bytes always make the same. Raises FileTrouble, and nothing else, for what is none.
    """
    if not content:
        raise FileTrouble(EMPTY)
    if len(content) > MOST_BYTES:
        raise FileTrouble(TOO_LARGE)
    with _opened(content) as found:
        _refuse_by_size(found)
        return _as_jpeg(_drawn_anew(found))


def pixels_to_unpack(content: bytes) -> int:
    """How much there is to do for a picture; nothing for what is refused by its head."""
    try:
        with _opened(content) as found:
            _refuse_by_size(found)
            found.draft("RGB", DRAFT)
            return found.width * found.height
    except FileTrouble:
        return 0


def _opened(content: bytes) -> Image.Image:
    """Its head is read, and no pixel yet."""
    try:
        return Image.open(io.BytesIO(content), formats=KINDS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise FileTrouble(TOO_LARGE) from fault
    except Exception as fault:  # a file that is no picture can raise anything
        raise FileTrouble(NO_PICTURE) from fault


def _refuse_by_size(found: Image.Image) -> None:
    if found.width * found.height > MOST_PIXELS:
        raise FileTrouble(TOO_LARGE)
    if min(found.size) < LEAST_SIDE:
        raise FileTrouble(TOO_SMALL)


def _drawn_anew(found: Image.Image) -> Image.Image:
    """Upright, cut to a square, on white, on a new sheet that knows nothing of the old."""
    try:
        found.draft("RGB", DRAFT)  # a large JPEG need not be unpacked whole
        plain = found if found.mode in PLAIN_MODES else found.convert("RGBA")
        less = plain.reduce(max(1, min(plain.size) // min(DRAFT)))  # so that what follows is little
        upright = ImageOps.exif_transpose(less).convert("RGBA")
        square = upright.resize((SIDE, SIDE), box=_square_in(upright))
    except Exception as fault:  # a damaged picture can raise anything
        raise FileTrouble(BROKEN) from fault
    sheet = Image.new("RGB", (SIDE, SIDE), WHITE)
    sheet.paste(square, mask=square.getchannel("A"))
    return sheet


def _square_in(upright: Image.Image) -> tuple[int, int, int, int]:
    """From the middle of a wide picture; of a tall one from further up, where the face is."""
    side = min(upright.size)
    left, top = (upright.width - side) // 2, (upright.height - side) // 4
    return left, top, left + side, top + side


def _as_jpeg(sheet: Image.Image) -> bytes:
    """As well as it fits; at the worst quality so few pixels always do."""
    every = (_at(quality, sheet) for quality in QUALITIES)
    return next(made for made in every if len(made) <= LARGEST)


def _at(quality: int, sheet: Image.Image) -> bytes:
    made = io.BytesIO()
    sheet.save(made, "JPEG", quality=quality, optimize=True)
    return made.getvalue()
