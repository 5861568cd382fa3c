"""A school that asks for a second factor shows nothing before it has one (standards 6.4)."""

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from lantern.accounts.actions import start_again, take_second_factor
from lantern.accounts.models import User
from lantern.accounts.rules import STAFF_ROLES, Role
from lantern.audit.models import Note
from tests.cast import PASSWORD, Cast, a_member
from tests.client import CheckedClient
from tests.sweep.filling import values_for
from tests.sweep.walking import Address, every_address

ClientOf = Callable[[str], CheckedClient]
LOGIN, INDEX, APP = "/account/login/", "/account/second-factor/", "/account/second-factor/app/"
ASKED, TRUST = "/account/second-factor/asked/", "/account/second-factor/trust/"
HOME = "/amberley/"
OURS = [each for each in every_address() if each.ours and "school" in each.route]


@pytest.fixture(autouse=True)
def _asks(cast: Cast) -> Iterator[None]:
    cache.clear()
    cast.school.second_factor = True
    cast.school.save()
    yield
    cache.clear()


def codes(secret: str) -> list[str]:
    """The app's codes: the one before, the one now, the next."""
    return [format_hotp_value(hotp_value(secret, n)) for n in yield_hotp_counters_from_time()]


def an_app(user: User) -> str:
    """An app that is set up; its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def knocks(user: User) -> CheckedClient:
    """A browser in which the password was right."""
    client = CheckedClient()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client


def shown(client: Client, code: str) -> str:
    """Where a code leads."""
    answer = client.post(ASKED, {"code": code})
    return str(answer["Location"]) if answer.status_code == 302 else ""


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_no_page_of_the_school_answers_before(
    address: Address, client_of: ClientOf, cast: Cast
) -> None:
    path = address.filled(values_for(address, cast, cast.leader, school="amberley"))
    for method in ("get", "post"):
        answer = getattr(client_of("leader"), method)(path)
        assert (answer.status_code, answer.get("Location")) == (302, INDEX), (method, path)


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_it_is_asked_of_every_role(role: Role, cast: Cast) -> None:
    client = CheckedClient()
    client.force_login(a_member(cast.school, role, "Mx New").user)
    assert client.get("/amberley/who-may/")["Location"] == INDEX


def test_a_stranger_is_not_told_that_there_is_a_school(client_of: ClientOf) -> None:
    assert client_of("stranger").get(HOME).status_code == 404


def test_an_app_is_set_up_and_then_they_are_in(cast: Cast) -> None:
    client = knocks(cast.teacher.user)
    assert client.get(HOME)["Location"] == INDEX
    page = client.get(INDEX).content.decode()
    assert "Amberley Primary School asks for a second step" in page
    page = client.get(APP).content.decode()
    assert '<svg class="square-code"' in page
    secret = client.session["mfa.totp.secret"]
    assert " ".join(re.findall("[A-Z2-7]{4}", secret)) in page
    assert client.post(APP, {"code": "000000"}).status_code == 200
    assert client.post(APP, {"code": codes(secret)[1]})["Location"] == f"{INDEX}codes/"
    assert client.get(f"{INDEX}codes/").content.decode().count("<li><code>") == 10
    assert client.get(HOME).status_code == 200
    assert Note.objects.filter(did="second factor added", school="amberley").count() == 1


def test_its_secret_cannot_be_read_in_the_database(cast: Cast) -> None:
    secret = an_app(cast.teacher.user)
    kept = Authenticator.objects.get().data["secret"]
    assert secret not in kept
    assert len(kept) > 100


def test_who_has_one_is_asked_for_it_when_they_sign_in(cast: Cast) -> None:
    secret = an_app(cast.teacher.user)
    client = knocks(cast.teacher.user)
    assert client.get(HOME)["Location"].startswith(LOGIN)
    assert shown(client, codes(secret)[1]) == TRUST
    assert client.post(TRUST, {"action": "skip"}).status_code == 302
    assert client.get(HOME).status_code == 200


def test_a_trusted_computer_is_asked_for_the_password_alone(cast: Cast) -> None:
    secret = an_app(cast.teacher.user)
    client = knocks(cast.teacher.user)
    shown(client, codes(secret)[1])
    client.post(TRUST, {"action": "trust"})
    client.post("/account/logout/")
    client.post(LOGIN, {"login": cast.teacher.user.email, "password": PASSWORD})
    assert client.get(HOME).status_code == 200
    other = knocks(cast.teacher.user)
    assert other.get(HOME)["Location"].startswith(LOGIN)


def test_a_code_opens_the_door_once(cast: Cast) -> None:
    """Also half a minute later, when allauth has forgotten it."""
    secret = an_app(cast.teacher.user)
    _, now, after = codes(secret)  # both are good for half a minute at least
    assert shown(knocks(cast.teacher.user), now) == TRUST
    cache.delete(f"allauth.mfa.totp.used?user={cast.teacher.user.pk}&code={now}")
    assert shown(knocks(cast.teacher.user), now) == ""
    assert shown(knocks(cast.teacher.user), after) == TRUST


def test_a_recovery_code_stands_in_once(cast: Cast) -> None:
    an_app(cast.teacher.user)
    code = RecoveryCodes.activate(cast.teacher.user).get_unused_codes()[3]
    assert shown(knocks(cast.teacher.user), code) == TRUST
    assert shown(knocks(cast.teacher.user), code) == ""


def test_a_code_cannot_be_guessed(cast: Cast) -> None:
    """After five wrong ones the right one is refused too, from whatever browser."""
    secret = an_app(cast.teacher.user)
    wrong = [f"{n:06}" for n in range(12) if f"{n:06}" not in codes(secret)][:5]
    for code in wrong:
        assert shown(knocks(cast.teacher.user), code) == ""
    assert shown(knocks(cast.teacher.user), codes(secret)[1]) == ""


def test_a_session_from_before_is_asked_once_it_is_set_up_elsewhere(cast: Cast) -> None:
    """Whoever stole the password and came in first gains nothing by waiting."""
    early = knocks(cast.teacher.user)
    secret = an_app(cast.teacher.user)
    answer = early.get("/amberley/who-may/")
    assert answer["Location"] == "/account/second-factor/again/?next=%2Famberley%2Fwho-may%2F"
    told = {"code": codes(secret)[1], "next": "/amberley/who-may/"}
    assert early.post("/account/second-factor/again/", told)["Location"] == "/amberley/who-may/"
    assert early.get("/amberley/who-may/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        INDEX, APP, f"{APP}removal/", f"{INDEX}codes/", f"{INDEX}codes/new/",
        f"{INDEX}passkeys/new/", f"{INDEX}passkeys/1/removal/", "/account/password/change/",
    ],
)  # fmt: skip
def test_nor_does_such_a_session_change_how_its_owner_comes_in(cast: Cast, path: str) -> None:
    """No factor of the thief's beside the owner's, no look at the recovery codes."""
    early = knocks(cast.teacher.user)
    an_app(cast.teacher.user)
    RecoveryCodes.activate(cast.teacher.user)
    for method in ("get", "post"):
        answer = getattr(early, method)(path)
        assert answer.status_code == 302, method
        assert answer["Location"].startswith(f"{INDEX}again/"), method
    assert Authenticator.objects.count() == 2


def test_taken_away_by_its_owner_it_is_asked_for_anew(cast: Cast) -> None:
    secret = an_app(cast.teacher.user)
    client = knocks(cast.teacher.user)
    shown(client, codes(secret)[1])
    client.post(TRUST, {"action": "skip"})
    assert "Take the app away?" in client.get(f"{APP}removal/").content.decode()
    assert client.post(f"{APP}removal/").status_code == 302
    assert client.get(HOME)["Location"] == INDEX
    assert Note.objects.filter(did="second factor removed").count() == 1


@pytest.mark.parametrize("how", [take_second_factor, start_again])
def test_who_is_still_at_the_door_is_turned_away_when_it_is_changed(
    cast: Cast, how: Callable[..., object]
) -> None:
    secret = an_app(cast.teacher.user)
    client = knocks(cast.teacher.user)
    assert shown(client, codes(secret)[1]) == TRUST
    how(member=cast.teacher, by=cast.viewer("leader"))
    answer = client.post(TRUST, {"action": "skip"}, follow=True)
    assert answer.redirect_chain == [(LOGIN, 302)]
    assert "How you sign in was changed a moment ago." in answer.content.decode()
    assert client.get(HOME)["Location"].startswith(LOGIN)
    assert client.post(TRUST, {"action": "skip"})["Location"] == LOGIN  # nor by trying again


def test_after_a_while_the_password_is_asked_before_it_is_changed(cast: Cast) -> None:
    client = knocks(cast.teacher.user)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 301
    session.save()
    answer = client.get(APP)
    assert answer["Location"].startswith("/account/password/again/?next=")
    page = client.get(answer["Location"]).content.decode()
    assert "Your password again" in page
    told = {"password": PASSWORD, "next": APP}
    assert client.post("/account/password/again/", told)["Location"] == APP
    assert client.get(APP).status_code == 200


def test_a_school_that_does_not_ask_shows_itself(client_of: ClientOf, cast: Cast) -> None:
    cast.school.second_factor = False
    cast.school.save()
    assert client_of("teacher").get(HOME).status_code == 200
