"""Signing in and out, and what allauth offers beside them, in our own dress."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from lantern.accounts.models import User
from tests.cast import a_school
from tests.client import CheckedClient

ASKS_A_LEADER = (
    "/account/password/reset/", "/account/password/set/", "/account/email/", "/account/signup/",
)  # fmt: skip
OF_ALLAUTH = (  # what it offers and we do not
    "/account/confirm-email/", "/account/confirm-email/a-key/", "/account/login/code/",
    "/account/login/code/confirm/", "/account/password/reset/done/",
    "/account/password/reset/key/1-a-key/", "/account/password/reset/key/done/",
    "/account/reauthenticate/", "/account/phone/change/", "/account/signup/passkey/",
)  # fmt: skip
PASSWORD = "three calm otters"


@pytest.fixture
def client() -> Client:
    return CheckedClient()


@pytest.fixture
def signed_in(client: Client, db: None) -> Client:
    user = User.objects.create_user(email="ms.vale@example.org", name="Ms Vale", password=PASSWORD)
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_signing_in_asks_for_two_things_and_remembers_nobody(client: Client) -> None:
    a_school("oakfield", "Oakfield")
    page = client.get("/account/login/").content.decode()
    assert "<title>Sign in · Lantern</title>" in page
    assert 'autocomplete="email"' in page
    assert 'autocomplete="current-password"' in page
    assert "remember" not in page.lower()


@pytest.mark.django_db
def test_a_wrong_password_says_so_at_the_top(client: Client) -> None:
    a_school("oakfield", "Oakfield")
    answer = client.post("/account/login/", {"login": "nobody@example.org", "password": "no"})
    page = answer.content.decode()
    assert "<title>Please look again: Sign in · Lantern</title>" in page
    assert 'class="trouble" role="alert"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ASKS_A_LEADER)
def test_what_would_need_an_email_says_to_ask_a_leader(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert "<form" not in page
    assert "A leader" in page


def test_signing_out_is_asked_once(signed_in: Client) -> None:
    page = signed_in.get("/account/logout/").content.decode()
    assert "Everything you have done is already saved." in page
    assert signed_in.post("/account/logout/").status_code == 302


def test_a_password_is_changed_with_a_word_of_advice(signed_in: Client) -> None:
    page = signed_in.get("/account/password/change/").content.decode()
    assert "Three or four words together" in page
    assert page.count('type="password"') == 3
    assert "New password again" in page
    assert "placeholder" not in page
    assert "Forgot your password?" not in page


def test_whoever_has_chosen_a_password_goes_home_and_is_told(signed_in: Client) -> None:
    User.objects.update(start_password=True)
    page = signed_in.get("/account/password/change/").content.decode()
    assert "Choose your own password</h1>" in page
    mine = "four brave geese"
    said = {"oldpassword": PASSWORD, "password1": mine, "password2": mine}
    answer = signed_in.post("/account/password/change/", said)
    assert answer["Location"] == "/"
    assert "Your password is changed." in signed_in.get("/").content.decode()


@pytest.mark.parametrize("address", ASKS_A_LEADER)
def test_what_a_leader_does_is_done_nowhere_else(signed_in: Client, address: str) -> None:
    """Nothing of it is taken, not even from someone who has signed in."""
    assert "<form" not in signed_in.get(address).content.decode().partition("<main")[2]
    told = {"email": "mine@elsewhere.example", "action_add": "", "password1": PASSWORD}
    assert signed_in.post(address, told).status_code == 405
    assert not EmailAddress.objects.exists()
    assert not mail.outbox
    assert User.objects.count() == 1


@pytest.mark.parametrize("address", OF_ALLAUTH)
def test_what_is_not_offered_is_not_there(signed_in: Client, address: str) -> None:
    for method in ("get", "post"):
        assert getattr(signed_in, method)(address).status_code == 404, method


@pytest.mark.django_db
def test_an_account_that_is_closed_is_told_so(client: Client) -> None:
    assert "This account is closed" in client.get("/account/inactive/").content.decode()
