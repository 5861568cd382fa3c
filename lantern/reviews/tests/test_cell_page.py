"""One cell: why, who said what, and changing it with and without scripts."""

import json
from collections.abc import Callable
from typing import Any  # a response is Django's own business

import pytest
from django.urls import reverse

from lantern.judgements.models import Judgement, Voice
from lantern.reviews.actions import close, judge
from lantern.reviews.tests.rows import a_cell, attendance, later, standing
from tests.cast import Cast
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]


def at(cast: Cast, key: str = "effort", name: str = "cell", what: str = "area") -> str:
    place = {"school": "amberley", "ref": cast.settled.ref, "what": what, "key": key}
    return reverse(f"reviews:{name}", kwargs=place)


def send(client: CheckedClient, cast: Cast, key: str = "effort", **said: str) -> Any:
    return client.post(at(cast, key, "judgement"), {"voice": "mentor", "seen": "", **said})


@pytest.mark.parametrize(
    ("part", "status"),
    [("leader", 200), ("other_teacher", 200), ("office", 403), ("stranger", 404)],
)
def test_who_may_see_it(cast: Cast, client_of: ClientOf, part: str, status: int) -> None:
    assert client_of(part).get(at(cast)).status_code == status


@pytest.mark.parametrize(("what", "key"), [("area", "nothing"), ("subject", "effort"), ("x", "y")])
def test_what_is_no_cell_is_not_there(cast: Cast, client_of: ClientOf, what: str, key: str) -> None:
    assert client_of("teacher").get(at(cast, key, what=what)).status_code == 404


def test_it_says_why_and_what_would_move_it_000_17(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    body = body_of(client_of("teacher").get(at(cast, "attendance")))
    assert "96.6 %, 29 of 30 sessions since 2 November; “Amber” is 95 to under 98 %." in body
    assert "would bring it to “Green”" in body


def test_without_a_measure_the_descriptors_are_shown_domain_2_32(
    cast: Cast, client_of: ClientOf
) -> None:
    body = body_of(client_of("teacher").get(at(cast, "punctuality")))
    assert "erratic, and not always ready to learn" in body


def test_a_press_saves_and_says_so(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    response = send(client, cast, value="green")
    assert response.status_code == 302
    assert standing(a_cell(cast, cast.settled)).value == "green"
    assert "Saved: Maya Brook, Effort, green." in body_of(client.get(response["Location"]))


def test_a_script_gets_the_cell_as_the_grid_draws_it(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    response = client.post(
        at(cast, name="judgement"), {"voice": "mentor", "seen": "", "value": "green"},
        headers={"HX-Request": "true"},
    )  # fmt: skip
    page = reverse("reviews:class", kwargs={"school": "amberley", "ref": cast.kestrels.ref})
    assert body_of(response) in body_of(client.get(page))
    assert "judged" in response["HX-Trigger-After-Swap"]


def test_a_script_is_told_how_to_undo_it(cast: Cast, client_of: ClientOf) -> None:
    """Even a view that wanted a reason and had none is put back as it was."""
    attendance(cast, cast.settled, missed=1)
    cell, client = a_cell(cast, cast.settled, "attendance"), client_of("teacher")
    judge(cell=cell, school_class=cast.kestrels, value="star", by=cast.viewer("teacher"))
    before = judged_by_script(client, at(cast, "attendance", "judgement"), {
        "voice": "mentor", "seen": "star", "value": "amber",
    })["before"]  # fmt: skip
    assert (before["value"], before["reason"], before["seen"]) == ("star", "", "amber")
    told = judged_by_script(client, before.pop("address"), before)
    assert told["said"].startswith("Undone: Maya Brook, Attendance, star")
    assert told["before"] is None
    assert standing(cell).value == "star"


def judged_by_script(client: CheckedClient, address: str, said: dict[str, str]) -> Any:
    """What the page is told once a cell was judged without loading it anew."""
    response = client.post(address, said, headers={"HX-Request": "true"})
    return json.loads(response["HX-Trigger-After-Swap"])["judged"]


@pytest.mark.parametrize("voice", ["mentor", "agreed"])
def test_a_view_against_the_facts_says_why_first_domain_2_5(
    cast: Cast, client_of: ClientOf, voice: str
) -> None:
    attendance(cast, cast.settled, missed=1)
    client = client_of("teacher")
    asked = send(client, cast, "attendance", voice=voice, value="star")
    assert "Say why, in a few words" in body_of(asked)
    assert not Judgement.objects.exists()
    send(client, cast, "attendance", voice=voice, value="star", reason="was ill")
    row = standing(a_cell(cast, cast.settled, "attendance", voice=Voice(voice)))
    assert (row.value, row.reason) == ("star", "was ill")


def test_a_reason_of_blanks_is_none_and_is_told_so(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    client, words = client_of("teacher"), "Nothing is saved yet. Say why, in a few words."
    asked = send(client, cast, "attendance", value="star")
    assert words not in body_of(asked)
    assert words in body_of(send(client, cast, "attendance", value="star", reason="  "))
    assert not Judgement.objects.exists()


def test_a_reason_that_is_too_long_stays_to_be_shortened(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    why = "was ill " * 63
    body = body_of(send(client_of("teacher"), cast, "attendance", value="star", reason=why))
    assert "Nothing is saved yet. Use 500 characters at most: this has 503." in body
    assert why.strip() in body
    assert not Judgement.objects.exists()


@pytest.mark.parametrize("begun", ["was i", "was ill " * 63])
def test_what_was_begun_of_a_reason_goes_with_the_rating_it_was_for(
    cast: Cast, client_of: ClientOf, begun: str
) -> None:
    """Else the family would read beside one rating why it is another."""
    attendance(cast, cast.settled, missed=1)
    client = client_of("teacher")
    button = 'name="instead" value="amber" formnovalidate>Take Amber instead</button>'
    assert button in body_of(send(client, cast, "attendance", value="star"))
    send(client, cast, "attendance", value="star", reason=begun, instead="amber")
    row = standing(a_cell(cast, cast.settled, "attendance"))
    assert (row.value, row.reason) == ("amber", "")


def test_taking_back_is_explained_where_there_is_something(cast: Cast, client_of: ClientOf) -> None:
    client, words = client_of("teacher"), "leaves it as if nobody had judged"
    assert words not in body_of(client.get(at(cast)))
    send(client, cast, value="green")
    assert words in body_of(client.get(at(cast)))


def test_a_whole_page_is_a_plain_form_and_the_panel_swaps(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    assert "data-hx-post" not in body_of(client.get(at(cast)))
    panel = client.get(at(cast), headers={"HX-Request": "true"})
    assert panel.content.decode().count("data-hx-post") == 3


def test_a_link_opens_on_the_reason_that_is_wanted(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    cell = a_cell(cast, cast.settled, "attendance")
    judge(cell=cell, school_class=cast.kestrels, value="star", by=cast.viewer("teacher"))
    client = client_of("teacher")
    body = body_of(client.get(f"{at(cast, 'attendance')}?why=1&next=/amberley/"))
    assert "Reason for “Star”" in body
    assert 'value="amber" formnovalidate>Take Amber instead</button>' in body
    said = {"value": "star", "seen": "star", "reason": "was ill", "next": "/amberley/"}
    assert send(client, cast, "attendance", **said)["Location"] == "/amberley/"
    assert standing(cell).reason == "was ill"
    assert "Reason for" not in body_of(client.get(f"{at(cast, 'attendance')}?why=1"))


def test_what_differs_says_plainly_what_the_facts_say_domain_2_5(
    cast: Cast, client_of: ClientOf
) -> None:
    attendance(cast, cast.settled, missed=1)
    cell = a_cell(cast, cast.settled, "attendance")
    judge(cell=cell, school_class=cast.kestrels, value="star", by=cast.viewer("teacher"))
    client = client_of("teacher")
    body = body_of(client.get(at(cast, "attendance")))
    assert "The facts say “Amber”: 96.6 %, 29 of 30 sessions" in body
    assert 'value="star">Say why</button>' in body
    assert "Reason for “Star”" in body_of(
        send(client, cast, "attendance", value="star", seen="star")
    )


def test_a_name_that_a_subject_shares_says_which_it_is(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    assert "<h1>Reading (attitude)</h1>" in body_of(client.get(at(cast, "reading-habit")))
    page = client.get(at(cast, "reading", what="subject"))
    assert "<h1>Reading (attainment)</h1>" in body_of(page)
    saved = client.get(send(client, cast, "reading-habit", value="green")["Location"])
    assert "Saved: Maya Brook, Reading (attitude), green" in body_of(saved)
    left = reverse("reviews:closing", kwargs={"school": "amberley", "ref": cast.kestrels.ref})
    assert ">Reading (attainment)</a>" in body_of(client.get(left))


def test_a_childs_own_view_needs_no_reason_000_24(cast: Cast, client_of: ClientOf) -> None:
    attendance(cast, cast.settled, missed=1)
    send(client_of("teacher"), cast, "attendance", voice="child", value="star")
    cell = a_cell(cast, cast.settled, "attendance", voice=Voice.CHILD)
    assert standing(cell).value == "star"


def test_a_change_one_has_not_seen_is_shown_and_kept(cast: Cast, client_of: ClientOf) -> None:
    cell = a_cell(cast, cast.settled)
    judge(cell=cell, school_class=cast.kestrels, value="amber", by=cast.viewer("assistant"))
    body = body_of(send(client_of("teacher"), cast, value="green"))
    assert "Miss Ito changed this a moment ago" in body
    assert standing(cell).value == "amber"


def test_a_script_is_told_what_stands_where_another_was_quicker(
    cast: Cast, client_of: ClientOf
) -> None:
    judge(
        cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value="amber",
        by=cast.viewer("assistant"),
    )  # fmt: skip
    client, said = client_of("teacher"), {"voice": "mentor", "seen": "", "value": "green"}
    response = client.post(at(cast, name="judgement"), said, headers={"HX-Request": "true"})
    told = json.loads(response["HX-Trigger-After-Swap"])["changed-meanwhile"]
    page = reverse("reviews:class", kwargs={"school": "amberley", "ref": cast.kestrels.ref})
    assert told["cell"] in body_of(client.get(page))
    assert (told["pupil"], told["k"]) == (str(cast.settled.ref), "area-effort")


def test_all_that_was_said_is_there_domain_2_15(cast: Cast, client_of: ClientOf) -> None:
    for minutes, value in enumerate(("amber", "green", "")):
        by = later(cast.teacher, minutes=minutes)
        judge(cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value=value, by=by)
    body = body_of(client_of("teacher").get(at(cast)))
    assert "All that was said (3)" in body
    assert body.count('<li class="past">') == 2


def test_others_see_but_are_offered_nothing(cast: Cast, client_of: ClientOf) -> None:
    body = body_of(client_of("other_teacher").get(at(cast)))
    assert 'name="value"' not in body
    assert "own adults" in body


def test_others_who_send_anyway_are_told(cast: Cast, client_of: ClientOf) -> None:
    body = body_of(send(client_of("other_teacher"), cast, value="green"))
    assert "Nothing was changed" in body
    assert not Judgement.objects.exists()


def test_a_closed_cell_is_read_only_domain_2_31(cast: Cast, client_of: ClientOf) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    client = client_of("teacher")
    assert "Closed by Ms Farrow" in body_of(client.get(at(cast)))
    assert "This review is closed" in body_of(send(client, cast, value="green"))


def test_the_way_back_is_ours_alone(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    away = send(client, cast, value="green", next="//elsewhere.example/")
    assert away["Location"].startswith("/amberley/pupils/")
    home = send(client, cast, value="amber", seen="green", next="/amberley/")
    assert home["Location"] == "/amberley/"
