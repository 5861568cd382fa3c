"""Drawing a sample of two classes, and comparing both views of it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Can
from lantern.judgements.actions import Draw, NothingToDraw, draw_sample, end_sample
from lantern.judgements.models import Sample, What
from lantern.judgements.models.seconds import SampleQuerySet
from lantern.reviews.drawing import agreement_bar, agreement_words, sample_line
from lantern.reviews.forms import SampleForm
from lantern.reviews.pictures import opened_periods, version_for
from lantern.reviews.pictures.drawn import candidates, judges_of, teacher_of, teaches
from lantern.reviews.pictures.seconds import comparison_of, names_of, samples_of
from lantern.roster.models import SchoolClass
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period


@require_safe
@allow(Can.MODERATE)
def samples(request: SchoolRequest) -> HttpResponse:
    """Every sample that was drawn, and how often both views agree."""
    found = [(each, agreement_bar(each.counts)) for each in samples_of(request.viewer)]
    return render(request, "reviews/samples.html", {"samples": found})


@require_safe
@allow(Can.MODERATE)
def sample(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """One sample: both views of each child's work side by side."""
    row = get_object_or_404(_samples(request), ref=ref)
    found = comparison_of(row, by=request.viewer)
    is_open = row.ended_at is None and row.until >= request.viewer.today
    page = {
        "found": found,
        "bar": agreement_bar(found.counts),
        "counted": agreement_words(found.counts),
        "line": sample_line(found, request.viewer.today),
        "is_open": is_open,
    }
    return render(request, "reviews/sample.html", page)


@require_POST
@allow(Can.MODERATE)
def ending(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """Nobody who was asked sees these children any more."""
    row = get_object_or_404(_samples(request), ref=ref)
    if end_sample(sample=row, by=request.viewer):
        messages.success(request, "It is ended: nobody who was asked sees these children now.")
    return redirect("reviews:sample", school=request.viewer.school_key, ref=ref)


def _samples(request: SchoolRequest) -> SampleQuerySet:
    rows = Sample.objects.visible_to(request.viewer)
    return rows.select_related("period__year", "version", "drawn_by", "ended_by")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.MODERATE)
def new_sample(request: SchoolRequest) -> HttpResponse:
    """Two classes, one subject or area, and so many children of each, drawn by chance."""
    by = request.viewer
    periods = opened_periods(by, request.GET.get("period", ""))
    period = periods.chosen if periods else None
    version = version_for(period, by) if period else None
    if period is None or version is None:
        return render(request, "reviews/overview_empty.html")
    form = SampleForm(
        request.POST or None, cells=names_of(version.scheme), staff=judges_of(by), today=by.today,
        classes=SchoolClass.objects.visible_to(by).filter(year=period.year_id).order_by("name"),
    )  # fmt: skip
    if form.is_valid() and (row := _drawn(form, period, version, by)):
        return redirect("reviews:sample", school=by.school_key, ref=row.ref)
    shown = {"form": form, "period": period, "periods": periods}
    return render(request, "reviews/new_sample.html", shown)


def _drawn(form: SampleForm, period: Period, version: SchemeVersion, by: Viewer) -> Sample | None:
    """The sample, or None with what stands in the way beside the field that it is about."""
    told = form.cleaned_data
    what, _, key = told["cell"].partition(".")
    draws = []
    for name, other in (("first", "second"), ("second", "first")):
        judge = _judge(form, told[name], told[other], f"by_{name}", by)
        if judge is None:
            return None
        pupils = candidates(
            told[name], period, version, (What(what), key), many=told["many"], by=by
        )
        draws.append(Draw(school_class=told[name], pupils=pupils, asked_of=judge))
    cell = (period, version, What(what), key)
    try:
        return draw_sample(cell=cell, draws=draws, many=told["many"], until=told["until"], by=by)
    except NothingToDraw as nobody:
        form.add_error("cell", f"No child of {nobody} is judged in it.")
        return None


def _judge(
    form: SampleForm, of: SchoolClass, other: SchoolClass, field: str, by: Viewer
) -> Member | None:
    """Who judges a class's work: the one chosen, else the other class's teacher."""
    judge: Member | None = form.cleaned_data[field] or teacher_of(other, by=by)
    if judge is None:
        form.add_error(field, f"Nobody leads {other.name}: choose who judges.")
        return None
    if judge not in judges_of(by):
        form.add_error(field, f"{judge.user.name} judges nobody here: choose someone else.")
        return None
    if teaches(judge, of, by=by):
        form.add_error(field, f"{judge.user.name} works in {of.name}: choose someone else.")
        return None
    return judge
