"""Coming in by OpenID Connect, with a real provider: a process of its own on this machine."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any  # a provider may say anything
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import override_settings

from lantern.accounts.models import Member, User
from lantern.accounts.tests.test_second_factor import an_app
from tests.cast import Cast
from tests.client import CheckedClient

WITH = "/account/with/council/"
STARTED = re.compile(r"running on http://127\.0\.0\.1:(\d+)", re.IGNORECASE)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Where it listens; it says so when it does."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    program = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    quiet = os.environ | {"NO_COLOR": "1"}
    started = subprocess.Popen(program, stderr=subprocess.PIPE, text=True, env=quiet)
    with started:
        assert started.stderr is not None
        assert any(STARTED.search(line) for line in started.stderr), "it never began to listen"
        yield f"http://127.0.0.1:{port}"
        started.terminate()


def council(
    server: str, *, second_factor: bool = False, domains: tuple[str, ...] = ()
) -> override_settings:
    """Lantern, with that provider named in its environment."""
    named = {
        "provider_id": "council", "name": "the council", "client_id": "lantern", "secret": "hush",
        "settings": {
            "server_url": server, "verified_email": list(domains), "second_factor": second_factor,
        },
    }  # fmt: skip
    apps = {"openid_connect": {"APPS": [named], "OAUTH_PKCE_ENABLED": True}}
    return override_settings(SOCIALACCOUNT_PROVIDERS=apps)


@pytest.fixture(autouse=True)
def _council(server: str, cast: Cast) -> Iterator[None]:
    with council(server):
        yield


def told(server: str, **claims: Any) -> None:
    """What the provider says of whoever signs in there."""
    requests.put(f"{server}/users/someone", json=claims, timeout=10).raise_for_status()


def comes_in(client: CheckedClient) -> str:
    """Through the provider's own page; the page on which they are in the end, in Lantern."""
    there = client.get(WITH)["Location"]
    back = requests.post(there, data={"sub": "someone"}, allow_redirects=False, timeout=10).headers[
        "Location"
    ]
    assert back.startswith("http://testserver/account/with/council/back/")
    answered = client.get(back.removeprefix("http://testserver"), follow=True)
    return str(answered.content.decode())


def test_the_button_stands_on_the_sign_in_page(cast: Cast) -> None:
    page = CheckedClient().get("/account/login/").content.decode()
    assert f'href="{WITH}">Come in with the council</a>' in page


def test_someone_on_a_staff_is_in(server: str, cast: Cast) -> None:
    told(server, email="Ms.Farrow@amberley.example", email_verified=True)
    client = CheckedClient()
    assert "<h1>Classes</h1>" in comes_in(client)
    assert client.get("/account/second-factor/").status_code == 200


def test_nobody_is_made_and_nothing_is_kept(server: str, cast: Cast) -> None:
    before = set(User.objects.values_list("pk", "password"))
    for email in ("new@elsewhere.example", cast.teacher.user.email):
        told(server, email=email, email_verified=True)
        comes_in(CheckedClient())
    assert set(User.objects.values_list("pk", "password")) == before
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "new@elsewhere.example", "email_verified": True},
        {"email": "ms.farrow@amberley.example", "email_verified": False},
        {"email": "ms.farrow@amberley.example", "email_verified": "false"},
        {"email": "ms.farrow@amberley.example"},
        {"email": "mr.goodbye@amberley.example", "email_verified": True},
        {"email": ["ms.farrow@amberley.example"], "email_verified": True},
        {"email_verified": True},
    ],
)
def test_others_are_told_alike_that_they_are_not(
    server: str, cast: Cast, claims: dict[str, object]
) -> None:
    told(server, **claims)
    client = CheckedClient()
    page = comes_in(client)
    assert "That address is on no school’s staff list" in page
    assert client.get("/amberley/")["Location"].startswith("/account/login/")


def test_an_account_that_is_closed_stays_out(server: str, cast: Cast) -> None:
    User.objects.filter(pk=cast.teacher.user_id).update(is_active=False)
    told(server, email=cast.teacher.user.email, email_verified=True)
    assert "on no school’s staff list" in comes_in(CheckedClient())


def test_a_provider_that_is_trusted_with_a_domain_need_not_say_so(server: str, cast: Cast) -> None:
    told(server, email=cast.teacher.user.email)
    with council(server, domains=("amberley.example",)):
        assert "<h1>Classes</h1>" in comes_in(CheckedClient())


def test_the_schools_own_second_step_is_still_asked_for(server: str, cast: Cast) -> None:
    cast.school.second_factor = True
    cast.school.save()
    told(server, email=cast.teacher.user.email, email_verified=True)
    assert "asks for a second step" in comes_in(CheckedClient())
    an_app(cast.teacher.user)
    assert "<h1>Your second step</h1>" in comes_in(CheckedClient())


def test_unless_the_provider_asks_for_one_itself(server: str, cast: Cast) -> None:
    cast.school.second_factor = True
    cast.school.save()
    told(server, email=cast.teacher.user.email, email_verified=True)
    with council(server, second_factor=True):
        assert "<h1>Classes</h1>" in comes_in(CheckedClient())
    assert not Authenticator.objects.exists()


def test_one_who_comes_so_needs_no_password_from_a_slip(server: str, cast: Cast) -> None:
    User.objects.filter(pk=cast.teacher.user_id).update(start_password=True)
    told(server, email=cast.teacher.user.email, email_verified=True)
    assert "<h1>Classes</h1>" in comes_in(CheckedClient())


def test_signed_in_as_another_they_are_themselves_afterwards(server: str, cast: Cast) -> None:
    client = CheckedClient()
    client.force_login(cast.leader.user)
    told(server, email=cast.teacher.user.email, email_verified=True)
    page = comes_in(client)
    assert "Ms Farrow" in page
    assert "Mrs Okafor ·" not in page
    assert Member.objects.count() > 1


def test_who_turns_back_there_is_told_so(cast: Cast) -> None:
    """As the standard says it: this provider leaves out the state that it was given."""
    client = CheckedClient()
    (state,) = parse_qs(urlsplit(client.get(WITH)["Location"]).query)["state"]
    there = f"{WITH}back/?error=access_denied&state={state}"
    assert "You turned back" in client.get(there, follow=True).content.decode()


def test_an_answer_that_nobody_asked_for_is_refused(cast: Cast) -> None:
    client = CheckedClient()
    answer = client.get(f"{WITH}back/?code=stolen&state=forged")
    assert answer.status_code == 401
    assert "That did not work" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_provider_that_is_not_there_is_said(cast: Cast) -> None:
    with council("http://127.0.0.1:9"):
        answer = CheckedClient().get(WITH)
    assert answer.status_code == 503
    assert "That did not work" in answer.content.decode()


def test_one_that_is_not_named_is_not_there(cast: Cast) -> None:
    assert CheckedClient().get("/account/with/nobody/").status_code == 404
