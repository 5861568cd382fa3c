"""What a roster file would do to the roll: a pure comparison, to be shown and then confirmed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from lantern.roster.rules.changes import NOBODY, Change, changes_between, updated
from lantern.roster.rules.digests import digest_of
from lantern.roster.rules.doubts import added_cautions, changed_cautions, refusals
from lantern.roster.rules.facts import ExistingPupil, PupilFacts
from lantern.roster.rules.matching import Matches, match
from lantern.roster.rules.rows import Record


@dataclass(frozen=True)
class Added:
    """A child who is not on the roll and would be put on it as `facts`."""

    rows: tuple[int, ...]
    name: str
    facts: PupilFacts
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changed:
    """A child on the roll who would go from `before` to `after`; `changes` says it in words."""

    rows: tuple[int, ...]
    name: str
    ref: UUID
    before: PupilFacts
    after: PupilFacts
    changes: tuple[Change, ...]
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unchanged:
    """A child on the roll of whom the file says nothing new."""

    rows: tuple[int, ...]
    name: str
    ref: UUID
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """A child of the file for whom nothing would be done, and why."""

    rows: tuple[int, ...]
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Missing:
    """A child on the roll who is not in the file. Nothing is ever done to them; they are listed."""

    name: str
    ref: UUID


@dataclass(frozen=True)
class ToCheck:
    """Something a person should look at, and the children whom it concerns."""

    words: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """All that a file would do, each child of it once, in the order of the file."""

    added: tuple[Added, ...] = ()
    changed: tuple[Changed, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    refused: tuple[Refused, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def does_nothing(self) -> bool:
        """Whether confirming it would write nothing."""
        return not self.added and not self.changed

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes that children would be in, by name, for the new ones to be made."""
        told = [entry.facts.class_name for entry in self.added]
        told += [c.after.class_name for c in self.changed if c.before != c.after]
        return tuple(sorted(filter(None, dict.fromkeys(told))))

    @property
    def to_check(self) -> tuple[ToCheck, ...]:
        """What to look at, the rarest first: what is said of every child hides what is not."""
        found: dict[str, list[str]] = {}
        entries: list[Added | Changed | Unchanged] = [*self.added, *self.changed, *self.unchanged]
        for entry in entries:
            for caution in entry.cautions:
                found.setdefault(caution, []).append(entry.name)
        said = (ToCheck(words=words, names=tuple(names)) for words, names in found.items())
        return tuple(sorted(said, key=lambda each: len(each.names)))

    @property
    def joining(self) -> dict[str, int]:
        """How many children would be put into each class, by its name in small letters."""
        new = [entry.facts.class_name for entry in self.added]
        new += [
            c.after.class_name for c in self.changed if c.before.class_name != c.after.class_name
        ]
        return Counter(name.casefold() for name in new if name)

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what would be written over what, the same wherever it is worked out.

        A confirm carries it, so that what is done is what was shown: it differs as soon as the
        file, the mapping, the day's answers or a child concerned has changed.
        64 hexadecimal digits.
        """
        return digest_of((self.added, self.changed, self.refused))


def plan(
    records: Sequence[Record],
    existing: Sequence[ExistingPupil],
    *,
    on: date,
    academic_year: int,
) -> Plan:
    """What would be added, changed, left alone and refused, and who is not in the file.

    A child is known by UPN, else by name and date of birth. What a file does not say stays as it
    is. `academic_year` is the year it starts in; a year group that does not follow from the date of
    birth in that year becomes an override. `on` is the day it happens. Planning again after doing
    it changes nothing.
    """
    matches = match(records, existing)
    entries = [
        _entry(record, matches, place, on=on, academic_year=academic_year)
        for place, record in enumerate(records)
    ]
    return Plan(
        added=tuple(entry for entry in entries if isinstance(entry, Added)),
        changed=tuple(entry for entry in entries if isinstance(entry, Changed)),
        unchanged=tuple(entry for entry in entries if isinstance(entry, Unchanged)),
        refused=tuple(entry for entry in entries if isinstance(entry, Refused)),
        missing=_missing(matches, existing, on),
    )


def _entry(
    record: Record, matches: Matches, place: int, *, on: date, academic_year: int
) -> Added | Changed | Unchanged | Refused:
    pupil, doubts = matches.pupils[place], matches.reasons[place]
    before = pupil.facts if pupil else NOBODY
    after = updated(before, record, academic_year=academic_year)
    reasons = (*record.troubles, *doubts)
    reasons += refusals(before, after, on=on, is_new=pupil is None and not reasons)
    if reasons:
        return Refused(record.rows, record.name, tuple(dict.fromkeys(reasons)))
    if pupil is None:
        alike = (matches.namesakes.get(record.key, ()), matches.renamed(record))
        cautions = added_cautions(after, record, *alike, academic_year=academic_year)
        return Added(record.rows, after.name, after, cautions)
    cautions = changed_cautions(before, after, record, on=on, academic_year=academic_year)
    if before == after:
        return Unchanged(record.rows, before.name, pupil.ref, cautions)
    changes = changes_between(before, after, academic_year=academic_year)
    return Changed(record.rows, after.name, pupil.ref, before, after, changes, cautions)


def _missing(matches: Matches, existing: Sequence[ExistingPupil], on: date) -> tuple[Missing, ...]:
    here = (p for p in existing if not p.facts.left_on or p.facts.left_on > on)
    absent = (p for p in here if p.ref not in matches.met)
    listed = sorted(absent, key=lambda p: (p.facts.class_name, p.facts.name, str(p.ref)))
    return tuple(Missing(p.facts.name, p.ref) for p in listed)
