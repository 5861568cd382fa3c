"""How the rules of a source are walked: one function a rule, run on a preset and on its mutants."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from fractions import Fraction
from types import ModuleType

from lantern.schemes.presets import Scheme
from lantern.schemes.presets.shape import Area, RatingScale, Sourced
from lantern.schemes.rules import (
    find,
    first_that_holds,
    in_scope,
    ours,
    scale_of,
    sentence_of_band,
    tests_of,
)

Rule = Callable[[Scheme], None]


def rules_in(module: ModuleType) -> dict[str, Rule]:
    """The rule functions of a module by id: `rule_000_17` is 000-17, `ours_2_3` is ours 2.3."""
    found: dict[str, Rule] = {}
    for name, thing in vars(module).items():
        kind, _, number = name.partition("_")
        if kind in {"rule", "ours"} and callable(thing):
            found[number.replace("_", "-") if kind == "rule" else f"ours {number}"] = thing
    return found


def stated(table: Sourced) -> dict[str, object]:
    """What a table says that is not marked as ours, defaults and tables inside it left out."""
    return {name: value for name, value in everything(table).items() if not _is_ours(table, name)}


def left_open(table: Sourced) -> dict[str, object]:
    """What a table says that is marked as ours."""
    return {name: value for name, value in everything(table).items() if _is_ours(table, name)}


def everything(table: Sourced) -> dict[str, object]:
    """What a table says, defaults, `source`, `ours` and tables inside it left out."""
    said: dict[str, object] = {}
    for each in fields(table):
        value = getattr(table, each.name)
        if each.name in {"source", "ours"} or value == _default(each) or _is_table(value):
            continue
        said[each.name] = list(value) if isinstance(value, tuple) else value
    return said


def keys(things: Sequence[object]) -> list[str]:
    return [str(vars_of(thing)["key"]) for thing in things]


def vars_of(table: object) -> Mapping[str, object]:
    assert isinstance(table, Sourced)
    return {each.name: getattr(table, each.name) for each in fields(table)}


def area(scheme: Scheme, key: str) -> Area:
    found = find(scheme.areas, key)
    assert found is not None, key
    return found


def scale(scheme: Scheme, key: str) -> RatingScale:
    found = find(scheme.scales, key)
    assert found is not None, key
    return found


def suggested(scheme: Scheme, key: str, **values: str) -> str:
    """The rating that an area suggests for some exact values, such as "97.6" or "37/38"."""
    measure = area(scheme, key).measure
    assert measure is not None
    numbers = {name.replace("_", "-"): Fraction(value) for name, value in values.items()}
    found = first_that_holds(tests_of(measure), numbers)
    return found.rating if found else ""


def bands_in_words(scheme: Scheme, key: str) -> dict[str, str]:
    """What each rating of a measured area takes, in words; "" for one that is never suggested."""
    found = area(scheme, key)
    measure = found.measure
    assert measure is not None
    ratings = scale_of(scheme, found).ratings
    return {each.key: sentence_of_band(measure, each.key, scheme.facts) for each in ratings}


def count_as_met(scheme: Scheme) -> list[str]:
    """The ratings that count as met, the same in every area that can have them."""
    met = {
        tuple(each.key for each in scale_of(scheme, one).ratings if each.met)
        for one in scheme.areas
        if not one.without
    }
    assert len(met) == 1
    return list(met.pop())


def offered(scheme: Scheme) -> set[str]:
    """The paths of the defaults that a leader is shown, and may change, when adopting."""
    return {choice.path for choice in ours(scheme)}


def is_for_reception_to_year_6(scheme: Scheme) -> None:
    """Domain 2.22: all the primary years, youngest first, and a leader may choose others."""
    covered = tuple(year for year in range(-2, 8) if in_scope(scheme, year))
    assert covered == scheme.years == (0, 1, 2, 3, 4, 5, 6)
    assert "years" in offered(scheme)


def _is_ours(table: Sourced, name: str) -> bool:
    return "*" in table.ours or name in table.ours


def _is_table(value: object) -> bool:
    several = isinstance(value, tuple) and any(isinstance(item, Sourced) for item in value)
    return several or isinstance(value, Sourced)


def _default(each: object) -> object:
    factory = getattr(each, "default_factory", MISSING)
    return factory() if callable(factory) else getattr(each, "default", MISSING)
