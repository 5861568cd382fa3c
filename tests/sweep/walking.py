"""Every address there is, and what each says of who may come in."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any  # a view takes what its address holds

from django.urls import URLPattern, URLResolver, get_resolver

from lantern.accounts.rules import Can

PARAMETER = re.compile(r"<(?:(?P<type>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Address:
    """One address: its name, its route from the root, and its view."""

    name: str
    route: str
    view: Callable[..., Any]

    @property
    def allows(self) -> Can | None:
        """What one must be allowed to do."""
        return getattr(self.view, "allows", None)

    @property
    def open_because(self) -> str:
        """Why anyone may come in, or nothing."""
        return getattr(self.view, "open_because", "")

    @property
    def needs_sign_in(self) -> bool:
        """Whether one must have signed in."""
        return getattr(self.view, "login_required", True)

    @property
    def ours(self) -> bool:
        """Whether the view is written here."""
        return self.view.__module__.startswith("lantern.")

    @property
    def parameters(self) -> list[tuple[str, str, str]]:
        """Each parameter's type, its name, and the word that stands before it in the address."""
        return [
            (found["type"] or "str", found["name"], _word_before(self.route, found.start()))
            for found in PARAMETER.finditer(self.route)
        ]

    def filled(self, values: dict[str, object]) -> str:
        """The address with its parameters filled in."""
        return "/" + PARAMETER.sub(lambda found: str(values[found["name"]]), self.route)


def _word_before(route: str, place: int) -> str:
    words = [word for word in route[:place].split("/") if word and not word.startswith("<")]
    return words[-1] if words else ""


def walk(
    steps: Iterable[URLPattern | URLResolver], route: str = "", space: str = ""
) -> Iterator[Address]:
    """Each address beneath these steps."""
    for step in steps:
        here = route + str(step.pattern)
        if isinstance(step, URLResolver):
            inner = f"{space}{step.namespace}:" if step.namespace else space
            yield from walk(step.url_patterns, here, inner)
        else:
            yield Address(f"{space}{step.name}", here, step.callback)


def every_address() -> list[Address]:
    """Each address of Lantern and of what it stands on."""
    return list(walk(get_resolver().url_patterns))
