"""A school's own list on its way to the roll: sent, understood, looked at, confirmed."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster import actions, pictures
from lantern.roster.forms import ColumnsForm, ConfirmForm, UploadForm
from lantern.roster.models import Upload
from lantern.roster.reading import FileTrouble, Table
from lantern.roster.rules import MappingTrouble, mapping_from_plain

NOT_THERE = 404


@allow(Can.LOAD_ROSTERS)
def send(request: SchoolRequest) -> HttpResponse:
    """The list is sent; what is in it is read at once."""
    sent = request.POST if request.method == "POST" else None
    form = UploadForm(sent, request.FILES if sent is not None else None)
    if form.is_valid():
        try:
            kept = _keep(form, request)
            return redirect("roster:import-columns", school=kept.school.key, ref=kept.ref)
        except (FileTrouble, actions.RosterTrouble) as trouble:
            form.add_error("file", str(trouble))
    by = request.viewer
    shown = {"form": form, "dated": _is_dated(by), "may_date": by.may(Can.SET_DATES)}
    return render(request, "roster/import.html", shown)


def _is_dated(viewer: Viewer) -> bool:
    """Whether the school has a year for the list's classes to be in."""
    try:
        actions.year_to_load(viewer.school, viewer.today)
    except actions.RosterTrouble:
        return False
    return True


def _keep(form: UploadForm, request: SchoolRequest) -> Upload:
    file = form.cleaned_data["file"]
    return actions.keep_upload(name=file.name, content=file.read(), by=request.viewer)


@allow(Can.LOAD_ROSTERS)
def columns(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """What each column holds, as guessed, for a person to put right."""
    upload, by = _upload(request, ref), request.viewer
    if over := _over(request, upload):
        return over
    form = _columns_form(request, upload)
    if form.is_valid():
        on = form.cleaned_data["on"]
        with suppress(actions.NoLongerWaiting):  # the next page tells what became of it
            actions.choose_columns(upload=upload, mapping=form.mapping(), on=on, by=by)
        return redirect("roster:import-preview", school=by.school_key, ref=ref)
    context = {"upload": upload, "form": form, "table": form.table}
    return render(request, "roster/import_columns.html", context)


def _columns_form(request: SchoolRequest, upload: Upload) -> ColumnsForm:
    table: Table = pictures.table_of(bytes(upload.content), upload.name)
    mapping = mapping_from_plain(upload.mapping["columns"])
    initial = {"on": upload.mapping["on"]}
    return ColumnsForm(request.POST or None, table=table, mapping=mapping, initial=initial)


@allow(Can.LOAD_ROSTERS)
def preview(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """What would be added, changed, left and refused, and why; then what was."""
    upload = _upload(request, ref)
    return _over(request, upload) or _preview(request, upload)


def _preview(request: SchoolRequest, upload: Upload) -> HttpResponse:
    try:
        plan, on = actions.what_it_would_do(upload)
    except (FileTrouble, MappingTrouble, actions.RosterTrouble) as trouble:
        messages.error(request, str(trouble))
        key = request.viewer.school_key
        return redirect("roster:import-columns", school=key, ref=upload.ref)
    classes = pictures.new_classes(plan, school=upload.school, on=on)
    context = {"upload": upload, "plan": plan, "on": on, "classes": classes}
    return render(request, "roster/import_preview.html", context)


@require_POST
@allow(Can.LOAD_ROSTERS)
def confirm(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """All that was shown is done, or nothing."""
    upload, by = _upload(request, ref), request.viewer
    if over := _over(request, upload):
        return over
    form = ConfirmForm(request.POST)
    digest = form.cleaned_data["digest"] if form.is_valid() else ""
    try:
        with suppress(actions.NoLongerWaiting):  # the next page tells what became of it
            actions.load_upload(upload=upload, digest=digest, by=by)
    except actions.RosterTrouble as trouble:
        messages.warning(request, str(trouble))
        return _preview(request, _upload(request, ref))
    return redirect("roster:import-preview", school=by.school_key, ref=ref)


@require_POST
@allow(Can.LOAD_ROSTERS)
def forget(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The file is let go and nothing is done."""
    upload = _upload(request, ref)
    if over := _over(request, upload):
        return over
    key = request.viewer.school_key
    try:
        actions.forget_upload(upload=upload, by=request.viewer)
    except actions.NoLongerWaiting:
        return redirect("roster:import-preview", school=key, ref=ref)
    messages.success(request, "The file was let go. Nothing was changed.")
    return redirect("roster:import", school=key)


def _upload(request: SchoolRequest, ref: UUID) -> Upload:
    """One's own file, whatever became of it; 404 for another's."""
    own = Upload.objects.visible_to(request.viewer).filter(kind=actions.ROSTER)
    return get_object_or_404(own, ref=ref)


def _over(request: SchoolRequest, upload: Upload) -> HttpResponse | None:
    """What became of a file that is confirmed, or let go; None while it waits."""
    waiting = Upload.objects.visible_to(request.viewer).waiting(request.viewer.now)
    if waiting.filter(pk=upload.pk).exists():
        return None
    if became := actions.what_became_of(upload):
        context = {"upload": upload, "became": became}
        return render(request, "roster/import_done.html", context)
    return render(request, "roster/import_gone.html", {"upload": upload}, status=NOT_THERE)
