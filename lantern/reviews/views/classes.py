"""The class on one screen."""

import uuid
from collections import Counter

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.rules import Can
from lantern.profiles.drawing import class_grid, class_key
from lantern.reviews.actions import may_close
from lantern.reviews.drawing import class_line, corrections_line, group_line
from lantern.reviews.pictures import (
    Review,
    corrected_cells,
    corrections_of,
    groups_of,
    joined_since,
    of_group,
    review_of_class,
)
from lantern.reviews.pictures.past import past_of
from lantern.reviews.views.asked import addresses_for, class_asked, periods_asked, query_of
from lantern.roster.models import Group
from lantern.roster.pictures import InSet


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def show(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """Every child of a class by every subject and area."""
    school_class = class_asked(request, ref)
    periods = periods_asked(request, school_class)
    on = min(request.viewer.today, periods.chosen.ends_on) if periods else request.viewer.today
    groups = groups_of(school_class, on, by=request.viewer)
    group = _group(groups, request.GET.get("group", ""))
    page = {"school_class": school_class, "periods": periods, "groups": groups, "group": group}
    if periods is None:
        return render(request, "reviews/nothing.html", page)
    whole = review_of_class(school_class, periods.chosen, by=request.viewer)
    review = of_group(whole, group, by=request.viewer) if whole and group else whole
    if whole is None or review is None or not review.profiles:
        return render(request, "reviews/nothing.html", {**page, "review": review})
    drawn = _drawn(request, review, whole, query=query_of(periods), group=group)
    return render(request, "reviews/class.html", {**page, **drawn})


@require_safe
@allow(Can.SEE_JUDGEMENTS)
def past(request: SchoolRequest, ref: uuid.UUID) -> HttpResponse:
    """The earlier years of the class's own children."""
    school_class = class_asked(request, ref)
    asked = request.GET.get("year", "")
    found = past_of(school_class, asked, by=request.viewer)
    if found is None and asked:
        raise Http404
    return render(request, "reviews/past.html", {"school_class": school_class, "past": found})


def _group(groups: list[Group], asked: str) -> Group | None:
    found = next((group for group in groups if str(group.ref) == asked), None)
    if asked and found is None:
        raise Http404
    return found


def _drawn(
    request: SchoolRequest, review: Review, whole: Review, *, query: str, group: Group | None
) -> dict[str, object]:
    """What is shown of a review; closing and printing are of the `whole` class."""
    scheme, closure = review.version.scheme, review.closure
    pupils = [profile.pk for profile in review.profiles]
    corrections = corrections_of(closure, pupils) if closure else []
    late = corrected_cells(corrections, closure) if closure else frozenset()
    addresses = addresses_for(request.viewer, query)
    return {
        "review": review,
        "whole": whole,
        "query": query,
        "grid": class_grid(review.profiles, scheme, addresses, late=late),
        "key": class_key(review.profiles, scheme, late=bool(late)),
        "line": _line(request, review, whole, group),
        "may_close": review.is_open and may_close(review.school_class, request.viewer),
        "may_print": request.viewer.may(Can.PRINT),
        "office_first": whole.office_first,
        "sees_families": request.viewer.may(Can.SEE_FAMILIES),
        "may_record": request.viewer.may(Can.RECORD_FACTS),
        "group_kept": f"&group={group.ref}" if group else "",
        "sets": _sets(request, review, query),
        "joined": joined_since(review, by=request.viewer),
        "corrections": corrections,
        "corrections_said": corrections_line(corrections),
        "marked": bool(late),
    }


def _line(request: SchoolRequest, review: Review, whole: Review, group: Group | None) -> str:
    if group is None:
        return class_line(review, request.viewer.today)
    return group_line(review, whole, group.name, request.viewer.today)


def _sets(request: SchoolRequest, review: Review, query: str) -> list[tuple[str, str, int]]:
    """The sets in which its children are judged: who leads each, its page, and how many it has."""
    subjects = {each.key: each.name for each in review.version.scheme.subjects}
    found: Counter[tuple[str, InSet]] = Counter()
    for taught in review.rights.sets.values():
        found.update((subjects[key], each) for key, each in taught.items() if key in subjects)
    return [
        (f"{each.said}: {name}", _set_page(request, each, query), count)
        for (name, each), count in sorted(found.items(), key=lambda pair: pair[0][1].said)
    ]


def _set_page(request: SchoolRequest, taught: InSet, query: str) -> str:
    place = {"school": request.viewer.school_key, "ref": taught.ref}
    return reverse("reviews:set-judging", kwargs=place) + query
