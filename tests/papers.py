"""Papers read back, as PDFium reads them: what each side says, and how large it is."""

from typing import NamedTuple

import pypdfium2

BROKEN = "\ufffe"  # what PDFium puts for a hyphen and the end of the line that it stands at


class Side(NamedTuple):
    """What stands on one side; its width and height in points before it is turned, in degrees."""

    words: str
    width: float
    height: float
    turned: int


def sides_of(pdf: bytes) -> list[Side]:
    """Each side in turn, its words in the lines in which they are set: those past an edge too."""
    with pypdfium2.PdfDocument(pdf) as paper:
        return [_side(page) for page in paper]


def _side(page: pypdfium2.PdfPage) -> Side:
    left, bottom, right, top = page.get_mediabox()
    words = page.get_textpage().get_text_range().replace(BROKEN, "-\n")
    return Side(words, right - left, top - bottom, page.get_rotation())


def words_on(pdf: bytes) -> str:
    """All that a paper says, from side to side, with one space between two words."""
    return " ".join(" ".join(side.words for side in sides_of(pdf)).split())
