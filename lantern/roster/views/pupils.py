"""Finding a child, reading their record, and putting a new one on the roll."""

from collections.abc import Iterable
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.audit.actions import note
from lantern.roster import actions, pictures
from lantern.roster.forms import NamesForm, NewPupilForm
from lantern.roster.models import Pupil, SchoolClass
from lantern.roster.views.doing import done, the_pupil, to_record

PAGE = 60


@allow(Can.SEE_FAMILIES)
def pupils(request: SchoolRequest) -> HttpResponse:
    """The roll, searched by name and class."""
    words, leavers = _words(request.GET.get("words", "")), "leavers" in request.GET
    classes = pictures.classes_of_year(request.viewer, request.viewer.today)
    chosen = _chosen(classes, request.GET.get("class", ""))
    found = pictures.pupils_found(request.viewer, words=words, school_class=chosen, leavers=leavers)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page, "classes": classes, "chosen": chosen, "words": words, "leavers": leavers,
        "query": f"{query.urlencode()}&" if query else "",
    }  # fmt: skip
    return render(request, "roster/pupils.html", context)


def _words(told: str) -> str:
    """What was looked for, without the NUL that no database takes."""
    return told.replace("\0", "").strip()


def _chosen(classes: Iterable[SchoolClass], ref: str) -> SchoolClass | None:
    return next((one for one in classes if str(one.ref) == ref), None)


@allow(Can.SEE_FAMILIES)
def pupil(request: SchoolRequest, ref: UUID) -> HttpResponse:
    """One child's record; that it was looked at is kept."""
    child = the_pupil(request, ref)
    record = pictures.record_of(child, request.viewer)
    note("record looked at", about=child, by=request.viewer)
    context = {
        "record": record, "pupil": child,
        "photograph": pictures.photograph_of(child, request.viewer),
        "photograph_kept": pictures.has_photograph(child),
        "no_photograph": pictures.refuses_photograph(child),
    }  # fmt: skip
    return render(request, "roster/pupil.html", context)


@allow(Can.LOAD_ROSTERS)
def new_pupil(request: SchoolRequest) -> HttpResponse:
    """A child who joins, put on the roll by hand."""
    form = NewPupilForm(request.POST or None, by=request.viewer)
    made: list[Pupil] = []
    if done(form, lambda: made.append(_join(form, request))):
        return to_record(request, made[0])
    return render(request, "roster/new_pupil.html", {"form": form})


def _join(form: NewPupilForm, request: SchoolRequest) -> Pupil:
    told = form.cleaned_data
    return actions.join(
        names=actions.Names(**{field: told[field] for field in NamesForm.base_fields}),
        school_class=told["school_class"],
        born_on=told["born_on"],
        upn=told["upn"],
        starts_on=told["starts_on"],
        by=request.viewer,
    )
