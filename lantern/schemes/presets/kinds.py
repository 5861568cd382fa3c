"""The kinds of value a scheme is made of, each refused with a plain sentence when it won't do."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

LONGEST = 2_000  # characters in one text
LARGEST = 1_000_000
PLACES = 6

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
COLOUR = re.compile(r"#[0-9a-f]{6}")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


def _refuse(what: str, instead: str) -> PydanticCustomError:
    # The braces keep a sentence that holds braces from being read as a template.
    return PydanticCustomError("plain", "{what}", {"what": what, "instead": instead})


def _text(value: object) -> str:
    """Words of ordinary length without unseen characters, which a database may refuse."""
    if not isinstance(value, str):
        raise _refuse("This should be words in quotation marks.", f'Write "{value}".')
    if len(value) > LONGEST:
        raise _refuse(f"This is {len(value)} characters long.", f"Use {LONGEST} at most.")
    if UNSEEN.search(value):
        raise _refuse("There is a character here that cannot be seen.", "Type the words again.")
    return value


def _key(value: object) -> str:
    """A short name that the rest of the file (and a style sheet) can safely use."""
    text = _text(value)
    if KEY.fullmatch(text):
        return text
    tidy = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40].strip("-")
    instead = f'Write "{tidy}".' if tidy else "Write a short word, such as good."
    raise _refuse("A key has only small letters, digits and hyphens, 40 at most.", instead)


def _maybe_key(value: object) -> str:
    """A key, or nothing."""
    return "" if value == "" else _key(value)


def _colour(value: object) -> str:
    """No colour, or a hash and six digits, kept in small letters."""
    text = _text(value).lower()
    if text and not COLOUR.fullmatch(text):
        raise _refuse(
            "A colour is a hash and six of 0 to 9 and a to f.",
            'Write it like "#1f7a4d", or leave the key out for no colour.',
        )
    return text


def _whole(value: object) -> int:
    """A whole number; true, 3.0 and "3" are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refuse("This should be a whole number, without quotation marks.", "Write 3, say.")
    if abs(value) > LARGEST:
        raise _refuse("This number is too large.", f"Use {LARGEST} at most.")
    return value


def _exact(value: object) -> Decimal:
    """A number held exactly as typed; six decimal places are plenty and keep sums quick."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _refuse("This should be a number, without quotation marks.", "Write 97.5, say.")
    number = Decimal(value)
    if not number.is_finite() or number.copy_abs() > LARGEST:
        raise _refuse("This number is too large.", f"Use {LARGEST} at most.")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -PLACES:
        raise _refuse("This number has too many decimal places.", f"Use {PLACES} at most.")
    return number


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _refuse("This should be true or false.", "Write true or false, nothing around it.")
    return value


def _day(value: object) -> date:
    if type(value) is not date:  # a moment is a date too, and has a time that we'd lose
        raise _refuse("This should be a date.", "Write it like 2026-11-02, no quotation marks.")
    return value


def _unpadded(value: str) -> str:
    if value != value.strip():
        raise _refuse("There are spaces before or after these words.", f'Write "{value.strip()}".')
    return value


Text = Annotated[str, BeforeValidator(_text), AfterValidator(_unpadded)]
Key = Annotated[str, BeforeValidator(_key)]
MaybeKey = Annotated[str, BeforeValidator(_maybe_key)]
Colour = Annotated[str, BeforeValidator(_colour)]
Whole = Annotated[int, BeforeValidator(_whole)]
Exact = Annotated[Decimal, BeforeValidator(_exact)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Day = Annotated[date, BeforeValidator(_day)]
