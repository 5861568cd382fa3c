"""Every answer that Lantern gives at a school: each page as each role, its parts, its papers."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

import pikepdf
from django.db import transaction
from django.http.response import HttpResponseBase

from lantern.judgements.models import Judgement, Voice
from lantern.reviews.models import Closure, PrintRun
from tests.cast import Cast
from tests.client import CheckedClient, body_of
from tests.papers import words_on
from tests.sweep.filling import values_for
from tests.sweep.walking import Address, every_address

ClientOf: TypeAlias = Callable[[str], CheckedClient]

ROLES = ("leader", "teacher", "assistant", "office", "needs", "governor", "visitor")
IN_PARTS = {"reviews:cell", "reviews:judgement", "reviews:prints"}
CLOSED_BEFORE = {
    "reviews:class-then",
    "reviews:profile-then",
}  # while it stands they lead elsewhere
SENT = {"voice": Voice.MENTOR.value, "value": Judgement.NOT_RATED}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Answer(NamedTuple):
    """Where and as whom, and what came."""

    role: str
    did: str
    response: HttpResponseBase

    @property
    def where(self) -> str:
        return f"{self.role} {self.did}"

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def is_a_page(self) -> bool:
        return bool(self.response.get("Content-Type", "").startswith("text/html"))

    @property
    def text(self) -> str:
        """Every word of it; of a paper it takes a while."""
        return "\n".join(words_of(self.response))


def every_answer(
    cast: Cast,
    run: PrintRun,
    client_of: ClientOf,
    roles: Sequence[str] = ROLES,
    *,
    sends: bool = True,
) -> Iterator[Answer]:
    """Each page as each role; and what a leader is answered who `sends` next to nothing, undone."""
    for role in roles:
        client = client_of(role)
        for address in every_address():
            if not address.ours or "school" not in address.route:
                continue
            for path in paths(address, cast, run, role):
                yield Answer(role, f"got {path}", client.get(path))
                if role == "leader" and sends:
                    yield from _sent(address, path, client, role)


def _sent(address: Address, path: str, client: CheckedClient, role: str) -> Iterator[Answer]:
    with undone():
        yield Answer(role, f"sent {path}", client.post(path, SENT, follow=True))
    if address.name in IN_PARTS:
        part = {"HX-Request": "true"}
        yield Answer(role, f"got a part of {path}", client.get(path, headers=part))
        with undone():
            yield Answer(role, f"sent a part of {path}", client.post(path, SENT, headers=part))


def paths(address: Address, cast: Cast, run: PrintRun, role: str) -> Iterator[str]:
    """The address for what there is: each area and subject, both periods, each voice."""
    values = values_for(address, cast, cast.member(role), school=cast.school.key)
    if "/prints/" in address.route:
        values["ref"] = run.ref
    if address.name in CLOSED_BEFORE:
        values["ref"] = Closure.objects.get(stands=False).ref
        values.update({"pupil": cast.wren.ref} if "pupil" in values else {})
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
    with pikepdf.open(io.BytesIO(content)) as paper:
        yield from (str(value) for value in paper.docinfo.values())
    yield words_on(content)


def words_of_packed(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        for name in folder.namelist():
            yield name
            yield from words_of_paper(folder.read(name))
