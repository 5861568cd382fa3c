"""The adults of a child's family, put right and let go; what a court said stays to be seen."""

from collections.abc import Callable

import pytest

from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, change_guardian, link_guardian
from lantern.roster.models import GuardianLink, Pupil
from lantern.roster.rules import Guardian
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
FAMILY = "/amberley/family/"
TOLD = {
    "title": "Dr", "forename": "Hazel", "surname": "Linden-Ash", "relationship": "Mother",
    "parental_responsibility": "yes", "lives_with": "yes", "email": "hazel@new.example",
    "phone": "01782 555 999",
}  # fmt: skip


def page_of(client: CheckedClient, pupil: Pupil) -> str:
    return client.get(f"/amberley/pupils/{pupil.ref}/").content.decode()


def test_the_form_begins_with_what_is_known(client_of: ClientOf, cast: Cast) -> None:
    page = client_of("office").get(f"{FAMILY}{cast.at_dads.ref}/").content.decode()
    assert 'value="Piers"' in page
    assert '<option value="no" selected>No</option>' in page


def test_what_is_known_of_an_adult_is_put_right(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("office")
    client.post(f"{FAMILY}{cast.at_mums.ref}/", TOLD)
    page = page_of(client, cast.two_homes)
    assert "Dr Hazel Linden-Ash" in page
    assert "01782 555 999" in page
    found = GuardianLink.objects.get(pk=cast.at_mums.pk)
    assert (found.relationship, found.contact_order) == ("Mother", 1)
    note = Note.objects.get(did="guardian changed")
    assert note.details["what"] == "title, surname, email, phone, relationship"
    assert "hazel@new.example" not in str(note.details)


def test_the_same_again_is_no_change(client_of: ClientOf, cast: Cast) -> None:
    for _ in range(2):
        client_of("office").post(f"{FAMILY}{cast.at_mums.ref}/", TOLD)
    assert Note.objects.filter(did="guardian changed").count() == 1


def test_brothers_and_sisters_are_named_before_it_changes_for_them(
    client_of: ClientOf, cast: Cast
) -> None:
    mum, by = cast.at_mums.guardian, cast.viewer("office")
    link_guardian(pupil=cast.wren, guardian=mum, told=Guardian(lives_with=False), by=by)
    client = client_of("office")
    words = "Name, email address and telephone change for Tom Sparrow too."
    assert words in client.get(f"{FAMILY}{cast.at_mums.ref}/").content.decode()
    client.post(f"{FAMILY}{cast.at_mums.ref}/", TOLD)
    assert "hazel@new.example" in page_of(client, cast.wren)
    assert GuardianLink.objects.get(pupil=cast.wren).lives_with == "no"


def test_nobody_is_left_without_a_name(client_of: ClientOf, cast: Cast) -> None:
    nameless = TOLD | {"title": "", "forename": "", "surname": " "}
    page = client_of("office").post(f"{FAMILY}{cast.at_mums.ref}/", nameless).content.decode()
    assert "Give the adult&#x27;s name." in page
    with pytest.raises(RosterTrouble):
        change_guardian(link=cast.at_mums, told=Guardian(), by=cast.viewer("office"))


def test_one_who_is_of_the_family_no_longer_may_be_again(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("office")
    client.post(f"{FAMILY}{cast.at_mums.ref}/ending/")
    page = page_of(client, cast.two_homes)
    assert page.index("Piers Ashdown") < page.index("Hazel Linden")
    assert "No longer of the family since Thu 26 Nov 2026" in page
    assert "01782 555 010" in page  # her son's father's; hers is shown no more
    assert page.count("01782 555 010") == 1
    client.post(f"{FAMILY}{cast.at_mums.ref}/resuming/")
    assert "No longer of the family since" not in page_of(client, cast.two_homes)
    kept = Note.objects.filter(did__startswith="guardian's link").order_by("pk")
    assert [note.did for note in kept] == ["guardian's link ended", "guardian's link resumed"]


def test_a_restriction_outlives_the_tie(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("office")
    client.post(f"{FAMILY}{cast.at_dads.ref}/ending/")
    page = page_of(client, cast.two_homes)
    assert "Please read before you share" in page
    assert page.index("No longer of the family since") < page.index("No contact")
    client.post(f"/amberley/restrictions/{cast.restriction.ref}/lifting/")
    page = page_of(client, cast.two_homes)
    assert "Please read before you share" not in page
    assert "1 restriction no longer in force" in page


@pytest.mark.parametrize("part", ["teacher", "assistant"])
@pytest.mark.parametrize("way", ["", "ending/", "resuming/"])
def test_who_sees_no_family_changes_none(
    client_of: ClientOf, cast: Cast, part: str, way: str
) -> None:
    assert client_of(part).post(f"{FAMILY}{cast.at_mums.ref}/{way}", TOLD).status_code == 403
