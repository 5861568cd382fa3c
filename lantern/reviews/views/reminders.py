"""Reminding class teachers of what is left to judge: a list to print, and mails where they go."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.reviews.actions import AskedLately, NoMail, remind
from lantern.reviews.forms import ReminderForm
from lantern.reviews.models import Reminder
from lantern.reviews.pictures import Periods, opened_periods
from lantern.reviews.pictures.overview import overview
from lantern.reviews.pictures.reminders import Reminders, Slip
from lantern.reviews.pictures.reminders import reminders as reminders_of

NO_ANSWER = (
    "Not sent to {}: the mail server did not take it. Nothing is lost. They are still on the list, "
    "to send again later or to print."
)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.REMIND)
def reminders(request: SchoolRequest) -> HttpResponse:
    """Everyone with something left, one slip each; asked by mail, or noted as asked on paper."""
    chosen = request.GET.get("period", "")
    periods = opened_periods(request.viewer, chosen)
    if periods is None:
        if chosen:
            raise Http404
        return render(request, "reviews/overview_empty.html")
    found = reminders_of(overview(periods.chosen, by=request.viewer), by=request.viewer)
    if request.method == "POST":
        return _remind(request, periods, found)
    return _shown(request, periods, found)


def _shown(
    request: SchoolRequest, periods: Periods, found: Reminders, trouble: Sequence[str] = ()
) -> HttpResponse:
    page = {
        "periods": periods,
        "found": found,
        "trouble": trouble,
        "query": "" if periods.is_current else f"?period={periods.chosen.ref}",
        "sends_mail": settings.MAIL_IS_SENT,
        "ticked": request.POST.getlist("slip") if trouble else _ticked(found),
    }
    return render(request, "reviews/reminders.html", page)


def _ticked(found: Reminders) -> list[str]:
    """Everyone but those who were asked within a day."""
    return [slip.key for slip in found.slips if not slip.lately]


def _remind(request: SchoolRequest, periods: Periods, found: Reminders) -> HttpResponse:
    form = ReminderForm(request.POST, slips=found.slips)
    if not form.is_valid():
        words = [str(word) for some in form.errors.values() for word in some]
        return _shown(request, periods, found, words)
    told = form.cleaned_data
    slips = [slip for slip in found.slips if slip.key in told["slip"]]
    try:
        rows = remind(
            period=periods.chosen, slips=slips, way=Reminder.Way(told["way"]), again=told["again"],
            site=request.build_absolute_uri("/").rstrip("/"), by=request.viewer,
        )  # fmt: skip
    except AskedLately as lately:
        names = " and ".join(lately.names)
        words = [f"{names} had a reminder a moment ago. Tick again whom to remind all the same."]
        return _shown(request, periods, found, words)
    except NoMail:
        return _shown(request, periods, found, ["No mail goes out from here: print the list."])
    _say(request, slips, rows)
    return redirect(request.get_full_path())


def _say(request: SchoolRequest, slips: Sequence[Slip], rows: Sequence[Reminder]) -> None:
    """What became of each, as it is written by now."""
    refs = [row.ref for row in rows]
    written = Reminder.objects.visible_to(request.viewer).filter(ref__in=refs, state="done")
    done = set(written.values_list("school_class", "member"))
    went = [slip.name for slip in slips if (slip.school_class, slip.member) in done]
    failed = [slip.name for slip in slips if (slip.school_class, slip.member) not in done]
    if went:
        how = "by email" if rows[0].way == Reminder.Way.MAIL else "on paper"
        messages.success(request, f"Reminded {how}: {', '.join(went)}.")
    if failed:
        messages.error(request, NO_ANSWER.format(", ".join(failed)))
