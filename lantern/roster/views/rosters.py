"""A school's own list on its way to the roll: sent, understood, looked at, confirmed."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can
from lantern.roster import actions, pictures
from lantern.roster.forms import ColumnsForm, UploadForm
from lantern.roster.models import Upload
from lantern.roster.reading import FileTrouble, Table
from lantern.roster.rules import MappingTrouble, mapping_from_plain
from lantern.roster.views.waiting import Waiting, confirmed, let_go, looked_at, over, the_upload

LIST = Waiting(
    kind=actions.ROSTER, look_at="roster:import-preview", send_at="roster:import",
    done="roster/import_done.html", gone="roster/import_gone.html",
    says="The file was let go. Nothing was changed.",
)  # fmt: skip


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
    upload, by = the_upload(request, ref, LIST), request.viewer
    if ended := over(request, upload, LIST):
        return ended
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
    return looked_at(request, ref, LIST, _preview)


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
    return confirmed(request, ref, LIST, actions.load_upload, _preview)


@require_POST
@allow(Can.LOAD_ROSTERS)
def forget(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """The file is let go and nothing is done."""
    return let_go(request, ref, LIST)
