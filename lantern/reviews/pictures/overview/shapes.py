"""How far every class has come with a period, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lantern.schools.models import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Some:
    """One of several that have something left, and of how many cells: a column, or a child."""

    name: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Shut:
    """A class's review is closed: which closing, when and by whom."""

    ref: UUID
    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InASet:
    """What one set has of a class's children: who leads it, its cells, and how many are left."""

    ref: UUID
    name: str
    members: frozenset[int]
    cells: int
    left: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassStands:
    """One class in one period, with all that closing it would keep.

    `left_class` is how many of the children left it on the way. `cells` are judged, or `early` (too
    early to say, so that nobody need judge them), or still to judge: by column and by child.
    `reasons` are children of whom a decision differs from the facts and nobody said why. `unloaded`
    are the Mondays of weeks that are over with no attendance of anyone in it. `sets` are those
    whose adults have still to judge some of it.
    """

    ref: UUID
    name: str
    own: bool
    leads: tuple[str, ...]
    children: int
    left_class: int
    cells: int
    judged: int
    early: int
    columns: tuple[Some, ...]
    names: tuple[Some, ...]
    reasons: tuple[str, ...]
    unloaded: tuple[date, ...]
    shut: Shut | None
    sets: tuple[InASet, ...] = ()

    @property
    def left_to_class(self) -> int:
        """How many of those to judge are the class's own: the others are judged in sets."""
        return self.to_judge - sum(each.left for each in self.sets)

    @property
    def to_judge(self) -> int:
        """How many cells an adult has still to decide."""
        return self.cells - self.judged - self.early

    @property
    def columns_said(self) -> str:
        """The columns and how many of each, in one line: a template would take as long as we."""
        return _said(self.columns)

    @property
    def names_said(self) -> str:
        """The children and how many of each, in one line."""
        return _said(self.names)

    @property
    def is_ready(self) -> bool:
        """Whether it may be closed as it is, with nothing left to do."""
        return bool(self.cells and not self.shut and not self.to_judge and not self.reasons)

    @property
    def is_wanting(self) -> bool:
        """Whether its own teachers have still something to do."""
        return not self.shut and bool(self.left_to_class or self.reasons)


def _said(several: tuple[Some, ...]) -> str:
    return ", ".join(f"{some.name}\N{NO-BREAK SPACE}{some.count}" for some in several)


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """Every class of a period's year that a person sees, the youngest children's first."""

    period: Period
    classes: tuple[ClassStands, ...]

    @property
    def closed(self) -> int:
        """How many classes are closed."""
        return sum(each.shut is not None for each in self.classes)

    @property
    def to_close(self) -> int:
        """How many classes have anything to close, the closed ones too."""
        return sum(bool(each.cells or each.shut) for each in self.classes)

    @property
    def ready(self) -> int:
        """How many are ready to be closed."""
        return sum(each.is_ready for each in self.classes)

    @property
    def wanting(self) -> list[ClassStands]:
        """Those whose own teachers have still something to do."""
        return [each for each in self.classes if each.is_wanting]

    @property
    def to_remind(self) -> list[ClassStands]:
        """Those of whose children somebody has still something to do, in the class or in a set."""
        return [each for each in self.classes if each.is_wanting or (each.sets and not each.shut)]

    @property
    def to_judge(self) -> int:
        """How many cells are still to judge in the classes that are open."""
        return sum(each.to_judge for each in self.classes if not each.shut)
