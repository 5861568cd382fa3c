"""Every address again, at a school that narrows each adult to their own classes and mentees.

Whoever does not work with a child finds neither the child nor the class, whatever the address.
"""

from collections.abc import Callable, Iterator

import pytest

from tests.cast import Cast
from tests.client import CheckedClient
from tests.sweep.conftest import undone
from tests.sweep.filling import values_for
from tests.sweep.walking import Address, every_address

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], CheckedClient]

OF_A_CHILD = {
    "pupils", "classes", "family", "restrictions", "closures", "second-opinions", "photographs",
}  # fmt: skip
TURNED_AWAY = {403, 404, 405}  # 403: by their role, 405: it only takes or only shows
# Answered before anything is looked for, and so alike for whatever is asked.
EARLY = {"reviews:judgements": 400}


def about_a_child(address: Address) -> bool:
    words = [word for _, name, word in address.parameters if name != "school"]
    return address.ours and bool(words) and words[0] in OF_A_CHILD


ABOUT = [address for address in every_address() if about_a_child(address)]


@pytest.fixture(autouse=True)
def _narrowed(cast: Cast) -> Iterator[None]:
    with undone():
        type(cast.school).objects.filter(pk=cast.school.pk).update(own_classes_only=True)
        yield


def answers(client: CheckedClient, path: str) -> list[int]:
    found = []
    for method in ("get", "post"):
        with undone():
            found.append(int(getattr(client, method)(path).status_code))
    return found


@pytest.mark.parametrize("address", ABOUT, ids=lambda address: address.name)
def test_a_class_and_its_children_are_not_there_for_anothers_teacher(
    address: Address, client_of: ClientOf, cast: Cast
) -> None:
    """Kestrels, its children and their families, for the teacher of Wrens."""
    path = address.filled(values_for(address, cast, cast.leader, school="amberley"))
    found = answers(client_of("other_teacher"), path)
    assert set(found) <= TURNED_AWAY | {EARLY.get(address.name, 404)}, (path, found)
    leader = answers(client_of("leader"), path)
    assert set(leader) - {404, 405}, f"{path} is not there for anyone: is it filled right?"


def named_by(word: str) -> list[Address]:
    """The addresses that say whose page it is by a ref after this word."""
    return [each for each in ABOUT if ("uuid", "ref", word) in each.parameters]


@pytest.mark.parametrize("address", named_by("classes"), ids=lambda address: address.name)
def test_another_class_is_not_there_for_an_assistant_though_her_mentee_is_in_it(
    address: Address, client_of: ClientOf, cast: Cast
) -> None:
    values = values_for(address, cast, cast.leader, school="amberley") | {"ref": cast.wrens.ref}
    found = answers(client_of("assistant"), address.filled(values))
    assert set(found) <= TURNED_AWAY | {EARLY.get(address.name, 404)}, found


@pytest.mark.parametrize("address", named_by("pupils"), ids=lambda address: address.name)
def test_a_mentee_is_there_and_another_of_their_class_is_not(
    address: Address, client_of: ClientOf, cast: Cast
) -> None:
    values = values_for(address, cast, cast.leader, school="amberley")
    client = client_of("assistant")
    other = answers(client, address.filled(values | {"ref": cast.wren.ref}))
    assert set(other) <= TURNED_AWAY, other
    mentee = answers(client, address.filled(values | {"ref": cast.mentee.ref}))
    assert set(mentee) - {404, 405}, mentee


@pytest.mark.parametrize(
    "address", [each for each in every_address() if "groups/<" in each.route],
    ids=lambda address: address.name,
)  # fmt: skip
def test_a_group_names_nobody_to_whoever_neither_leads_it_nor_has_them(
    address: Address, client_of: ClientOf, cast: Cast
) -> None:
    """A set of a child of Kestrels, for its teacher who leads it, and for the teacher of Wrens."""
    path = address.filled(values_for(address, cast, cast.leader, school="amberley"))
    for method in ("get", "post"):
        with undone():
            answer = getattr(client_of("other_teacher"), method)(path)
            assert cast.settled.called_forename not in answer.content.decode(), path
    if address.name in {"staff:group", "reviews:set-judging", "reviews:set-column"}:
        body = client_of("teacher").get(path).content.decode()
        assert cast.settled.called_forename in body, path


def test_their_own_are_there(client_of: ClientOf, cast: Cast) -> None:
    """So that what is not there is so because of whose it is."""
    of_class = f"/amberley/classes/{cast.kestrels.ref}/"
    of_child = f"/amberley/pupils/{cast.settled.ref}/profile/"
    for part in ("teacher", "assistant", "leader"):
        for path in (of_class, f"{of_class}week/", of_child, f"{of_child}area/attendance/"):
            assert answers(client_of(part), path)[0] == 200, (part, path)
    mentee = f"/amberley/pupils/{cast.mentee.ref}/profile/"
    assert answers(client_of("assistant"), mentee)[0] == 200
