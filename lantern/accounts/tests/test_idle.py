"""A session that nobody touches is locked: no address answers, and what was typed is kept."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoAssertNumQueries

from lantern.accounts.gates.idle import AFTER, IS_LOCKED, TOUCHED
from lantern.schools.models import AcademicYear, School
from tests.cast import PASSWORD, Cast
from tests.client import CheckedClient
from tests.sweep.filling import values_for
from tests.sweep.walking import Address, every_address

ClientOf = Callable[[str], CheckedClient]
LOCK, HOME, SCHOOL = "/account/lock/", "/amberley/", "/amberley/school/"
REMOVAL = "/amberley/dates/2026/removal/"
MINUTES = 5
ASKS = "Are you still there, Mrs Okafor?"
OURS = [each for each in every_address() if each.ours and "school" in each.route]


@pytest.fixture
def client(client_of: ClientOf, cast: Cast) -> Iterator[CheckedClient]:
    """A leader's, at a school that locks after five minutes."""
    cache.clear()
    School.objects.filter(pk=cast.school.pk).update(lock_after=MINUTES)
    made = client_of("leader")
    made.get(SCHOOL)  # a small page: what it takes is paid for every address
    yield made
    cache.clear()


def lies_idle(client: CheckedClient, seconds: int) -> None:
    session = client.session
    session[TOUCHED] -= seconds
    session.save()


def locks(client: CheckedClient) -> None:
    assert client.post(LOCK, {"idle": ""}, headers={"HX-Request": "true"}).status_code == 204


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_while_it_is_locked_no_page_answers(
    address: Address, client: CheckedClient, cast: Cast
) -> None:
    locks(client)
    path = address.filled(values_for(address, cast, cast.leader, school="amberley"))
    for method in ("get", "post"):
        page = getattr(client, method)(path).content.decode()
        assert ASKS in page.replace("&#x27;", "'"), (method, path)
        for word in ("Maya", "Kestrels", "Amberley"):
            assert word not in page.partition("<main")[2], (method, path)
    part = client.get(path, headers={"HX-Request": "true"})
    assert (part.status_code, part.content) == (423, b"")


def test_nor_any_other_address(client: CheckedClient) -> None:
    locks(client)
    for path in ("/", "/account/second-factor/", "/account/password/change/", LOCK):
        assert client.get(path).status_code == 423, path


@pytest.mark.parametrize(
    ("seconds", "status"), [(0, 200), (MINUTES * 60, 200), ((MINUTES + 1) * 60, 423)]
)
def test_it_locks_by_itself(client: CheckedClient, seconds: int, status: int) -> None:
    """Within a minute, which is how often a touch is written down."""
    lies_idle(client, seconds)
    assert client.get(HOME).status_code == status


def test_a_touch_keeps_it_open(client: CheckedClient) -> None:
    for _ in range(3):
        lies_idle(client, MINUTES * 60 - 30)
        client.post(LOCK, {"here": ""}, headers={"HX-Request": "true"})
    assert client.get(HOME).status_code == 200


def test_what_a_page_asks_by_itself_does_not(client: CheckedClient) -> None:
    for _ in range(2):
        lies_idle(client, MINUTES * 60 - 60)
        client.get(HOME, headers={"HX-Request": "true"})
    assert client.get(HOME).status_code == 423


def test_what_was_sent_goes_in_with_the_password(client: CheckedClient, cast: Cast) -> None:
    """Without scripts the form is sent to a session that is locked, and is not lost."""
    locks(client)
    typed = {"name": "Amberley <School>", "urn": "123456", "la_number": ["860"]}
    page = client.post(SCHOOL, typed).content.decode()
    assert '<input type="hidden" name="name" value="Amberley &lt;School&gt;">' in page
    assert f'action="{SCHOOL}"' in page
    again = client.post(SCHOOL, typed | {"lock-password": "not this one"}).content.decode()
    assert "That is not your password." in again
    assert 'value="123456"' in again
    assert "not this one" not in again
    answer = client.post(SCHOOL, typed | {"lock-password": PASSWORD})
    assert answer["Location"] == SCHOOL
    cast.school.refresh_from_db()
    assert (cast.school.name, cast.school.urn) == ("Amberley <School>", "123456")


@pytest.mark.parametrize("path", [HOME, REMOVAL, f"{SCHOOL}?there=1"])
def test_who_only_looked_does_nothing_by_unlocking(client: CheckedClient, path: str) -> None:
    """Of a page that would take a year back at one press, too; also after a wrong password."""
    locks(client)
    sent = {"lock-looked": "", "lock-password": "not this one"}
    for page in (client.get(path), client.post(path, sent)):
        assert '<input type="hidden" name="lock-looked">' in page.content.decode()
        assert "What you sent is kept" not in page.content.decode()
    answer = client.post(path, sent | {"lock-password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert client.get(path).status_code == 200
    assert AcademicYear.objects.filter(starts_on__year=2026, school__key="amberley").exists()


def test_a_file_is_asked_for_again(client: CheckedClient) -> None:
    locks(client)
    sent = {"file": SimpleUploadedFile("list.csv", b"Forename\nMaya\n")}
    page = client.post("/amberley/pupils/import/", sent).content.decode()
    assert "A file cannot be kept: choose it again afterwards." in page


def test_a_script_opens_it_with_the_password(client: CheckedClient) -> None:
    locks(client)
    script = {"HX-Request": "true"}
    wrong = client.post(LOCK, {"password": "not this one"}, headers=script)
    assert (wrong.status_code, wrong.content) == (422, b"That is not your password.")
    assert client.get(LOCK, headers=script).status_code == 423
    assert client.post(LOCK, {"password": PASSWORD}, headers=script).status_code == 204
    assert client.get(LOCK, headers=script).status_code == 204
    assert client.get(HOME).status_code == 200


def test_the_password_cannot_be_guessed(client: CheckedClient) -> None:
    locks(client)
    for number in range(5):
        client.post(LOCK, {"password": f"guess {number}"})
    assert b"too often" in client.post(LOCK, {"password": PASSWORD}).content
    assert client.get(HOME).status_code == 423
    assert client.post("/account/logout/").status_code == 302


def test_a_school_may_choose_never(client_of: ClientOf) -> None:
    client = client_of("leader")
    client.get(HOME)
    assert AFTER not in client.session
    assert 'id="cover"' not in client.get(HOME).content.decode()


def test_what_the_school_says_holds_from_the_next_page_on(
    client: CheckedClient, cast: Cast
) -> None:
    assert 'id="cover"' in client.get(HOME).content.decode()
    client.post(f"{SCHOOL}signing-in/", {"lock_after": "0"})
    client.get(HOME)
    lies_idle(client, 9999)
    assert client.get(HOME).status_code == 200
    assert client.post(f"{SCHOOL}signing-in/", {"lock_after": "121"}).status_code == 200
    cast.school.refresh_from_db()
    assert cast.school.lock_after == 0


def test_no_page_asks_the_database_for_it(
    client: CheckedClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The session and the person: as before."""
    session = client.session
    assert session[TOUCHED] <= int(time.time())
    assert IS_LOCKED not in session
    with django_assert_num_queries(2):
        client.get(LOCK)
