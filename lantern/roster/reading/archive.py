"""The zip archive that a workbook is, looked over before anything unpacks it."""

import io
import re
import zipfile
from contextlib import suppress
from xml.parsers import expat

from lantern.roster.reading.kinds import SAVE_AS
from lantern.roster.reading.table import FileTrouble

MAX_UNPACKED = 40 * 1024 * 1024
MAX_BESIDE = 8 * 1024 * 1024  # the shared list of texts and the styles are held whole
MAX_PARTS = 2_000
PLAIN_WAYS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others can ask for any memory to unpack
BROKEN = "The workbook is damaged or breaks off: save it again in Excel and choose the new file."
TOO_LARGE = (
    "The workbook unpacks to far more than a list needs: export less of it, or save it as CSV."
)
ODD_XML = "The workbook holds instructions that no list needs: save it again in Excel."
# A formula with no result beside it; a result that is an empty text is marked t="str".
UNSAVED = re.compile(
    rb'<(?:\w+:)?c(?![^<>]*\bt="str")(?: [^<>]*)?>\s*'
    rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def refuse_unsafe(content: bytes) -> bool:
    """Raise FileTrouble for an archive that is no workbook or not safe to unpack.

    Sizes come from the archive's directory, which the unpacking holds to. Returns whether any sheet
    has a formula whose result was not saved.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.infolist() if not _is_picture(part.filename)]
            _refuse_unopened(parts)
            _refuse_other_kinds({part.filename for part in parts}, archive)
            xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            unsaved = [_looked_over(archive.open(part).read(), part.filename) for part in xml]
            return True in unsaved
    except FileTrouble:
        raise
    except Exception as fault:  # a damaged archive can raise anything
        raise FileTrouble(BROKEN) from fault


def _is_picture(name: str) -> bool:
    """A photograph in the workbook, which nothing here unpacks."""
    return name.startswith("xl/media/")


def _refuse_unopened(parts: list[zipfile.ZipInfo]) -> None:
    beside = [part for part in parts if not part.filename.startswith("xl/worksheets/")]
    too_large = sum(part.file_size for part in beside) > MAX_BESIDE
    if len(parts) > MAX_PARTS or too_large or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise FileTrouble(TOO_LARGE)
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileTrouble("The file has a password: save it without one and choose it again.")
    if any(part.compress_type not in PLAIN_WAYS for part in parts):
        raise FileTrouble(BROKEN)


def _refuse_other_kinds(names: set[str], archive: zipfile.ZipFile) -> None:
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise FileTrouble(f"This is a binary workbook (.xlsb), which cannot be read: {SAVE_AS}.")
    if "mimetype" in names and b"opendocument" in archive.open("mimetype").read(100):
        raise FileTrouble(f"This is an OpenDocument file (such as .ods): {SAVE_AS}.")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise FileTrouble("This is a document, not a table: export the list as .xlsx or CSV.")
    raise FileTrouble("This is a zip archive, not a workbook: choose the file in it.")


def _looked_over(part: bytes, name: str) -> bool:
    """Refuse a part with a document type; say whether a formula stands without a result."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = _stop
    with suppress(_Begun):
        parser.Parse(part, True)
    return name.startswith("xl/worksheets/") and UNSAVED.search(part) is not None


class _Begun(Exception):
    """The first element has begun: a document type can no longer follow."""


def _stop(name: str, attributes: dict[str, str]) -> None:
    raise _Begun


def _refuse_doctype(name: str, system: str | None, public: str | None, has_subset: bool) -> None:
    raise FileTrouble(ODD_XML)
