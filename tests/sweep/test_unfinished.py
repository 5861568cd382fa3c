"""Nothing has to be finished to begin: every page is there at a school that is half set up."""

import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from lantern.accounts.rules import Role
from lantern.schools.models import School
from tests.cast import (
    SEPTEMBER,
    a_class,
    a_member,
    a_place,
    a_pupil,
    a_school,
    a_version,
    a_year,
    works_in,
)
from tests.client import CheckedClient, body_of
from tests.sweep.conftest import undone
from tests.sweep.test_sweep import SHOWN, TAKEN
from tests.sweep.walking import every_address

pytestmark = pytest.mark.django_db
Refs = Mapping[str, object]
LINK = re.compile(r'<a [^>]*href="(/oakfield/[^"?#]*)')
# where there is none there is no profile, and no page leads to one
A_REVIEW = {"reviews:class-pdf", "reviews:profile", "reviews:profile-pdf"}


def nothing(school: School) -> Refs:
    return {}


def dates(school: School) -> Refs:
    a_year(school)
    return {}


def a_scheme(school: School) -> Refs:
    a_version(school)
    return {}


def children(school: School) -> Refs:
    """With the dates that a class needs, but nothing to judge them by, and no review."""
    there = a_class(a_year(school), "Owls")
    child = a_pupil(school, "Ann", "New", SEPTEMBER.replace(year=2018))
    a_place(child, there)
    works_in(there, a_member(school, Role.TEACHER, "Mx Owl"), lead=True)
    return {"classes": there.ref, "pupils": child.ref}


@pytest.mark.parametrize("role", [Role.LEADER, Role.TEACHER])
@pytest.mark.parametrize("so_far", [nothing, dates, a_scheme, children])
def test_every_page_is_there_and_leads_to_what_is(
    so_far: Callable[[School], Refs], role: Role
) -> None:
    school = a_school("oakfield", "Oakfield")
    there = so_far(school)
    client = CheckedClient()
    client.force_login(a_member(school, role, "Mx New").user)
    led_to: set[str] = set()
    shown: set[str] = set()
    for name, path in paths(there):
        with undone():
            got = client.get(path)
        not_yet = {404} if name in A_REVIEW else set()
        assert got.status_code in SHOWN | {405} | not_yet | turned(role), path
        if got.status_code in SHOWN:
            shown.add(path)
            led_to |= set(LINK.findall(body_of(got)))
        with undone():
            assert client.post(path).status_code in TAKEN | {404} | turned(role), path
    for path in led_to - shown:
        assert client.get(path).status_code in SHOWN, path


def turned(role: Role) -> set[int]:
    return set() if role == Role.LEADER else {403}


def paths(there: Refs) -> Iterator[tuple[str, str]]:
    """Of the addresses that name the school alone, or its one class or child."""
    for address in every_address():
        names = [name for _, name, _ in address.parameters]
        words = {word for _, name, word in address.parameters if name == "ref"}
        if address.ours and names in (["school"], ["school", "ref"]) and words <= there.keys():
            ref = next((there[word] for word in words), "")
            yield address.name, address.filled({"school": "oakfield", "ref": ref})
