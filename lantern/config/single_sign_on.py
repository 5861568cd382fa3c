"""Who else may say who someone is: providers of OpenID Connect, named in the environment.

LANTERN_OIDC=google council                      a word for each
LANTERN_OIDC_GOOGLE_SERVER=https://…             where it says how it works
LANTERN_OIDC_GOOGLE_CLIENT, LANTERN_OIDC_GOOGLE_SECRET
LANTERN_OIDC_COUNCIL_NAME=the council            what its button says; else the word itself
LANTERN_OIDC_COUNCIL_DOMAINS=oakfield.sch.uk     whose addresses count as verified unsaid
LANTERN_OIDC_COUNCIL_SECOND_FACTOR=1             it asks for a second factor itself
"""

import re
from collections.abc import Callable
from typing import TypedDict

from django.core.exceptions import ImproperlyConfigured

Reader = Callable[[str], str]
LOCAL = re.compile(r"http://(localhost|127\.0\.0\.1)[:/]")


class Provider(TypedDict):
    """One provider, as allauth has it in its settings."""

    provider_id: str
    name: str
    client_id: str
    secret: str
    settings: dict[str, object]


def providers(read: Reader) -> list[Provider]:
    """Those that the environment names. Raises ImproperlyConfigured for one half told."""
    return [_provider(word.lower(), read) for word in read("LANTERN_OIDC").split()]


def _provider(word: str, read: Reader) -> Provider:
    def told(what: str) -> str:
        return read(f"LANTERN_OIDC_{word.upper()}_{what}")

    if not re.fullmatch(r"[a-z0-9]+", word):
        raise ImproperlyConfigured(f"LANTERN_OIDC: {word!r} may have letters and digits alone.")
    missing = [what for what in ("SERVER", "CLIENT", "SECRET") if not told(what)]
    if missing:
        raise ImproperlyConfigured(f"LANTERN_OIDC_{word.upper()}_{missing[0]} is missing.")
    if not told("SERVER").startswith("https://") and not LOCAL.match(told("SERVER")):
        raise ImproperlyConfigured(f"LANTERN_OIDC_{word.upper()}_SERVER must begin with https://.")
    if told("SECOND_FACTOR") not in {"", "0", "1"}:
        raise ImproperlyConfigured(f"LANTERN_OIDC_{word.upper()}_SECOND_FACTOR must be 0 or 1.")
    return {
        "provider_id": word,
        "name": told("NAME") or word.capitalize(),
        "client_id": told("CLIENT"),
        "secret": told("SECRET"),
        "settings": {
            "server_url": told("SERVER"),
            "verified_email": told("DOMAINS").replace(",", " ").split(),
            "second_factor": told("SECOND_FACTOR") == "1",
        },
    }
