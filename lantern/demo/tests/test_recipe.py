"""The recipe as plain values: the right children, soundly named, the same each time."""

import csv
import io
from collections import Counter
from datetime import date, timedelta

import pytest

from lantern.demo.actions.opening import children_of
from lantern.demo.presets import Pretence, calendar, recipe_digest, trust
from lantern.demo.rules import Child, as_csv, days_away
from lantern.roster.rules import upn_trouble, year_group, year_name
from lantern.schemes.presets import PRESETS
from lantern.schools.rules import read_year, sessions
from tests.cast import TODAY

SEEDS = ("southminster", "cedd", "botolph")  # whose schemes the presets were
SCHOOLS = pytest.mark.parametrize("pretence", trust().schools, ids=lambda school: school.key)
MANY = {"thistlemere": 420, "fernhollow": 88}


def on_roll(pretence: Pretence) -> list[Child]:
    """Those in a class today."""
    present, today = pretence.years[-1], trust().today
    everyone = children_of(trust(), pretence)
    return [c for c in everyone if present in c.classes and (c.left_on or today) >= today]


def test_there_is_one_school_for_each_preset() -> None:
    assert sorted(school.preset for school in trust().schools) == sorted(PRESETS)


def test_it_is_a_thursday_in_november() -> None:
    """The day that the issues, the tests' cast and the pictures are of."""
    assert trust().today == TODAY == date(2026, 11, 26)


def test_no_pretend_school_has_the_name_of_a_source() -> None:
    names = " ".join(f"{school.key} {school.name}" for school in trust().schools).lower()
    assert not [seed for seed in SEEDS if seed in names]
    assert trust().domain.endswith(".example")


@SCHOOLS
def test_each_school_has_its_children_in_full_classes(pretence: Pretence) -> None:
    here = on_roll(pretence)
    assert len(here) == MANY.get(pretence.key, 210)
    sizes = Counter(child.classes[pretence.years[-1]] for child in here)
    assert sizes == {room.name: room.size for room in pretence.classes}


@SCHOOLS
def test_every_number_is_sound_and_no_two_are_alike(pretence: Pretence) -> None:
    upns = [child.upn for child in children_of(trust(), pretence)]
    assert len(set(upns)) == len(upns)
    assert not [upn for upn in upns if upn_trouble(upn)]


@SCHOOLS
def test_no_two_of_a_class_have_one_name(pretence: Pretence) -> None:
    names = Counter(
        (max(child.classes.items()), child.legal_forename, child.legal_surname)
        for child in children_of(trust(), pretence)
    )
    assert names.most_common(1)[0][1] == 1


def test_one_has_a_year_and_a_half_of_history() -> None:
    longest = max(trust().schools, key=lambda school: len(school.years))
    assert trust().today - longest.since >= timedelta(days=547)


@SCHOOLS
def test_the_offices_file_has_each_child_in_the_year_group_of_then(pretence: Pretence) -> None:
    ordinary = [child for child in children_of(trust(), pretence) if child.story is None]
    of_room = {room.name: {year_name(year) for year in room.years} for room in pretence.classes}
    for year in pretence.years:
        there = [child for child in ordinary if year in child.classes]
        for row in csv.DictReader(io.StringIO(as_csv(there, year).decode("utf-8-sig"))):
            assert row["Year group"] in of_room[row["Class"]], (year, row)


@SCHOOLS
def test_children_are_of_their_year_group(pretence: Pretence) -> None:
    odd = [
        child.legal_surname
        for child in children_of(trust(), pretence)
        if child.story is None
        and year_group(child.born_on, int(max(child.classes)[:4])) != child.year
    ]
    assert not odd


def test_one_school_is_mixed_in_age_and_one_has_two_classes_a_year() -> None:
    rooms = {school.key: school.classes for school in trust().schools}
    assert [room.years for room in rooms["fernhollow"]] == [(0,), (1, 2), (3, 4), (5, 6)]
    assert Counter(room.years for room in rooms["thistlemere"]) == {(y,): 2 for y in range(7)}


def test_every_story_is_in_a_class_that_there_is() -> None:
    rooms = {(school.key, room.name) for school in trust().schools for room in school.classes}
    assert {(story.school, story.classroom) for story in trust().stories} <= rooms


def test_names_are_in_many_scripts() -> None:
    called = "".join(story.called for story in trust().stories)
    for letter in "زতਹઆகנΕСम":
        assert letter in called


@pytest.mark.parametrize("year", ["2024-25", "2025-26", "2026-27"])
def test_each_year_has_190_days_for_children(year: str) -> None:
    told, _ = read_year(calendar(year))
    halves = [half for term in told.terms for half in term.halves]
    assert sessions(halves, told.closed) == 380


def test_the_same_seed_makes_the_same_children() -> None:
    first, again = (children_of(trust(), trust().schools[0]) for _ in range(2))
    assert first == again
    assert as_csv(first[:30], "2026-27") == as_csv(again[:30], "2026-27")
    days = [date(2026, 11, day) for day in range(2, 7)]
    assert [days_away(c.nature, days, frozenset()) for c in first] == [
        days_away(c.nature, days, frozenset()) for c in again
    ]


def test_the_recipe_has_a_fingerprint() -> None:
    assert len(recipe_digest()) == 16
