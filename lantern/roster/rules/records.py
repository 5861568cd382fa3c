"""Rows of a file put together: one record a child, however many adults each has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from lantern.roster.rules.dates import in_words
from lantern.roster.rules.facts import Guardian, fill, told_first
from lantern.roster.rules.headings import ColumnMapping
from lantern.roster.rules.rows import Line, Record, read_line
from lantern.roster.rules.years import year_name

COMPARED = {
    "upn": "UPNs",
    "born_on": "dates of birth",
    "year": "year groups",
    "class_name": "classes",
    "preferred_forename": "preferred forenames",
    "preferred_surname": "preferred surnames",
    "admission_number": "admission numbers",
    "joined_on": "dates joined",
    "left_on": "dates left",
}


class Sheet(Protocol):
    """The part of a table that is needed here."""

    @property
    def rows(self) -> Sequence[Line]: ...
    @property
    def from_1904(self) -> bool: ...


def records(table: Sheet, mapping: ColumnMapping, *, on: date) -> list[Record]:
    """One record for each child of the file, in the order they are first met.

    Rows with the same UPN, else admission number, else legal name and date of birth, are one child.
    `on` is today: a birth written with two digits of its year is not after it.
    """
    read = [
        read_line(line, mapping, latest_year=on.year, from_1904=table.from_1904)
        for line in table.rows
    ]
    upns = _upn_by_person(read)
    gathered: dict[object, list[Record]] = defaultdict(list)
    for record in read:
        gathered[_identity(record, upns)].append(record)
    together = (_unsure(one, upns) for rows in gathered.values() for one in _one_child(rows))
    return sorted(together, key=lambda record: record.rows[0])


def with_classes_spelt(told: Sequence[Record], known: Iterable[str]) -> list[Record]:
    """The records with each class in one spelling: that of a known one, else their commonest."""
    counts = Counter(record.class_name for record in told)
    spelt = {name.casefold(): name for name, _ in reversed(counts.most_common())}
    spelt |= {name.casefold(): name for name in known}
    return [replace(one, class_name=spelt[one.class_name.casefold()]) for one in told]


def _upn_by_person(read: Iterable[Record]) -> Mapping[object, frozenset[str]]:
    """The UPNs told for each name and birth date, so that a row without one finds its child."""
    told: dict[object, set[str]] = defaultdict(set)
    for record in read:
        if record.upn and record.born_on and any(record.key):
            told[record.key, record.born_on].add(record.upn)
    return {person: frozenset(upns) for person, upns in told.items()}


def _identity(record: Record, upns: Mapping[object, frozenset[str]]) -> object:
    person = (record.key, record.born_on)
    known = upns.get(person, frozenset())
    if record.upn or len(known) == 1:
        return record.upn or next(iter(known))
    if record.admission_number:
        return ("admission number", record.admission_number)
    return person if record.born_on and any(record.key) else record.rows


def _one_child(rows: list[Record]) -> list[Record]:
    people = {(row.key, row.born_on) for row in rows}
    if _different(people):
        return [_shared(row, rows) for row in rows]
    return [_merged(rows)]


def _unsure(record: Record, upns: Mapping[object, frozenset[str]]) -> Record:
    """Refused if it has no UPN but two children of the file, with UPNs, have its name."""
    known = upns.get((record.key, record.born_on), frozenset())
    if record.upn or len(known) < 2:
        return record
    said = "Two children of the file have this name and date of birth: give each row its UPN."
    return replace(record, troubles=(*record.troubles, said))


def _different(people: Iterable[tuple[tuple[str, str], date | None]]) -> bool:
    """Whether these names and birth dates, blanks apart, are more than one child's."""
    people = list(people)
    names = {key for key, _ in people if any(key)}
    births = {born_on for _, born_on in people if born_on}
    return len(names) > 1 or len(births) > 1


def _shared(row: Record, rows: list[Record]) -> Record:
    what = "UPN" if row.upn else "admission number"
    numbers = _listed(str(number) for other in rows for number in other.rows)
    said = f"Rows {numbers} give the same {what} to different children: put it right in the file."
    return replace(row, troubles=(*row.troubles, said))


def _listed(words: Iterable[str]) -> str:
    *most, last = list(words)
    return f"{', '.join(most)} and {last}" if most else last


def _merged(rows: list[Record]) -> Record:
    groups, clashes = _merged_groups(rows)
    guardians, doubts = merge_guardians(guardian for row in rows for guardian in row.guardians)
    return Record(
        rows=tuple(number for row in rows for number in row.rows),
        legal_forename=told_first([row.legal_forename for row in rows]),
        legal_surname=told_first([row.legal_surname for row in rows]),
        preferred_forename=told_first([row.preferred_forename for row in rows]),
        preferred_surname=told_first([row.preferred_surname for row in rows]),
        upn=told_first([row.upn for row in rows]),
        admission_number=told_first([row.admission_number for row in rows]),
        born_on=told_first([row.born_on for row in rows]),
        year=told_first([row.year for row in rows]),
        class_name=told_first([row.class_name for row in rows]),
        joined_on=told_first([row.joined_on for row in rows]),
        left_on=told_first([row.left_on for row in rows]),
        groups=groups,
        guardians=guardians,
        troubles=(*_said_by_row(rows, "troubles"), *_contradictions(rows), *clashes),
        cautions=(*_said_by_row(rows, "cautions"), *doubts),
    )


def _said_by_row(rows: list[Record], name: str) -> tuple[str, ...]:
    """Each sentence once, with the row that it was said of."""
    if len(rows) == 1:
        return tuple(getattr(rows[0], name))
    said: dict[str, int] = {}
    for row in rows:
        for sentence in getattr(row, name):
            said.setdefault(sentence, row.rows[0])
    return tuple(f"Row {number}: {sentence}" for sentence, number in said.items())


def _contradictions(rows: list[Record]) -> Iterable[str]:
    numbers = _listed(str(row.rows[0]) for row in rows)
    for name, what in COMPARED.items():
        told = {_plain(getattr(row, name)): getattr(row, name) for row in rows}
        told.pop(_plain(""), None)
        told.pop(_plain(None), None)
        if len(told) > 1:
            said = _listed(_shown(name, value) for value in told.values())
            yield f"Rows {numbers} give this child different {what}: {said}."


def _plain(value: object) -> str:
    return "" if value is None else str(value).casefold()


def _shown(name: str, value: object) -> str:
    if name == "year" and isinstance(value, int):
        return year_name(value)
    return in_words(value) if isinstance(value, date) else str(value)


def _merged_groups(rows: list[Record]) -> tuple[tuple[tuple[str, bool], ...], list[str]]:
    told: dict[str, set[bool]] = defaultdict(set)
    for row in rows:
        for group, answer in row.groups:
            told[group].add(answer)
    both = [group for group, answers in told.items() if len(answers) > 1]
    troubles = [f"One row says yes and another no to {group}." for group in both]
    return tuple(sorted((group, True in answers) for group, answers in told.items())), troubles


def merge_guardians(told: Iterable[Guardian]) -> tuple[tuple[Guardian, ...], tuple[str, ...]]:
    """The same adults with each named once; a second telling fills what the first left blank."""
    known: dict[tuple[str, ...], Guardian] = {}
    doubts: list[str] = []
    for guardian in told:
        before = known.get(guardian.key)
        after, differs = fill(before, guardian) if before else (guardian, False)
        known[guardian.key] = after
        if differs:
            doubts.append(f"{guardian.name} is told of twice, differently: the first was kept.")
    return tuple(known.values()), tuple(dict.fromkeys(doubts))
