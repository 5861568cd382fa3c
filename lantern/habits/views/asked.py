"""Which week or day an address asks for."""

from datetime import date

from django.http import Http404

from lantern.accounts.gates import SchoolRequest
from lantern.habits.pictures import last_school_day
from lantern.schools.rules import week_of

EARLIEST = date(2000, 1, 1)


def monday_asked(request: SchoolRequest) -> date:
    """The week in the address by any of its days, else this one; 404 for one to come."""
    try:
        on = date.fromisoformat(request.GET.get("week", "") or str(request.viewer.today))
    except ValueError:
        raise Http404 from None
    if not EARLIEST <= week_of(on) <= request.viewer.today:
        raise Http404
    return week_of(on)


def day_asked(request: SchoolRequest) -> date:
    """The day in the address, else the last on which there was school; 404 for one to come."""
    asked = request.GET.get("on", "")
    if not asked:
        return last_school_day(request.viewer)
    try:
        on = date.fromisoformat(asked)
    except ValueError:
        raise Http404 from None
    if not EARLIEST <= on <= request.viewer.today:
        raise Http404
    return on
