"""Every page there is, found by walking the addresses, so that a new one cannot be forgotten."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from tests.cast import Cast
from tests.client import CheckedClient
from tests.sweep.filling import values_for
from tests.sweep.walking import Address, every_address

# What an address shows besides, by what is asked of it.
ASKED = {"reviews:judging": ({"voice": "child"}, {"voice": "agreed"})}


class Kind(NamedTuple):
    """An address, and what is asked of it."""

    address: Address
    asked: str

    def path(self, cast: Cast) -> str:
        """Where our school has it."""
        values = values_for(self.address, cast, cast.leader, school=cast.school.key)
        path = self.address.filled(values)
        return f"{path}?{self.asked}" if self.asked else path


FOUND: dict[str, list[Kind]] = {}  # by whom it answers, once anyone has asked


def pages_of(cast: Cast, part: str) -> list[str]:
    """The path of everything that answers that member of the cast, or "anonymous", with a page.

    Which kinds do is found out once a run: to ask for all of them makes each paper there is.
    """
    if part not in FOUND:
        client = client_of(cast, part)
        FOUND[part] = [kind for kind in every_kind() if is_page(client, kind.path(cast))]
    return [kind.path(cast) for kind in FOUND[part]]


def every_kind() -> Iterator[Kind]:
    """Each address, and each with what may be asked of it."""
    for address in every_address():
        yield Kind(address, "")
        yield from (Kind(address, urlencode(asked)) for asked in ASKED.get(address.name, ()))


def client_of(cast: Cast, part: str) -> CheckedClient:
    client = CheckedClient()
    if part != "anonymous":
        client.force_login(cast.member(part).user)
    return client


def is_page(client: CheckedClient, path: str) -> bool:
    """Not a file, nor an address that leads elsewhere or only takes what is sent."""
    answer = client.get(path)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
