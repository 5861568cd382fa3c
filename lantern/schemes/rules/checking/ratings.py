"""Scales and areas: letters, shapes and colours that can be told apart, and words that fit."""

import re
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lantern.schemes.presets import Path, Problem, Scheme, did_you_mean
from lantern.schemes.presets.shape import Area, Rating, RatingScale, Step
from lantern.schemes.rules.checking.said import look, wrong
from lantern.schemes.rules.colours import (
    READABLE,
    class_of_rating,
    class_of_step,
    contrast,
    darker,
)
from lantern.schemes.rules.lookups import find, scale_of

MOST_RATINGS = 7
PAPER = "#fbfaf7"  # the page behind the cards; white is lighter still
ONE_KEY = re.compile(r"[a-z0-9]")


def of_ratings(scheme: Scheme) -> Iterator[Problem]:
    for number, scale in enumerate(scheme.scales):
        yield from _of_scale(("scales", number), scale)
    for number, ladder in enumerate(scheme.attainment):
        yield from of_marks(("attainment", number, "steps"), ladder.steps)
    yield from _one_class_each(scheme)
    for number, area in enumerate(scheme.areas):
        yield from _of_area(("areas", number), area, scheme)
    used = {area.scale for area in scheme.areas}
    for number, scale in enumerate(scheme.scales):
        if scale.key not in used:
            yield look(("scales", number), "No area uses this scale.", "Use it, or take it out.")


def _of_scale(path: Path, scale: RatingScale) -> Iterator[Problem]:
    if len(scale.ratings) > MOST_RATINGS:
        yield wrong(
            (*path, "ratings"),
            f"There are {len(scale.ratings)} ratings.",
            f"Use {MOST_RATINGS} at most.",
        )
    yield from of_marks((*path, "ratings"), scale.ratings)
    for number, (better, worse) in enumerate(pairwise(scale.ratings), 1):
        if worse.met and not better.met:
            yield look(
                (*path, "ratings", number, "met"),
                f"{worse.name} counts as met, and {better.name}, which stands before it, does not.",
                "Ratings are listed best first.",
            )


def of_marks(path: Path, marks: Sequence[Rating | Step]) -> Iterator[Problem]:
    """Letters, shapes and colours of one scale's ratings or steps."""
    letters = Tally(mark.letter for mark in marks if mark.letter)
    symbols = Tally(mark.symbol for mark in marks if mark.symbol)
    for number, mark in enumerate(marks):
        here = (*path, number)
        yield from _letter(here, mark, letters)
        yield from _colour(here, mark)
        if mark.symbol and symbols[mark.symbol] > 1:
            yield look((*here, "symbol"), "Another one here has the same shape.", "Use another.")
        if len(mark.symbol) > 2:
            yield wrong((*here, "symbol"), "A shape is one sign.", "Use a sign such as ● or ▲.")


def _letter(here: Path, mark: Rating | Step, letters: Tally[str]) -> Iterator[Problem]:
    if not mark.letter:
        yield look(here, f"{mark.name} has no letter.", "With one it can be judged in one key.")
    elif not ONE_KEY.fullmatch(mark.letter):
        yield wrong(
            (*here, "letter"), f'"{mark.letter}" is no single key.', "Use a to z or 0 to 9."
        )
    elif letters[mark.letter] > 1:
        said = f'Another one here has the letter "{mark.letter}" too.'
        yield wrong((*here, "letter"), said, "Give each its own.")


def _colour(here: Path, mark: Rating | Step) -> Iterator[Problem]:
    if not mark.colour:
        return
    if contrast(mark.colour, PAPER) < READABLE:
        yield wrong(
            (*here, "colour"),
            f"{mark.colour} is too pale to read on paper.",
            f'Use a darker one, such as "{darker(mark.colour, PAPER)}".',
        )
    if not mark.symbol and isinstance(mark, Rating):
        yield look(here, f"{mark.name} has a colour and no shape.", "Not everyone sees colours.")


def _one_class_each(scheme: Scheme) -> Iterator[Problem]:
    """Joined with a hyphen, two pairs of keys can make one word: a-b and c, a and b-c."""
    seen: set[str] = set()
    for kind, name, scales in (
        ("scales", class_of_rating, [(s.key, _keys(s.ratings)) for s in scheme.scales]),
        ("attainment", class_of_step, [(s.key, _keys(s.steps)) for s in scheme.attainment]),
    ):
        for number, (key, keys) in enumerate(scales):
            for word in {name(key, mark) for mark in keys}:
                if word in seen:
                    yield wrong(
                        (kind, number), f'"{word}" could be two things.', "Change this key."
                    )
                seen.add(word)


def _keys(marks: Sequence[Rating | Step]) -> list[str]:
    return [mark.key for mark in marks]


def _of_area(path: Path, area: Area, scheme: Scheme) -> Iterator[Problem]:
    whole = find(scheme.scales, area.scale)
    if not whole:
        if area.measure or area.says or area.without:
            yield wrong(path, "This area has words for ratings, and no scale.", "Add scale = …")
        return
    left = scale_of(scheme, area)
    yield from _without(path, area, whole, left)
    yield from _says(path, area, left)


def _without(path: Path, area: Area, whole: RatingScale, left: RatingScale) -> Iterator[Problem]:
    for key in area.without:
        if not find(whole.ratings, key):
            yield _no_rating((*path, "without"), key, whole)
    if whole.ratings and not left.ratings:
        yield wrong((*path, "without"), "No rating is left.", "Leave one at least.")


def _says(path: Path, area: Area, left: RatingScale) -> Iterator[Problem]:
    for key in area.says:
        if not find(left.ratings, key):
            yield _no_rating((*path, "says", key), key, left)
    silent = [rating.name for rating in left.ratings if not area.says.get(rating.key)]
    if area.says and silent:
        yield look((*path, "says"), f"There are no words for {', '.join(silent)}.", "Add some.")


def _no_rating(path: Path, key: str, scale: RatingScale) -> Problem:
    instead = did_you_mean(key, [rating.key for rating in scale.ratings])
    return wrong(path, f'This area has no rating "{key}".', instead)
