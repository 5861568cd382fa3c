"""Inventing the adults of a child's family."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from lantern.demo.presets import Adult, Family
from lantern.roster.rules import Guardian

TWO_HOMES = 0.08
BOTH = 0.74


def adults_of(family: Family, surname: str, chance: Random) -> tuple[Guardian, ...]:
    """One or two parents; sometimes each has a home of their own."""
    mother = _adult("Mrs", chance.choice(family.girls), surname, "Mother", 1, chance)
    if chance.random() > BOTH:
        return (mother,)
    father = _adult("Mr", chance.choice(family.boys), surname, "Father", 2, chance)
    if chance.random() < TWO_HOMES:
        father = replace(father, lives_with=False)
    return (mother, father)


def told_adults(adults: Sequence[Adult]) -> tuple[Guardian, ...]:
    """The adults of a story."""
    chance = Random("/".join(adult.surname for adult in adults))
    return tuple(
        _adult(
            each.title, each.forename, each.surname, each.relation, each.order, chance, each.home
        )
        for each in adults
    )


def _adult(
    title: str, forename: str, surname: str, relation: str, order: int, chance: Random,
    home: bool = True,
) -> Guardian:  # fmt: skip
    number = chance.randrange(1000)
    return Guardian(
        forename=forename,
        surname=surname,
        title=title,
        relationship=relation,
        email=f"{_plain(forename)}.{_plain(surname)}{number}@home.example",
        phone=f"07700 900{number:03}",  # numbers that ring nowhere, kept for made-up people
        parental_responsibility=True,
        lives_with=home,
        order=order,
    )


def _plain(name: str) -> str:
    """The name's own letters without their marks, as an email address has them."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    return "".join(mark for mark in apart if mark.isascii() and mark.isalpha()) or "family"
