"""Writing the audit: called inside the transaction of what it tells of."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from lantern.audit.models import Note

Plain = str | int | bool | None


class Actor(Protocol):
    """Whoever does something: a person at a door, or a named job."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def school_key(self) -> str: ...
    @property
    def now(self) -> datetime: ...
    @property
    def noted_as(self) -> tuple[int | None, str]:
        """The account's number, None for no person, and the name that a note keeps."""
        ...


def note(did: str, *, about: object, by: Actor, **details: Plain) -> Note:
    """One line of the audit about one thing; it is undone with the write that it tells of."""
    row = _note(did, about, by, details)
    row.save(force_insert=True)
    return row


def note_each(did: str, *, about: Iterable[object], by: Actor, **details: Plain) -> int:
    """The same line about each of many things, in one write. How many."""
    return len(Note.objects.bulk_create(_note(did, one, by, details) for one in about))


def _note(did: str, about: object, by: Actor, details: dict[str, Plain]) -> Note:
    user, name = by.noted_as
    return Note(
        at=by.now,
        at_by=name,
        user=user,
        school=by.school_key,
        did=did,
        about_kind=type(about).__name__,
        about=str(getattr(about, "ref", getattr(about, "pk", ""))),
        details=details,
    )
