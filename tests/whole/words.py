"""The words of the five presets, which no page of another scheme may show, nor any code."""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from lantern.schemes.presets import PRESETS, Scheme, preset
from lantern.schemes.presets.shape import Sourced
from lantern.schemes.tests.odd import spoken

RUN = re.compile(r"\w+")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
LONGEST_NAME = 3  # words; a rating, an area, a subject, a step or a reward is called by as many
SHORTEST = 2  # letters; what is shorter is a key on the keyboard or a shape

OURS = {  # words that a preset happens to share with Lantern itself, and what Lantern means by them
    "attendance": "the page on which the office loads it; the one kind of fact every school has",
    "behaviour": "the part of Lantern by which an adult gives at once; it stands in no sentence",
    "child": "the first column of a list; the voice, while a scheme calls it nothing else",
    "agreed": "the third voice, while a scheme calls it nothing else",
    "mentor": "the adult who is set for a child, and the first voice",
    "teacher": "what a member of staff is here as",
    "afternoon": "the second session of a day",
    "first": "the first day, the first name",
    "read": "the button that reads a file",
    "warning": "a message that is one",
    "met": "what a rating may count as, in any scheme",
    "expected": "the step of any scheme that a year group is expected to be at",
    "attitude": "the key under which a scheme says what it calls its areas",
    "attainment": "the key under which a scheme says what it calls its subjects",
    "bands": "the key under which a measure's numbers stand",
    "colours": "what the ratings and steps of any scheme may have",
    "tick sheet": "the key of one form of report",
    "folder": "where files are written",
    "progress": "a picture of how far a class has come",
    "below": "where one thing on a page lies",
    "below +": "the same, and what a script adds to it",
    "beyond": "cells pasted past the last child",
    "beginning": "the day from which a version is in force",
    "always": "the beginning of a code's days that has none",
    "another class": "one that a child may go to instead",
    "att": "how an office's file shortens attendance",
    "night": "when a backup is made",
    "late": "what a pause in typing has made certain",
}

PUT_TOGETHER = {  # the same, of words that stand on a page and so nowhere in code
    "success": "how Django names a message that something was done",
    "in class": "where a row of the office's file puts a child",
}


@cache
def phrases_of_presets() -> frozenset[str]:
    """Each name and each sentence, as the presets spell it."""
    return frozenset(said for key in PRESETS for said in said_by(preset(key)) if not is_ours(said))


@cache
def names_of_presets() -> frozenset[str]:
    """The short ones, and the keys of what is judged."""
    names = {said for said in phrases_of_presets() if len(WORD.findall(said)) <= LONGEST_NAME}
    return frozenset(each for each in names | set(keys_of_presets()) if not is_ours(each))


def is_ours(said: str) -> bool:
    """Whether Lantern itself says it too, and means something else."""
    return said.casefold() in OURS.keys() | PUT_TOGETHER.keys()


def said_by(scheme: Scheme) -> Iterator[str]:
    """Everything that a scheme says to people and that is more than a key to press."""
    plain = (" ".join(said.split()) for said in spoken(scheme))
    yield from (said for said in plain if len(said) >= SHORTEST)


def keys_of_presets() -> Iterator[str]:
    for key in PRESETS:
        scheme = preset(key)
        tables = (*scheme.areas, *scheme.subjects, *scheme.scales, *scheme.attainment)
        yield from (key for table in tables for key in keys_within(table) if len(key) >= SHORTEST)


def keys_within(table: Sourced) -> Iterator[str]:
    """The keys of the ratings and steps of a scale; an area's or a subject's own."""
    inner = [getattr(table, each.name) for each in fields(table) if each.name in INNER]
    if not inner:
        yield str(getattr(table, "key"))  # noqa: B009 - every such table has one
    yield from (each.key for tables in inner for each in tables)


INNER = {"ratings", "steps"}


def found_in(text: str, phrases: frozenset[str]) -> set[str]:
    """Each phrase that stands in the text, in capitals or not, and not within a longer word."""
    plain = " ".join(text.split()).casefold()
    said = frozenset(RUN.findall(plain))
    return {each for each in phrases if _runs_of(each) <= said and _stands_alone(each, plain)}


@cache
def _runs_of(phrase: str) -> frozenset[str]:
    """Its runs of letters and digits: where the phrase stands alone, each of them does."""
    return frozenset(RUN.findall(phrase.casefold()))


def _stands_alone(phrase: str, plain: str) -> bool:
    folded = phrase.casefold()
    return folded in plain and _alone(folded).search(plain) is not None


@cache
def _alone(folded: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")


def without_the_offer(text: str) -> str:
    """A page on which a leader chooses what to begin with names our five presets."""
    plain = " ".join(text.split())
    for key in PRESETS:
        for said in (preset(key).name, preset(key).about, key):
            plain = plain.replace(said, "")
    return plain
