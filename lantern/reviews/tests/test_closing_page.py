"""Who is still to judge, closing, and a leader's opening again."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse

from lantern.judgements.models import Judgement, Voice, What
from lantern.reviews.actions import Mark, close, judge, judge_many
from lantern.reviews.models import Closure, Reopening
from lantern.reviews.tests.rows import a_cell, attendance
from lantern.schools.models import ClosedDay
from tests.cast import Cast
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]


def at(cast: Cast) -> str:
    return reverse("reviews:closing", kwargs={"school": "amberley", "ref": cast.kestrels.ref})


def test_it_says_what_is_left(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    for key, value in (("effort", "green"), ("attendance", "star")):
        judge(
            cell=a_cell(cast, cast.settled, key), school_class=cast.kestrels, value=value,
            by=cast.viewer("teacher"),
        )  # fmt: skip
    body = body_of(client_of("teacher").get(at(cast)))
    row = body[body.index(">Maya Brook</th>") :].split("</tr>")[0]
    assert "Punctuality" in row
    assert ">Effort<" not in row
    assert row.count("/area/attendance/") == 1


AREAS = ("attendance", "punctuality", "behaviour", "effort", "reading-habit", "uniform")


@pytest.mark.parametrize(("areas", "folded"), [(AREAS, "4 cells"), ((*AREAS, "maths"), "")])
def test_many_of_a_child_are_folded_with_their_number_and_few_are_not(
    cast: Cast, client_of: ClientOf, areas: tuple[str, ...], folded: str
) -> None:
    marks = [
        Mark(
            cell=a_cell(
                cast, cast.settled, key, what=What.SUBJECT if key == "maths" else What.AREA
            ),
            value=Judgement.NOT_RATED,
        )
        for key in areas
    ]
    by = cast.viewer("teacher")
    judge_many(marks=marks, school_class=cast.kestrels, period=cast.period, by=by)
    body = body_of(client_of("teacher").get(at(cast)))
    row = body[body.index(">Maya Brook</th>") :].split("</tr>")[0]
    summary = f'<summary>{folded}<span class="unseen"> of Maya Brook</span></summary>'
    assert (summary in row, "<details" in row) == (bool(folded), bool(folded))
    assert row.count("/subject/") == 10 - len(areas)


def test_a_teacher_closes_and_sees_it_closed(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    response = client.post(at(cast), {"period": cast.period.ref, "sure": "yes"})
    body = body_of(client.get(response["Location"]))
    assert "Closed by Ms Farrow on Thu 26 Nov 2026" in body
    assert "A leader can open it again" in body
    assert "29</b> of 30 were not judged</span> · 1 too early to say" in body
    assert Closure.objects.get().stands


def test_what_is_unjudged_or_not_over_is_closed_only_with_a_tick(
    cast: Cast, client_of: ClientOf
) -> None:
    client = client_of("teacher")
    body = body_of(client.get(at(cast)))
    assert "Autumn 2 is not over.</b> 16 school days are still to come" in body
    assert "29 cells stay unjudged, and 1 is too early to say" in body
    for part in ("am", "pm"):
        on = date(2026, 12, 1)
        ClosedDay.objects.create(school=cast.school, on=on, part=part, why="unplanned")
    assert "15 school days are still to come" in body_of(client.get(at(cast)))
    assert "Tick first" in body_of(client.post(at(cast), {"period": cast.period.ref}))
    assert not Closure.objects.exists()


def test_reasons_are_wanted_first(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    cell = a_cell(cast, cast.settled, "attendance", voice=Voice.MENTOR)
    judge(cell=cell, school_class=cast.kestrels, value="star", by=cast.viewer("teacher"))
    client = client_of("teacher")
    assert " disabled>Close Autumn 2" in body_of(client.get(at(cast)))
    assert "First say why for Maya Brook." in body_of(client.post(at(cast)))
    assert not Closure.objects.exists()


@pytest.mark.parametrize("part", ["assistant", "other_teacher"])
def test_others_may_look_but_not_close(cast: Cast, client_of: ClientOf, part: str) -> None:
    client = client_of(part)
    assert client.get(at(cast)).status_code == 200
    client.post(at(cast))
    assert not Closure.objects.exists()


def test_a_leader_opens_it_again_with_a_reason(cast: Cast, client_of: ClientOf) -> None:
    closure = close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    place = reverse("reviews:reopening", kwargs={"school": "amberley", "ref": closure.ref})
    assert client_of("teacher").get(place).status_code == 403
    assert client_of("stranger").get(place).status_code == 404
    client = client_of("leader")
    assert "Fill this in." in body_of(client.post(place, {"reason": ""}))
    response = client.post(place, {"reason": "A slip in the register"})
    body = body_of(client.get(response["Location"]))
    assert "A slip in the register" in body
    assert "Close Autumn 2 for Kestrels" in body
    for again in (client.get(place), client.post(place, {"reason": "Once more"})):
        assert again["Location"] == response["Location"]
    assert "It was opened again already." in body_of(client.get(response["Location"]))
    assert Reopening.objects.count() == 1
