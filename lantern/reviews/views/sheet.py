"""A review as one voice judges it, whether of a class or of a set, and where its pages are."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lantern.accounts.gates import SchoolRequest
from lantern.judgements.models import Judgement, Voice
from lantern.reviews.actions import Mark, judge_many, judge_set
from lantern.reviews.pictures import (
    Periods,
    Review,
    SetReview,
    opened_periods,
    review_of_class,
    review_of_set,
)
from lantern.reviews.pictures.sheets import voices_of
from lantern.reviews.views.asked import class_asked, periods_asked
from lantern.roster.models import Group, Pupil, PupilQuerySet
from lantern.roster.pictures import pupils_of_set


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A review and the voice that judges; `voices` is what the school calls each."""

    review: Review | SetReview
    periods: Periods
    voice: Voice
    voices: Mapping[Voice, str]

    @property
    def mentor(self) -> str:
        """What the school calls the adult who judges."""
        return self.voices[Voice.MENTOR]

    @property
    def child(self) -> str:
        """What it calls the child's own view; empty where none is kept."""
        return self.voices.get(Voice.CHILD, "")

    @property
    def query(self) -> str:
        """What keeps the period and the voice in an address."""
        kept = [] if self.voice == Voice.MENTOR else [f"voice={self.voice.value}"]
        if not self.periods.is_current:
            kept.append(f"period={self.periods.chosen.ref}")
        return f"?{'&'.join(kept)}" if kept else ""

    @property
    def of(self) -> str:
        """The class or the set, by its name."""
        review = self.review
        return review.group.name if isinstance(review, SetReview) else review.school_class.name

    @property
    def is_set(self) -> bool:
        """Whether its children are of several classes."""
        return isinstance(self.review, SetReview)

    @property
    def may_judge(self) -> bool:
        """Whether any of it is the viewer's own to judge."""
        rights = self.review.rights
        led = any(each.mine for taught in rights.sets.values() for each in taught.values())
        return bool(rights.mine) or (self.is_set and led)

    def at(self, request: SchoolRequest, page: str, **more: str) -> str:
        """The address of one of its pages."""
        review = self.review
        ref = review.group.ref if isinstance(review, SetReview) else review.school_class.ref
        name = f"reviews:set-{page}" if self.is_set else f"reviews:{page}"
        return reverse(name, kwargs={"school": request.viewer.school_key, "ref": ref, **more})

    def back(self, request: SchoolRequest) -> str:
        """Where its grid is."""
        return self.at(request, "judging") + self.query

    def home(self, request: SchoolRequest) -> str:
        """The page above it: the class's own, or that of every class and set."""
        kept = f"?period={self.periods.chosen.ref}"
        if not self.is_set:
            return self.at(request, "class") + kept
        return reverse("reviews:overview", kwargs={"school": request.viewer.school_key}) + kept

    def done(self, request: SchoolRequest) -> str:
        """Where to go once all is judged."""
        if self.is_set:
            return self.home(request)
        return f"{self.at(request, 'closing')}?period={self.periods.chosen.ref}"

    def pupils(self, request: SchoolRequest) -> PupilQuerySet:
        """The children of it whom the viewer may see here."""
        review, by = self.review, request.viewer
        if isinstance(review, SetReview):
            return pupils_of_set(review.group, on=min(by.today, review.period.ends_on), by=by)
        return Pupil.objects.visible_to(by)

    def save(self, request: SchoolRequest, marks: Sequence[Mark]) -> list[Judgement]:
        """All of them, or none. Raises what `judge_many` raises."""
        review, by = self.review, request.viewer
        if isinstance(review, SetReview):
            return judge_set(marks=marks, group=review.group, period=review.period, by=by)
        return judge_many(
            marks=marks, school_class=review.school_class, period=review.period, by=by
        )


def sheet_of_class(request: SchoolRequest, ref: uuid.UUID) -> Sheet | None:
    """The class's review that an address asks for; None while there is nothing to judge."""
    school_class = class_asked(request, ref)
    periods = periods_asked(request, school_class)
    if periods is None:
        return None
    review = review_of_class(school_class, periods.chosen, by=request.viewer)
    return _sheet(request, review, periods)


def sheet_of_set(request: SchoolRequest, ref: uuid.UUID) -> Sheet | None:
    """The same of a set; 404 for a group that is none."""
    group = set_asked(request, ref)
    periods = school_periods_asked(request)
    if periods is None:
        return None
    return _sheet(request, review_of_set(group, periods.chosen, by=request.viewer), periods)


def school_periods_asked(request: SchoolRequest) -> Periods | None:
    """The school's periods and the one asked for; None before any has opened; 404 for another."""
    chosen = request.GET.get("period", "") or request.POST.get("period", "")
    periods = opened_periods(request.viewer, chosen)
    if periods is None and chosen:
        raise Http404
    return periods


def set_asked(request: SchoolRequest, ref: uuid.UUID) -> Group:
    """The set, if this person may see it."""
    groups = Group.objects.visible_to(request.viewer).filter(kind=Group.Kind.SET)
    return get_object_or_404(groups, ref=ref)


def _sheet(
    request: SchoolRequest, review: Review | SetReview | None, periods: Periods
) -> Sheet | None:
    if review is None or not review.profiles:
        return None
    voices = voices_of(review)
    asked = request.GET.get("voice", "") or request.POST.get("voice", "") or Voice.MENTOR.value
    voice = next((voice for voice in voices if voice.value == asked), None)
    if voice is None:
        raise Http404
    return Sheet(review=review, periods=periods, voice=voice, voices=voices)
