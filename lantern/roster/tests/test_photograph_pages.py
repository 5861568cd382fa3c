"""Photographs on the pages: who sees them, who loads them, and what is refused in words."""

from collections.abc import Callable
from html import unescape
from typing import Any  # the test client has its own kind of answer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantern.roster.models import Photograph, Pupil
from lantern.roster.reading.photographs import small_photograph
from lantern.roster.tests.photographs import bomb, plain
from tests.cast import NOW, Cast, keeps_photographs
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE = "/amberley/photographs/"
CHOICE = f"{HERE}choice/"
PORTRAIT = '<img class="portrait'
SEE = ("leader", "teacher", "assistant", "office", "needs", "visitor")


@pytest.fixture
def kept(cast: Cast) -> Photograph:
    """Of Maya, in Kestrels, at a school that keeps some."""
    keeps_photographs(cast.school)
    return a_photograph(cast.settled, cast)


def a_photograph(pupil: Pupil, cast: Cast) -> Photograph:
    return Photograph.objects.create(
        pupil=pupil, picture=small_photograph(plain()), set_at=NOW, set_by=cast.leader.user
    )


def address_of(row: Photograph, school: str = "amberley") -> str:
    return f"/{school}/photographs/{row.ref}/"


def words_of(answer: Any) -> str:
    found: str = answer.content.decode()
    return unescape(found)


# --- seeing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", SEE)
def test_whoever_sees_the_child_sees_it(part: str, kept: Photograph, client_of: ClientOf) -> None:
    answer = client_of(part).get(address_of(kept))
    assert answer.status_code == 200
    assert answer.content == bytes(kept.picture or b"")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert "img-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("part", "status"), [("governor", 403), ("gone", 404), ("stranger", 404)])
def test_nobody_else_does(
    part: str, status: int, kept: Photograph, client_of: ClientOf
) -> None:  # fmt: skip
    assert client_of(part).get(address_of(kept)).status_code == status


def test_no_photograph_of_next_door(cast: Cast, client_of: ClientOf) -> None:
    for school in (cast.school, cast.next_door.school):
        keeps_photographs(school)
    theirs = a_photograph(cast.next_door.pupil, cast)
    for key in ("amberley", "next-door"):
        assert client_of("leader").get(address_of(theirs, key)).status_code == 404


def test_a_visitor_sees_those_of_their_classes_alone(
    kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    wren = a_photograph(cast.wren, cast)
    assert client_of("visitor").get(address_of(wren)).status_code == 404
    page = words_of(client_of("visitor").get(f"/amberley/names/{cast.kestrels.ref}/"))
    assert page.count(PORTRAIT) == 1
    assert f'src="{address_of(kept)}" alt="" width="256" height="256" loading="lazy"' in page


def test_a_school_may_take_them_from_a_role(
    kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    type(cast.school).objects.filter(pk=cast.school.pk).update(taken=["supply see-photographs"])
    client = client_of("visitor")
    assert client.get(address_of(kept)).status_code == 403
    assert PORTRAIT not in words_of(client.get(f"/amberley/names/{cast.kestrels.ref}/"))
    assert client_of("teacher").get(address_of(kept)).status_code == 200


def test_who_loads_them_and_may_see_none_is_told_what_there_is(
    kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    """And can delete it, and comes to where they are loaded without the lists of pupils."""
    taken = ["office see-photographs", "office load-rosters"]
    type(cast.school).objects.filter(pk=cast.school.pk).update(taken=taken)
    client, child = client_of("office"), f"/amberley/pupils/{cast.settled.ref}/"
    page = words_of(client.get(child))
    assert PORTRAIT not in page
    assert "There is one, which you may not see" in page
    assert "Delete the photograph" in words_of(client.get(f"{child}photograph/"))
    assert f'href="{HERE}"' in words_of(client.get("/amberley/pupils/"))


def test_own_classes_only_holds_for_photographs(
    kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    type(cast.school).objects.filter(pk=cast.school.pk).update(own_classes_only=True)
    assert client_of("other_teacher").get(address_of(kept)).status_code == 404
    assert client_of("teacher").get(address_of(kept)).status_code == 200


def test_a_familys_no_has_no_picture(kept: Photograph, client_of: ClientOf) -> None:
    Photograph.objects.update(picture=None)
    assert client_of("leader").get(address_of(kept)).status_code == 404


def pages_with(cast: Cast) -> list[str]:
    return [
        f"/amberley/pupils/{cast.settled.ref}/profile/",
        f"/amberley/pupils/{cast.settled.ref}/",
        f"/amberley/pupils/{cast.settled.ref}/photograph/",
    ]


def test_it_stands_beside_the_name_on_screens_alone(
    kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    for path in pages_with(cast):
        page = words_of(client_of("leader").get(path))
        assert page.count(PORTRAIT) == 1, path
        assert f'class="portrait screen-only" src="{address_of(kept)}" alt=""' in page


def test_where_the_school_keeps_none_no_page_asks_for_one(
    kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    cast.school.photographs_at, cast.school.photographs_by = None, ""
    cast.school.save()
    for path in (*pages_with(cast), f"/amberley/names/{cast.kestrels.ref}/"):
        assert PORTRAIT not in words_of(client_of("leader").get(path)), path
    assert client_of("leader").get(address_of(kept)).status_code == 404


@pytest.mark.parametrize("path", ["classes/{}/", "classes/{}/week/", "reviews/", "numbers/"])
def test_no_other_page_shows_one(
    path: str, kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    answer = client_of("leader").get(f"/amberley/{path.format(cast.kestrels.ref)}", follow=True)
    assert answer.status_code == 200
    assert PORTRAIT not in words_of(answer)


# --- the choice ----------------------------------------------------------------------------------


def test_a_leader_turns_them_on_and_off(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("leader")
    assert "None are kept" in words_of(client.get("/amberley/school/"))
    assert "Keep photographs from today" in words_of(client.get(CHOICE))
    assert "may be loaded from now on" in words_of(client.post(CHOICE, {"keep": "1"}, follow=True))
    a_photograph(cast.settled, cast)
    assert "Kept since Thursday 26 November 2026" in words_of(client.get("/amberley/school/"))
    page = words_of(client.get(CHOICE))
    assert "Delete 1 photograph for good" in page
    unsure = words_of(client.post(CHOICE, {"seen": "1"}))
    assert "Tick this to go on." in unsure
    assert Photograph.objects.count() == 1
    done = words_of(client.post(CHOICE, {"seen": "1", "sure": "on"}, follow=True))
    assert "1 photograph was deleted" in done
    assert "Keep photographs from today" in done
    assert not Photograph.objects.exists()


@pytest.mark.parametrize("part", ["office", "teacher", "needs", "visitor"])
def test_only_a_leader_chooses(part: str, cast: Cast, client_of: ClientOf) -> None:
    for answer in (client_of(part).get(CHOICE), client_of(part).post(CHOICE, {"keep": "1"})):
        assert answer.status_code == 403
    assert not type(cast.school).objects.get(pk=cast.school.pk).keeps_photographs


@pytest.mark.parametrize("seen", ["0", "2", "-1", "", "many", "9" * 40])
def test_it_is_asked_again_where_there_are_more_by_now(
    seen: str, kept: Photograph, client_of: ClientOf
) -> None:
    answer = client_of("leader").post(CHOICE, {"seen": seen, "sure": "on"}, follow=True)
    assert "Delete 1 photograph for good" in words_of(answer)
    assert Photograph.objects.count() == 1


def test_pressed_in_two_windows_it_is_ended_once(kept: Photograph, client_of: ClientOf) -> None:
    """The second changes nothing, and does not begin to keep them again."""
    client, told = client_of("leader"), {"seen": "1", "sure": "on"}
    client.post(CHOICE, told)
    client.post(CHOICE, told)
    assert not Photograph.objects.exists()
    assert not type(kept.pupil.school).objects.get(pk=kept.pupil.school_id).keeps_photographs


# --- one child's ---------------------------------------------------------------------------------


def test_the_office_puts_one_in_place_and_takes_it_away(cast: Cast, client_of: ClientOf) -> None:
    keeps_photographs(cast.school)
    client, path = client_of("office"), f"/amberley/pupils/{cast.settled.ref}/photograph/"
    told = {"file": SimpleUploadedFile("anything.txt", plain())}
    assert "Saved." in words_of(client.post(path, told, follow=True))
    told = {"file": SimpleUploadedFile("anything.txt", plain())}
    assert "It is this photograph already." in words_of(client.post(path, told, follow=True))
    assert "Delete the photograph" in words_of(client.get(path))
    assert "is deleted" in words_of(client.post(f"{path}removal/", follow=True))
    assert not Photograph.objects.exists()


def test_a_family_says_no_and_then_yes(kept: Photograph, cast: Cast, client_of: ClientOf) -> None:
    client, path = client_of("office"), f"/amberley/pupils/{cast.settled.ref}/photograph/"
    page = words_of(client.post(f"{path}refusal/", {"wants": "none"}, follow=True))
    assert "Their family wants none" in page
    assert PORTRAIT not in page
    told = {"file": SimpleUploadedFile("maya.jpg", plain())}
    assert "wants no photograph" in words_of(client.post(path, told))
    page = words_of(client.get(path))
    assert "The family wants none" in page
    assert 'type="file"' not in page
    client.post(f"{path}refusal/", {"wants": "one"})
    assert not Photograph.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"wants": ""}, {"wants": "many"}])
def test_a_no_stays_unless_somebody_says_otherwise(
    sent: dict[str, str], kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    client, path = client_of("office"), f"/amberley/pupils/{cast.settled.ref}/photograph/refusal/"
    client.post(path, {"wants": "none"})
    client.post(path, sent)
    assert Photograph.objects.refused().get().pupil == cast.settled


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"Maya Brook", "This is no photograph"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "This is no photograph"),
        (plain(side=300)[:700], "damaged or breaks off"),
        (bomb(), "at most 10 MB and 30 million pixels"),
    ],
    ids=["empty", "text", "SVG", "truncated", "bomb"],
)
def test_a_bad_file_is_told_and_changes_nothing(
    content: bytes, words: str, kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    before = list(Photograph.objects.values())
    path = f"/amberley/pupils/{cast.settled.ref}/photograph/"
    told = {"file": SimpleUploadedFile("maya.jpg", content, content_type="image/jpeg")}
    answer = client_of("office").post(path, told)
    assert answer.status_code == 200
    assert words in words_of(answer)
    assert list(Photograph.objects.values()) == before


def test_a_form_without_a_file_is_told(kept: Photograph, cast: Cast, client_of: ClientOf) -> None:
    path = f"/amberley/pupils/{cast.settled.ref}/photograph/"
    assert "Choose a file." in words_of(client_of("office").post(path))
    assert "Choose a file." in words_of(client_of("office").post(HERE))


@pytest.mark.parametrize("part", ["teacher", "assistant", "needs", "governor", "visitor"])
def test_nobody_else_loads_one(
    part: str, kept: Photograph, cast: Cast, client_of: ClientOf
) -> None:
    client, child = client_of(part), f"/amberley/pupils/{cast.settled.ref}/photograph/"
    for path in (HERE, child, f"{child}removal/", f"{child}refusal/"):
        assert client.post(path).status_code == 403, path
    assert Photograph.objects.taken().count() == 1
