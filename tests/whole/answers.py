"""Every answer that Lantern gives at a school: each page as each role, its parts, its papers."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.http.response import HttpResponseBase
from pypdf import PdfReader

from lantern.judgements.models import Judgement, Voice
from lantern.reviews.models import PrintRun
from tests.cast import Cast
from tests.client import CheckedClient, body_of
from tests.sweep.filling import values_for
from tests.sweep.test_sweep import undone
from tests.sweep.walking import Address, every_address

ROLES = ("leader", "teacher", "assistant", "office")
IN_PARTS = {"reviews:cell", "reviews:judgement", "reviews:prints"}
SENT = {"voice": Voice.MENTOR.value, "value": Judgement.NOT_RATED}


class Answer(NamedTuple):
    """Where and as whom, with which status, and every word of it."""

    where: str
    status: int
    text: str


def every_answer(
    cast: Cast, run: PrintRun, client_of: Callable[[str], CheckedClient]
) -> Iterator[Answer]:
    """Each page as each role; and what a leader is answered who sends next to nothing, undone."""
    for role in ROLES:
        client = client_of(role)
        for address in every_address():
            if not address.ours or "school" not in address.route:
                continue
            for path in paths(address, cast, run, role):
                yield _answer(f"{role} got {path}", client.get(path))
                if role == "leader":
                    yield from _sent(address, path, client)


def _sent(address: Address, path: str, client: CheckedClient) -> Iterator[Answer]:
    with undone():
        yield _answer(f"leader sent {path}", client.post(path, SENT, follow=True))
    if address.name in IN_PARTS:
        part = {"HX-Request": "true"}
        yield _answer(f"leader got a part of {path}", client.get(path, headers=part))
        with undone():
            yield _answer(f"leader sent a part of {path}", client.post(path, SENT, headers=part))


def paths(address: Address, cast: Cast, run: PrintRun, role: str) -> Iterator[str]:
    """The address for what there is: each area and subject, both periods, each voice."""
    values = values_for(address, cast, cast.member(role), school=cast.school.key)
    if "/prints/" in address.route:
        values["ref"] = run.ref
    for cell in _cells(cast) if "key" in values else [{}]:
        yield address.filled({**values, **cell})
    if address.name.startswith("reviews:"):
        path = address.filled({**values, **_cells(cast)[0]} if _cells(cast) else values)
        yield f"{path}?period={cast.periods[0].ref}"
        yield from (f"{path}?voice={voice.value}" for voice in Voice if "judging" in path)


def _cells(cast: Cast) -> list[dict[str, str]]:
    scheme = cast.version.scheme
    areas = [{"what": "area", "key": area.key} for area in scheme.areas]
    return areas + [{"what": "subject", "key": subject.key} for subject in scheme.subjects]


def _answer(where: str, response: HttpResponseBase) -> Answer:
    return Answer(where, response.status_code, "\n".join(words_of(response)))


def words_of(response: HttpResponseBase) -> Iterator[str]:
    """All that is in it: of papers, and of what is packed, too."""
    kind = response.get("Content-Type", "")
    if kind in {"application/pdf", "application/zip"}:
        content = b"".join(response)
        yield from words_of_paper(content) if kind.endswith("pdf") else words_of_packed(content)
    else:
        yield body_of(response)
        yield response.get("Location", "")


def words_of_paper(content: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    yield from (str(value) for value in (reader.metadata or {}).values())
    yield from (page.extract_text() for page in reader.pages)


def words_of_packed(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        for name in folder.namelist():
            yield name
            yield from words_of_paper(folder.read(name))
