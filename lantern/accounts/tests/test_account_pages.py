"""Signing in and out, and what allauth offers beside them, in our own dress."""

import pytest
from django.test import Client

from lantern.accounts.models import User
from tests.client import CheckedClient

ASKS_A_LEADER = ("/account/password/reset/", "/account/password/reset/done/", "/account/signup/")
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
    page = client.get("/account/login/").content.decode()
    assert "<title>Sign in · Lantern</title>" in page
    assert 'autocomplete="email"' in page
    assert 'autocomplete="current-password"' in page
    assert "remember" not in page.lower()


@pytest.mark.django_db
def test_a_wrong_password_says_so_at_the_top(client: Client) -> None:
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


def test_an_email_address_is_not_changed_here(signed_in: Client) -> None:
    page = signed_in.get("/account/email/").content.decode()
    assert "<form" not in page
