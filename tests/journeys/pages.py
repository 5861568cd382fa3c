"""Every page there is, found by walking the addresses, so that a new one cannot be forgotten."""

from collections.abc import Iterator
from urllib.parse import urlencode

from tests.cast import Cast
from tests.client import CheckedClient
from tests.sweep.filling import values_for
from tests.sweep.walking import Address, every_address

# What an address shows besides, by what is asked of it.
ASKED = {"reviews:judging": ({"voice": "child"}, {"voice": "agreed"})}


def pages_of(cast: Cast, part: str) -> list[str]:
    """The path of everything that answers that member of the cast, or "anonymous", with a page."""
    client = CheckedClient()
    if part != "anonymous":
        client.force_login(cast.member(part).user)
    paths = [path for address in every_address() for path in paths_to(address, cast)]
    return [path for path in paths if is_page(client, path)]


def paths_to(address: Address, cast: Cast) -> Iterator[str]:
    """Its path at our school, and with each thing that may be asked of it."""
    path = address.filled(values_for(address, cast, cast.leader, school=cast.school.key))
    yield path
    for asked in ASKED.get(address.name, ()):
        yield f"{path}?{urlencode(asked)}"


def is_page(client: CheckedClient, path: str) -> bool:
    """Not a file, nor an address that leads elsewhere or only takes what is sent."""
    answer = client.get(path)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
