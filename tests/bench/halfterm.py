"""The leader's page of every class: its time, and its questions, at three moments of a half term.

As the demo leaves it, half of the cells are judged; then all are judged and no class is closed,
which is the most that there is to look at; then all fourteen are closed.
"""

import statistics
import time
from collections.abc import Iterator
from functools import partial

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from lantern.judgements.models import Cell, Judgement, Voice, What
from lantern.profiles.pictures import Profile
from lantern.reviews.actions import Mark, close, judge_many
from lantern.reviews.pictures import review_to_close
from lantern.reviews.pictures.overview import overview
from lantern.roster.models import Pupil, SchoolClass
from tests.bench.pages import fetch, statements
from tests.bench.the_school import seconds, the_period, the_school, viewer

WARM, TIMES = 5, 40


def measure() -> dict[str, float]:
    with transaction.atomic():
        found = at_each_moment()
        transaction.set_rollback(True)  # the steps that follow find the half term as it was
    return found


def at_each_moment() -> dict[str, float]:
    found = figures("")
    for room in rooms():
        judge_the_rest(room)
    found |= figures("_judged")
    for room in rooms():
        close(school_class=room, period=the_period(), by=viewer())
    return {**found, **figures("_closed")}


def figures(after: str) -> dict[str, float]:
    """The page as a leader opens it, and its picture alone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client, period, by = Client(headers={"host": "localhost"}), the_period(), viewer()
    client.force_login(by.member.user)
    address = reverse("reviews:overview", args=[the_school().key])
    page, picture = partial(fetch, client, address), partial(overview, period, by=by)
    for _ in range(WARM):
        page()
    began = time.process_time()
    times = [1000 * seconds(page) for _ in range(TIMES)]
    own = time.process_time() - began
    drawn = [1000 * seconds(picture) for _ in range(TIMES)]
    with statements() as said:
        page()
    return {
        f"everywhere_ms{after}": statistics.median(times),
        f"everywhere_best_ms{after}": min(times),
        f"everywhere_cpu_ms{after}": 1000 * own / TIMES,
        f"everywhere_picture_ms{after}": statistics.median(drawn),
        f"everywhere_queries{after}": len(said),
    }


def rooms() -> list[SchoolClass]:
    rows = SchoolClass.objects.filter(year=the_period().year_id)
    return list(rows.select_related("school", "year"))


def judge_the_rest(room: SchoolClass) -> None:
    """What the facts suggest, else "not rated", of everyone in the class."""
    by, period = viewer(), the_period()
    review = review_to_close(room, period, by=by)
    assert review is not None
    pupils = {pupil.pk: pupil for pupil in Pupil.objects.filter(pk__in=review.mine)}
    marks = [
        Mark(
            cell=Cell(
                pupil=pupils[profile.pk], period=period, version=review.version, what=what,
                key=key, voice=Voice.MENTOR,
            ),
            value=value,
        )
        for profile in review.profiles
        for what, key, value in _left(profile)
    ]  # fmt: skip
    judge_many(marks=marks, school_class=room, period=period, by=by)


def _left(profile: Profile) -> Iterator[tuple[What, str, str]]:
    for area in profile.areas:
        if area.decided is None:
            suggested = area.suggestion.rating if area.suggestion else ""
            yield What.AREA, area.key, suggested or Judgement.NOT_RATED
    for subject in profile.subjects:
        if subject.decided is None:
            yield What.SUBJECT, subject.key, Judgement.NOT_RATED
