"""The grid for the keyboard, a column at a time, and what scripts save."""

import json
import re
from collections.abc import Callable
from typing import Any  # a response is Django's own business

import pytest
from django.urls import reverse

from lantern.judgements.models import Judgement, Voice, What
from lantern.reviews.actions import close, judge
from lantern.reviews.drawing import key_of_not_rated
from lantern.reviews.tests.rows import a_cell, attendance, standing
from lantern.roster.models import Pupil
from lantern.schemes.models import SchemeVersion
from lantern.schemes.tests.odd import odd_text
from tests.cast import Cast
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]


def at(cast: Cast, name: str = "judging", **more: str) -> str:
    place = {"school": "amberley", "ref": cast.kestrels.ref, **more}
    return reverse(f"reviews:{name}", kwargs=place)


def wish(pupil: Pupil, key: str = "effort", what: str = "area", **said: str) -> dict[str, str]:
    return {"pupil": str(pupil.ref), "what": what, "key": key, **said}


def send(client: CheckedClient, cast: Cast, *marks: dict[str, str], voice: str = "mentor") -> Any:
    return client.post(at(cast, "judgements"), {"voice": voice, "marks": json.dumps(marks)})


@pytest.mark.parametrize(
    ("part", "status"), [("leader", 200), ("assistant", 200), ("office", 403), ("stranger", 404)]
)
def test_who_may_see_it(cast: Cast, client_of: ClientOf, part: str, status: int) -> None:
    assert client_of(part).get(at(cast)).status_code == status


def test_another_classs_page_is_only_to_read(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    body = body_of(client_of("other_teacher").get(at(cast)))
    assert "Kestrels’s own adults and mentors judge this." in body
    assert "96.6 %" in body
    own = body_of(client_of("teacher").get(at(cast)))
    for made_to_judge in ('id="bar"', "judging.js", "/judgements/", "Accept 1 suggested"):
        assert made_to_judge in own
        assert made_to_judge not in body


def test_a_cell_carries_what_scripts_need(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    body = body_of(client_of("teacher").get(at(cast)))
    assert 'data-f="amber" data-o="amber" data-n="96.6 %"' in body
    assert 'aria-label="Attendance: amber, 96.6 %, suggested"' in body
    assert "Accept 1 suggested for Attendance" in body


def test_it_shows_what_differs_and_what_is_too_early_as_the_class_page_does(
    cast: Cast, client_of: ClientOf
) -> None:
    attendance(cast, cast.settled, missed=1)
    cell = a_cell(cast, cast.settled, "attendance")
    judge(
        cell=cell, school_class=cast.kestrels, value="star", reason="was ill",
        by=cast.viewer("teacher"),
    )  # fmt: skip
    client = client_of("teacher")
    class_page = reverse("reviews:class", kwargs={"school": "amberley", "ref": cast.kestrels.ref})
    pages = [body_of(client.get(address)) for address in (at(cast), class_page)]
    assert [page.count('<i class="mark" aria-hidden="true">≠</i>') for page in pages] == [1, 1]
    early = '<span class="r" aria-hidden="true">…</span>'
    assert pages[0].count(early) == pages[1].count(early) > 0
    assert early not in body_of(client.get(f"{at(cast)}?voice=child"))


@pytest.mark.parametrize("voice", ["mentor", "child", "agreed"])
def test_each_voice_has_its_own_grid_000_24(cast: Cast, client_of: ClientOf, voice: str) -> None:
    cell = a_cell(cast, cast.settled, voice=Voice(voice))
    judge(cell=cell, school_class=cast.kestrels, value="green", by=cast.viewer("teacher"))
    for each in ("mentor", "child", "agreed"):
        body = body_of(client_of("teacher").get(f"{at(cast)}?voice={each}"))
        assert ('data-v="green"' in body) == (each == voice)


def test_a_voice_that_the_scheme_has_not_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    assert client_of("teacher").get(f"{at(cast)}?voice=nobody").status_code == 404


def test_a_childs_view_is_offered_nothing_000_24(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    assert "data-o=" not in body_of(client_of("teacher").get(f"{at(cast)}?voice=child"))


def test_what_both_say_may_be_agreed_in_one_key_domain_2_15(
    cast: Cast, client_of: ClientOf
) -> None:
    for voice in (Voice.MENTOR, Voice.CHILD):
        cell = a_cell(cast, cast.settled, voice=voice)
        judge(cell=cell, school_class=cast.kestrels, value="green", by=cast.viewer("teacher"))
    body = body_of(client_of("teacher").get(f"{at(cast)}?voice=agreed"))
    assert 'data-o="green"' in body


@pytest.mark.parametrize("kind", ["invented", "bare", "barest"])
def test_any_scheme_can_be_judged(cast: Cast, client_of: ClientOf, kind: str) -> None:
    SchemeVersion.objects.filter(school=cast.school).update(text=odd_text(kind))
    assert client_of("teacher").get(at(cast)).status_code == 200


def test_letters_and_words_are_saved_and_the_rest_is_named(cast: Cast, client_of: ClientOf) -> None:
    response = send(
        client_of("teacher"), cast,
        wish(cast.settled, word="Amber", seen=""),
        wish(cast.two_homes, word="g", seen=""),
        wish(cast.joiner, word="grren", seen=""),
    )  # fmt: skip
    answer = response.json()
    assert [cell["value"] for cell in answer["cells"]] == ["amber", "green"]
    assert [trouble["words"] for trouble in answer["troubles"]] == ["“grren” for Ewa Zielińska"]
    assert Judgement.objects.count() == 2


def test_an_older_page_is_told_who_judged_meanwhile(cast: Cast, client_of: ClientOf) -> None:
    cell = a_cell(cast, cast.settled)
    judge(cell=cell, school_class=cast.kestrels, value="red", by=cast.viewer("assistant"))
    response = send(client_of("teacher"), cast, wish(cast.settled, value="green", seen=""))
    assert response.status_code == 409
    assert "Miss Ito changed this" in response.json()["words"]
    assert response.json()["cells"][0]["value"] == "red"


def test_what_was_saved_though_its_answer_was_lost_is_no_clash(
    cast: Cast, client_of: ClientOf
) -> None:
    """Sent again, as the page does that never heard: the cell is saved, and judged once."""
    for _ in range(2):
        response = send(client_of("teacher"), cast, wish(cast.settled, value="green", seen=""))
        assert response.status_code == 200
        assert response.json()["cells"][0]["value"] == "green"
    assert Judgement.objects.count() == 1


def test_undoing_is_another_row(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    send(client, cast, wish(cast.settled, value="green", seen=""))
    send(client, cast, wish(cast.settled, value="", seen="green"))
    assert list(Judgement.objects.order_by("pk").values_list("value", flat=True)) == ["green", ""]


def test_a_closed_review_refuses_kindly_domain_2_31(cast: Cast, client_of: ClientOf) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    client = client_of("teacher")
    response = send(client, cast, wish(cast.settled, value="green"))
    assert response.status_code == 403
    assert "A leader can open it again" in response.json()["words"]
    assert "Autumn 2 is closed" in body_of(client.get(at(cast)))


@pytest.mark.parametrize(
    "marks", ["", "no", "{}", '[{"pupil": "x"}]', json.dumps([{"reason": "x" * 501}])]
)
def test_what_is_no_list_of_cells_changes_nothing(
    cast: Cast, client_of: ClientOf, marks: str
) -> None:
    response = client_of("teacher").post(
        at(cast, "judgements"), {"voice": "mentor", "marks": marks}
    )
    assert response.status_code == 400


def test_a_neighbours_child_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    response = send(client_of("teacher"), cast, wish(cast.next_door.pupil, value="green"))
    assert response.status_code == 404


COLUMN = {"what": "area", "key": "effort"}


def test_a_column_without_scripts(cast: Cast, client_of: ClientOf) -> None:
    client, place = client_of("teacher"), at(cast, "column", **COLUMN)
    assert client.get(place).status_code == 200
    said = {f"value-{cast.settled.ref}": "green", f"seen-{cast.settled.ref}": ""}
    response = client.post(at(cast, "column-judgements", **COLUMN), said)
    assert response["Location"] == at(cast)
    assert standing(a_cell(cast, cast.settled)).value == "green"
    assert Judgement.objects.count() == 1


def test_a_column_accepts_all_that_is_suggested(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    attendance(cast, cast.two_homes)
    place = at(cast, "column-judgements", what="area", key="attendance")
    column = at(cast, "column", what="area", key="attendance")
    client = client_of("teacher")
    assert "Accept all suggested" in body_of(client.get(column))
    client.post(place, {"accept": "all"})
    assert "Accept all suggested" not in body_of(client.get(column))
    said = Judgement.objects.order_by("value").values_list("value", flat=True)
    assert list(said) == ["amber", "star"]


def test_a_columns_reason_that_is_too_long_is_named(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    why, ref = "was ill " * 63, cast.settled.ref
    place = at(cast, "column-judgements", what="area", key="attendance")
    sent = {f"value-{ref}": "star", f"reason-{ref}": why}
    body = body_of(client_of("teacher").post(place, sent))
    assert f'<a href="#id_reason-{ref}">Maya Brook, why</a> Use 500 characters at most' in body
    assert f'id="id_reason-{ref}"' in body
    assert why.strip() in body
    assert not Judgement.objects.exists()


def test_a_column_that_is_not_on_the_scale_changes_nothing(cast: Cast, client_of: ClientOf) -> None:
    said = {f"value-{cast.settled.ref}": "mauve"}
    body = body_of(client_of("teacher").post(at(cast, "column-judgements", **COLUMN), said))
    assert "Please look at this again" in body
    assert not Judgement.objects.exists()


def test_a_column_that_is_none_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    place = at(cast, "column", what="subject", key="effort")
    assert client_of("teacher").get(place).status_code == 404


def test_a_subject_is_judged_too_domain_2_33(cast: Cast, client_of: ClientOf) -> None:
    send(client_of("teacher"), cast, wish(cast.settled, "maths", "subject", word="5"))
    assert standing(a_cell(cast, cast.settled, "maths", what=What.SUBJECT)).value == "secure"


def test_a_reason_is_as_long_as_it_is_kept(cast: Cast, client_of: ClientOf) -> None:
    """One letter of Hindi becomes two when it is kept: 500 letters are a thousand."""
    client = client_of("teacher")
    for letters, status in ((251, 400), (250, 200)):
        told = wish(cast.settled, value="green", reason="\u0958" * letters)
        assert send(client, cast, told).status_code == status
    assert len(standing(a_cell(cast, cast.settled)).reason) == 500


def test_what_is_left_is_counted_for_the_voice_that_is_shown(
    cast: Cast, client_of: ClientOf
) -> None:
    client = client_of("teacher")
    every = _left(client, cast, "child")
    send(client, cast, wish(cast.joiner, value="green"))
    send(client, cast, wish(cast.settled, value="amber"), voice="child")
    send(client, cast, wish(cast.joiner, value="amber"), voice="child")
    left = {voice: every - _left(client, cast, voice) for voice in ("mentor", "child", "agreed")}
    assert left == {"mentor": 1, "child": 2, "agreed": 0}


def _left(client: CheckedClient, cast: Cast, voice: str) -> int:
    body = body_of(client.get(at(cast), {"voice": voice}))
    return sum(int(count) for count in re.findall(r'id="to(?:-judge|o-early)">(\d+)<', body))


def test_two_views_that_are_to_be_agreed_stand_side_by_side(
    cast: Cast, client_of: ClientOf
) -> None:
    client = client_of("teacher")
    for voice, value in (("mentor", "green"), ("child", "amber")):
        send(client, cast, wish(cast.settled, value=value), voice=voice)
    body = body_of(client.get(at(cast), {"voice": "agreed"}))
    assert 'data-d="green" data-h="amber"' in body
    assert re.search(r'aria-label="Effort: not judged, [^:"]+: green, [^:"]+: amber"', body)
    for voice in ("mentor", "child"):
        assert 'data-d="green"' not in body_of(client.get(at(cast), {"voice": voice}))


def test_the_help_names_the_letter_of_not_rated(cast: Cast, client_of: ClientOf) -> None:
    assert "<kbd>-</kbd> or <kbd>n</kbd>" in body_of(client_of("teacher").get(at(cast)))


@pytest.mark.parametrize(
    ("others", "key"), [(("Green",), "n"), (("Nearly",), ""), (("Never:n", "Green"), "")]
)
def test_that_letter_means_nothing_else(others: tuple[str, ...], key: str) -> None:
    named = [(*each.split(":"), "")[:2] for each in others]
    listed = [{"key": name, "name": name, "letter": letter} for name, letter in named]
    unrated = {"key": Judgement.NOT_RATED, "name": "not rated", "letter": "-"}
    assert key_of_not_rated({"scale": [*listed, unrated]}) == key
