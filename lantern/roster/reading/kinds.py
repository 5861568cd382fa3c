"""What kind of file this is, by its first bytes: a name can say anything."""

from collections.abc import Callable

from lantern.roster.reading.table import MAX_BYTES, FileTrouble

SAVE_AS = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx) or CSV"
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"8BPS"
)  # fmt: skip
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def refuse_unusable(content: bytes, filename: str) -> None:
    """Raise FileTrouble for a file that cannot be a table, saying what it seems to be."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise FileTrouble("The file is empty: export it again and choose the new file.")
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        raise FileTrouble(f"The file is larger than {limit} MB: export less of it.")
    for is_kind, sentence in REFUSED:
        if is_kind(content):
            raise FileTrouble(sentence)
    if filename.casefold().endswith((".xls", ".xlsx", ".xlsm")) and _is_html(content):
        raise FileTrouble(f"This is a web page with a spreadsheet's name: {SAVE_AS}.")
    if _is_html(content):
        raise FileTrouble(f"This is a web page, not a table: {SAVE_AS}.")


def is_workbook(content: bytes) -> bool:
    """Whether the file is a zip archive, as every `.xlsx` is."""
    return content.startswith(ZIP_STARTS)


def _is_html(content: bytes) -> bool:
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
        return True
    return start.startswith(
        (b"<!doctype", b"<html", b"<table", b"<head", b"<body", b"<?xml", b"<meta")
    )


def _is_locked(content: bytes) -> bool:
    return content.startswith(OLD_OFFICE) and ENCRYPTED in content


def _is_old_office(content: bytes) -> bool:
    return content.startswith((OLD_OFFICE, b"\x09\x08\x10\x00", b"\x09\x08\x08\x00"))


def _is_picture(content: bytes) -> bool:
    webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    return content.startswith(PICTURES) or webp or content[4:8] == b"ftyp"


def _is_packed(content: bytes) -> bool:
    return content.startswith((b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07"))


REFUSED: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (_is_locked, "The workbook has a password: save it without one and choose it again."),
    (_is_old_office, f"This is an old Excel file (.xls), which cannot be read: {SAVE_AS}."),
    (
        lambda content: content.lstrip().startswith(b"%PDF"),
        "This is a PDF, made for printing: export the list as an Excel workbook (.xlsx) or CSV.",
    ),
    (_is_picture, "This is a picture: export the list as an Excel workbook (.xlsx) or CSV."),
    (_is_packed, "This is a packed archive: unpack it and choose the file inside."),
    (
        lambda content: content.startswith(b"{\\rtf"),
        "This is a text document: export the list as an Excel workbook (.xlsx) or CSV.",
    ),
)
