"""Every address that only takes what a page sends: opened, it says so and leads on."""

import re
from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.client import CheckedClient
from tests.sweep.conftest import undone
from tests.sweep.filling import values_for
from tests.sweep.walking import Address, every_address

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], CheckedClient]

OURS = [address for address in every_address() if address.ours and "school" in address.route]
WAY_ON = re.compile(r'<a class="btn primary" href="([^"]+)">Go back to the page</a>')
KNOWN = {  # some of them, and the page that each is sent from
    "reviews:judgement": "profile/area/attendance/",
    "reviews:column-judgements": "judging/area/attendance/",
    "roster:lifting": "/amberley/",
    "roster:staffing-end": "/staff/",
    "staff:periods": "/amberley/dates/",
}


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_opened_it_says_so_and_leads_on(address: Address, client_of: ClientOf, cast: Cast) -> None:
    member = cast.leader
    path = address.filled(values_for(address, cast, member, school="amberley"))
    client = client_of("leader")
    with undone():
        answer = client.get(path)
    if answer.status_code != 405:
        assert address.name not in KNOWN
        return
    assert answer["Allow"] == "POST"
    found = WAY_ON.search(answer.content.decode())
    assert found, path
    assert path.startswith(found[1])
    assert found[1].endswith(KNOWN.get(address.name, "/"))
    with undone():
        assert client.get(found[1]).status_code == 200, found[1]


def test_a_script_that_sends_to_a_page_is_answered_as_before(client_of: ClientOf) -> None:
    answer = client_of("leader").put("/amberley/prints/new/")
    assert (answer.status_code, answer.content) == (405, b"")
