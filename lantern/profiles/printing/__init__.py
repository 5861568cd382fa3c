"""My Pupil Profile as a tagged A4 PDF (PDF/UA), from the same picture as the page."""

import io
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import typst

from lantern.design.rules import FONT_DIR
from lantern.profiles.pictures import Profile
from lantern.profiles.printing.sheets import Paper, Sheet, Undrawn, Values, document, sheet_of

__all__ = ["Paper", "Printed", "Sheet", "Undrawn", "print_profiles", "print_sheets", "sheet_of"]

PACKAGE = Path(__file__).parent.parent.parent
TEMPLATE = "/profiles/printing/profile.typ"  # beneath the package
AT_ONCE = 60  # more children in one document would take more memory than a small machine has

_local = threading.local()  # a compiler that two threads share refuses to work
_fonts = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False,
    font_paths=sorted(str(folder) for folder in FONT_DIR.iterdir() if folder.is_dir()),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A PDF, and those in it with characters that are shown as a mark."""

    pdf: bytes
    undrawn: tuple[Undrawn, ...]


def print_profiles(profiles: Sequence[Profile], paper: Paper) -> Printed:
    """As `print_sheets`, for profiles that are printed once."""
    return print_sheets([sheet_of(profile, paper) for profile in profiles], paper)


def print_sheets(sheets: Sequence[Sheet], paper: Paper) -> Printed:
    """One PDF of up to 60 children, in the order given, each starting on a page of their own.

    The same picture makes the same bytes. Raises ValueError for nobody, or for too many.
    """
    if not 0 < len(sheets) <= AT_ONCE:
        raise ValueError(f"Print 1 to {AT_ONCE} children at once, not {len(sheets)}.")
    marked = tuple(each for sheet in sheets for each in sheet.undrawn)
    return Printed(pdf=_set(document(sheets, paper), len(sheets)), undrawn=marked)


def _set(values: Values, children: int) -> bytes:
    """The sheets, with each child's name at the foot too if any of them runs over one side.

    A name at every foot would keep typst from setting once what two children have in common: a
    third of the time of a school.
    """
    if not values["both-sides"]:
        made = _compile({**values, "named": False})
        if _sides(made) == children:
            return made
    return _compile({**values, "named": True})


def _sides(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as held:
        return len(held.pages)


def _compile(values: Values) -> bytes:
    made = _compiler().compile(
        input=_program(values).encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one run of bytes.")
    return made


def _program(values: Values) -> str:
    """The template, given the values as one string of plain letters: no word of theirs is run.

    Not as an input of typst's own: a new one makes it forget all that it has set.
    """
    given = json.dumps(json.dumps(values))  # typst reads \" and \\ in a string as JSON does
    return f'#import "{TEMPLATE}": profiles\n#profiles(json(bytes({given})))\n'


def _compiler() -> typst.Compiler:
    compiler: typst.Compiler | None = getattr(_local, "compiler", None)
    if compiler is None:
        compiler = typst.Compiler(root=str(PACKAGE), font_paths=_fonts)
        _local.compiler = compiler
    return compiler
