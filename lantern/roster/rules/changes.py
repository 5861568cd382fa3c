"""What a record makes of what is known, and the difference in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lantern.roster.rules.dates import in_words
from lantern.roster.rules.facts import Guardian, PupilFacts
from lantern.roster.rules.families import pairs, together
from lantern.roster.rules.names import name_key
from lantern.roster.rules.rows import Record
from lantern.roster.rules.years import year_group, year_name

NOTHING = "nothing"
NOBODY = PupilFacts()


@dataclass(frozen=True)
class Change:
    """One thing that would change, in words: what it is, what it was, what it becomes."""

    label: str
    was: str
    becomes: str


def updated(before: PupilFacts, record: Record, *, academic_year: int) -> PupilFacts:
    """`before` with what the record says written over it; what it does not say stays.

    A class written with other capitals is the same class. Groups are left only on a plain "no".
    Guardians are filled in and added, never taken away. The date joined is never moved.
    """
    born_on = record.born_on or before.born_on
    same_class = record.class_name.casefold() == before.class_name.casefold()
    facts = replace(
        before,
        legal_forename=record.legal_forename or before.legal_forename,
        legal_surname=record.legal_surname or before.legal_surname,
        preferred_forename=record.preferred_forename or before.preferred_forename,
        preferred_surname=record.preferred_surname or before.preferred_surname,
        upn=record.upn or before.upn,
        born_on=born_on,
        class_name=before.class_name if same_class else record.class_name or before.class_name,
        groups=_groups(before, record),
        guardians=together(before.guardians, record.guardians),
        joined_on=record.joined_on if before == NOBODY else before.joined_on,
        left_on=record.left_on or before.left_on,
    )
    return replace(facts, year_override=_override(facts, record.year, academic_year))


def _override(facts: PupilFacts, year: int | None, academic_year: int) -> int | None:
    if year is None:
        return facts.year_override
    expected = year_group(facts.born_on, academic_year) if facts.born_on else None
    return None if year == expected else year


def _groups(before: PupilFacts, record: Record) -> frozenset[str]:
    """Group names keep the spelling they have on the roll."""
    known = {group.casefold() for group in before.groups}
    joined = {group for group, is_in in record.groups if is_in and group.casefold() not in known}
    out = {group.casefold() for group, is_in in record.groups if not is_in}
    return frozenset({group for group in before.groups if group.casefold() not in out} | joined)


def changes_between(
    before: PupilFacts, after: PupilFacts, *, academic_year: int
) -> tuple[Change, ...]:
    """The difference, a line for each thing, in the order people read it."""
    was, becomes = _shown(before, academic_year), _shown(after, academic_year)
    plain = [
        Change(label, was[label], becomes[label]) for label in was if was[label] != becomes[label]
    ]
    return (*plain, *_group_changes(before, after), *_guardian_changes(before, after))


def _shown(facts: PupilFacts, academic_year: int) -> dict[str, str]:
    told = {
        "Legal forename": facts.legal_forename,
        "Legal surname": facts.legal_surname,
        "Preferred forename": facts.preferred_forename,
        "Preferred surname": facts.preferred_surname,
        "UPN": facts.upn,
        "Date of birth": in_words(facts.born_on) if facts.born_on else "",
        "Year group": _year_shown(facts, academic_year),
        "Class": facts.class_name,
        "Date left": in_words(facts.left_on) if facts.left_on else "",
    }
    return {label: said or NOTHING for label, said in told.items()}


def _year_shown(facts: PupilFacts, academic_year: int) -> str:
    if facts.year_override is not None:
        return f"{year_name(facts.year_override)}, set by hand"
    return year_name(year_group(facts.born_on, academic_year)) if facts.born_on else ""


def _group_changes(before: PupilFacts, after: PupilFacts) -> Iterable[Change]:
    for group in sorted(before.groups ^ after.groups):
        is_in = group in after.groups
        yield Change(group, "not in it" if is_in else "in it", "in it" if is_in else "not in it")


def _guardian_changes(before: PupilFacts, after: PupilFacts) -> Iterable[Change]:
    for old, guardian in pairs(before.guardians, after.guardians):
        if old is None:
            yield Change("Contact", NOTHING, _described(guardian))
        elif old != guardian:
            was, becomes = _details(old), _details(guardian)
            for label in was:
                if was[label] != becomes[label]:
                    yield Change(f"{guardian.name}: {label}", was[label], becomes[label])


def _described(guardian: Guardian) -> str:
    told = [f"{label} {said}" for label, said in _details(guardian).items() if said != NOTHING]
    return ", ".join([guardian.name, *told])


def _details(guardian: Guardian) -> dict[str, str]:
    told = {
        "title": guardian.title,
        "relationship": guardian.relationship,
        "email": guardian.email,
        "telephone": guardian.phone,
        "parental responsibility": _answer(guardian.parental_responsibility),
        "lives with the child": _answer(guardian.lives_with),
        "order to call in": "" if guardian.order is None else str(guardian.order),
    }
    return {label: said or NOTHING for label, said in told.items()}


def _answer(said: bool | None) -> str:
    return {True: "yes", False: "no"}.get(said, "") if said is not None else ""


def same_surname(before: PupilFacts, after: PupilFacts) -> bool:
    """Whether the legal surname is the same but for capitals."""
    return name_key("", before.legal_surname) == name_key("", after.legal_surname)
