"""What a device tells of what was done on it: read, and refused in words where it is nonsense."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any  # what a device sends is anything at all
from uuid import UUID

MOST = 200  # deeds that are sent together
MOST_CHILDREN = 100  # of one tap: more than any class
LONGEST = {"reason": 120, "why": 300}  # letters
OLDEST = timedelta(days=60)  # how long a device may keep what it could not send


class NotADeed(ValueError):
    """What was sent makes no sense, said in one plain sentence."""


@dataclass(frozen=True, kw_only=True)
class Give:
    """One tap: an award by its key, to children, or with none to the class itself."""

    ref: UUID
    at: datetime
    award: str
    reason: str
    school_class: UUID | None
    pupils: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class TakeBack:
    """A tap is taken back, of all its children or of one: at first without a word, later with."""

    ref: UUID
    at: datetime
    of: UUID
    pupil: UUID | None
    why: str


Deed = Give | TakeBack


def read_deeds(told: Any, *, now: datetime) -> list[Deed]:
    """The deeds of one sending, in their order.

    The device's clock may be wrong, or stand on another day: what counts is how long ago by its own
    clock something was done, in whole milliseconds. Raises NotADeed for what is no list of deeds.
    """
    if not isinstance(told, Mapping) or not isinstance(told.get("deeds"), list):
        raise NotADeed("That was no list of what was done.")
    rows, sent = told["deeds"], _whole(told, "sent")
    if not rows or len(rows) > MOST:
        raise NotADeed(f"Send between 1 and {MOST} at once.")
    return list(_each(rows, sent, now))


def _each(rows: list[Any], sent: int, now: datetime) -> Iterator[Deed]:
    for row in rows:
        if not isinstance(row, Mapping):
            raise NotADeed("One of them is no deed.")
        ago = timedelta(milliseconds=max(sent - _whole(row, "at"), 0))
        yield _deed(
            row, at=now.astimezone(UTC) - min(ago, OLDEST)
        )  # not by a clock that is changed


def _deed(row: Mapping[str, Any], *, at: datetime) -> Deed:
    match row.get("kind"):
        case "award":
            return Give(
                ref=_ref(row, "ref"), at=at, award=_text(row, "award", 80),
                reason=_text(row, "reason", LONGEST["reason"]),
                school_class=_maybe(row, "class"), pupils=_refs(row, "pupils"),
            )  # fmt: skip
        case "take-back":
            return TakeBack(
                ref=_ref(row, "ref"), at=at, of=_ref(row, "of"), pupil=_maybe(row, "pupil"),
                why=_text(row, "why", LONGEST["why"]),
            )  # fmt: skip
        case _:
            raise NotADeed("One of them is of no kind that there is.")


def _whole(row: Mapping[str, Any], name: str) -> int:
    found = row.get(name)
    if type(found) is not int or not 0 <= found < 10**14:
        raise NotADeed(f"“{name}” is no moment.")
    return found


def _text(row: Mapping[str, Any], name: str, longest: int) -> str:
    found = row.get(name, "")
    if not isinstance(found, str):
        raise NotADeed(f"“{name}” is no text.")
    said = " ".join(found.replace("\0", " ").split())
    if len(said) > longest:
        raise NotADeed(f"“{name}” is too long: {longest} letters are the most.")
    return said


def _ref(row: Mapping[str, Any], name: str) -> UUID:
    return _uuid(row.get(name), name)


def _maybe(row: Mapping[str, Any], name: str) -> UUID | None:
    found = row.get(name)
    return None if found in (None, "") else _uuid(found, name)


def _refs(row: Mapping[str, Any], name: str) -> tuple[UUID, ...]:
    found = row.get(name, [])
    if not isinstance(found, list) or len(found) > MOST_CHILDREN:
        raise NotADeed(f"“{name}” is no list of at most {MOST_CHILDREN}.")
    return tuple(dict.fromkeys(_uuid(each, name) for each in found))


def _uuid(found: Any, name: str) -> UUID:
    try:
        return UUID(found)
    except (AttributeError, TypeError, ValueError):
        raise NotADeed(f"“{name}” is no reference.") from None
