"""Every address, as every member of the cast: let in, turned away, or not there (style 6.4)."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.cast import PARTS, Cast
from tests.client import CheckedClient
from tests.sweep.conftest import undone
from tests.sweep.filling import values_for
from tests.sweep.walking import Address, every_address

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], CheckedClient]

OURS = [address for address in every_address() if address.ours and "school" in address.route]
ELSEWHERE = {"gone", "stranger"}  # they have signed in, and are not on this school's staff
SHOWN = {200, 302}
ONLY_IN_THE_DEMO = {"staff:gallery"}
ONLY_BEFORE_A_SCHOOL = {"account_beginning"}
TAKEN = {200, 204, 302, 400, 405, 409, 422}  # an empty form is refused in its own words

# allauth's own pages, and what someone who has not signed in is answered
NOT_OURS = {
    "account_login": 200,
    "account_logout": 302,
    "account_change_password": 302,
    "account_reauthenticate": 302,
    "mfa_index": 302,
    "mfa_list_webauthn": 302,
    "mfa_authenticate": 302,
    "mfa_reauthenticate": 302,
    "mfa_trust": 302,
    "mfa_activate_totp": 302,
    "mfa_deactivate_totp": 302,
    "mfa_view_recovery_codes": 302,
    "mfa_generate_recovery_codes": 302,
    "mfa_add_webauthn": 302,
    "mfa_remove_webauthn": 302,
    "mfa_reauthenticate_webauthn": 302,
    "mfa_login_webauthn": 302,
    "openid_connect_login": 404,  # no provider is named in the tests' environment
    "openid_connect_callback": 404,
}

# Answered before anything is looked for, and so alike for what is theirs and what never was.
ALIKE = {"reviews:judgements": 400, "reviews:set-judgements": 400}


def name_of(address: Address) -> str:
    return address.name


def answer(client: CheckedClient, method: str, path: str) -> int:
    with undone():
        return int(getattr(client, method)(path).status_code)


@pytest.mark.parametrize("address", OURS, ids=name_of)
def test_each_is_let_in_or_turned_away(address: Address, client_of: ClientOf, cast: Cast) -> None:
    """Whoever may come in finds it: a page that is there for one role is there for each."""
    assert address.allows is not None
    answers = set()
    for part in PARTS:
        member, client = cast.member(part), client_of(part)
        ours = cast.leader if part in ELSEWHERE else member
        path = address.filled(values_for(address, cast, ours, school="amberley"))
        got, sent = answer(client, "get", path), answer(client, "post", path)
        why = f"{part} at {path}: {got}, {sent}"
        if part in ELSEWHERE:
            assert (got, sent) in {(404, 404), (405, 404), (404, 405), (405, 405)}, why
        elif not cast.viewer(part).may(address.allows):
            assert got in {403, 405}, why
            assert sent in {403, 405}, why
            assert 403 in {got, sent}, why
        else:
            assert got in SHOWN | {405}, why
            assert sent in TAKEN, why
            answers |= {got, sent}
    assert answers - {405}, f"{address.name} was never let in: is it filled right?"


@pytest.mark.parametrize("address", OURS, ids=name_of)
def test_a_visitor_is_asked_to_sign_in(address: Address, client_of: ClientOf, cast: Cast) -> None:
    path = address.filled(values_for(address, cast, cast.leader, school="amberley"))
    for method in ("get", "post"):
        response = getattr(client_of("anonymous"), method)(path)
        assert response.status_code == 302, path
        assert response["Location"].startswith("/account/login/?next=")


THEIRS = [address for address in OURS if any(kind == "uuid" for kind, *_ in address.parameters)]


@pytest.mark.parametrize("address", THEIRS, ids=name_of)
def test_what_is_the_neighbours_is_not_there(
    address: Address, client_of: ClientOf, cast: Cast
) -> None:
    """With our school's word and their thing; and with their school's word.

    Only for those who may: the others are turned away before anything is looked for.
    """
    theirs = values_for(address, cast, cast.stranger, school="amberley")
    there = address.filled(theirs | {"school": "next-door"})
    for part in ("leader", "teacher", "office", "needs", "governor", "visitor"):
        assert address.allows is not None
        if not cast.viewer(part).may(address.allows):
            continue
        for method in ("get", "post"):
            status = answer(client_of(part), method, address.filled(theirs))
            assert status in {404, 405, ALIKE.get(address.name, 404)}, (part, method, status)
    for method in ("get", "post"):
        assert answer(client_of("leader"), method, there) in {404, 405}, (method, there)


@pytest.mark.parametrize("name", sorted(ALIKE))
def test_an_early_answer_tells_nothing(name: str, client_of: ClientOf, cast: Cast) -> None:
    address = next(address for address in OURS if address.name == name)
    theirs = values_for(address, cast, cast.stranger, school="amberley")
    nobodys = {key: uuid4() if isinstance(ref, UUID) else ref for key, ref in theirs.items()}
    client = client_of("leader")
    for refs in (theirs, nobodys):
        assert answer(client, "post", address.filled(refs)) == ALIKE[name]


def test_every_address_that_is_not_ours_is_listed() -> None:
    found = {address.name for address in every_address() if not address.ours}
    assert found == set(NOT_OURS)


@pytest.mark.parametrize("address", [a for a in every_address() if not a.ours], ids=name_of)
def test_what_is_not_ours_answers_as_listed(address: Address, client_of: ClientOf) -> None:
    got = client_of("anonymous").get(address.filled({"pk": 1, "provider_id": "nobody"})).status_code
    assert got == NOT_OURS[address.name]


@pytest.mark.parametrize(
    "address", [a for a in every_address() if a.ours and "school" not in a.route], ids=name_of
)
def test_what_belongs_to_no_school(address: Address, client_of: ClientOf) -> None:
    assert address.open_because, f"{address.name}: add @signed_in('why') or @open_to_all('why')"
    before = address.name in ONLY_BEFORE_A_SCHOOL
    shown = {404} if before or address.name in ONLY_IN_THE_DEMO else SHOWN
    for part in PARTS:
        led_home = {302} if part == "visitor" else set()  # whoever has no account
        assert client_of(part).get(address.filled({})).status_code in shown | led_home, part
    status = client_of("anonymous").get(address.filled({})).status_code
    assert status == (404 if before else 302 if address.needs_sign_in else 200)
