"""Providers of OpenID Connect, as whoever runs Lantern names them in the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from lantern.config.single_sign_on import providers

TOLD = {
    "LANTERN_OIDC": "google Council",
    "LANTERN_OIDC_GOOGLE_SERVER": "https://accounts.example",
    "LANTERN_OIDC_GOOGLE_CLIENT": "lantern",
    "LANTERN_OIDC_GOOGLE_SECRET": "hush",
    "LANTERN_OIDC_COUNCIL_SERVER": "http://localhost:9400",
    "LANTERN_OIDC_COUNCIL_CLIENT": "lantern",
    "LANTERN_OIDC_COUNCIL_SECRET": "hush",
    "LANTERN_OIDC_COUNCIL_NAME": "the council",
    "LANTERN_OIDC_COUNCIL_DOMAINS": "a.example, b.example",
    "LANTERN_OIDC_COUNCIL_SECOND_FACTOR": "1",
}


def read(**changes: str) -> list[str]:
    told = TOLD | changes
    return [found["name"] for found in providers(lambda name: told.get(name, ""))]


def test_with_none_named_there_is_none() -> None:
    assert providers(lambda name: "") == []


def test_each_is_read() -> None:
    google, council = providers(lambda name: TOLD.get(name, ""))
    assert (google["provider_id"], google["name"]) == ("google", "Google")
    assert google["settings"]["second_factor"] is False
    assert council["name"] == "the council"
    assert council["settings"]["verified_email"] == ["a.example", "b.example"]
    assert council["settings"]["second_factor"] is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LANTERN_OIDC", "goo/gle"),
        ("LANTERN_OIDC_GOOGLE_SERVER", ""),
        ("LANTERN_OIDC_GOOGLE_SERVER", "http://accounts.example"),
        ("LANTERN_OIDC_GOOGLE_SERVER", "http://localhost.elsewhere.example"),
        ("LANTERN_OIDC_GOOGLE_CLIENT", ""),
        ("LANTERN_OIDC_GOOGLE_SECRET", ""),
        ("LANTERN_OIDC_COUNCIL_SECOND_FACTOR", "yes"),
    ],
)
def test_one_half_told_is_refused(name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"LANTERN_OIDC"):
        read(**{name: value})
