"""Any scheme that a school could write comes back as written, and can be checked and drawn."""

from decimal import Decimal
from fractions import Fraction
from functools import cache

import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from lantern.schemes.presets import PRESETS, SchemeTrouble, build, load, positions
from lantern.schemes.rules import (
    check,
    first_that_holds,
    is_sound,
    measuring,
    ours,
    scale_of,
    sentence_of_band,
    style_sheet,
)
from lantern.schemes.tests.making import percents
from lantern.schemes.tests.mutants import Document, Mutant, document_of, mutants

KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
YEARS = st.lists(st.integers(-2, 6), unique=True, max_size=4)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@st.composite
def schemes(draw: st.DrawFn) -> Document:
    """A sound scheme as TOML reads it: a scale, measured areas, subjects, steps and a counter."""
    ratings = draw(st.lists(KEYS, min_size=2, max_size=7, unique=True))
    bounds = draw(
        st.lists(percents(), min_size=len(ratings) - 1, max_size=len(ratings) - 1, unique=True)
    )
    tests: list[Document] = [
        {"rating": key, "at_least": low}
        for key, low in zip(ratings, sorted(bounds, reverse=True), strict=False)
    ]
    steps = draw(st.lists(KEYS, min_size=1, max_size=6, unique=True))
    return {
        "format": 1,
        "key": draw(KEYS),
        "name": draw(WORDS),
        "years": draw(YEARS),
        "aims": draw(st.lists(WORDS, unique=True, max_size=3)),
        "voices": {"child": draw(WORDS)},
        "scales": [{"key": "s", "ratings": _lettered(ratings, draw(WORDS))}],
        "facts": [{"key": "f", "name": draw(WORDS), "kind": "attendance"}],
        "areas": draw(st.lists(_area(ratings, tests), max_size=3, unique_by=_key)),
        "attainment": [{"key": "t", "steps": _lettered(steps, draw(WORDS))}],
        "uses": [{"scale": "t"}],
        "subjects": [
            {"key": key, "name": draw(WORDS), "short": draw(WORDS)}
            for key in draw(st.lists(KEYS, max_size=3, unique=True))
        ],
        "counters": [{"key": "c", "name": draw(WORDS), "start": draw(st.integers(0, 30))}],
    }


def _area(ratings: list[str], tests: list[Document]) -> st.SearchStrategy[Document]:
    """An area with words for each rating, measured by the tests and whoever is left."""
    measure = {
        "fact": "f",
        "counted": "percent",
        "tests": [*tests, {"rating": ratings[-1]}],
    }
    return st.fixed_dictionaries(
        {
            "key": KEYS,
            "name": WORDS,
            "scale": st.just("s"),
            "says": st.fixed_dictionaries(dict.fromkeys(ratings, WORDS)),
            "measure": st.just(measure),
        }
    )


def _key(table: Document) -> str:
    return str(table["key"])


def _lettered(keys: list[str], name: str) -> list[Document]:
    return [
        {"key": key, "name": name, "letter": letter}
        for key, letter in zip(keys, LETTERS, strict=False)
    ]


@given(schemes())
def test_a_scheme_comes_back_as_it_was_written(document: Document) -> None:
    text = tomlkit.dumps({key: _written(value) for key, value in document.items()})
    scheme = load(text)
    assert scheme == build(document)
    found = positions(text)
    for number, area in enumerate(scheme.areas):
        line = text.splitlines()[found["areas", number, "key"] - 1]
        assert area.key in line


def _written(value: object) -> object:
    """Numbers as TOML has them; tomlkit knows no Decimal."""
    match value:
        case dict():
            return {key: _written(inner) for key, inner in value.items()}
        case list():
            return [_written(inner) for inner in value]
        case Decimal():
            return tomlkit.value(f"{value:f}")
    return value


@given(schemes(), st.fractions(0, 100))
def test_a_sound_scheme_rates_every_value_and_says_each_range(
    document: Document, value: Fraction
) -> None:
    scheme = build(document)
    if not is_sound(check(scheme)):
        return  # a lowest bound of 0 leaves nobody for the last rating, and is told
    for area in scheme.areas:
        assert area.measure is not None
        found = first_that_holds(measuring.tests_of(area.measure), {"f": value})
        assert found is not None
        assert found.rating in {rating.key for rating in scale_of(scheme, area).ratings}
        assert sentence_of_band(area.measure, found.rating)


@cache
def every_mutant() -> list[Mutant]:
    return [mutant for key in PRESETS for mutant in mutants(document_of(key))]


@given(st.data())
def test_whatever_loads_can_be_checked_offered_and_drawn(data: st.DataObject) -> None:
    """A scheme with faults is told its faults: nothing falls over on the way."""
    mutant = data.draw(st.sampled_from(every_mutant()))
    try:
        scheme = build(mutant.document)
    except SchemeTrouble:
        return
    for problem in check(scheme):
        assert problem.what
        assert problem.where
        assert problem.instead, problem
    assert all(choice.label for choice in ours(scheme))
    style_sheet(scheme)
