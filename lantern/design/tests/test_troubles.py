"""Pages for when something is wrong: sound, plain, and drawn with nothing in hand."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults

from tests.client import check_page

SAID = {
    "400": "could not read what was sent",
    "403": "ask a leader",
    "403_csrf": "open too long",
    "404": "There is nothing here for you to see.",
    "405": "Nothing was sent.",
    "429": "tried too often",
    "500": "Something went wrong in Lantern",
}


@pytest.mark.parametrize("name", SAID)
def test_the_page_is_sound_without_a_request_or_a_database(name: str) -> None:
    html = render_to_string(f"{name}.html")
    check_page(html)
    assert SAID[name] in html


def test_a_broken_page_answers_without_asking_the_database() -> None:
    answer = defaults.server_error(RequestFactory().get("/"))  # no database mark: it may not ask
    assert answer.status_code == 500
    check_page(answer.content.decode())


def test_a_form_from_elsewhere_is_refused_in_plain_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})
    assert answer.status_code == 403
    assert SAID["403_csrf"] in answer.content.decode()
