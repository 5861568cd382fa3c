"""The first page, a school's first page, and who may do what."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lantern.accounts.actions import narrow
from lantern.accounts.gates import (
    SchoolRequest,
    SignedInRequest,
    allow,
    remember_hats,
    signed_in,
)
from lantern.accounts.models import Viewer
from lantern.accounts.pictures import hats_of
from lantern.accounts.rules import ROLE_NAMES, Can, Role
from lantern.design import pictures as design
from lantern.doors.staff import pictures
from lantern.doors.staff.forms import NarrowingForm


@signed_in("a person may work at several schools, and chooses a hat here")
def front(request: SignedInRequest) -> HttpResponse:
    """To one's school, or a choice of hats: which school, and what one is there as."""
    hats = hats_of(request.user)
    remember_hats(request, hats)
    if len(hats) == 1:
        return redirect("staff:home", school=hats[0].school_key)
    return render(request, "staff/front.html", {"hats": hats})


@allow(Can.COME_IN)
def home(request: SchoolRequest) -> HttpResponse:
    """The classes, one's own first; for whoever sees no child, what they do see."""
    by = request.viewer
    if not by.may(Can.SEE_CHILDREN):
        if by.may(Can.SEE_NAMES):
            return redirect("roster:names-today", school=by.school_key)
        there = "staff:numbers" if by.may(Can.SEE_NUMBERS) else "staff:who-may"
        return redirect(there, school=by.school_key)
    return render(request, "staff/home.html", {"home": pictures.home_of(by)})


@allow(Can.COME_IN)
def who_may(request: SchoolRequest) -> HttpResponse:
    """The one table of who may do what, and what this school takes away from it."""
    return render(request, "staff/who_may.html", _table(request.viewer))


@allow(Can.SET_SCHOOL)
def narrowing(request: SchoolRequest) -> HttpResponse:
    """What roles may not do here though the table lets them."""
    by = request.viewer
    form = NarrowingForm(request.POST if request.method == "POST" else None, now=by.school.taken)
    if form.is_valid():
        narrow(school=by.school, taken=form.cleaned_data["taken"], by=by)
        messages.success(request, "Saved. It holds from now on.")
        return redirect("staff:who-may", school=by.school_key)
    return render(request, "staff/narrowing.html", {"form": form, **_table(by)})


def _table(by: Viewer) -> dict[str, object]:
    return {"roles": [ROLE_NAMES[role] for role in Role], "rows": pictures.table(by.school)}


@signed_in("it shows parts of pages with invented words, and no child")
def gallery(request: SignedInRequest) -> HttpResponse:
    """Every part of a page, for whoever builds Lantern: in the demo alone. 404 at a real school."""
    if not settings.DEMO:
        raise Http404
    return render(request, "design/gallery.html", design.gallery())
