"""What the grid's script may send, what is answered, and what is kept of it."""

import json
import re
import uuid
from collections.abc import Callable
from typing import Any  # what JSON holds

import pytest
from pytest_django import DjangoAssertNumQueries

from lantern.judgements.models import Judgement, Voice
from lantern.reviews.actions import Mark, NotOnTheScale, judge, judge_many
from lantern.reviews.tests.rows import a_cell, later, standing
from lantern.roster.models import Pupil
from lantern.schemes.models import SchemeVersion
from tests.cast import Cast
from tests.client import CheckedClient

Answer = tuple[int, dict[str, Any]]  # JSON
ClientOf = Callable[[str], CheckedClient]


def sent(client: CheckedClient, cast: Cast, *pupils: Pupil, **said: str) -> Answer:
    marks = [{"pupil": str(pupil.ref), "what": "area", **said} for pupil in pupils]
    place = f"/amberley/classes/{cast.kestrels.ref}/judgements/"
    response = client.post(place, {"voice": "mentor", "marks": json.dumps(marks)})
    return response.status_code, json.loads(response.content)


def test_the_same_again_without_a_reason_keeps_the_reason(cast: Cast, client_of: ClientOf) -> None:
    cell, client = a_cell(cast, cast.settled), client_of("teacher")
    sent(client, cast, cast.settled, key="effort", value="green", reason="because of the play")
    _, again = sent(client, cast, cast.settled, key="effort", value="green", seen="green")
    assert again["cells"][0]["reason"] == "because of the play"
    judge(cell=cell, school_class=cast.kestrels, value="green", by=later(cast.teacher))
    assert standing(cell).reason == "because of the play"


def test_a_reason_keeps_no_mark_that_turns_the_line(cast: Cast, client_of: ClientOf) -> None:
    sent(client_of("teacher"), cast, cast.settled, key="effort", value="green", reason="a\u202eb")
    assert standing(a_cell(cast, cast.settled)).reason == "ab"


def test_another_reason_is_kept_beside_the_first(cast: Cast) -> None:
    cell = a_cell(cast, cast.settled)
    for reason in ("a", "b"):
        judge(
            cell=cell, school_class=cast.kestrels, value="green", reason=reason,
            by=later(cast.teacher),
        )  # fmt: skip
    assert list(Judgement.objects.order_by("pk").values_list("reason", flat=True)) == ["a", "b"]


@pytest.mark.parametrize("value", ["-", "", "green"])
def test_nothing_is_said_of_what_the_scheme_does_not_have(cast: Cast, value: str) -> None:
    cell = a_cell(cast, cast.settled, "nonsense")
    by, there = cast.viewer("teacher"), cast.kestrels
    with pytest.raises(NotOnTheScale):
        judge_many(
            marks=[Mark(cell=cell, value=value)], school_class=there, period=cast.period, by=by
        )
    with pytest.raises(NotOnTheScale):
        judge(cell=cell, school_class=there, value=value, by=by)
    assert not Judgement.objects.exists()


def test_a_voice_that_the_scheme_does_not_have_is_not_kept(cast: Cast) -> None:
    text = re.sub(r'(?m)^agreed = ".*"$', "", cast.version.text)
    SchemeVersion.objects.filter(pk=cast.version.pk).update(text=text, ref=uuid.uuid4())
    cast.version.refresh_from_db()
    assert not cast.version.scheme.voices.agreed
    cell = a_cell(cast, cast.settled, voice=Voice.AGREED)
    with pytest.raises(NotOnTheScale):
        judge(cell=cell, school_class=cast.kestrels, value="-", by=cast.viewer("teacher"))


@pytest.mark.parametrize(
    "said",
    [
        {"key": "effort", "value": "green", "reason": "a\0b"},
        {"key": "effort\0", "value": "green"},
        {"key": "effort", "value": "\0"},
        {"key": "x" * 80, "value": "-"},
        {"key": "effort", "value": "x" * 80},
        {"key": "effort", "value": "green", "reason": "x" * 501},
    ],
)
def test_what_no_cell_can_hold_is_refused_in_plain_words(
    cast: Cast, client_of: ClientOf, said: dict[str, str]
) -> None:
    status, answer = sent(client_of("teacher"), cast, cast.settled, **said)
    assert (status, answer["words"]) == (400, "That could not be read.")


def test_what_stands_instead_is_one_query_however_many_cells(
    cast: Cast, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for pupil in (cast.settled, cast.two_homes):
        judge(
            cell=a_cell(cast, pupil), school_class=cast.kestrels, value="amber",
            by=cast.viewer("assistant"),
        )  # fmt: skip
    client, three = client_of("teacher"), (cast.settled, cast.two_homes, cast.joiner)
    with django_assert_max_num_queries(18):
        status, answer = sent(client, cast, *three, key="effort", value="green", seen="red")
    assert status == 409
    assert [(cell["value"], cell["by"]) for cell in answer["cells"]] == [
        ("amber", "Miss Ito"), ("amber", "Miss Ito"), ("", ""),
    ]  # fmt: skip
