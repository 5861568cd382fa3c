"""The pages of the roll, as the office uses them."""

from collections.abc import Callable
from datetime import date

import pytest

from lantern.audit.models import Note
from lantern.roster.models import (
    ClassStaff,
    Enrolment,
    Group,
    GroupPlace,
    Mentoring,
    Pupil,
    Restriction,
    SchoolClass,
)
from tests.cast import Cast, a_pupil
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
PUPILS = "/amberley/pupils/"


def page_of(client: CheckedClient, pupil: Pupil) -> str:
    return client.get(f"{PUPILS}{pupil.ref}/").content.decode()


def test_the_list_holds_who_is_here(client_of: ClientOf) -> None:
    page = client_of("office").get(PUPILS).content.decode()
    assert "Brook, Maya" in page
    assert "Quayle" not in page
    assert "Quayle" in client_of("office").get(f"{PUPILS}?leavers=on").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("words=%00zieli%00", "Zielińska"),
        ("words=zieli", "Zielińska"),
        ("words=maya+bro", "Brook"),
        ("words=SPARROW", "Sparrow"),
        ("words=zielinska", "Zielińska"),
        ("words=Brook,+Maya", "Brook"),
    ],
)
def test_a_child_is_found_by_part_of_a_name(client_of: ClientOf, query: str, found: str) -> None:
    page = client_of("office").get(f"{PUPILS}?{query}").content.decode()
    assert found in page
    assert "Ashdown" not in page


def test_the_list_filters_by_class(client_of: ClientOf, cast: Cast) -> None:
    page = client_of("office").get(f"{PUPILS}?class={cast.wrens.ref}").content.decode()
    assert "Sparrow" in page
    assert "Brook" not in page
    assert "Brook" in client_of("office").get(f"{PUPILS}?class=nonsense").content.decode()


def test_the_record_says_what_is_restricted_before_anything_else(
    client_of: ClientOf, cast: Cast
) -> None:
    page = page_of(client_of("office"), cast.two_homes)
    assert page.index("Please read before you share") < page.index("Hazel Linden")
    assert "No contact" in page
    assert "Please read" not in page_of(client_of("office"), cast.settled)


def test_looking_at_a_record_is_kept(client_of: ClientOf, cast: Cast) -> None:
    page_of(client_of("office"), cast.settled)
    kept = Note.objects.get(did="record looked at")
    assert (kept.about, kept.at_by) == (str(cast.settled.ref), "Mr Pell")


def test_the_mentor_is_the_class_teacher_unless_another_is_chosen(
    client_of: ClientOf, cast: Cast
) -> None:
    assert "Ms Farrow, the class teacher" in page_of(client_of("office"), cast.settled)
    assert "Miss Ito, chosen, since" in page_of(client_of("office"), cast.mentee)


def test_a_teacher_sees_no_family(client_of: ClientOf, cast: Cast) -> None:
    assert client_of("teacher").get(f"{PUPILS}{cast.settled.ref}/").status_code == 403


def test_changing_class(client_of: ClientOf, cast: Cast) -> None:
    told = {"school_class": cast.wrens.ref, "starts_on": "2026-11-30"}
    client = client_of("office")
    client.post(f"{PUPILS}{cast.settled.ref}/class/", told)
    assert Enrolment.objects.get(pupil=cast.settled, ends_on=None).school_class == cast.wrens
    early = told | {"school_class": cast.kestrels.ref, "starts_on": "2026-11-27"}
    page = client.post(f"{PUPILS}{cast.settled.ref}/class/", early).content.decode()
    assert "choose a later day" in page


def test_no_class_of_another_school_can_be_chosen(client_of: ClientOf, cast: Cast) -> None:
    told = {"school_class": cast.next_door.school_class.ref, "starts_on": "2026-11-30"}
    client_of("office").post(f"{PUPILS}{cast.settled.ref}/class/", told)
    assert Enrolment.objects.get(pupil=cast.settled).school_class == cast.kestrels


def test_leaving_and_not_leaving(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("office")
    client.post(f"{PUPILS}{cast.settled.ref}/departure/", {"last_day": "2026-12-18"})
    assert Enrolment.objects.get(pupil=cast.settled).ends_on == date(2026, 12, 18)
    client.post(f"{PUPILS}{cast.settled.ref}/staying/")
    assert Enrolment.objects.get(pupil=cast.settled).ends_on is None


def test_choosing_a_mentor_and_giving_back(client_of: ClientOf, cast: Cast) -> None:
    client, address = client_of("leader"), f"{PUPILS}{cast.settled.ref}/mentor/"
    client.post(address, {"mentor": cast.office.ref, "starts_on": "2026-11-26"})
    assert Mentoring.objects.get(pupil=cast.settled).mentor == cast.office
    client.post(address, {"mentor": "", "starts_on": "2026-11-30"})
    assert Mentoring.objects.get(pupil=cast.settled).ends_on == date(2026, 11, 29)


def test_the_called_name_is_apart_from_the_legal_one(client_of: ClientOf, cast: Cast) -> None:
    told = {"legal_forename": "Maya", "legal_surname": "Brook", "preferred_forename": "May"}
    client_of("office").post(f"{PUPILS}{cast.settled.ref}/names/", told)
    child = Pupil.objects.get(pk=cast.settled.pk)
    assert (child.name, child.legal_forename) == ("May Brook", "Maya")


def test_groups_end_and_begin(client_of: ClientOf, cast: Cast) -> None:
    client_of("office").post(f"{PUPILS}{cast.settled.ref}/groups/", {"new": "Choir"})
    places = {place.group.name: place for place in GroupPlace.objects.filter(pupil=cast.settled)}
    assert places["Pupil premium"].ends_on == date(2026, 11, 25)
    assert places["Choir"].starts_on == date(2026, 11, 26)
    assert Group.objects.filter(school=cast.school).count() == 2


def test_a_year_set_by_hand_says_so(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("office")
    client.post(f"{PUPILS}{cast.settled.ref}/year-group/", {"year": "3"})
    page = page_of(client, cast.settled)
    assert "Year 3, set by hand; by age" in page
    client.post(f"{PUPILS}{cast.settled.ref}/year-group/", {"year": ""})
    assert "Year 4, born on" in page_of(client, cast.settled)


def test_a_restriction_is_recorded_and_lifted(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("leader")
    told = {"kind": "No information", "made_on": "2026-11-02", "court": "Stoke"}
    client.post(f"/amberley/family/{cast.at_mums.ref}/restriction/", told)
    made = Restriction.objects.get(link=cast.at_mums)
    assert made.recorded_by == cast.leader.user
    client.post(f"/amberley/restrictions/{made.ref}/lifting/")
    made.refresh_from_db()
    assert made.lifted_by == cast.leader.user
    assert "1 restriction no longer in force" in page_of(client, cast.two_homes)


def test_a_child_is_added_by_hand(client_of: ClientOf, cast: Cast) -> None:
    told = {
        "legal_forename": "Noor", "legal_surname": "Hale", "born_on": "2018-03-03", "upn": "",
        "school_class": cast.wrens.ref, "starts_on": "2026-11-30",
    }  # fmt: skip
    client = client_of("office")
    assert client.post(f"{PUPILS}new/", told).status_code == 302
    assert Pupil.objects.get(legal_surname="Hale").school == cast.school
    wrong = told | {"upn": "X860123456001", "born_on": "2027-01-01"}
    page = client.post(f"{PUPILS}new/", wrong).content.decode()
    assert "has not come yet" in page
    assert Pupil.objects.filter(legal_surname="Hale").count() == 1


def test_a_child_who_may_be_there_already_is_asked_about_first(
    client_of: ClientOf, cast: Cast
) -> None:
    told = {
        "legal_forename": "noor", "legal_surname": "O’HALE", "born_on": "2018-03-03",
        "school_class": cast.wrens.ref, "starts_on": "2026-11-30",
    }  # fmt: skip
    client, there = client_of("office"), Pupil.objects.filter(school=cast.school)
    assert "another child" not in body_of(client.get(f"{PUPILS}new/"))
    a_pupil(cast.school, "Noor", "O'Hale", date(2018, 3, 3))
    page = body_of(client.post(f"{PUPILS}new/", told))
    assert "noor O’HALE, born on 3 March 2018, has a record here." in page
    assert there.filter(born_on=date(2018, 3, 3)).count() == 1
    client.post(f"{PUPILS}new/", told | {"another": "on"})
    assert there.filter(born_on=date(2018, 3, 3)).count() == 2


def test_a_child_is_known_by_what_they_are_called_too(client_of: ClientOf, cast: Cast) -> None:
    there = a_pupil(cast.school, "Noor-Jehan", "Hale", date(2018, 3, 3))
    Pupil.objects.filter(pk=there.pk).update(preferred_forename="Noor")
    told = {
        "legal_forename": "Noor", "legal_surname": "Hale", "born_on": "2018-03-03",
        "school_class": cast.wrens.ref, "starts_on": "2026-11-30",
    }  # fmt: skip
    assert "has a record here" in body_of(client_of("office").post(f"{PUPILS}new/", told))


def test_a_surname_that_cannot_be_is_told_of_a_child_with_one_name(
    client_of: ClientOf, cast: Cast
) -> None:
    a_pupil(cast.school, "Suharto", "", date(2018, 3, 3))
    told = {
        "legal_forename": "Suharto", "legal_surname": "x" * 101, "born_on": "2018-03-03",
        "school_class": cast.wrens.ref, "starts_on": "2026-11-30",
    }  # fmt: skip
    page = body_of(client_of("office").post(f"{PUPILS}new/", told))
    assert "Use 100 characters at most" in page
    assert "has a record here" not in page


@pytest.mark.parametrize(
    ("born_on", "said"),
    [
        ("1950-02-02", "aged 76: a child here is 2 to 13"),
        ("2025-06-01", "aged 1: a child here is 2 to 13"),
        ("2026-11-27", "which has not come yet"),
    ],
)
def test_a_child_added_by_hand_is_of_an_age_to_be_here(
    client_of: ClientOf, cast: Cast, born_on: str, said: str
) -> None:
    told = {
        "legal_forename": "Noor", "legal_surname": "Hale", "born_on": born_on,
        "school_class": cast.wrens.ref, "starts_on": "2026-11-30",
    }  # fmt: skip
    assert said in body_of(client_of("office").post(f"{PUPILS}new/", told))
    assert not Pupil.objects.filter(legal_surname="Hale").exists()


def test_who_works_in_a_class(client_of: ClientOf, cast: Cast) -> None:
    client, address = client_of("office"), f"/amberley/classes/{cast.wrens.ref}/staff/"
    told = {"member": cast.assistant.ref, "place": "lead", "starts_on": "2026-11-26"}
    client.post(address, told)
    assert ClassStaff.objects.get(school_class=cast.wrens, member=cast.assistant).lead
    assert "Miss Ito" in client.get(address).content.decode()
    client.post(f"{address}{cast.other_teacher.ref}/end/")
    assert "Mr Bellamy" not in client.get("/amberley/classes/").content.decode()


def test_a_class_is_added_once(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("leader")
    client.post("/amberley/classes/new/", {"name": "Robins"})
    page = client.post("/amberley/classes/new/", {"name": "robins"}).content.decode()
    assert "There is a class called robins" in page
    assert SchoolClass.objects.filter(school=cast.school, name__iexact="robins").count() == 1


def test_changing_class_says_which_they_are_in_and_since_when(
    cast: Cast, client_of: ClientOf
) -> None:
    client, path = client_of("office"), f"{PUPILS}{cast.settled.ref}/class/"
    page = body_of(client.get(path))
    assert "Maya is in Kestrels since 3 September 2026. The class before" in page
    assert ">Choose a class</option>" in page
    nobody = a_pupil(cast.school, "Noor", "Hale", date(2018, 3, 3))
    assert " is in " not in body_of(client.get(f"{PUPILS}{nobody.ref}/class/")).split("<form")[0]
