"""Every address again, at a school that takes from each role all that can be taken, in turn.

Whoever has lost what an address asks for is turned away there, and nothing else is lost.
"""

from collections.abc import Callable, Iterator

import pytest

from lantern.accounts.rules import Can, Role, takeable, taken_as
from tests.cast import Cast
from tests.client import CheckedClient
from tests.sweep.conftest import undone
from tests.sweep.filling import values_for
from tests.sweep.test_sweep import OURS, SHOWN, TAKEN, answer, name_of
from tests.sweep.walking import Address

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], CheckedClient]

STAFF = ("leader", "teacher", "assistant", "office", "needs", "governor", "visitor")
EVERYTHING = [taken_as(role, can) for role in Role for can in takeable(role)]
NO_CHILD = [word for word in EVERYTHING if word.endswith((" see-children", " see-names"))]


@pytest.fixture
def school_takes(cast: Cast) -> Iterator[Callable[[list[str]], None]]:
    """Take these away for the length of a test; the members' own copies of the school too."""

    def take(words: list[str]) -> None:
        type(cast.school).objects.filter(pk=cast.school.pk).update(taken=words)
        for part in STAFF:
            cast.member(part).school.taken = words

    with undone():
        yield take
    for part in STAFF:
        cast.member(part).school.taken = []


@pytest.mark.parametrize("address", OURS, ids=name_of)
def test_who_has_lost_it_is_turned_away_and_nobody_else(
    address: Address, client_of: ClientOf, cast: Cast, school_takes: Callable[[list[str]], None]
) -> None:
    can = address.allows
    assert can is not None
    school_takes([taken_as(role, can) for role in Role if can in takeable(role)])
    for part in STAFF:
        path = address.filled(values_for(address, cast, cast.member(part), school="amberley"))
        got, sent = (answer(client_of(part), method, path) for method in ("get", "post"))
        why = f"{part} at {path}: {got}, {sent}"
        if not cast.viewer(part).may(can):
            assert {got, sent} <= {403, 405}, why
            assert 403 in {got, sent}, why
        else:
            assert part == "leader" or can is Can.COME_IN, why
            assert got in SHOWN | {405}, why
            assert sent in TAKEN, why


@pytest.mark.parametrize("address", OURS, ids=name_of)
def test_where_nobody_sees_children_no_page_fails_and_none_names_one(
    address: Address, client_of: ClientOf, cast: Cast, school_takes: Callable[[list[str]], None]
) -> None:
    """What a role may still do must hold without what it has lost."""
    school_takes(NO_CHILD)
    names = [child.legal_surname for child in (cast.settled, cast.joiner, cast.mentee)]
    for part in STAFF:
        path = address.filled(values_for(address, cast, cast.member(part), school="amberley"))
        with undone():
            response = client_of(part).get(path)
        assert response.status_code in SHOWN | {403, 404, 405}, (part, path)
        page = b"" if response.streaming else response.content
        assert not [name for name in names if name.encode() in page], (part, path)
