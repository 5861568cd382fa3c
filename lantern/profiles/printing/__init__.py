"""My Pupil Profile as a tagged A4 PDF (PDF/UA), from the same picture as the page."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from lantern.design.rules import FONT_DIR, TEXT_FAMILIES, families_with
from lantern.profiles.pictures import Profile
from lantern.profiles.printing.sheets import Paper, Sheet, Undrawn, Values, document, sheet_of

__all__ = ["Paper", "Printed", "Sheet", "Undrawn", "print_profiles", "print_sheets", "sheet_of"]

HERE = Path(__file__).parent
PACKAGE = HERE.parent.parent
PLAIN = frozenset(TEXT_FAMILIES[:2])
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
    return Printed(pdf=_compile(document(sheets, paper)), undrawn=marked)


def _compile(values: Values) -> bytes:
    data = json.dumps({**values, "plain": _plain(values)})
    made = _compiler().compile(
        format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=0
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one run of bytes.")
    return made


def _compiler() -> typst.Compiler:
    compiler: typst.Compiler | None = getattr(_local, "compiler", None)
    if compiler is None:
        compiler = typst.Compiler(str(HERE / "profile.typ"), root=str(PACKAGE), font_paths=_fonts)
        _local.compiler = compiler
    return compiler


def _plain(values: object) -> bool:
    """Whether the first two fonts can draw it all, a third quicker than looking through ten."""
    letters = set(json.dumps(values, ensure_ascii=False))
    return all(families_with(letter) & PLAIN for letter in letters)
