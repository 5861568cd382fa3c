"""Short answers in a cell: yes or no, a telephone number, an email address."""

import re

YES = frozenset(["y", "yes", "true", "t", "1", "✓", "✔", "✔\ufe0f", "☑", "☑\ufe0f", "✅", "√"])
NO = frozenset(["n", "no", "false", "f", "0", "✗", "✘", "☐", "❌", "none"])
HAS_SEN = frozenset(["k", "e", "ehcp", "ehc", "ehcplan", "sensupport", "senk", "sene"])
NO_SEN = frozenset(["nosen", "nospecialeducationalneed", "nospecialeducationalneeds", "senn"])
EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(\.[^@\s,;<>.]+)+")
EMAIL_LIMIT = 254
PHONE_LIMIT = 40


def read_yes_no(text: str) -> bool | None:
    """Yes or no as school systems write it, a tick or a special-needs status; None if neither.

    Of the statuses N is no; K (support) and E (plan) are yes (standards 1.4).
    """
    answer = text.strip().casefold()
    tight = "".join(mark for mark in answer if mark.isalnum())
    if answer in YES or tight in HAS_SEN:
        return True
    if tight.startswith(("educationhealth", "ehcplan", "sensupport")):
        return True
    return False if answer in NO or tight in NO_SEN else None


def read_phone(text: str) -> str | None:
    """A telephone number as typed, with the leading 0 put back that a spreadsheet lost.

    None when it holds fewer than 7 or more than 15 digits.
    """
    typed = " ".join(text.split())
    digits = "".join(mark for mark in typed if mark in "0123456789")
    if not 7 <= len(digits) <= 15 or len(typed) > PHONE_LIMIT:
        return None
    if typed == digits and len(digits) == 10 and digits[0] in "1237":
        return "0" + digits
    if typed == digits and len(digits) == 12 and digits.startswith("44"):
        return "+" + digits
    return typed


def read_email(text: str) -> str | None:
    """An email address, or None when it cannot be one."""
    typed = text.strip().removeprefix("mailto:")
    return typed if EMAIL.fullmatch(typed) and len(typed) <= EMAIL_LIMIT else None
