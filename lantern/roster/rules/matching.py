"""Which child of the roll each record of a file is about."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias
from uuid import UUID

from lantern.roster.rules.facts import ExistingPupil, PupilFacts
from lantern.roster.rules.names import name_key
from lantern.roster.rules.rows import Record

Name: TypeAlias = tuple[str, str]
Person: TypeAlias = tuple[Name, date]


@dataclass(frozen=True)
class Matches:
    """For each record, by its place, the child it is about or why nobody can say.

    `met` are the refs of all children that the file may be about, refused ones too; `namesakes` are
    the children on the roll by legal name, `unmet` those whom the file is not about by birth.
    """

    pupils: tuple[ExistingPupil | None, ...]
    reasons: tuple[tuple[str, ...], ...]
    met: frozenset[UUID]
    namesakes: Mapping[Name, Sequence[PupilFacts]]
    unmet: Mapping[date, Sequence[PupilFacts]]

    def renamed(self, record: Record) -> tuple[PupilFacts, ...]:
        """Whom a new child may be under another name: born that day, half the name the same.

        Not the child's twin: the file is about each of them.
        """
        born = self.unmet.get(record.born_on, ()) if record.born_on else ()
        return tuple(facts for facts in born if any(map(_same, _legal(facts), record.key)))


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def match(records: Sequence[Record], existing: Sequence[ExistingPupil]) -> Matches:
    """The child of each record: by UPN, else by name and date of birth; never a guess."""
    roll = _Roll(existing)
    found = _settled([roll.candidates(record) for record in records], namesakes=roll.by_name)
    unmet: dict[date, list[PupilFacts]] = defaultdict(list)
    for pupil in existing:
        if pupil.ref not in found.met and pupil.facts.born_on and not pupil.facts.left_on:
            unmet[pupil.facts.born_on].append(pupil.facts)
    return replace(found, unmet=unmet)


class _Roll:
    """The children on the roll, by each thing that a file may know them by."""

    def __init__(self, existing: Sequence[ExistingPupil]):
        self.by_upn: dict[str, ExistingPupil] = {}
        self.by_name: dict[Name, list[PupilFacts]] = defaultdict(list)
        self.named: dict[Person, list[ExistingPupil]] = defaultdict(list)
        for pupil in existing:
            self._put(pupil)

    def _put(self, pupil: ExistingPupil) -> None:
        facts = pupil.facts
        if facts.upn:
            self.by_upn[facts.upn] = pupil
        self.by_name[_legal(facts)].append(facts)
        if facts.born_on:
            for name in {_legal(facts), _called(facts)}:
                self.named[name, facts.born_on].append(pupil)

    def candidates(self, record: Record) -> tuple[ExistingPupil, ...]:
        """Those it could be: the one with its UPN, and any without a UPN who has its name."""
        owner = self.by_upn.get(record.upn) if record.upn else None
        namesakes = self._namesakes(record)
        if owner is None:
            return namesakes
        return (owner, *(p for p in namesakes if p is not owner and not p.facts.upn))

    def _namesakes(self, record: Record) -> tuple[ExistingPupil, ...]:
        """Born the same day, with a name in common: the legal one or the one they go by."""
        born_on = record.born_on
        if born_on is None or not any(record.key):
            return ()
        names = {record.key, _called(record)}
        found = (p for name in sorted(names) for p in self.named.get((name, born_on), ()))
        return tuple({pupil.ref: pupil for pupil in found}.values())


def _legal(told: PupilFacts | Record) -> Name:
    return name_key(told.legal_forename, told.legal_surname)


def _called(told: PupilFacts | Record) -> Name:
    forename = told.preferred_forename or told.legal_forename
    return name_key(forename, told.preferred_surname or told.legal_surname)


def _settled(
    candidates: Sequence[tuple[ExistingPupil, ...]],
    *,
    namesakes: Mapping[Name, Sequence[PupilFacts]],
) -> Matches:
    claims = Counter(pupil.ref for found in candidates for pupil in found)
    reasons = [_doubts(found, claims) for found in candidates]
    pupils = [
        found[0] if found and not doubts else None
        for found, doubts in zip(candidates, reasons, strict=True)
    ]
    return Matches(tuple(pupils), tuple(reasons), frozenset(claims), namesakes, {})


def _doubts(found: tuple[ExistingPupil, ...], claims: Mapping[UUID, int]) -> tuple[str, ...]:
    """Why nobody can say which child it is.

    A child whom two records could be about is left alone by both, however sure one seems: else
    doing the plan would change what the same file means the next time.
    """
    if len(found) > 1:
        names = " or ".join(pupil.facts.name for pupil in found)
        return (f"It could be either {names}, both on the roll: nothing in the file says which.",)
    if found and claims[found[0].ref] > 1:
        name = found[0].facts.name
        return (f"Two children of the file could both be {name}, who is on the roll once.",)
    return ()
