"""What the columns of a school's own export hold, guessed from their headings (standards 4.6)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from lantern.roster.rules.heading_words import (
    CONTACT_GROUPS,
    CONTACT_STARTS,
    CONTACT_WORDS,
    GROUPS,
    WORDS,
)
from lantern.roster.rules.names import tidy_name

GROUP_NAME_LIMIT = 60
HIGHEST_CONTACT = 9


class Field(StrEnum):
    """What a column can hold; the values are what a saved mapping spells."""

    IGNORE = "ignore"
    UPN = "upn"
    ADMISSION_NUMBER = "admission_number"
    FULL_NAME = "full_name"
    LEGAL_FORENAME = "legal_forename"
    LEGAL_SURNAME = "legal_surname"
    PREFERRED_FORENAME = "preferred_forename"
    PREFERRED_SURNAME = "preferred_surname"
    BORN_ON = "born_on"
    YEAR = "year"
    CLASS = "class"
    JOINED_ON = "joined_on"
    LEFT_ON = "left_on"
    GROUP = "group"
    GUARDIAN_FULL_NAME = "guardian_full_name"
    GUARDIAN_TITLE = "guardian_title"
    GUARDIAN_FORENAME = "guardian_forename"
    GUARDIAN_SURNAME = "guardian_surname"
    RELATIONSHIP = "relationship"
    GUARDIAN_EMAIL = "guardian_email"
    GUARDIAN_PHONE = "guardian_phone"
    PARENTAL_RESPONSIBILITY = "parental_responsibility"
    LIVES_WITH = "lives_with"
    CONTACT_ORDER = "contact_order"


LABELS: Mapping[Field, str] = {
    Field.IGNORE: "Leave this column out",
    Field.UPN: "Unique pupil number",
    Field.ADMISSION_NUMBER: "Admission number (only tells children apart)",
    Field.FULL_NAME: "Full name",
    Field.LEGAL_FORENAME: "Legal forename",
    Field.LEGAL_SURNAME: "Legal surname",
    Field.PREFERRED_FORENAME: "Preferred forename",
    Field.PREFERRED_SURNAME: "Preferred surname",
    Field.BORN_ON: "Date of birth",
    Field.YEAR: "Year group",
    Field.CLASS: "Class",
    Field.JOINED_ON: "Date joined",
    Field.LEFT_ON: "Date left",
    Field.GROUP: "In a group: yes or no",
    Field.GUARDIAN_FULL_NAME: "Contact: full name",
    Field.GUARDIAN_TITLE: "Contact: title",
    Field.GUARDIAN_FORENAME: "Contact: forename",
    Field.GUARDIAN_SURNAME: "Contact: surname",
    Field.RELATIONSHIP: "Contact: relationship to the child",
    Field.GUARDIAN_EMAIL: "Contact: email",
    Field.GUARDIAN_PHONE: "Contact: telephone",
    Field.PARENTAL_RESPONSIBILITY: "Contact: has parental responsibility",
    Field.LIVES_WITH: "Contact: lives with the child",
    Field.CONTACT_ORDER: "Contact: order to call in",
}
GUARDIAN_FIELDS = frozenset(field for field in Field if LABELS[field].startswith("Contact:"))
MAY_REPEAT = frozenset([Field.IGNORE, Field.GUARDIAN_EMAIL, Field.GUARDIAN_PHONE])

# Beside `Legal surname`, a bare `Surname` is the one the child goes by.
AS_PREFERRED = {
    Field.LEGAL_FORENAME: Field.PREFERRED_FORENAME,
    Field.LEGAL_SURNAME: Field.PREFERRED_SURNAME,
}
# A second `Surname` in a file that has contacts is the contact's.
AS_GUARDIAN = {
    Field.LEGAL_FORENAME: Field.GUARDIAN_FORENAME,
    Field.LEGAL_SURNAME: Field.GUARDIAN_SURNAME,
}


@dataclass(frozen=True)
class Column:
    """What one column holds: for GROUP which group, for a contact's column which contact.

    Contact 0 is "the contact of this row"; 1 to 9 are `Contact 1` to `Contact 9` side by side.
    """

    field: Field
    group: str = ""
    contact: int = 0


ColumnMapping: TypeAlias = dict[int, Column]


class MappingTrouble(ValueError):
    """A saved mapping that says something no mapping can say."""


def heading_key(heading: str) -> str:
    """A heading in small letters and digits alone, as the synonyms are written."""
    return "".join(mark for mark in heading.casefold() if mark.isalnum())


def is_known_heading(heading: str) -> bool:
    """Whether a cell reads like a heading that school systems use."""
    return _column(heading) is not None


def heading_beneath(above: str, heading: str) -> str:
    """A heading with the contact that the row above names for it: `Contact 1` and `Name`.

    Anything else above changes nothing, nor does a contact above what no contact has (`SEN`).
    """
    group = re.sub(r"(?i)\b(details|information)\b", "", above)
    is_group = _without_digits(group) in CONTACT_GROUPS
    return f"{group.strip()} {heading}" if is_group and _is_of_contact(heading) else heading


def _is_of_contact(heading: str) -> bool:
    bare = _without_digits(heading)
    return bool(bare) and bare in CONTACT_WORDS


def _without_digits(heading: str) -> str:
    return re.sub(r"[0-9]", "", heading_key(heading))


def guess_mapping(header: Sequence[str]) -> ColumnMapping:
    """What each column most likely holds; a column not recognised, or met twice, is left out."""
    legal = {_field_of(heading) for heading in header if _says_legal(heading)}
    adults = any(_field_of(heading) in GUARDIAN_FIELDS for heading in header)
    guessed: ColumnMapping = {}
    for index, heading in enumerate(header):
        column = _column(heading) or Column(Field.IGNORE)
        if column.field in legal and not _says_legal(heading):
            column = _instead(column, AS_PREFERRED)
        if column in guessed.values() and adults:
            column = _instead(column, AS_GUARDIAN)
        repeated = column in guessed.values() and column.field not in MAY_REPEAT
        guessed[index] = Column(Field.IGNORE) if repeated else column
    return _with_room_for_preferred(guessed, header)


def _says_legal(heading: str) -> bool:
    return heading_key(heading).startswith("legal")


def _instead(column: Column, others: Mapping[Field, Field]) -> Column:
    return Column(others[column.field]) if column.field in others else column


def _with_room_for_preferred(guessed: ColumnMapping, header: Sequence[str]) -> ColumnMapping:
    """An explicit `Preferred surname` wins over a bare `Surname` that stood before it."""
    for field in (Field.PREFERRED_FORENAME, Field.PREFERRED_SURNAME):
        explicit = [i for i, heading in enumerate(header) if _field_of(heading) is field]
        if explicit:
            for index, column in guessed.items():
                if column.field is field and index != explicit[0]:
                    guessed[index] = Column(Field.IGNORE)
            guessed[explicit[0]] = Column(field)
    return guessed


def _field_of(heading: str) -> Field | None:
    column = _column(heading)
    return column.field if column else None


def _column(heading: str) -> Column | None:
    key = heading_key(heading)
    if key in WORDS:
        return Column(Field(WORDS[key]))
    if key in GROUPS:
        return Column(Field.GROUP, group=GROUPS[key])
    return _contact_column(key)


def _contact_column(key: str) -> Column | None:
    """`Contact 1 Name`, `Parent/Carer 2 Email`, `Mobile 1`, `Relationship`: whose and what."""
    bare = _without_digits(key)
    number = re.search(r"[1-9]", key)
    contact = int(number[0]) if number else 0
    for start in CONTACT_STARTS:
        if bare.startswith(start) and bare.removeprefix(start) in CONTACT_WORDS:
            return Column(Field(CONTACT_WORDS[bare.removeprefix(start)]), contact=contact)
    word = CONTACT_WORDS.get(bare, "")
    alone = word and word not in ("guardian_forename", "guardian_surname", "guardian_full_name")
    return Column(Field(word), contact=contact) if alone else None


def mapping_troubles(mapping: ColumnMapping) -> tuple[str, ...]:
    """Why this mapping cannot be used yet, in plain words; nothing when it can."""
    fields = [column.field for column in mapping.values()]
    named = {Field.FULL_NAME, Field.LEGAL_SURNAME, Field.LEGAL_FORENAME, Field.UPN} & set(fields)
    troubles = [] if named else ["Choose the column that holds each child's name."]
    seen: list[Column] = []
    for column in mapping.values():
        if column in seen and column.field not in MAY_REPEAT:
            troubles.append(f"Two columns are both “{LABELS[column.field]}”: keep one of them.")
        if column.field is Field.GROUP and not column.group:
            troubles.append("A column says who is in a group: give the group its name.")
        seen.append(column)
    return tuple(dict.fromkeys(troubles))


def mapping_to_plain(mapping: ColumnMapping) -> dict[str, dict[str, str | int]]:
    """A mapping as JSON can hold it: the column's number as text, and what it holds."""
    return {
        str(index): {"field": column.field.value, "group": column.group, "contact": column.contact}
        for index, column in sorted(mapping.items())
    }


def mapping_from_plain(plain: Mapping[str, Mapping[str, str | int]]) -> ColumnMapping:
    """A mapping out of what was saved; raises MappingTrouble for anything it cannot be."""
    try:
        return {
            int(index): Column(
                field=Field(str(said["field"])),
                group=tidy_name(str(said.get("group", "")))[:GROUP_NAME_LIMIT],
                contact=_contact_number(said.get("contact", 0)),
            )
            for index, said in plain.items()
        }
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise MappingTrouble("The columns chosen could not be read: choose them again.") from fault


def _contact_number(said: str | int) -> int:
    number = int(said)
    if not 0 <= number <= HIGHEST_CONTACT:
        raise ValueError(number)
    return number
