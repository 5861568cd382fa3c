"""Which child of the school a row of an attendance file is about; never a guess."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

NO_SUCH_UPN = "No child of this school has this UPN."
OTHER_UPN = (
    "No child of this school has this UPN. Someone with this name has another UPN: put right which "
    "of the two is wrong."
)
TWO_CHILDREN = "It names two children: the name is another child's. Put right which is wrong."
OTHER_NAME = "The file calls this child “{name}”: please check that it is the same child."
BY_NAME_ALONE = "Known by the name alone: please check it."


class Sought(Protocol):
    """How a row names its child; blank is "the file does not say"."""

    @property
    def ref(self) -> str: ...
    @property
    def upn(self) -> str: ...
    @property
    def born_on(self) -> date | None: ...
    @property
    def key(self) -> tuple[str, str]: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """A child of the school: its number, its names as they are compared, on the roll or not."""

    pupil: int
    ref: str
    upn: str
    name: str
    keys: frozenset[tuple[str, str]]
    born_on: date
    on_roll: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The child, or None and the reason; or the child and something to check."""

    child: Known | None
    says: str = ""


class Roll:
    """The children of a school, by each thing that a file may know them by."""

    def __init__(self, children: Iterable[Known]) -> None:
        self.by_ref: dict[str, Known] = {}
        self.by_upn: dict[str, Known] = {}
        self.by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for child in children:
            self.by_ref[child.ref] = child
            if child.upn:
                self.by_upn[child.upn] = child
            for key in child.keys:
                self.by_name[key].append(child)

    def find(self, sought: Sought) -> Found:
        """By reference, else UPN, else name with the date of birth, else a name that is unique.

        Nobody is found where the name beside a reference or UPN is another child's.
        """
        if sought.ref:
            child = self.by_ref.get(sought.ref)
            if child is None:
                return Found(None, "No child of this school has this reference.")
            return self._as_named(child, sought)
        if sought.upn in self.by_upn:
            return self._as_named(self.by_upn[sought.upn], sought)
        if not any(sought.key):
            return Found(None, NO_SUCH_UPN if sought.upn else "This row names no child.")
        return self._by_name(sought)

    def _as_named(self, child: Known, sought: Sought) -> Found:
        if not all(sought.key) or sought.key in child.keys:
            return Found(child)
        if sought.key in self.by_name:
            return Found(None, TWO_CHILDREN)
        alike = any(_alike(sought.key, key) for key in child.keys)
        return Found(child, "" if alike else OTHER_NAME.format(name=sought.name))

    def _by_name(self, sought: Sought) -> Found:
        every = self.by_name.get(sought.key, [])
        namesakes = [child for child in every if not child.upn] if sought.upn else every
        if every and not namesakes:
            return Found(None, OTHER_UPN)
        if not namesakes:
            what = "UPN or name" if sought.upn else "name"
            return Found(None, f"No child of this school has this {what}.")
        if sought.born_on is not None:
            return _the_one([c for c in namesakes if c.born_on == sought.born_on], born=True)
        here = [child for child in namesakes if child.on_roll] or namesakes
        return _the_one(here, born=False)


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether forenames and surnames each share a word: a middle or a second surname may be off."""
    return all(_words(a) & _words(b) for a, b in zip(one, other, strict=True))


def _words(name: str) -> set[str]:
    return set(name.replace("-", " ").split())


def _the_one(children: list[Known], *, born: bool) -> Found:
    if len(children) == 1:
        return Found(children[0], "" if born else BY_NAME_ALONE)
    if not children:
        return Found(None, "No child of this school has this name and date of birth.")
    more = "the UPN" if born else "the UPN or the date of birth"
    return Found(None, f"{len(children)} children have this name: the file needs {more}.")
