"""The cells that tell of one adult, read into a guardian."""

from collections.abc import Collection, Mapping
from datetime import date

from lantern.roster.rules.answers import read_email, read_phone, read_yes_no
from lantern.roster.rules.facts import Guardian
from lantern.roster.rules.headings import LABELS, Field
from lantern.roster.rules.names import (
    SplitName,
    name_trouble,
    split_adult_name,
    strange_letter,
    tidy_name,
)

RELATIONSHIP_LIMIT = 60
TITLE_LIMIT = 20
TOP_ORDER = 99


def read_adult(
    told: Mapping[Field, str | int | date | None], contact: int, families: Collection[str] = ()
) -> tuple[Guardian | None, tuple[str, ...]]:
    """An adult and what to look at; no adult where none is named.

    `contact` is the number in the heading (`Contact 2`), which is the order unless a cell says it.
    `families` are the child's own surnames, by which an adult's is known where it is not apart.
    """
    text = {field: "" if cell is None else tidy_name(str(cell)) for field, cell in told.items()}
    name = _name(text, families)
    if trouble := _name_trouble(text, name):
        return None, (trouble,)
    if not name.surname:
        return None, ()
    strange = (strange_letter(part) for part in (name.forename, name.surname))
    cautions = [words for words in (name.caution, *strange) if words]
    phone, email = text.get(Field.GUARDIAN_PHONE, ""), text.get(Field.GUARDIAN_EMAIL, "")
    guardian = Guardian(
        forename=name.forename,
        surname=name.surname,
        title=name.title,
        relationship=_cut(text, Field.RELATIONSHIP, RELATIONSHIP_LIMIT, cautions),
        email=_checked(email, read_email(email), "an email address", cautions),
        phone=_checked(phone, read_phone(phone), "a telephone number", cautions),
        parental_responsibility=_answer(text, Field.PARENTAL_RESPONSIBILITY, cautions),
        lives_with=_answer(text, Field.LIVES_WITH, cautions),
        order=_order(text, contact, cautions),
    )
    return guardian, tuple(cautions)


def _name(text: Mapping[Field, str], families: Collection[str]) -> SplitName:
    """The name in parts; an adult of one name only has it as the surname."""
    title = text.get(Field.GUARDIAN_TITLE, "")
    forename = text.get(Field.GUARDIAN_FORENAME, "")
    surname = text.get(Field.GUARDIAN_SURNAME, "")
    if forename or surname:
        return SplitName(forename if surname else "", surname or forename, title)
    full = split_adult_name(text.get(Field.GUARDIAN_FULL_NAME, ""), families)
    return SplitName(full.forename, full.surname, title or full.title, full.caution)


def _name_trouble(text: Mapping[Field, str], name: SplitName) -> str | None:
    whole = " ".join(filter(None, [name.title, name.forename, name.surname]))
    if "&" in whole or " and " in f" {whole.casefold()} ":
        return f"“{whole[:60]}” names two adults: give each a row or a column of their own."
    if len(name.title) > TITLE_LIMIT:
        return f"A contact's title is longer than {TITLE_LIMIT} characters; contact left out."
    for part in (name.forename, name.surname):
        if trouble := name_trouble(part):
            return f"A contact was left out. {trouble}"
    told = [text.get(field, "") for field in (Field.GUARDIAN_EMAIL, Field.GUARDIAN_PHONE)]
    if any(told) and not name.surname:
        return "A contact has a telephone number or email but no name, so it was left out."
    return None


def _checked(typed: str, read: str | None, kind: str, cautions: list[str]) -> str:
    if typed and read is None:
        cautions.append(f"“{typed[:60]}” is not {kind}, so it was left out.")
    return read or ""


def _cut(text: Mapping[Field, str], field: Field, limit: int, cautions: list[str]) -> str:
    typed = text.get(field, "")
    if len(typed) > limit:
        cautions.append(f"{LABELS[field]} is longer than {limit} characters, so it was left out.")
        return ""
    return typed


def _answer(text: Mapping[Field, str], field: Field, cautions: list[str]) -> bool | None:
    typed = text.get(field, "")
    answer = read_yes_no(typed) if typed else None
    if typed and answer is None:
        cautions.append(f"{LABELS[field]}: “{typed[:40]}” is neither yes nor no; left out.")
    return answer


def _order(text: Mapping[Field, str], contact: int, cautions: list[str]) -> int | None:
    typed = text.get(Field.CONTACT_ORDER, "")
    if typed.isascii() and typed.isdigit() and 0 < int(typed[:4]) <= TOP_ORDER:
        return int(typed[:4])
    if typed:
        cautions.append(f"“{typed[:40]}” is not a contact's place in the order; left out.")
    return contact or None
