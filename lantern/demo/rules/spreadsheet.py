"""The office's own list of children, as any school system would export it."""

import csv
import io
from collections.abc import Iterable

from lantern.demo.rules.children import EAL, PREMIUM, SEN, Child
from lantern.roster.rules import Guardian, year_name

GROUPS = (PREMIUM, SEN, EAL)
CONTACTS = 2
ABOUT_A_CONTACT = (
    "Name",
    "Relationship",
    "Email",
    "Mobile",
    "Parental responsibility",
    "Lives with",
)
HEADINGS = (
    "UPN", "Legal surname", "Legal forename", "Preferred surname", "Preferred forename",
    "Date of birth", "Year group", "Class", "Date joined", *GROUPS,
    *(f"Contact {n} {what}" for n in range(1, CONTACTS + 1) for what in ABOUT_A_CONTACT),
)  # fmt: skip


def as_csv(children: Iterable[Child], calendar: str) -> bytes:
    """Those children in the classes they have in a school year, as a CSV file."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(HEADINGS)
    for child in children:
        writer.writerow(_row(child, calendar))
    return held.getvalue().encode("utf-8-sig")


def _row(child: Child, calendar: str) -> list[str]:
    years_ago = int(max(child.classes)[:4]) - int(calendar[:4])
    joined = f"{child.joined_on:%d/%m/%Y}" if child.joined_on else ""
    adults = [cell for guardian in _two(child) for cell in _contact(guardian)]
    return [
        child.upn, child.legal_surname, child.legal_forename, child.preferred_surname,
        child.preferred_forename, f"{child.born_on:%d/%m/%Y}", year_name(child.year - years_ago),
        child.classes[calendar], joined, *("Y" if g in child.groups else "N" for g in GROUPS),
        *adults,
    ]  # fmt: skip


def _two(child: Child) -> list[Guardian | None]:
    return [*child.guardians, None, None][:CONTACTS]


def _contact(guardian: Guardian | None) -> list[str]:
    if guardian is None:
        return [""] * len(ABOUT_A_CONTACT)
    return [
        guardian.name, guardian.relationship, guardian.email, guardian.phone,
        "Y" if guardian.parental_responsibility else "N", "Y" if guardian.lives_with else "N",
    ]  # fmt: skip
