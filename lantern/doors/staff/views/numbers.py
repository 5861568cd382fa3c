"""A period in numbers: cohorts, and never a child."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.design.drawing import Shade
from lantern.profiles.drawing.cohorts import cohort_strip, in_words
from lantern.reviews.pictures import Periods, opened_periods
from lantern.reviews.pictures.cohorts import (
    CohortRow,
    CohortTable,
    Numbers,
    closed_among,
    numbers_of,
)
from lantern.schools.models import Period

MOST_UPRIGHT = 7  # columns of counts that an upright sheet has room for
KINDS = {"school": "", "year": "By year group", "class": "By class", "group": "By group"}
# A row, its strip, the heading that it begins, if any, and how many are at what.
Line = tuple[CohortRow, SafeString, str, list[tuple[Shade, int | None]]]


@require_safe
@allow(Can.SEE_NUMBERS)
def numbers(request: SchoolRequest) -> HttpResponse:
    """How many children are at each rating and step: in the period asked for, else the last closed.

    The running one is shown as soon as it has numbers that this person may see.
    """
    asked = request.GET.get("period", "")
    periods = opened_periods(request.viewer, asked)
    if periods is None:
        if asked:
            raise Http404
        return render(request, "staff/numbers.html", {"periods": None})
    found, running = numbers_of(periods.chosen, by=request.viewer), None
    if not asked and not found.tables and (earlier := _closed_before(periods, request.viewer)):
        chosen, found = earlier
        periods, running = replace(periods, chosen=chosen), periods.chosen
    tables = [(table, _lines(table)) for table in found.tables]
    context = {
        "periods": periods, "numbers": found, "tables": tables, "running": running,
        "is_wide": any(len(table.shades) > MOST_UPRIGHT for table in found.tables),
    }  # fmt: skip
    return render(request, "staff/numbers.html", context)


def _closed_before(periods: Periods, by: Viewer) -> tuple[Period, Numbers] | None:
    """The last of those before the chosen one that has numbers to see."""
    at = periods.opened.index(periods.chosen)
    for period in reversed(closed_among(periods.opened[:at])):
        found = numbers_of(period, by=by)
        if found.tables:
            return period, found
    return None


def _lines(table: CohortTable) -> list[Line]:
    lines: list[Line] = []
    kind = "school"
    for row in table.rows:
        title = in_words(row.counts, table.shades, name=row.name)
        strip = cohort_strip(row.counts, table.shades, size=row.size, title=title)
        heading = KINDS[row.kind] if row.kind != kind else ""
        lines.append((row, strip, heading, list(zip(table.shades, row.counts, strict=True))))
        kind = row.kind
    return lines
