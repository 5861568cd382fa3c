"""Who did what here."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.design.fields import NUL
from lantern.doors.staff.forms import AuditForm
from lantern.doors.staff.pictures.audit import (
    AuditPage,
    Search,
    audit_of,
    kinds_to_choose,
    staff_who_did,
)


@require_safe
@allow(Can.READ_AUDIT)
def audit(request: SchoolRequest) -> HttpResponse:
    """What was done at the school, searched, the latest first."""
    by = request.viewer
    asked = {key: request.GET.get(key, "").replace(NUL, "") for key in request.GET}
    form = AuditForm(
        asked, people=staff_who_did(by, asked=asked.get("who", "")), kinds=kinds_to_choose(by)
    )
    found: AuditPage | None = None
    if form.is_valid():
        after = _after(asked.get("after", ""))
        found = audit_of(Search(**form.cleaned_data, after=after), by=by)
    kept = {key: value for key in form.fields if (value := asked.get(key))}
    context = {"form": form, "page": found, "searched": kept, "query": urlencode(kept)}
    return render(request, "staff/audit.html", context)


def _after(told: str) -> tuple[datetime, int] | None:
    """The last line of the page before. Raises Http404 for what no page of ours says."""
    if not told:
        return None
    at, _, pk = told.partition("~")
    try:
        moment, number = datetime.fromisoformat(at), int(pk)
    except ValueError as trouble:
        raise Http404 from trouble
    if moment.tzinfo is None or not 0 < number < 2**63:
        raise Http404
    return moment, number
