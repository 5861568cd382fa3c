"""One row of a roster file, read by its mapping into what it says of a child."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeAlias

from lantern.roster.rules.adults import read_adult
from lantern.roster.rules.answers import read_yes_no
from lantern.roster.rules.dates import in_words, read_date
from lantern.roster.rules.facts import Guardian
from lantern.roster.rules.headings import GUARDIAN_FIELDS, LABELS, ColumnMapping, Field
from lantern.roster.rules.names import (
    formula_trouble,
    lost_letter,
    name_key,
    name_trouble,
    split_name,
    strange_letter,
    tidy_name,
)
from lantern.roster.rules.upn import tidy_upn, upn_caution, upn_trouble
from lantern.roster.rules.years import read_year

Cell: TypeAlias = str | int | date | None
CLASS_LIMIT = 60


class Line(Protocol):
    """A row of a file, whoever read it: its number there, its cells, what could not be read."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Sequence[Cell]: ...
    @property
    def troubles(self) -> Sequence[tuple[int, str]]: ...


@dataclass(frozen=True)
class Record:
    """What the file says of one child; blank is "the file does not say", never "none".

    `rows` are numbers in the file. With any `troubles` the child is refused; `cautions` are for a
    person to look at. `groups` says in (True) or not in (False).
    """

    rows: tuple[int, ...]
    legal_forename: str = ""
    legal_surname: str = ""
    preferred_forename: str = ""
    preferred_surname: str = ""
    upn: str = ""
    admission_number: str = ""
    born_on: date | None = None
    year: int | None = None
    class_name: str = ""
    joined_on: date | None = None
    left_on: date | None = None
    groups: tuple[tuple[str, bool], ...] = ()
    guardians: tuple[Guardian, ...] = ()
    troubles: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name the child goes by, or "no name"."""
        forename = self.preferred_forename or self.legal_forename
        surname = self.preferred_surname or self.legal_surname
        return " ".join(filter(None, [forename, surname])) or "no name"

    @property
    def key(self) -> tuple[str, str]:
        """The legal name as it is compared."""
        return name_key(self.legal_forename, self.legal_surname)


class _Cells:
    """The cells of one row by field; gathers what is wrong while they are read."""

    def __init__(self, line: Line, mapping: ColumnMapping, latest_year: int, from_1904: bool):
        self.line, self.mapping = line, mapping
        self.latest_year, self.from_1904 = latest_year, from_1904
        self.troubles: list[str] = []
        self.cautions: list[str] = []

    def raw(self, index: int) -> Cell:
        return self.line.cells[index] if index < len(self.line.cells) else None

    def first(self, field: Field) -> Cell:
        """The first filled cell of the columns that hold this field."""
        cells = (self.raw(i) for i, column in self.mapping.items() if column.field is field)
        return next((cell for cell in cells if cell is not None), None)

    def text(self, field: Field) -> str:
        cell = self.first(field)
        if isinstance(cell, date):
            self.cautions.append(_turned_into_date(LABELS[field], cell))
            return ""
        return "" if cell is None else tidy_name(str(cell))

    def day(self, field: Field) -> date | None:
        cell = self.first(field)
        if cell is None:
            return None
        day = read_date(cell, latest_year=self.latest_year, from_1904=self.from_1904)
        if day is None:
            said = f"{LABELS[field]} “{_short(str(cell))}” is not a date"
            self.troubles.append(f"{said}: write it like 4/9/2018.")
        return day


def _turned_into_date(label: str, day: date) -> str:
    said = f"{label} holds the date {in_words(day)}, which a spreadsheet may have made of"
    return f"{said} something like 3-4, so it was left out."


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def read_line(
    line: Line, mapping: ColumnMapping, *, latest_year: int, from_1904: bool = False
) -> Record:
    """One row as a record of its own, before rows of the same child are put together."""
    cells = _Cells(line, mapping, latest_year, from_1904)
    _say_unreadable(cells)
    record = Record(
        rows=(line.number,),
        upn=_upn(cells),
        admission_number=cells.text(Field.ADMISSION_NUMBER),
        born_on=cells.day(Field.BORN_ON),
        year=_year(cells),
        class_name=_class_name(cells),
        joined_on=cells.day(Field.JOINED_ON),
        left_on=cells.day(Field.LEFT_ON),
        groups=_groups(cells),
    )
    record = _with_names(record, cells)
    record = replace(record, guardians=_guardians(record, cells))
    _say_nobody(record, cells)
    return replace(record, troubles=tuple(cells.troubles), cautions=tuple(cells.cautions))


def _say_unreadable(cells: _Cells) -> None:
    """A cell in a column that counts, which the file itself could not give."""
    for index, reason in cells.line.troubles:
        column = cells.mapping.get(index)
        if column and column.field is not Field.IGNORE:
            cells.troubles.append(f"{LABELS[column.field]}: {reason}")


def _upn(cells: _Cells) -> str:
    upn = tidy_upn(cells.text(Field.UPN))
    if not upn:
        return ""
    if trouble := upn_trouble(upn):
        cells.troubles.append(trouble)
    elif caution := upn_caution(upn):
        cells.cautions.append(caution)
    return upn


def _year(cells: _Cells) -> int | None:
    text = cells.text(Field.YEAR)
    year = read_year(text)
    if text and year is None:
        said = f"“{_short(text)}” is not one year group"
        cells.cautions.append(f"{said}, so the year comes from the date of birth.")
    return year


def _class_name(cells: _Cells) -> str:
    name = cells.text(Field.CLASS)
    if len(name) > CLASS_LIMIT:
        cells.troubles.append(f"The class's name is longer than {CLASS_LIMIT} characters.")
    elif trouble := formula_trouble(name):
        cells.troubles.append(trouble)
    return name


def _groups(cells: _Cells) -> tuple[tuple[str, bool], ...]:
    told: dict[str, bool] = {}
    spelling: dict[str, str] = {}
    for index, column in cells.mapping.items():
        cell = cells.raw(index)
        if column.field is not Field.GROUP or cell is None:
            continue
        answer = read_yes_no(str(cell))
        if answer is None:
            said = f"“{_short(str(cell))}” for {column.group} is neither yes nor no"
            cells.cautions.append(f"{said}, so that group stays as it is.")
        else:
            group = spelling.setdefault(column.group.casefold(), column.group)
            told[group] = told.get(group, False) or answer
    return tuple(sorted(told.items()))


def _guardians(child: Record, cells: _Cells) -> tuple[Guardian, ...]:
    families = (child.legal_surname, child.preferred_surname)
    contacts = sorted({c.contact for c in cells.mapping.values() if c.field in GUARDIAN_FIELDS})
    found = []
    for contact in contacts:
        told: dict[Field, Cell] = {}
        for index, column in cells.mapping.items():
            if column.contact == contact and column.field in GUARDIAN_FIELDS:
                told[column.field] = told.get(column.field) or cells.raw(index)
        guardian, cautions = read_adult(told, contact, families)
        cells.cautions.extend(cautions)
        if guardian:
            found.append(guardian)
    return tuple(found)


def _with_names(record: Record, cells: _Cells) -> Record:
    forename, surname = _legal_name(cells)
    named = replace(
        record,
        legal_forename=forename,
        legal_surname=surname,
        preferred_forename=cells.text(Field.PREFERRED_FORENAME),
        preferred_surname=cells.text(Field.PREFERRED_SURNAME),
    )
    names = (forename, surname, named.preferred_forename, named.preferred_surname)
    troubles = [trouble for name in names if (trouble := name_trouble(name))]
    cells.troubles.extend(dict.fromkeys(troubles))
    doubts = [
        doubt for name in names for look in (lost_letter, strange_letter) if (doubt := look(name))
    ]
    cells.cautions.extend(dict.fromkeys(doubts))
    return named


def _legal_name(cells: _Cells) -> tuple[str, str]:
    """The forename and surname; what has no cell of its own comes out of the full name."""
    forename, surname = cells.text(Field.LEGAL_FORENAME), cells.text(Field.LEGAL_SURNAME)
    full = cells.text(Field.FULL_NAME)
    if not full or (forename and surname):
        return forename, surname
    parts = split_name(full)
    if parts.caution:
        cells.cautions.append(parts.caution)
    return forename or parts.forename, surname or parts.surname


def _say_nobody(record: Record, cells: _Cells) -> None:
    if record.upn or record.legal_forename or record.legal_surname:
        return
    if record.preferred_forename or record.preferred_surname:
        cells.troubles.append("There is a preferred name but no legal name.")
    elif record.guardians:
        cells.troubles.append(
            "This row has a contact but no child: write the child's name on it too."
        )
    else:
        cells.troubles.append("This row names no child.")
