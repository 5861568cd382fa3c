"""Loading attendance: upload, columns and preview, confirm or cancel."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.habits import actions, pictures
from lantern.habits.forms import DaysForm, FileForm, chosen_columns
from lantern.habits.reading import MOST, FileTrouble
from lantern.habits.rules import CannotRecord, Recorded
from lantern.roster.models import Upload
from lantern.roster.models.uploads import DONE

KIND = "attendance"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.LOAD_ATTENDANCE)
def attendance(request: SchoolRequest) -> HttpResponse:
    """Choose a file; what was loaded lately; which registers are missing."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = actions.keep_file(
                content=file.read(), name=file.name, span=form.span, by=request.viewer
            )
        except FileTrouble as trouble:
            form.add_error("file", str(trouble))
        else:
            return redirect("habits:attendance-file", request.viewer.school_key, upload.ref)
    shown = {
        "form": form,
        "most": f"{MOST.rows:,}",
        "nightly": pictures.nightly.lately(request.viewer.school),
        "loaded": pictures.loaded_lately(request.viewer),
        "registers": pictures.registers(request.viewer),
    }
    return render(request, "habits/attendance.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Can.LOAD_ATTENDANCE)
def attendance_file(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """A kept file: how its columns are understood, and what it would do, child by child."""
    upload = _file(request, ref)
    form = DaysForm(request.POST or None, initial=upload.mapping)
    if "look" not in request.POST:  # which asks what other columns would say
        form.need(request.POST.getlist("needs"))
    if request.method == "POST" and form.is_valid():
        columns = chosen_columns(request.POST.dict())
        try:
            actions.understand_file(
                upload=upload, columns=columns, span=form.span, by=request.viewer
            )
        except CannotRecord as trouble:
            messages.warning(request, str(trouble))
        return redirect("habits:attendance-file", request.viewer.school_key, ref)
    if DONE in upload.mapping:
        return redirect("habits:attendance", request.viewer.school_key)
    found = pictures.understood(upload, request.viewer)
    shown = {"upload": upload, "form": form.need(found.needs), "found": found}
    return render(request, "habits/attendance_file.html", shown)


@require_POST
@allow(Can.LOAD_ATTENDANCE)
def attendance_confirm(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Record all that was shown, or nothing."""
    upload = _file(request, ref)
    try:
        done = actions.confirm_file(
            upload=upload, digest=request.POST.get("digest", ""), by=request.viewer
        )
    except CannotRecord as trouble:
        messages.warning(request, str(trouble))
        return redirect("habits:attendance-file", request.viewer.school_key, ref)
    messages.success(request, _said(upload.name, done))
    return redirect("habits:attendance", request.viewer.school_key)


@require_POST
@allow(Can.LOAD_ATTENDANCE)
def attendance_cancel(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """Forget a file that was only looked at."""
    upload = _file(request, ref)
    try:
        actions.cancel_file(upload=upload, by=request.viewer)
    except CannotRecord as trouble:
        messages.warning(request, str(trouble))
    else:
        messages.success(request, "Cancelled: nothing was loaded, and the file is not kept.")
    return redirect("habits:attendance", request.viewer.school_key)


def _file(request: SchoolRequest, ref: UUID) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(request.viewer), ref=ref, kind=KIND)


def _said(name: str, done: Recorded) -> str:
    told = f"Loaded {name}: {done.added:,} added, {done.changed:,} changed, {done.same:,} left."
    if not done.uncounted:
        return told
    many = "1 total is" if done.uncounted == 1 else f"{done.uncounted:,} totals are"
    return f"{told} {many} kept but not counted: those sessions have marks, and marks win."
