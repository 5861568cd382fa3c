"""Addresses have a grammar: words in kebab-case, every parameter typed."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

from tests.architecture.river import folder_of, lines

PARAMETER = re.compile(r"<[^>]*>")
TYPED = re.compile(r"<[a-z_]+:[a-z][a-z0-9_]*>")
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)?")
NAMED_BY_ALLAUTH = ("account_", "socialaccount_")  # its own pages lead to ours by these names

Step = URLPattern | URLResolver


def routes(steps: Iterable[Step], before: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The whole way to each view of ours, from the root."""
    for step in steps:
        way = (*before, step)
        if isinstance(step, URLResolver):
            yield from routes(step.url_patterns, way)
        elif folder_of(step.callback.__module__):
            yield way


def faults(way: tuple[Step, ...]) -> Iterator[str]:
    whole = "".join(str(step.pattern) for step in way)
    name = way[-1].name if isinstance(way[-1], URLPattern) else None
    if not all(isinstance(step.pattern, RoutePattern) for step in way):
        yield f"{whole}: write it with path(), not re_path()"
    for parameter in PARAMETER.findall(whole):
        if not TYPED.fullmatch(parameter):
            yield f"{whole}: give {parameter} a type"
    for part in PARAMETER.sub("1", whole).split("/"):
        if part and not WORD.fullmatch(part):
            yield f"{whole}: {part} is not in kebab-case"
    if not name or not (WORD.fullmatch(name) or name.startswith(NAMED_BY_ALLAUTH)):
        yield f"{whole}: its name, {name}, is not in kebab-case"


def every_fault(steps: Iterable[Step]) -> list[str]:
    return [fault for way in routes(steps) for fault in faults(way)]


def test_addresses_are_kebab_case_and_typed() -> None:
    found = every_fault(get_resolver().url_patterns)
    assert not found, lines(found)


def view() -> None:
    """Stands for a view of ours."""


view.__module__ = "lantern.roster.views"


@pytest.mark.parametrize(
    ("route", "name"),
    [
        ("pupils/<ref>/", "pupil"),
        ("Pupils/", "pupils"),
        ("class_list/", "class-list"),
        ("class-list/", "class_list"),
        ("class-list/", None),
    ],
)
def test_a_bad_address_is_found(route: str, name: str | None) -> None:
    pattern = URLPattern(RoutePattern(route, name=name), view, name=name)
    assert len(every_fault([pattern])) == 1


def test_a_pattern_in_signs_is_found() -> None:
    pattern = URLPattern(RegexPattern("^pupils/$"), view, name="pupils")
    assert any("re_path" in fault for fault in every_fault([pattern]))


@pytest.mark.parametrize(
    "route", ["", "a-b/<uuid:ref>/", "scheme/<uuid:version>.css", "in-<int:n>/"]
)
def test_a_good_address_is_let_be(route: str) -> None:
    assert not every_fault([URLPattern(RoutePattern(route), view, name="class-list")])
