"""Many photographs at once, on the pages: sent, looked at, confirmed, let go, refused in words."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any  # the test client has its own kind of answer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lantern.accounts.gates import LARGEST_FILE
from lantern.audit.models import Note
from lantern.roster.actions import what_album_would_do
from lantern.roster.models import Photograph, Upload
from lantern.roster.rules.photographs import NOBODY
from lantern.roster.tests.photographs import BLUE, plain, zipped
from lantern.roster.tests.test_photograph_pages import HERE, a_photograph, words_of
from tests.cast import CANARY, NOW, Cast, keeps_photographs
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]


def send(client: Client, *files: tuple[str, bytes]) -> Any:
    told = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(HERE, {"photographs": told})


def preview_of(answer: Any) -> str:
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def digest_in(page: str) -> str:
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found is not None, page
    return found[1]


@pytest.fixture
def office(cast: Cast, client_of: ClientOf) -> CheckedClient:
    """Of a school that keeps some."""
    keeps_photographs(cast.school)
    return client_of("office")


def test_the_whole_way(office: CheckedClient, cast: Cast) -> None:
    archive = zipped({"3K/../Maya Brook.jpg": plain(), "3K/readme.txt": b"x"})
    files = [("autumn.zip", archive), ("Vale, Idris.PNG", plain(BLUE, "PNG")), ("Who.jpg", plain())]
    preview = preview_of(send(office, *files))
    page = words_of(office.get(preview))
    assert "Added: 2" in page
    assert "Refused: 2" in page
    assert "Nobody on the roll is called so" in page
    assert "This is no photograph" in page
    assert not Photograph.objects.exists()
    told = {"digest": digest_in(page)}
    done = words_of(office.post(f"{preview}confirmation/", told, follow=True))
    assert "2 added, 0 changed, 0 left, 2 refused." in done
    assert "Who.jpg" in done
    names = Photograph.objects.order_by("pupil__legal_forename").values_list(
        "pupil__legal_forename"
    )
    assert [name for (name,) in names] == ["Idris", "Maya"]


def test_in_two_windows_it_is_done_once(office: CheckedClient) -> None:
    preview = preview_of(send(office, ("Maya Brook.jpg", plain())))
    told = {"digest": digest_in(words_of(office.get(preview)))}
    office.post(f"{preview}confirmation/", told)
    again = office.post(f"{preview}confirmation/", told)
    assert "These were loaded on" in words_of(again)
    assert Note.objects.filter(did="photographs loaded").count() == 1
    assert "These were loaded on" in words_of(office.post(f"{preview}letting-go/"))


def test_what_was_not_shown_is_not_done(office: CheckedClient, cast: Cast) -> None:
    preview = preview_of(send(office, ("Maya Brook.jpg", plain())))
    before = digest_in(words_of(office.get(preview)))
    a_photograph(cast.settled, cast)
    page = words_of(office.post(f"{preview}confirmation/", {"digest": before}))
    assert "Something changed since this was shown." in page
    for wrong in ({}, {"digest": ""}, {"digest": "0" * 65}):
        assert "Something changed" in words_of(office.post(f"{preview}confirmation/", wrong))
    assert not Note.objects.filter(did="photographs loaded").exists()


def test_nobody_confirms_what_another_has_sent(
    office: CheckedClient, client_of: ClientOf
) -> None:  # fmt: skip
    preview = preview_of(send(office, ("Maya Brook.jpg", plain())))
    for part in ("leader", "stranger"):
        assert client_of(part).get(preview).status_code == 404


def test_a_list_of_pupils_is_no_album_and_an_album_no_list(office: CheckedClient) -> None:
    preview_of(send(office, ("Maya Brook.jpg", plain())))
    ref = Upload.objects.get().ref
    assert office.get(f"/amberley/pupils/import/{ref}/").status_code == 404
    Upload.objects.update(kind="roster")
    assert office.get(f"{HERE}sent/{ref}/").status_code == 404


def test_they_may_be_let_go_and_lie_a_day_at_most(office: CheckedClient) -> None:
    preview = preview_of(send(office, ("Maya Brook.jpg", plain())))
    page = words_of(office.post(f"{preview}letting-go/", follow=True))
    assert "were let go" in page
    assert bytes(Upload.objects.get().content) == b""
    assert office.get(preview).status_code == 404
    later = preview_of(send(office, ("Maya Brook.jpg", plain())))
    Upload.objects.update(uploaded_at=NOW - timedelta(days=2))
    assert office.get(later).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.zip", b"PK\x03\x04 broken", "damaged or breaks off"),
        ("a.zip", zipped({}), "There is no photograph in it"),
    ],
)
def test_what_cannot_be_looked_through_is_told(
    name: str, content: bytes, words: str, office: CheckedClient
) -> None:
    assert words in words_of(send(office, (name, content)))
    assert not Upload.objects.exists()


def test_too_much_together_is_refused_unread(office: CheckedClient) -> None:
    half = b"x" * (LARGEST_FILE // 2 + 1)
    assert "more than 20 MB together" in words_of(send(office, ("a.jpg", half), ("b.jpg", half)))
    assert not Upload.objects.exists()


def test_a_whole_school_may_be_sent_as_single_files(office: CheckedClient) -> None:
    """More files than Django takes unasked."""
    files = [(f"Nobody {n}.jpg", b"") for n in range(210)]
    assert "Refused: 210" in words_of(office.get(preview_of(send(office, *files))))


def test_the_names_of_files_are_in_no_audit_and_hostile_ones_stay_words(
    office: CheckedClient,
) -> None:
    name = "<script>alert(1)</script> Maya.jpg"
    page = office.get(preview_of(send(office, (name, plain())))).content.decode()
    assert "<script>alert" not in page
    assert "Maya" not in str(list(Note.objects.values_list("details", flat=True)))
    assert Upload.objects.get().name == "1 file"


def test_an_archive_may_be_called_by_a_child_and_that_is_not_kept(office: CheckedClient) -> None:
    preview_of(send(office, ("Maya Brook.zip", zipped({"Maya Brook.jpg": plain()}))))
    assert Upload.objects.get().name == "1 zip archive"


def test_the_neighbours_children_are_matched_by_no_file(office: CheckedClient, cast: Cast) -> None:
    preview = preview_of(send(office, ("A860987654001.jpg", plain())))
    assert "Nobody on the roll is called so" in words_of(office.get(preview))
    preview_of(send(office, (f"{CANARY} Canaryson.jpg", plain())))
    (line,) = what_album_would_do(Upload.objects.latest("pk"), cast.viewer("office")).lines
    assert line.why == NOBODY
