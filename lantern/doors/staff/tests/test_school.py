"""How the school is named and seen: a leader's to set, at once, with a line of the audit."""

from collections.abc import Callable
from html import unescape

import pytest

from lantern.audit.models import Note
from lantern.schools.models import School
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE = "/amberley/school/"
TOLD = {
    "name": "Amberley Primary School", "urn": "123456", "la_number": "860",
    "establishment_number": "2001", "own_classes_only": "on",
}  # fmt: skip


def test_a_leader_sets_all_of_it(client_of: ClientOf, cast: Cast) -> None:
    assert client_of("leader").post(HERE, TOLD)["Location"] == HERE
    found = School.objects.get(pk=cast.school.pk)
    assert (found.urn, found.la_number, found.establishment_number) == ("123456", "860", "2001")
    assert found.own_classes_only
    note = Note.objects.get(did="school set")
    assert note.at_by == "Mrs Okafor"
    assert note.details["own_classes_only"] is True
    assert "name" not in note.details


def test_staff_see_only_their_own_classes_from_then_on(client_of: ClientOf) -> None:
    teacher = client_of("teacher")
    assert "Wrens" in teacher.get("/amberley/").content.decode()
    client_of("leader").post(HERE, TOLD)
    assert "Wrens" not in teacher.get("/amberley/").content.decode()
    assert "Wrens" in client_of("office").get("/amberley/").content.decode()
    client_of("leader").post(HERE, TOLD | {"own_classes_only": ""})
    assert "Wrens" in teacher.get("/amberley/").content.decode()


def test_saying_the_same_again_changes_nothing(client_of: ClientOf) -> None:
    for _ in range(2):
        client_of("leader").post(HERE, TOLD)
    assert Note.objects.filter(did="school set").count() == 1


def test_the_numbers_may_stay_unknown(client_of: ClientOf, cast: Cast) -> None:
    client_of("leader").post(HERE, {"name": "Amberley School"})
    cast.school.refresh_from_db()
    assert (cast.school.name, cast.school.urn) == ("Amberley School", "")
    assert not cast.school.own_classes_only


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("urn", "12345", "A URN has six digits."),
        ("la_number", "86o", "An LA number has three digits."),
        ("establishment_number", "1", "An establishment number has four digits."),
        ("name", " ", "Fill this in."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    client_of: ClientOf, cast: Cast, field: str, typed: str, said: str
) -> None:
    page = unescape(client_of("leader").post(HERE, TOLD | {field: typed}).content.decode())
    assert said in page
    assert f'href="#id_{field}"' in page
    cast.school.refresh_from_db()
    assert not cast.school.own_classes_only
    assert not Note.objects.filter(did="school set").exists()


@pytest.mark.parametrize("part", ["teacher", "assistant", "office"])
def test_nobody_else_may_and_is_shown_no_way_to_it(client_of: ClientOf, part: str) -> None:
    client = client_of(part)
    assert client.post(HERE, TOLD).status_code == 403
    assert HERE not in client.get("/amberley/who-may/").content.decode()


def test_a_leader_comes_to_it_from_the_menu_and_from_who_may(client_of: ClientOf) -> None:
    client = client_of("leader")
    assert client.get("/amberley/").content.decode().count(HERE) == 1
    assert client.get("/amberley/who-may/").content.decode().count(HERE) == 2


def test_a_leader_says_whether_a_second_step_is_asked_for(client_of: ClientOf, cast: Cast) -> None:
    """From the next page on, from the leader too."""
    leader = client_of("leader")
    assert "A password is enough. " in leader.get(HERE).content.decode()
    assert (
        leader.post(f"{HERE}signing-in/", {"second_factor": "on", "lock_after": "10"})["Location"]
        == HERE
    )
    cast.school.refresh_from_db()
    assert cast.school.second_factor
    assert leader.get(HERE)["Location"] == "/account/second-factor/"
    assert Note.objects.get(did="signing in set").at_by == "Mrs Okafor"


def test_each_page_saves_all_that_is_typed_on_it(client_of: ClientOf) -> None:
    """Two forms on one page: whichever is saved, what was typed in the other is gone."""
    leader = client_of("leader")
    for page in (HERE, f"{HERE}signing-in/"):
        shown = leader.get(page).content.decode()
        assert shown.split("<main", 1)[1].count("<form") == 1, page
    assert f'href="{HERE}signing-in/"' in leader.get(HERE).content.decode()


def test_minutes_that_cannot_be_keep_the_rest_of_what_was_typed(client_of: ClientOf) -> None:
    page = client_of("leader").post(
        f"{HERE}signing-in/", {"second_factor": "on", "lock_after": "121"}
    )
    shown = page.content.decode()
    assert "Please look again: Signing in" in shown
    assert 'value="121"' in shown
    assert " checked" in shown.split('name="second_factor"', 1)[1].split(">", 1)[0]
    assert not Note.objects.filter(did="signing in set").exists()
