"""The first page, a school's first page, and who may do what."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lantern.accounts.gates import SchoolRequest, SignedInRequest, allow, signed_in
from lantern.accounts.rules import ROLE_NAMES, Can, Role
from lantern.design import pictures as design
from lantern.doors.staff import pictures


@signed_in("a person may belong to several schools, and chooses one here")
def front(request: SignedInRequest) -> HttpResponse:
    """To one's school, or a choice of schools."""
    schools = pictures.schools_of(request.user)
    if len(schools) == 1:
        return redirect("staff:home", school=schools[0].key)
    return render(request, "staff/front.html", {"schools": schools})


@allow(Can.SEE_CHILDREN)
def home(request: SchoolRequest) -> HttpResponse:
    """The classes, one's own first."""
    return render(request, "staff/home.html", {"home": pictures.home_of(request.viewer)})


@allow(Can.SEE_CHILDREN)
def who_may(request: SchoolRequest) -> HttpResponse:
    """The one table of who may do what."""
    roles = [ROLE_NAMES[role] for role in Role]
    may_change = request.viewer.may(Can.SET_SCHOOL)
    context = {"roles": roles, "rows": pictures.table(), "may_change": may_change}
    return render(request, "staff/who_may.html", context)


@signed_in("it shows parts of pages with invented words, and no child")
def gallery(request: SignedInRequest) -> HttpResponse:
    """Every part of a page, for whoever builds Lantern: in the demo alone. 404 at a real school."""
    if not settings.DEMO:
        raise Http404
    return render(request, "design/gallery.html", design.gallery())
