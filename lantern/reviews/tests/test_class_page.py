"""The class on one screen, as each of the cast."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lantern.judgements.models import Judgement, What
from lantern.reviews.actions import Mark, close, judge, judge_many
from lantern.reviews.pictures import review_of_class
from lantern.reviews.tests.rows import a_cell, attendance
from lantern.reviews.views.asked import addresses_for
from lantern.roster.models import Pupil
from lantern.schemes.models import SchemeVersion
from lantern.schemes.tests.odd import odd_text
from tests.cast import TODAY, Cast
from tests.client import CheckedClient, body_of
from tests.journeys.story import fill_the_class

ClientOf = Callable[[str], CheckedClient]


def page(cast: Cast, **query: object) -> str:
    place = {"school": "amberley", "ref": cast.kestrels.ref}
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse("reviews:class", kwargs=place) + (f"?{asked}" if asked else "")


def fetched(client: CheckedClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return body_of(response)


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("leader", 200), ("teacher", 200), ("other_teacher", 200), ("assistant", 200),
        ("office", 403), ("gone", 404), ("stranger", 404), ("anonymous", 302),
    ],
)  # fmt: skip
def test_who_may_see_it(cast: Cast, client_of: ClientOf, part: str, status: int) -> None:
    assert client_of(part).get(page(cast)).status_code == status


def test_it_says_where_the_half_term_is(cast: Cast, client_of: ClientOf) -> None:
    body = fetched(client_of("teacher"), page(cast))
    assert "Autumn 2, week 4 (Thu 26 Nov) · 3 children" in body
    assert '<b id="to-judge">29</b> of 30 still to judge' in body
    assert "Judge Autumn 2" in body


def test_a_cell_says_why_in_its_name(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    body = fetched(client_of("teacher"), page(cast))
    assert 'aria-label="Maya Brook, Attendance: amber, 96.6 %, suggested"' in body


def test_without_scripts_each_cell_is_a_stop_of_tab(cast: Cast, client_of: ClientOf) -> None:
    body = fetched(client_of("teacher"), page(cast))
    grid = body[body.index('<div class="grid-wrap"') : body.index('<div class="saved-line')]
    assert len(re.findall(r'<td class="cell[^>]*><a href="', grid)) == 30
    assert "tabindex" not in grid


def test_only_those_who_judge_here_are_asked_to(cast: Cast, client_of: ClientOf) -> None:
    assert "Judge Autumn 2" not in fetched(client_of("other_teacher"), page(cast))


def test_only_those_who_may_close_are_asked_to(cast: Cast, client_of: ClientOf) -> None:
    assert "Close Autumn 2" in fetched(client_of("teacher"), page(cast))
    judges_only = fetched(client_of("assistant"), page(cast))
    assert "Judge Autumn 2" in judges_only
    assert "Close Autumn 2" not in judges_only


def test_a_group_alone(cast: Cast, client_of: ClientOf) -> None:
    body = fetched(client_of("teacher"), page(cast, group=cast.premium.ref))
    assert "Maya Brook" in body
    assert "Rowan Ashdown" not in body
    assert "1 child in Pupil premium" in body
    assert '<b id="to-judge">10</b> of 10 still to judge' in body
    assert '<b id="to-judge-in-all">29</b> of 30 in the whole class' in body


def test_a_group_that_is_judged_leaves_closing_to_the_whole_class(
    cast: Cast, client_of: ClientOf
) -> None:
    judge_all(cast, [cast.settled])
    body = fetched(client_of("teacher"), page(cast, group=cast.premium.ref))
    assert '<b id="to-judge">0</b> of 10 still to judge' in body
    assert '<b id="to-judge-in-all">19</b> of 30 in the whole class' in body
    assert primary(body) == ["Judge Autumn 2"]


def test_closing_comes_first_once_the_whole_class_is_judged(
    cast: Cast, client_of: ClientOf
) -> None:
    judge_all(cast, [cast.settled, cast.two_homes, cast.joiner])
    for asked in (page(cast), page(cast, group=cast.premium.ref)):
        assert primary(fetched(client_of("teacher"), asked)) == ["Close Autumn 2"]


def test_a_group_of_a_closed_class(cast: Cast, client_of: ClientOf) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    body = fetched(client_of("teacher"), page(cast, group=cast.premium.ref))
    assert '<b id="to-judge">10</b> of 10 were not judged' in body
    assert "in the whole class" not in body
    assert primary(body) == []


def judge_all(cast: Cast, pupils: list[Pupil]) -> None:
    by = cast.viewer("teacher")
    review = review_of_class(cast.kestrels, cast.period, by=by)
    assert review is not None
    marks = [
        Mark(cell=a_cell(cast, pupil, each.key, what=what), value=Judgement.NOT_RATED)
        for pupil in pupils
        for profile in review.profiles
        if profile.pk == pupil.pk
        for what, some in ((What.AREA, profile.areas), (What.SUBJECT, profile.subjects))
        for each in some
    ]
    judge_many(marks=marks, school_class=cast.kestrels, period=cast.period, by=by)


def primary(body: str) -> list[str]:
    return re.findall(r'class="btn primary"[^>]*>([^<]*)<', body)


def test_a_past_period(cast: Cast, client_of: ClientOf) -> None:
    body = fetched(client_of("teacher"), page(cast, period=cast.periods[0].ref))
    assert "Autumn 1, Thu 3 Sep to Fri 23 Oct" in body
    assert "Petra Quayle" in body  # she left on its last day
    assert f"/profile/area/effort/?period={cast.periods[0].ref}" in body


@pytest.mark.parametrize("key", ["period", "group"])
def test_an_unknown_period_or_group_is_not_there(cast: Cast, client_of: ClientOf, key: str) -> None:
    assert client_of("teacher").get(page(cast, **{key: uuid4()})).status_code == 404


def test_a_neighbours_group_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    asked = page(cast, group=cast.next_door.group.ref)
    assert client_of("teacher").get(asked).status_code == 404


def test_no_scheme_yet_says_what_to_do(cast: Cast, client_of: ClientOf) -> None:
    SchemeVersion.objects.filter(school=cast.school).delete()
    assert "No scheme yet" in fetched(client_of("teacher"), page(cast))


@pytest.mark.parametrize("kind", ["invented", "bare", "barest"])
def test_another_scheme_has_its_own_words_and_no_holes(
    cast: Cast, client_of: ClientOf, kind: str
) -> None:
    SchemeVersion.objects.filter(school=cast.school).update(text=odd_text(kind))
    body = fetched(client_of("teacher"), page(cast))
    assert not re.search(r"\b(Star|Green|Amber|Red|Punctuality|Attendance)\b", body)


def test_a_closed_class_says_who_closed_it_domain_2_31(cast: Cast, client_of: ClientOf) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    body = fetched(client_of("teacher"), page(cast))
    assert "Closed by Ms Farrow on Thu 26 Nov" in body
    assert "Judge Autumn 2" not in body


def test_profiles_lie_where_the_grid_says(cast: Cast) -> None:
    place = {"school": "amberley", "ref": cast.settled.ref}
    ours = addresses_for(cast.viewer("teacher"), "")
    assert ours.profile(cast.settled.ref) == reverse("reviews:profile", kwargs=place)
    cell = reverse("reviews:cell", kwargs={**place, "what": "subject", "key": "maths"})
    assert ours.cell(cast.settled.ref, "subject", "maths") == cell


@pytest.mark.parametrize("children", [3, 30])
def test_twelve_queries_however_many_children(
    cast: Cast,
    client_of: ClientOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    children: int,
) -> None:
    fill_the_class(cast, children)
    for pupil in Pupil.objects.on_roll(TODAY).filter(school=cast.school):
        attendance(cast, pupil)
    cell = a_cell(cast, cast.settled, "maths", what=What.SUBJECT)
    judge(cell=cell, school_class=cast.kestrels, value="secure", by=cast.viewer("teacher"))
    client = client_of("teacher")
    with django_assert_max_num_queries(12):
        shown = fetched(client, page(cast))
    assert f"{children} children" in shown
