"""What an attendance file would do, child by child, before anything is done."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, Self, TypeVar

from lantern.habits.pictures.counted import Sessions, marked_sessions
from lantern.habits.pictures.gathering import Gathered, Told, days_told, place_told
from lantern.habits.pictures.rows import Refusal, RowCount, numbers_told
from lantern.habits.pictures.standing import (
    MarkPlace,
    Standing,
    TotalPlace,
    standing_marks,
    standing_totals,
)
from lantern.habits.reading import ToldMark
from lantern.habits.rules import Mark, Total

ORDER = {"refused": 0, "changed": 1, "added": 2, "left": 3}
P = TypeVar("P")
S = TypeVar("S")


@dataclass(frozen=True, kw_only=True, slots=True)
class ChildPreview:
    """One child of the file: its rows there, how much is new, and in words what is not plain.

    `count` says what becomes of the rows, the other numbers what of marks and totals; `uncounted`
    is how many of its totals would be kept but not counted, as marks stand there (domain 2.35).
    `written` are the days of what is new or changed, of a total its first and last.
    """

    name: str
    rows: tuple[int, ...]
    count: RowCount
    added: int = 0
    same: int = 0
    changed: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    cautions: tuple[str, ...] = ()
    uncounted: int = 0
    pupil: int | None = None
    written: frozenset[date] = frozenset()

    @property
    def where(self) -> str:
        """Its rows: 5 to 7 and 9."""
        return numbers_told(self.rows)

    @property
    def verdict(self) -> str:
        """What is done with the child's rows: of several things the first to be looked at."""
        told = {"refused": self.refused, "changed": self.changed, "added": self.added}
        return next((word for word, any_of_it in told.items() if any_of_it), "left")

    @property
    def says(self) -> str:
        """The verdict in words: one that holds of a part only says so."""
        rest = self.added or self.changed or self.same
        return "partly refused" if self.refused and rest else self.verdict


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would be written, and of whom; `digest` changes as soon as any of it does."""

    children: tuple[ChildPreview, ...]
    marks: tuple[Mark, ...]
    totals: tuple[Total, ...]
    digest: str

    @property
    def added(self) -> int:
        """How many marks and totals would be new."""
        return sum(child.added for child in self.children)

    @property
    def changed(self) -> int:
        """How many would supersede another."""
        return sum(len(child.changed) for child in self.children)

    @property
    def same(self) -> int:
        """How many stand already."""
        return sum(child.same for child in self.children)

    @cached_property
    def rows(self) -> RowCount:
        """What becomes of the rows of the file."""
        counts = [child.count for child in self.children]
        return RowCount(
            whole=sum(count.whole for count in counts),
            part=sum(count.part for count in counts),
            refused=sum(count.refused for count in counts),
            empty=sum(count.empty for count in counts),
        )

    @property
    def things(self) -> str:
        """What is counted: marks, totals, or both."""
        if bool(self.marks) == bool(self.totals):
            return "marks and totals"
        return "marks" if self.marks else "totals"

    @property
    def uncounted(self) -> int:
        """How many totals would be kept but not counted."""
        return sum(child.uncounted for child in self.children)

    @property
    def does_nothing(self) -> bool:
        """Whether confirming it would write nothing."""
        return not self.added and not self.changed


def preview(told: Told) -> Preview:
    """What the file would add, change and leave, against what stands now."""
    gathered = told.children
    marks = [
        Mark(pupil=pupil, on=on, session=session, code=code)
        for pupil, one in gathered.items()
        for (on, session), code in one.marks.items()
    ]
    totals = [
        Total(pupil=pupil, starts_on=since, ends_on=until, possible=possible, attended=attended)
        for pupil, one in gathered.items()
        for (since, until), (possible, attended) in one.totals.items()
    ]
    stands = _Stands.of(list(gathered), marks, totals, told.school)
    children = [_child(pupil, one, stands) for pupil, one in gathered.items()]
    nobody = [_of_nobody(one) for one in told.nobody]
    every = sorted([*nobody, *children], key=lambda child: (ORDER[child.verdict], child.rows))
    return Preview(
        children=tuple(every),
        marks=tuple(marks),
        totals=tuple(totals),
        digest=_digest(marks, totals, every),
    )


def _of_nobody(one: Gathered) -> ChildPreview:
    return ChildPreview(
        name=one.name,
        rows=tuple(one.rows),
        count=one.count,
        refused=one.refusals,
    )


@dataclass(frozen=True)
class _Stands:
    """What stands now in the days that the file is about."""

    marks: Mapping[MarkPlace, Standing]
    totals: Mapping[TotalPlace, Standing]
    summed: Mapping[tuple[date, date], Sessions]  # of those who have marks in a total's days

    @classmethod
    def of(
        cls, pupils: Sequence[int], marks: Sequence[Mark], totals: Sequence[Total], school: int
    ) -> Self:
        days, spans = [mark.on for mark in marks], _by_days(totals)
        last = max((until for _, until in spans), default=None)
        return cls(
            standing_marks(pupils, min(days), max(days)) if days else {},
            standing_totals(pupils, min(spans)[0], last) if last else {},
            {span: marked_sessions(theirs, *span, school=school) for span, theirs in spans.items()},
        )


def _by_days(totals: Sequence[Total]) -> Mapping[tuple[date, date], list[int]]:
    """Whose totals are of the same days."""
    found: dict[tuple[date, date], list[int]] = defaultdict(list)
    for total in totals:
        found[total.starts_on, total.ends_on].append(total.pupil)
    return found


def _child(pupil: int, one: Gathered, stands: _Stands) -> ChildPreview:
    marks = _against({(pupil, *place): code for place, code in one.marks.items()}, stands.marks)
    totals = _against({(pupil, *days): says for days, says in one.totals.items()}, stands.totals)
    changed = [
        f"{place_told(ToldMark(on, session, code))}: {marks.before[_, on, session]} becomes {code}"
        for (_, on, session), code in marks.changed.items()
    ]
    changed += [
        f"{days_told(since, until)}: {_of(totals.before[_, since, until])} becomes {_of(says)}"
        for (_, since, until), says in totals.changed.items()
    ]
    beside = [
        words for days, says in one.totals.items() if (words := _beside(pupil, days, says, stands))
    ]
    return ChildPreview(
        name=one.name,
        rows=tuple(one.rows),
        count=one.count,
        added=marks.added + totals.added,
        same=marks.same + totals.same,
        changed=tuple(changed),
        refused=one.refusals,
        cautions=(*one.cautions, *beside),
        uncounted=len(beside),
        pupil=pupil,
        written=frozenset(
            [on for _, on, _ in marks.written]
            + [day for _, since, until in totals.written for day in (since, until)]
        ),
    )


def _beside(pupil: int, days: tuple[date, date], says: tuple[int, int], stands: _Stands) -> str:
    """What becomes of a total whose sessions have marks, as marks win (domain 2.35); or nothing."""
    marked = stands.summed[days].get(pupil)
    if marked is None:
        return ""
    kept = "these sessions already have marks, so the total is kept but not counted."
    possible, attended, _ = marked
    if (possible, attended) == says:
        return f"{days_told(*days)}: {kept}"
    return (
        f"{days_told(*days)}: {kept} The two disagree: the total says {_of(says)}, "
        f"the marks {attended} of {possible}. Please check."
    )


@dataclass(frozen=True, kw_only=True)
class _Differences(Generic[P, S]):
    """How many places are new, how many say the same, and what becomes of the others."""

    written: Sequence[P]
    added: int
    same: int
    changed: Mapping[P, S]
    before: Mapping[P, object]


def _against(told: Mapping[P, S], standing: Mapping[P, Standing]) -> _Differences[P, S]:
    before = {place: standing[place].says for place in told if place in standing}
    changed = {
        place: says for place, says in told.items() if place in before and before[place] != says
    }
    return _Differences(
        written=[place for place in told if place not in before or place in changed],
        added=len(told) - len(before),
        same=len(before) - len(changed),
        changed=changed,
        before=before,
    )


def _of(says: object) -> str:
    match says:
        case (int(possible), int(attended)):
            return f"{attended} of {possible}"
    raise TypeError(says)


def _digest(
    marks: Sequence[Mark], totals: Sequence[Total], children: Sequence[ChildPreview]
) -> str:
    """64 hexadecimal digits, the same wherever it is worked out."""
    told = [f"{mark.pupil} {mark.on} {mark.session} {mark.code}" for mark in marks]
    told += [repr(totals)]
    told += [
        repr((child.added, child.changed, child.refused, child.uncounted)) for child in children
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
