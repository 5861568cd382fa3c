"""Totals: sessions possible and attended between two days, however the file states them."""

import re
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from lantern.habits.reading.cells import Cells
from lantern.habits.reading.columns import Columns
from lantern.habits.reading.headings import Field
from lantern.habits.reading.parts import FIRST_DAY, LAST_DAY, Said, Span, ToldTotal, in_short

SHARE = re.compile(r"(\d{1,3}(?:\.\d{0,20})?|\.\d{1,20})\s*(%?)", re.ASCII)
PLACES = 6  # enough to tell one session in a year from the next
MOST = 1_000  # sessions; a child's school year has about 380
KINDS = (Field.AUTHORISED, Field.UNAUTHORISED)
PUT_RIGHT = "put the row right, or leave out the column that is wrong."
NO_DAYS = "The first and last day are not known: give the days that the file covers."
NO_ATTENDED = "How many sessions were attended is missing."


def read_total(cells: Cells, columns: Columns, span: Span) -> Said:
    """Possible and attended; attended may follow from the absences or from a percentage.

    Whatever else is stated beside them, absences or a percentage, has to be theirs.
    """
    since = cells.day(Field.SINCE) or span.since
    until = cells.day(Field.UNTIL) or span.until
    possible = cells.whole(Field.POSSIBLE)
    if cells.troubles:
        return Said()
    if since is None or until is None:
        return Said(troubles=(NO_DAYS,), needs=(FIRST_DAY, LAST_DAY))
    if possible is None:
        return Said(troubles=("How many sessions were possible is missing.",))
    attended, trouble = _attended(cells, possible)
    if attended is None:
        return Said(troubles=() if cells.troubles else (trouble,))
    text = cells.text(Field.PERCENT)
    for trouble in (_sums(cells, possible, attended), _contradiction(text, possible, attended)):
        if trouble:
            return Said(troubles=(trouble,))
    return Said(totals=(ToldTotal(since, until, possible, attended),))


def _attended(cells: Cells, possible: int) -> tuple[int | None, str]:
    attended = cells.whole(Field.ATTENDED)
    if attended is not None:
        return attended, ""
    absent = _absent(cells)
    if absent is not None:
        short = f"{absent} sessions absent is more than the {possible} that were possible."
        return (None, short) if absent > possible else (possible - absent, "")
    text = cells.text(Field.PERCENT)
    return _from_share(text, possible) if text else (None, NO_ATTENDED)


def _sums(cells: Cells, possible: int, attended: int) -> str:
    """Why the absences of a row are not those of its sessions, or nothing.

    Attended may have followed from them; what is no number contradicts nothing. More
    attended than possible is for whoever looks at the days to say.
    """
    absent, kinds = cells.stated(Field.ABSENT), _kinds(cells.stated)
    if absent is not None and len(kinds) == len(KINDS) and sum(kinds) != absent:
        with_leave, without = kinds
        return (
            f"{with_leave} absent with leave and {without} without are {with_leave + without}, "
            f"not {absent}: {PUT_RIGHT}"
        )
    if attended > possible:
        return ""
    missed = sum(kinds) if absent is None else absent
    told = absent is not None or len(kinds) == len(KINDS)
    if told and attended + missed != possible:
        return (
            f"{attended} attended and {missed} absent are {attended + missed}, not the {possible} "
            f"that were possible: {PUT_RIGHT}"
        )
    if not told and missed > possible - attended:
        return (
            f"{missed} absent is more than the {possible - attended} of {possible} that were not "
            f"attended: {PUT_RIGHT}"
        )
    return ""


def _absent(cells: Cells) -> int | None:
    absent = cells.whole(Field.ABSENT)
    if absent is not None:
        return absent
    kinds = _kinds(cells.whole)
    return sum(kinds) if len(kinds) == len(KINDS) else None


def _kinds(read: Callable[[Field], int | None]) -> list[int]:
    """The two kinds of absence, or as many as are told."""
    told = map(read, KINDS)
    return [number for number in told if number is not None]


def _from_share(text: str, possible: int) -> tuple[int | None, str]:
    """The one number of sessions that the percentage can stand for, rounded or cut off."""
    found = _read_share(text)
    if not found:
        return None, f"“{in_short(text)}” is not a percentage."
    share, step = _share(Decimal(found[1]), sign=found[2])
    could = [n for n in range(min(possible, MOST) + 1) if _shows(n, possible, share, step)]
    if len(could) == 1:
        return could[0], ""
    if not could:
        return None, f"No number of {possible} sessions is {in_short(text)} per cent."
    between = f"{could[0]} to {could[-1]}"
    return None, f"{in_short(text)} per cent of {possible} sessions could be {between}: give those."


def _contradiction(text: str, possible: int, attended: int) -> str:
    """Why the percentage of a row is not that of its sessions, however it was rounded; or nothing.

    1 and less may be either a share of one or per cent; what is no number contradicts nothing. More
    attended than possible is for whoever looks at the days to say.
    """
    found = _read_share(text)
    if not found or not 0 < possible >= attended:
        return ""
    number = Decimal(found[1])
    readings = [_share(number, sign=sign) for sign in (found[2], "%")]
    if any(_shows(attended, possible, share, step) for share, step in readings):
        return ""
    return f"{attended} of {possible} sessions is not {found[1]} per cent: {PUT_RIGHT}"


def _read_share(text: str) -> re.Match[str] | None:
    """The number and its sign; 97,3 is how a file with semicolons writes 97.3."""
    return SHARE.fullmatch(text.strip().replace(",", "."))


def _share(number: Decimal, *, sign: str) -> tuple[Decimal, Decimal]:
    """Per cent, and what its last place is worth; up to 1 is a spreadsheet's own share of one."""
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    if number <= 1 and not sign:
        number, places = number * 100, max(places - 2, 0) if places else PLACES
    step = Decimal(1).scaleb(-min(places, PLACES))
    return number.quantize(step, ROUND_HALF_UP), step


def _shows(attended: int, possible: int, share: Decimal, step: Decimal) -> bool:
    if not possible:
        return False
    exact = Decimal(attended * 100) / possible
    return share in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN))
