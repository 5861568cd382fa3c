"""A period in numbers: cohorts, and never a child."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.profiles.drawing.cohorts import cohort_strip, in_words
from lantern.reviews.pictures import opened_periods
from lantern.reviews.pictures.cohorts import CohortRow, CohortTable, numbers_of

KINDS = {"school": "", "year": "By year group", "class": "By class", "group": "By group"}
Line = tuple[CohortRow, SafeString, str]  # a row, its strip, and the heading it begins, if any


@require_safe
@allow(Can.SEE_NUMBERS)
def numbers(request: SchoolRequest) -> HttpResponse:
    """How many children are at each rating and step, for the chosen period."""
    periods = opened_periods(request.viewer, request.GET.get("period", ""))
    if periods is None:
        if request.GET.get("period"):
            raise Http404
        return render(request, "staff/numbers.html", {"periods": None})
    found = numbers_of(periods.chosen, by=request.viewer)
    tables = [(table, _lines(table)) for table in found.tables]
    context = {"periods": periods, "numbers": found, "tables": tables}
    return render(request, "staff/numbers.html", context)


def _lines(table: CohortTable) -> list[Line]:
    lines: list[Line] = []
    kind = "school"
    for row in table.rows:
        title = in_words(row.counts, table.shades, name=row.name)
        strip = cohort_strip(row.counts, table.shades, size=row.size, title=title)
        lines.append((row, strip, KINDS[row.kind] if row.kind != kind else ""))
        kind = row.kind
    return lines
