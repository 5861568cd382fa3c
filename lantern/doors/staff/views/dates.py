"""The school's dates: years, closed days, review periods."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.doors.staff import pictures
from lantern.doors.staff.actions import open_after_all, shut_day
from lantern.doors.staff.forms import ClosedForm, OpeningForm, PeriodsForm, YearForm
from lantern.schools.actions import begin_year, draw_periods
from lantern.schools.models import ClosedDay
from lantern.schools.rules import CalendarTrouble


@allow(Can.SET_DATES)
def dates(request: SchoolRequest) -> HttpResponse:
    """Every year with its half terms, closed days and review periods."""
    return _dates(request)


def _dates(
    request: SchoolRequest,
    closed: ClosedForm | None = None,
    periods: Mapping[int, PeriodsForm] | None = None,
) -> HttpResponse:
    """The page, with what was typed wrongly: a closed day, or a year's periods."""
    typed, usual = periods or {}, {"span": pictures.judged_each(request.viewer).usual}
    years = [
        (year, typed.get(year.began) or PeriodsForm(auto_id=f"id_{year.began}_%s", initial=usual))
        for year in pictures.calendar(request.viewer)
    ]
    shown = {
        "years": years, "form": closed or ClosedForm(),
        "may_move_up": request.viewer.may(Can.ROLL_OVER),
    }  # fmt: skip
    return render(request, "staff/dates.html", shown)


@allow(Can.SET_DATES)
def new_year(request: SchoolRequest) -> HttpResponse:
    """A year from the first and last days of its half terms."""
    by = request.viewer
    calendar = pictures.judged_each(by)
    form = YearForm(request.POST or None, span=calendar.usual)
    if form.is_valid():
        year = form.cleaned_data["year"]
        try:
            _, count = begin_year(
                school=by.school, year=year, span=form.drawn_by(), apart=calendar.apart, by=by
            )
            messages.success(request, _begun(year.dates.name, count))
            return redirect("staff:dates", school=by.school_key)
        except CalendarTrouble as trouble:
            if pictures.is_set(year, by):  # pressed twice
                messages.success(request, f"{year.dates.name} is set already.")
                return redirect("staff:dates", school=by.school_key)
            form.add_error(None, str(trouble))
    return render(request, "staff/new_year.html", {"form": form})


def _begun(year: str, periods: int) -> str:
    if not periods:
        return f"{year} is set. It has no review periods yet."
    many = "one review period" if periods == 1 else f"{periods} review periods"
    return f"{year} is set, with {many}."


@require_POST
@allow(Can.SET_DATES)
def closed_days(request: SchoolRequest) -> HttpResponse:
    """One more day on which the school is shut."""
    form = ClosedForm(request.POST)
    if form.is_valid():
        day, by = form.closed(), request.viewer
        before = pictures.replaced_by(day, by)
        marked = pictures.marked_on(day.on, day.part, by, if_open=True)
        if marked.any and not form.cleaned_data["sure"]:
            return _sure(request, form, "closed", marked)
        try:
            row = shut_day(closed=day, by=by)
            messages.success(request, _closed(before, row))
            return redirect("staff:dates", school=by.school_key)
        except CalendarTrouble as trouble:
            form.add_error("on", str(trouble))
    return _dates(request, closed=form)


def _sure(
    request: SchoolRequest, form: ClosedForm | OpeningForm, becomes: str, marked: pictures.Marked
) -> HttpResponse:
    """Nothing is changed yet: what it would do to the registers of that day."""
    told = form.cleaned_data
    page = {
        "on": told["on"], "part": told["part"], "becomes": becomes, "marked": marked,
        "sent": [(name, request.POST.get(name, "")) for name in told if name != "sure"],
    }  # fmt: skip
    return render(request, "staff/sure_of_day.html", page)


def _closed(before: Sequence[ClosedDay], now: ClosedDay) -> str:
    """What was added, or what became of what was there."""
    on = f"{now.on.day} {now.on:%B %Y}"
    if not before:
        return f"{on} is added: {_shut(now)}."
    was = " and ".join(_shut(row) for row in before)
    if was == _shut(now):
        return f"{on} was {was} already."
    return f"{on} was {was}; it is now {_shut(now)}."


def _shut(row: ClosedDay) -> str:
    """As inside a sentence: an INSET day, a bank holiday in the morning (Easter Monday)."""
    first, _, rest = ClosedDay.Why(row.why).label.partition(" ")
    first = first if first.isupper() else first.lower()
    part = (
        ""
        if row.part == ClosedDay.Part.ALL
        else f" in the {ClosedDay.Part(row.part).label.lower()}"
    )
    name = f" ({row.name})" if row.name else ""
    return f"{'an' if first[0] in 'AEIOUaeiou' else 'a'} {first} {rest}{part}{name}"


@require_POST
@allow(Can.SET_DATES)
def opening(request: SchoolRequest) -> HttpResponse:
    """A closed day that is open after all."""
    form = OpeningForm(request.POST)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("on", "part")}
        row = get_object_or_404(pictures.closed_days_of(request.viewer), **told)
        if row.on < request.viewer.today and not form.cleaned_data["sure"]:
            return _sure(
                request, form, "open", pictures.marked_on(row.on, row.part, request.viewer)
            )
        open_after_all(closed=row, by=request.viewer)
        messages.success(request, "The school is open that day.")
    return redirect("staff:dates", school=request.viewer.school_key)


@require_POST
@allow(Can.SET_DATES)
def periods(request: SchoolRequest, began: int) -> HttpResponse:
    """How a year is divided into reviews, said once."""
    row = get_object_or_404(pictures.years_of(request.viewer), starts_on__year=began)
    form = PeriodsForm(request.POST, auto_id=f"id_{began}_%s")
    if form.is_valid():
        told = form.cleaned_data
        try:
            apart = pictures.judged_each(request.viewer).apart
            draw_periods(
                year=row, span=told["span"], free=told["spans"], apart=apart, by=request.viewer
            )
            return redirect("staff:dates", school=request.viewer.school_key)
        except CalendarTrouble as trouble:
            form.add_error(None, str(trouble))
    return _dates(request, periods={began: form})
