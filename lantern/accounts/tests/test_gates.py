"""Closed by default, and 404 for what one may not see (style 6.4)."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from lantern.accounts.models import Member
from tests.cast import PASSWORD, Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
LOGIN = "/account/login/"


def test_a_school_that_is_not_ones_own_looks_like_none(client_of: ClientOf) -> None:
    client = client_of("leader")
    there, nowhere = client.get("/next-door/"), client.get("/nowhere/")
    assert there.status_code == nowhere.status_code == 404
    token = re.compile(rb'content="[A-Za-z0-9]{64}"')
    assert token.sub(b"", there.content) == token.sub(b"", nowhere.content)


def test_nobody_comes_in_before_their_first_day(client_of: ClientOf, cast: Cast) -> None:
    Member.objects.filter(pk=cast.teacher.pk).update(starts_on=date(2026, 11, 27))
    assert client_of("teacher").get("/amberley/").status_code == 404


def test_the_last_day_counts_in(client_of: ClientOf, cast: Cast) -> None:
    Member.objects.filter(pk=cast.teacher.pk).update(ends_on=date(2026, 11, 26))
    assert client_of("teacher").get("/amberley/").status_code == 200


def test_what_one_may_not_do_is_said(client_of: ClientOf) -> None:
    response = client_of("teacher").get("/amberley/staff/")
    assert response.status_code == 403
    assert "<h1>" in response.content.decode()


def test_signing_in_and_out(cast: Cast) -> None:
    client = CheckedClient()
    told = {"login": cast.teacher.user.email.upper(), "password": PASSWORD}
    response = client.post(f"{LOGIN}?next=/amberley/who-may/", told)
    assert response["Location"] == "/amberley/who-may/"
    client.post("/account/logout/")
    assert client.get("/amberley/").status_code == 302


def test_a_script_of_somebody_signed_out_is_not_shown_the_sign_in_page(cast: Cast) -> None:
    for ask in (CheckedClient().get, CheckedClient().post):
        answer = ask("/amberley/", headers={"HX-Request": "true"})
        assert (answer.status_code, answer.content) == (401, b"")


def test_signing_in_never_leads_to_another_host(cast: Cast) -> None:
    told = {"login": cast.teacher.user.email, "password": PASSWORD}
    response = CheckedClient().post(f"{LOGIN}?next=https://elsewhere.example/", told)
    assert response["Location"] == "/"


def test_an_account_that_is_closed_stays_out(cast: Cast) -> None:
    cast.teacher.user.is_active = False
    cast.teacher.user.save()
    client = CheckedClient()
    client.post(LOGIN, {"login": cast.teacher.user.email, "password": PASSWORD})
    assert client.get("/amberley/").status_code == 302


def test_nobody_makes_their_own_account(db: None) -> None:
    client = CheckedClient()
    told = {"email": "me@elsewhere.example", "password1": "a long one of mine"}
    client.post("/account/signup/", told)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("part", "path"),
    [("leader", "/amberley/"), ("leader", "/amberley/nothing/"), ("teacher", "/amberley/staff/"),
     ("anonymous", LOGIN)],
)  # fmt: skip
def test_a_browser_is_told_to_ask_no_other_host(client_of: ClientOf, part: str, path: str) -> None:
    """Nor to run what stands in a page, nor to show it within another."""
    answer = client_of(part).get(path)
    said = dict(each.strip().split(" ", 1) for each in answer[POLICY].split(";"))
    assert said.pop("img-src") == "'self' data:"
    assert {said.pop(each) for each in ("default-src", "form-action")} == {"'self'"}
    assert said == dict.fromkeys(("object-src", "base-uri", "frame-ancestors"), "'none'")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"


POLICY = "Content-Security-Policy"
