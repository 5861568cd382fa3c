"""Where mail is handed over, as whoever runs Lantern writes it in the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from lantern.config.mail import server

SENDER = "Lantern <lantern@oakfield.example>"


def test_with_none_set_nothing_is_sent() -> None:
    found = server("", sender="")
    assert (found.host, found.backend) == ("", "django.core.mail.backends.dummy.EmailBackend")


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", "mail.example", 587, True, False),
        ("smtp://mail.example:2525", "mail.example", 2525, True, False),
        ("smtps://mail.example", "mail.example", 465, False, True),
        ("smtp+plain://127.0.0.1", "127.0.0.1", 25, False, False),
    ],
)
def test_the_address_says_all_of_it(url: str, host: str, port: int, tls: bool, ssl: bool) -> None:
    found = server(url, sender=SENDER)
    assert (found.host, found.port, found.starts_tls, found.is_tls) == (host, port, tls, ssl)
    assert found.backend == "django.core.mail.backends.smtp.EmailBackend"


def test_a_password_may_hold_any_sign() -> None:
    found = server("smtp://us%40school:p%3A%2F%40@mail.example", sender=SENDER)
    assert (found.user, found.password) == ("us@school", "p:/@")


@pytest.mark.parametrize(
    ("url", "sender"),
    [("mail.example", SENDER), ("http://mail.example", SENDER), ("smtp://", SENDER),
     ("smtp://mail.example", ""), ("smtp://mail.example", "Lantern")],
)  # fmt: skip
def test_what_names_no_server_or_no_sender_is_refused(url: str, sender: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LANTERN_MAIL"):
        server(url, sender=sender)
