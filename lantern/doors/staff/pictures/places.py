"""The staff door's menu, and its home."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse

from lantern.accounts.gates import SEVERAL_HATS
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can


@dataclass(frozen=True, kw_only=True)
class Place:
    """One entry of the menu."""

    name: str
    address: str
    here: bool


PLACES = (
    ("Today", "behaviour:boards", Can.PRAISE),
    ("Classes", "staff:home", Can.SEE_CHILDREN),
    ("Names", "roster:names-today", Can.SEE_NAMES),
    ("Reviews", "reviews:overview", Can.SEE_JUDGEMENTS),
    ("Pupils", "roster:pupils", Can.SEE_FAMILIES),
    ("Attendance", "habits:attendance", Can.LOAD_ATTENDANCE),
    ("Numbers", "staff:numbers", Can.SEE_NUMBERS),
    ("Scheme", "schemes:scheme", Can.SEE_JUDGEMENTS),
    ("Dates", "staff:dates", Can.SET_DATES),
    ("School", "staff:school", Can.SET_SCHOOL),
    ("Staff", "staff:people", Can.SET_STAFF),
    ("Here today", "roster:here-today", Can.LET_IN),
    ("Who may", "staff:who-may", Can.COME_IN),
)


def menu(request: HttpRequest) -> dict[str, object]:
    """A context processor: the viewer, and where they may go."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        return {"viewer": None, "menu": ()}
    several = request.session.get(SEVERAL_HATS, False)
    menu = tuple(_places(viewer, request.path))
    return {"viewer": viewer, "menu": menu, "several_hats": several}


def _places(viewer: Viewer, path: str) -> list[Place]:
    found = [
        (name, _address(address, viewer.school_key))
        for name, address, can in PLACES
        if viewer.may(can) and not (can is Can.SEE_NAMES and viewer.may(Can.SEE_CHILDREN))
    ]
    return [
        Place(name=name, address=address, here=_holds(address, path)) for name, address in found
    ]


@lru_cache(maxsize=1024)  # every page has them
def _address(place: str, school: str) -> str:
    return reverse(place, kwargs={"school": school})


def _holds(address: str, path: str) -> bool:
    home = address.count("/") == 2
    return path == address if home else path.startswith(address)
