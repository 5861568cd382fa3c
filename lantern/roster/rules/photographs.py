"""Which child each photograph is of, by the name of its file; never a guess."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from lantern.roster.rules.digests import digest_of
from lantern.roster.rules.names import bare_words
from lantern.roster.rules.upn import tidy_upn

NOBODY = "Nobody on the roll is called so, or has this UPN."
SAID_NO = "Their family wants no photograph."
NO_NAME = "The file’s name holds no name and no UPN."


class Does(StrEnum):
    """What a file would do."""

    ADDED = "added"
    CHANGED = "changed"
    LEFT = "left"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Portrayed:
    """A child on the roll: every forename and surname they have, and what is kept of them.

    `mark` is that of the photograph that is kept, or nothing; `refused` their family's no.
    """

    ref: UUID
    name: str
    class_name: str
    names: tuple[tuple[str, str], ...]
    upn: str
    mark: str
    refused: bool


@dataclass(frozen=True, kw_only=True)
class NamedFile:
    """A file that was sent: its name, and its picture's mark, or why it has none."""

    file: str
    mark: str
    trouble: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """What one file would do, to whom, and where it is refused, why."""

    file: str
    mark: str
    does: Does
    ref: UUID | None = None
    name: str = ""
    why: str = ""


@dataclass(frozen=True)
class AlbumPlan:
    """What all the files would do, in their order."""

    lines: tuple[Line, ...]

    def of(self, does: Does) -> list[Line]:
        """Those that would do that."""
        return [line for line in self.lines if line.does is does]

    @property
    def added(self) -> list[Line]:
        """Of children who have no photograph yet."""
        return self.of(Does.ADDED)

    @property
    def changed(self) -> list[Line]:
        """In place of another photograph."""
        return self.of(Does.CHANGED)

    @property
    def left(self) -> list[Line]:
        """Of children who have this very photograph."""
        return self.of(Does.LEFT)

    @property
    def refused(self) -> list[Line]:
        """Those for which nothing is done."""
        return self.of(Does.REFUSED)

    @property
    def does_nothing(self) -> bool:
        """Whether confirming it would change nothing."""
        return not (self.added or self.changed)

    @property
    def digest(self) -> str:
        """Its fingerprint."""
        return digest_of(self.lines)


Roll: TypeAlias = Mapping[str, Sequence[Portrayed]]


def plan_album(files: Sequence[NamedFile], roll: Sequence[Portrayed]) -> AlbumPlan:
    """What each file would do, as the roll stands."""
    known = _by_every_name(roll)
    meant = [[] if each.trouble else _meant(each.file, known) for each in files]
    times = Counter(found[0].ref for found in meant if len(found) == 1)
    lines = (_line(each, found, times) for each, found in zip(files, meant, strict=True))
    return AlbumPlan(tuple(lines))


def _by_every_name(roll: Sequence[Portrayed]) -> Roll:
    """The children by UPN and by each name, the forename first and last."""
    found: dict[str, dict[UUID, Portrayed]] = defaultdict(dict)
    for child in roll:
        for forename, surname in child.names:
            for words in (f"{forename} {surname}", f"{surname} {forename}"):
                found[bare_words(words)][child.ref] = child
        if child.upn:
            found[child.upn][child.ref] = child
    return {key: tuple(children.values()) for key, children in found.items() if key}


def _meant(file: str, known: Roll) -> Sequence[Portrayed]:
    stem = file.rpartition(".")[0] or file
    return known.get(tidy_upn(stem)) or known.get(bare_words(stem)) or ()


def _line(file: NamedFile, found: Sequence[Portrayed], times: Mapping[UUID, int]) -> Line:
    if why := file.trouble or _doubt(file.file, found):
        return Line(file=file.file, mark=file.mark, does=Does.REFUSED, why=why)
    child = found[0]
    why = SAID_NO if child.refused else _twice(child, times)
    does = Does.REFUSED if why else _does(file, child)
    return Line(file=file.file, mark=file.mark, does=does, ref=child.ref, name=child.name, why=why)


def _doubt(file: str, found: Sequence[Portrayed]) -> str:
    if len(found) > 1:
        every = " and ".join(f"{child.name} ({child.class_name})" for child in found)
        return f"It could be of {every}: call the file by the child’s UPN."
    if found:
        return ""
    stem = file.rpartition(".")[0] or file
    return NOBODY if any(mark.isalnum() for mark in stem) else NO_NAME


def _twice(child: Portrayed, times: Mapping[UUID, int]) -> str:
    many = times[child.ref]
    return f"{many} of these files are of {child.name}: send one." if many > 1 else ""


def _does(file: NamedFile, child: Portrayed) -> Does:
    if not child.mark:
        return Does.ADDED
    return Does.LEFT if file.mark == child.mark else Does.CHANGED
