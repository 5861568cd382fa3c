"""What is known of a child and of the adults around them, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from lantern.roster.rules.names import name_key

Known = TypeVar("Known")


@dataclass(frozen=True)
class Guardian:
    """An adult linked to a child. None means that nobody has said (standards 6.6)."""

    forename: str = ""
    surname: str = ""
    title: str = ""
    relationship: str = ""
    email: str = ""
    phone: str = ""
    parental_responsibility: bool | None = None
    lives_with: bool | None = None
    order: int | None = None
    ref: UUID | None = None

    @property
    def name(self) -> str:
        """The adult's name as it is spoken of."""
        return " ".join(filter(None, [self.title, self.forename, self.surname]))

    @property
    def key(self) -> tuple[str, ...]:
        """What tells one adult of a child from another.

        The name without its title; for one of no forename the title and relationship too, or Mrs
        and Mr O'Brien would be one.
        """
        name = name_key(self.forename, self.surname)
        if self.forename:
            return name
        return *name, self.title.rstrip(".").casefold(), self.relationship.casefold()


@dataclass(frozen=True)
class PupilFacts:
    """All that a roster file can say of a child. `""`, None and no groups mean "not known"."""

    legal_forename: str = ""
    legal_surname: str = ""
    preferred_forename: str = ""
    preferred_surname: str = ""
    upn: str = ""
    born_on: date | None = None
    year_override: int | None = None
    class_name: str = ""
    groups: frozenset[str] = frozenset()
    guardians: tuple[Guardian, ...] = ()
    joined_on: date | None = None
    left_on: date | None = None

    @property
    def name(self) -> str:
        """The name the child goes by."""
        forename = self.preferred_forename or self.legal_forename
        surname = self.preferred_surname or self.legal_surname
        return " ".join(filter(None, [forename, surname]))


@dataclass(frozen=True)
class ExistingPupil:
    """A child on Lantern's roll, leavers too, known outside by `ref`."""

    ref: UUID
    facts: PupilFacts


def told_first(values: Sequence[Known]) -> Known:
    """The first that is not blank."""
    return next((value for value in values if value not in ("", None)), values[0])


def fill(before: Guardian, told: Guardian) -> tuple[Guardian, bool]:
    """`before` with its blanks filled from `told`, and whether the two contradict each other."""
    after = replace(over(told, before), forename=before.forename, surname=before.surname)
    return after, over(before, told) != after


def over(below: Guardian, above: Guardian) -> Guardian:
    """`below` with everything that `above` tells written over it; a name keeps its spelling."""
    return Guardian(
        forename=below.forename or above.forename,
        surname=below.surname or above.surname,
        title=told_first([above.title, below.title]),
        relationship=told_first([above.relationship, below.relationship]),
        email=told_first([above.email, below.email]),
        phone=told_first([above.phone, below.phone]),
        parental_responsibility=told_first(
            [above.parental_responsibility, below.parental_responsibility]
        ),
        lives_with=told_first([above.lives_with, below.lives_with]),
        order=told_first([above.order, below.order]),
        ref=told_first([above.ref, below.ref]),
    )
