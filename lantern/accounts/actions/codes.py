"""Codes that stand on a slip of paper: what they are made of, and what is kept of one."""

import secrets

from django.utils.crypto import salted_hmac

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowel: they make no word, and none is taken for a digit
GROUPS, IN_A_GROUP = 3, 4  # about 52 bits of chance


def a_code() -> str:
    """A new code, as it stands on a slip."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def digest_of(code: str, *, opens: str) -> str:
    """Keyed by the installation's secret: a copy of the database cannot be tried against.

    `opens` is what such a code opens, so that one for something else is no code for it.
    """
    letters = "".join(filter(str.isalpha, code.upper()))
    return salted_hmac(f"lantern {opens}", letters, algorithm="sha256").hexdigest()
