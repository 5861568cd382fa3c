"""A text file read: its letters, its separator, its quotes."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator

from lantern.roster.reading.table import (
    MAX_COLUMNS,
    Cell,
    FileTrouble,
    Most,
    Row,
    Sheet,
    text_cell,
    trimmed,
)

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
LOOKED_AT = 40
LONGEST_LINE = 200_000
LINES_A_ROW = 10  # blank ones and both marks of a line's end are counted
COUNTED = frozenset({"total", "count", "pupils", "children", "students", "records", "rows"})
BETWEEN = frozenset({"number", "of", "in", "all"})
END_OF_FILE = "\x1a"  # a mark of old systems
OPEN_QUOTE = CUT_LETTER = "unexpected end of data"  # as csv and as UTF-8 say it
BREAKS_OFF = "The file breaks off or is damaged: export it again and choose the new file."


def read_text(content: bytes, *, knows: Callable[[str], bool], most: Most) -> Sheet:
    """The rows of a file of separated values; `knows` says whether a cell reads like a heading.

    Raises FileTrouble when it is no such file.
    """
    text, encoding, notes = decoded(content)
    text, said = _said_separator(text.rstrip(END_OF_FILE))
    _refuse_unlike_text(text)
    _refuse_too_long(text, most)
    separator = said or guess_separator(text, knows=knows)
    _refuse_cut_off(text, separator)
    rows = tuple(row for row in _rows(text, separator, most) if not row.is_blank)
    return Sheet(rows=rows, encoding=encoding, notes=notes)


def decoded(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    """The letters of a file, the encoding they were in, and what to say of it.

    A byte-order mark decides; else UTF-8, else (with every second byte nought) UTF-16, else
    Windows-1252. Raises FileTrouble where the last letter is cut in two.
    """
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _decoded_as(content, encoding), encoding, ()
    if wide := _wide(content):
        return _decoded_as(content, wide), wide, ()
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as fault:
        if fault.reason == CUT_LETTER and not content[: fault.start].isascii():
            raise FileTrouble(BREAKS_OFF) from fault
        text = content.decode("cp1252", errors="replace")
    note = "The letters were read as Windows-1252: look at names with accents."
    return text, "cp1252", (note,)


def _decoded_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise FileTrouble(BREAKS_OFF) from fault


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: plain letters leave a nought in every second byte."""
    sample = content[:2000]
    if len(content) % 2 or len(sample) < 4:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) * 10 > half * 7 and sample[0::2].count(0) * 10 < half:
        return "utf-16-le"
    if sample[0::2].count(0) * 10 > half * 7 and sample[1::2].count(0) * 10 < half:
        return "utf-16-be"
    return ""


def _said_separator(text: str) -> tuple[str, str]:
    """The text, and the separator that Excel's own first line `sep=;` names, if there is one."""
    first, _, rest = text.partition("\n")
    said = first.rstrip("\r").casefold().removeprefix("sep=")
    if said in SEPARATORS and first.casefold().startswith("sep="):
        return rest, said
    return text, ""


def _refuse_unlike_text(text: str) -> None:
    sample = text[:20_000]
    odd = sum(1 for mark in sample if mark < " " and mark not in "\t\r\n\x0b\x0c\x00\x1a")
    noughts = sample.count("\x00")
    if odd * 50 > len(sample) or noughts * 3 > len(sample):
        raise FileTrouble(
            "This is not a table that can be read: export the list as an Excel workbook (.xlsx) "
            "or CSV."
        )


def _refuse_too_long(text: str, most: Most) -> None:
    if text.count("\n") + text.count("\r") > LINES_A_ROW * most.rows:
        raise most.refusal()
    if any(len(line) > LONGEST_LINE for line in text.splitlines()):
        raise FileTrouble("A line of the file is far too long for a list: export it again.")


def guess_separator(text: str, *, knows: Callable[[str], bool]) -> str:
    """What stands between cells: what gives most known headings, else the steadiest rows."""
    return max(SEPARATORS, key=lambda separator: _fits(text, separator, knows))


def _fits(text: str, separator: str, knows: Callable[[str], bool]) -> tuple[int, int]:
    rows = [cells for cells in itertools.islice(_cells(text, separator), LOOKED_AT) if cells]
    known = max((sum(1 for cell in cells if knows(cell)) for cells in rows), default=0)
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    steady = max((count * (width - 1) for width, count in widths.items()), default=0)
    return known, steady


def _cells(text: str, separator: str) -> Iterator[list[str]]:
    """Rows as they can be read without a word about what is wrong, for a first look."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    while True:
        try:
            yield next(rows)
        except (csv.Error, StopIteration):
            return


def _rows(text: str, separator: str, most: Most) -> Iterator[Row]:
    _refuse_open_quote(text, separator)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, line in enumerate(lines, 1):
            cells = trimmed([text_cell(cell) for cell in line])
            _refuse_too_much(number, cells, most)
            yield Row(number, cells)
    except csv.Error as fault:
        raise FileTrouble(
            "The file cannot be read as a list with one row a line: export it again."
        ) from fault


def _refuse_open_quote(text: str, separator: str) -> None:
    """A quotation mark opened and never closed would swallow every row after it."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begun = 1
    try:
        for _ in lines:
            begun = lines.line_num + 1
    except csv.Error as fault:
        if OPEN_QUOTE in str(fault):
            raise FileTrouble(
                f"A quotation mark opens on line {begun} and never closes: take it out, or close "
                "it, and choose the file again."
            ) from fault


def _refuse_cut_off(text: str, separator: str) -> None:
    """A last line with no end and fewer cells than all the others have, which have as many."""
    if not text_cell(text.replace("\r", "\n").rpartition("\n")[2]):
        return
    *lines, last = [line for line in _cells(text, separator) if line] or [[]]
    width = max(map(len, lines), default=0)
    from_headings = itertools.dropwhile(lambda line: len(line) < width, lines)
    listed = list(from_headings)
    even = all(len(line) == width for line in listed)
    if len(listed) > 1 and even and len(last) < width and not _counts(last, listed[1:]):
        raise FileTrouble(
            "The file breaks off in its last line, which has fewer cells than the others: export "
            "it again, or take that line out."
        )


def _counts(line: list[str], rows: list[list[str]]) -> bool:
    """Whether a line says in its one cell how many rows are above it: then none can be missing.

    Only in words of counting: a class or a street may have the same number.
    """
    said = [cell.casefold() for cell in line if text_cell(cell)]
    words = set(re.findall(r"\w+", said[0])) if len(said) == 1 else set()
    number = str(sum(any(map(text_cell, row)) for row in rows))
    told = words - {number}
    return number in words and bool(told & COUNTED) and told <= COUNTED | BETWEEN


def _refuse_too_much(number: int, cells: tuple[Cell, ...], most: Most) -> None:
    if len(cells) > MAX_COLUMNS:
        raise FileTrouble(
            f"Row {number} has more than {MAX_COLUMNS} columns: export only the ones needed."
        )
    if number > most.rows + LOOKED_AT and cells:
        raise most.refusal()
