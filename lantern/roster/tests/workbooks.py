"""Workbooks and text tables for tests, built in memory."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from lantern.roster.rules import check_letter


def workbook(*sheets: tuple[str, Iterable[Sequence[object]]], from_1904: bool = False) -> bytes:
    """An `.xlsx` of the sheets given as name and rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def separated(
    rows: Iterable[Sequence[object]], *, separator: str = ",", encoding: str = "utf-8"
) -> bytes:
    """A text table of the rows."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(saved, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            new.writestr(part.filename, change(data) if part.filename == name else data)
    return saved.getvalue()


def upn(number: int) -> str:
    """A sound UPN for a made-up child."""
    body = f"801200{number:06d}"
    return check_letter(body) + body


NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TYPES = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
LINKS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def excel_written(rows: bytes, shared: Sequence[bytes]) -> bytes:
    """An `.xlsx` as Excel itself lays one out: texts apart in a shared list, style 1 a date."""
    items = b"".join(b"<si><t>" + text + b"</t></si>" for text in shared)
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        b'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
        + TYPES + b'sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="'
        + TYPES + b'worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="'
        + TYPES + b'styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="'
        + TYPES + b'sharedStrings+xml"/></Types>',
        "_rels/.rels": _links(b"officeDocument", b"xl/workbook.xml"),
        "xl/workbook.xml": b"<workbook " + NAMESPACE + b' xmlns:r="' + LINKS
        + b'"><sheets><sheet name="Pupils" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(b"worksheet", b"worksheets/sheet1.xml"),
        "xl/styles.xml": b"<styleSheet " + NAMESPACE + b"><fonts><font/></fonts>"
        b"<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        b"<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>"
        b"</styleSheet>",
        "xl/sharedStrings.xml": b"<sst " + NAMESPACE + b">" + items + b"</sst>",
        "xl/worksheets/sheet1.xml": b"<worksheet " + NAMESPACE + b"><sheetData>" + rows
        + b"</sheetData></worksheet>",
    }  # fmt: skip
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, b'<?xml version="1.0" encoding="UTF-8"?>' + data)
    return saved.getvalue()


def _links(kind: bytes, target: bytes) -> bytes:
    link = b'<Relationship Id="rId1" Type="' + LINKS + b"/" + kind + b'" Target="' + target
    return (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + link
        + b'"/></Relationships>'
    )
