"""How far every class has come with a period."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.reviews.drawing import overview_line
from lantern.reviews.pictures import opened_periods
from lantern.reviews.pictures.overview import overview


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def show(request: SchoolRequest) -> HttpResponse:
    """Every class: who has judged how far, what is missing, what is ready or closed."""
    by, chosen = request.viewer, request.GET.get("period", "")
    periods = opened_periods(by, chosen)
    if periods is None:
        if chosen:
            raise Http404
        return render(request, "reviews/overview_empty.html")
    found = overview(periods.chosen, by=by)
    page = {
        "periods": periods,
        "found": found,
        "line": overview_line(found, by.today),
        "query": "" if periods.is_current else f"?period={periods.chosen.ref}",
        "closes_any": by.may(Can.JUDGE_ANY) and by.may(Can.CLOSE_REVIEWS),
        "closes_own": by.may(Can.CLOSE_REVIEWS),
        "may_moderate": by.may(Can.MODERATE),
        "may_remind": by.may(Can.REMIND),
        "may_reopen": by.may(Can.REOPEN_REVIEWS),
    }
    return render(request, "reviews/overview.html", page)
