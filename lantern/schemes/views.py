"""The scheme in force, its versions, and adopting the next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.schemes import actions, pictures
from lantern.schemes.forms import ChoicesForm, PartDaysForm, SourceForm
from lantern.schemes.models import SchemeDraft, SchemeVersion
from lantern.schemes.presets import SchemeTrouble
from lantern.schemes.rules import check, examine, style_sheet

A_YEAR = 31_536_000  # seconds
NOT_THERE = 404


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def scheme(request: SchoolRequest) -> HttpResponse:
    """The scheme in force today, or the first that will be."""
    now = pictures.in_force(request.viewer) or pictures.latest_of(request.viewer)
    running = pictures.judged_by_another(now, request.viewer) if now else ""
    return _scheme(request, now, running)


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def version(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """One version, as it was adopted."""
    return _scheme(
        request, get_object_or_404(SchemeVersion.objects.visible_to(request.viewer), ref=ref)
    )


def _scheme(request: SchoolRequest, shown: SchemeVersion | None, running: str = "") -> HttpResponse:
    context = {
        "version": shown,
        "running": running,
        "page": pictures.page_of(shown.scheme) if shown else None,
        "versions": pictures.versions_of(request.viewer),
        "may_adopt": request.viewer.may(Can.ADOPT_SCHEMES),
    }
    return render(request, "schemes/scheme.html", context)


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def style(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """A version's colours; they never change, so a browser may keep them."""
    shown = get_object_or_404(SchemeVersion.objects.visible_to(request.viewer), ref=ref)
    response = HttpResponse(style_sheet(shown.scheme), content_type="text/css; charset=utf-8")
    patch_cache_control(response, private=True, max_age=A_YEAR, immutable=True)
    return response


@allow(Can.ADOPT_SCHEMES)
def adopting(request: SchoolRequest) -> HttpResponse:
    """Choose what to begin with; what is wrong with it is said on the same page."""
    latest = pictures.latest_of(request.viewer)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SourceForm(*sent, current=latest.text if latest else "")
    problems: tuple[pictures.ProblemLine, ...] = ()
    if form.is_valid():
        try:
            begun = actions.begin(text=form.cleaned_data["scheme"], by=request.viewer)
            return redirect("schemes:draft", school=request.viewer.school_key, ref=begun.ref)
        except SchemeTrouble as trouble:
            problems = pictures.problem_lines(form.cleaned_data["scheme"], trouble.problems)
    context = {"form": form, "problems": problems, "drafts": pictures.drafts_of(request.viewer)}
    return render(request, "schemes/adopting.html", context)


@allow(Can.ADOPT_SCHEMES)
def part_days(request: SchoolRequest) -> HttpResponse:
    """When each part of the school's own scheme begins, on the way to a new version's preview."""
    by, latest = request.viewer, pictures.latest_of(request.viewer)
    if latest is None:
        return redirect("schemes:adopting", school=by.school_key)
    day = pictures.suggested_day(by, latest)
    sent = request.POST if request.method == "POST" else None
    form = PartDaysForm(sent, parts=latest.scheme.parts, starts_on=day)
    if form.parts and form.is_valid():
        told = {"days": form.days(), "starts_on": form.cleaned_data["starts_on"]}
        try:
            begun = actions.begin_with_days(version=latest, **told, by=by)
            return redirect("schemes:preview", school=by.school_key, ref=begun.ref)
        except actions.AdoptionTrouble as trouble:
            form.add_error(None, str(trouble))
        except SchemeTrouble:
            form.add_error(None, "The scheme must be mended first: “Change it” says what.")
    return render(request, "schemes/part_days.html", {"form": form, "latest": latest})


@allow(Can.ADOPT_SCHEMES)
def draft(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Our defaults in the scheme, and the day from which it is in force."""
    found = _draft(request, ref)
    if found is None:
        return _gone(request)
    day = found.starts_on or pictures.suggested_day(
        request.viewer, pictures.latest_of(request.viewer)
    )
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        groups=pictures.choosing(found.scheme, found.choices),
        chosen=found.chosen, initial={"starts_on": day},
    )  # fmt: skip
    if form.is_valid() and _chosen(form, found):
        return redirect("schemes:preview", school=request.viewer.school_key, ref=ref)
    context = {"draft": found, "form": form, "look": _to_look_at(found)}
    return render(request, "schemes/draft.html", context)


def _chosen(form: ChoicesForm, found: SchemeDraft) -> bool:
    """Whether what was typed makes a sound scheme; if not, the form says why."""
    try:
        actions.choose(draft=found, chosen=form.chosen(), starts_on=form.cleaned_data["starts_on"])
    except SchemeTrouble as trouble:
        said = pictures.said_of(found.text, trouble.problems)
        paths = [pictures.path_of(found.scheme, each.path) for each in trouble.problems]
        form.add_problems(zip(paths, said, trouble.problems, strict=True))
        return False
    return True


def _to_look_at(found: SchemeDraft) -> tuple[pictures.ProblemLine, ...]:
    return pictures.problem_lines(found.text, check(found.scheme, found.text))


@require_safe
@allow(Can.ADOPT_SCHEMES)
def draft_style(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The colours of a draft as it would be adopted."""
    found = _draft(request, ref)
    if found is None:
        return _gone(request)
    drafted, _ = examine(found.whole_text())
    sheet = style_sheet(drafted) if drafted else ""
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
@allow(Can.ADOPT_SCHEMES)
def preview(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """What would change, and what the scheme would say; nothing is changed yet."""
    found = _draft(request, ref)
    return _preview(request, found) if found else _gone(request)


def _preview(request: SchoolRequest, found: SchemeDraft, trouble: str = "") -> HttpResponse:
    after, problems = examine(found.whole_text())
    if after is None or found.starts_on is None:
        return redirect("schemes:draft", school=request.viewer.school_key, ref=found.ref)
    latest = pictures.latest_of(request.viewer)
    context = {
        "draft": found,
        "mark": found.mark(latest),
        "latest": latest,
        "differences": pictures.differences(latest.scheme, after) if latest else (),
        "beginning": pictures.beginning(after, found.starts_on, request.viewer),
        "page": pictures.page_of(after),
        "look": pictures.problem_lines(found.whole_text(), problems),
        "trouble": trouble,
    }
    return render(request, "schemes/preview.html", context)


@require_POST
@allow(Can.ADOPT_SCHEMES)
def adoption(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The draft becomes the next version, as it was looked through, all of it or nothing."""
    found = _draft(request, ref)
    if found is None:
        return _gone(request)
    try:
        mark = request.POST.get("mark", "")
        adopted = actions.adopt_draft(draft=found, mark=mark, by=request.viewer)
    except actions.AdoptionTrouble as trouble:
        found = _draft(request, ref)  # the same press may have come twice at once
        return _preview(request, found, str(trouble)) if found else _gone(request)
    messages.success(request, f"{adopted.scheme.name} is adopted: {adopted}.")
    return redirect("schemes:version", school=request.viewer.school_key, ref=adopted.ref)


@require_POST
@allow(Can.ADOPT_SCHEMES)
def withdrawal(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """A version that nobody was judged by is taken back."""
    found = get_object_or_404(SchemeVersion.objects.visible_to(request.viewer), ref=ref)
    said = str(found)
    try:
        actions.withdraw(version=found, by=request.viewer)
        messages.success(request, f"Taken back: {said}.")
        return redirect("schemes:scheme", school=request.viewer.school_key)
    except actions.AdoptionTrouble as trouble:
        messages.error(request, str(trouble))
        return redirect("schemes:version", school=request.viewer.school_key, ref=ref)


def _draft(request: SchoolRequest, ref: UUID) -> SchemeDraft | None:
    return SchemeDraft.objects.visible_to(request.viewer).filter(ref=ref).first()


def _gone(request: SchoolRequest) -> HttpResponse:
    """A draft that was adopted, or let go: as if it had never been, in more words."""
    return render(request, "schemes/gone.html", status=NOT_THERE)
