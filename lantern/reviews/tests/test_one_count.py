"""What is still to judge is the same number wherever it is read (domain 2.41)."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any  # what JSON holds

import pytest
from django.urls import reverse

from lantern.judgements.models import Judgement, What
from lantern.reviews.actions import Mark, close, judge_many
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures import progress, review_of_class, review_to_close
from lantern.reviews.pictures.overview import overview
from lantern.reviews.pictures.reminders import reminders
from lantern.reviews.tests.rows import a_cell, attendance
from lantern.roster.models import Pupil
from lantern.schools.models import Period
from tests.cast import TODAY, Cast
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
Counts = tuple[int, int]  # still to judge, and too early to say


def judge_all(cast: Cast, *pupils: Pupil, but: str = "") -> None:
    by, marks = cast.viewer("teacher"), []
    review = review_of_class(cast.kestrels, cast.period, by=by)
    assert review is not None
    for profile in review.profiles:
        places = [(What.AREA, area.key) for area in profile.areas if area.key != but]
        places += [(What.SUBJECT, subject.key) for subject in profile.subjects]
        for pupil in pupils:
            if pupil.pk == profile.pk:
                cells = [a_cell(cast, pupil, key, what=what) for what, key in places]
                marks += [Mark(cell=cell, value=Judgement.NOT_RATED) for cell in cells]
    judge_many(marks=marks, school_class=cast.kestrels, period=cast.period, by=by)


def read(body: str) -> Counts:
    """The counts in a page's own line; what is hidden there is none."""
    left = re.search(r'id="to-judge">(\d+)<', body)
    early = re.search(r'id="early"( hidden)?> · <b id="too-early">(\d+)</b> too early to say', body)
    assert left
    assert early
    assert bool(early[1]) == (early[2] == "0")
    return int(left[1]), int(early[2])


def everywhere(cast: Cast, client_of: ClientOf) -> dict[str, Counts]:
    """The same class at the same moment, by where it is said."""
    client, by = client_of("teacher"), cast.viewer("leader")
    at = {"school": "amberley", "ref": cast.kestrels.ref}
    found = {
        page: read(body_of(client.get(reverse(f"reviews:{page}", kwargs=at))))
        for page in ("class", "judging", "closing")
    }
    whole = overview(cast.period, by=by)
    line = next(each for each in whole.classes if each.ref == cast.kestrels.ref)
    found["overview"] = (line.to_judge, line.early)
    slips = [each for each in reminders(whole, by=by).slips if each.class_ref == cast.kestrels.ref]
    found["reminders"] = (sum(each.left for each in slips), line.early)
    home = next(e for e in progress(cast.period, by=by) if e.school_class == cast.kestrels)
    found["home"] = (home.cells - home.judged - line.early, line.early)
    review = review_to_close(cast.kestrels, cast.period, by=by)
    assert review is not None
    found["closing keeps"] = (review.to_judge, review.early)
    return found


def test_every_place_says_the_same(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    assert set(everywhere(cast, client_of).values()) == {(29, 1)}
    judge_all(cast, cast.settled, cast.two_homes)
    assert set(everywhere(cast, client_of).values()) == {(9, 1)}
    judge_all(cast, cast.joiner, but="attendance")
    assert set(everywhere(cast, client_of).values()) == {(0, 1)}
    judge_all(cast, cast.joiner)
    assert set(everywhere(cast, client_of).values()) == {(0, 0)}


@pytest.mark.parametrize(
    ("on", "early"),
    [(date(2026, 11, 3), 4), (date(2026, 11, 12), 2), (date(2026, 11, 13), 0), (TODAY, 1)],
)
def test_a_half_term_that_has_just_begun_is_early_for_all(cast: Cast, on: date, early: int) -> None:
    """Two children, and Ewa from the 19th; where no register is loaded, the others are judged."""
    by = replace(cast.viewer("leader"), now=cast.viewer("leader").now.replace(day=on.day))
    review = review_of_class(cast.kestrels, cast.period, by=by)
    whole = overview(cast.period, by=by)
    line = next(each for each in whole.classes if each.ref == cast.kestrels.ref)
    assert review is not None
    assert (line.to_judge, line.early) == (review.to_judge, review.early)
    assert review.early == early


def test_what_is_too_early_keeps_nothing_from_being_closed(cast: Cast, client_of: ClientOf) -> None:
    Period.objects.filter(pk=cast.period.pk).update(ends_on=TODAY)
    judge_all(cast, cast.settled, cast.two_homes)
    judge_all(cast, cast.joiner, but="attendance")
    at = reverse("reviews:closing", kwargs={"school": "amberley", "ref": cast.kestrels.ref})
    client = client_of("teacher")
    body = body_of(client.get(at))
    assert "All but what is too early to say is judged, and every reason is given." in body
    assert re.search(r"Too early to say, so nobody need judge it: Ewa [^(]*\(<a [^>]*>Att", body)
    assert "Close it all the same" not in body
    assert client.post(at, {"period": cast.period.ref}).status_code == 302
    assert Closure.objects.get().stands
    body = body_of(client.get(at))
    assert "29 of 30 judged · 1 too early to say" in body
    assert "1 was too early to say." in body
    assert "not judged." not in body


def test_once_it_is_closed_it_says_what_closing_said(cast: Cast, client_of: ClientOf) -> None:
    judge_all(cast, cast.settled)
    assert set(everywhere(cast, client_of).values()) == {(19, 1)}
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    at = {"school": "amberley", "ref": cast.kestrels.ref}
    bodies = [
        body_of(client_of("teacher").get(reverse(f"reviews:{page}", kwargs=at)))
        for page in ("class", "closing")
    ]
    for body in bodies:
        assert '<b id="to-judge">19</b> of 30 were not judged</span> · 1 too early to say' in body
        assert 'id="early"' not in body
    assert "19 cells were not judged, and 1 was too early to say." in bodies[1]
    assert on_the_overview(cast) == (10, 19, 1)


def on_the_overview(cast: Cast) -> tuple[int, int, int]:
    whole = overview(cast.period, by=cast.viewer("leader"))
    line = next(each for each in whole.classes if each.ref == cast.kestrels.ref)
    return line.judged, line.to_judge, line.early


def test_what_was_closed_before_this_was_kept_says_what_it_always_said(
    cast: Cast, client_of: ClientOf
) -> None:
    """An upgrade finds no such number in what was kept, and makes none up."""
    closure = close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    new = Shown.objects.filter(closure=closure)
    old = [Shown(closure=each.closure, pupil=each.pupil, began_on=each.began_on,
        ratings=each.ratings, picture=without_early(each.picture)) for each in new]  # fmt: skip
    new.delete()
    Shown.objects.bulk_create(old)
    at = reverse("reviews:closing", kwargs={"school": "amberley", "ref": cast.kestrels.ref})
    assert '<b id="to-judge">30</b> of 30 were not' in body_of(client_of("teacher").get(at))
    assert on_the_overview(cast) == (0, 30, 0)


def without_early(picture: dict[str, Any]) -> dict[str, Any]:
    for area in picture["areas"]:
        (area["suggestion"] or {}).pop("early", None)
    return picture
