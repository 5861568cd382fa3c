"""What an attendance file would do, child by child, before anything is done."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Self, TypeVar

from lantern.accounts.models import Viewer
from lantern.habits.pictures.calendar import SchoolCalendar, calendar_of
from lantern.habits.pictures.counted import Sessions, marked_sessions
from lantern.habits.pictures.standing import (
    MarkPlace,
    Standing,
    TotalPlace,
    standing_marks,
    standing_totals,
)
from lantern.habits.reading import Line, ToldMark
from lantern.habits.rules import (
    MORNING,
    Known,
    Mark,
    Roll,
    Total,
    UnknownCode,
    category,
    total_trouble,
)
from lantern.roster.models import Pupil
from lantern.roster.rules import in_words, name_key

NOT_YET = "that day has not come yet."
FEW = 4
ORDER = {"refused": 0, "changed": 1, "added": 2, "left": 3}
P = TypeVar("P")
S = TypeVar("S")


@dataclass(frozen=True, kw_only=True, slots=True)
class ChildPreview:
    """One child of the file: its rows there, how much is new, and in words what is not plain.

    `refused_rows` are those of the rows that something is refused of; `uncounted` is how many of
    its totals would be kept but not counted, as those sessions have marks (domain 2.35).
    """

    name: str
    rows: tuple[int, ...]
    refused_rows: tuple[int, ...] = ()
    added: int = 0
    same: int = 0
    changed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    uncounted: int = 0

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What would be written, and of whom; `digest` changes as soon as any of it does."""

    children: tuple[ChildPreview, ...]
    marks: tuple[Mark, ...]
    totals: tuple[Total, ...]
    digest: str

    @property
    def added(self) -> int:
        """How many facts would be new."""
        return sum(child.added for child in self.children)

    @property
    def changed(self) -> int:
        """How many would supersede another."""
        return sum(len(child.changed) for child in self.children)

    @property
    def same(self) -> int:
        """How many stand already."""
        return sum(child.same for child in self.children)

    @property
    def refused(self) -> int:
        """How many things would not be recorded."""
        return sum(len(child.refused) for child in self.children)

    @property
    def uncounted(self) -> int:
        """How many totals would be kept but not counted."""
        return sum(child.uncounted for child in self.children)

    @property
    def does_nothing(self) -> bool:
        """Whether confirming it would write nothing."""
        return not self.added and not self.changed


@dataclass
class _Gathered:
    """What the rows of one child come to, while they are put together."""

    name: str
    rows: list[int] = field(default_factory=list)
    marks: dict[tuple[date, str], str] = field(default_factory=dict)
    totals: dict[tuple[date, date], tuple[int, int]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    clashes: set[object] = field(default_factory=set)
    from_row: dict[object, int] = field(default_factory=dict)
    refused_rows: set[int] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a file says, child by child, and the roll by which its children were known.

    It has not been held against what stands: that may change until the moment of writing.
    """

    children: Mapping[int, _Gathered]
    nobody: Sequence[ChildPreview]
    roll: frozenset[Known]

    def still_knows(self, viewer: Viewer) -> bool:
        """Whether the roll is now as it was when the children were looked for."""
        return self.roll == frozenset(_known(viewer))


def told_by(lines: Iterable[Line], viewer: Viewer) -> Told:
    """Whom these rows are about, what they say, and what is refused and why."""
    known = frozenset(_known(viewer))
    roll = Roll(known)
    gathered: dict[int, _Gathered] = {}
    nobody: list[ChildPreview] = []
    for line in lines:
        found = roll.find(line.child)
        if found.child is None:
            nobody.append(_nobody(line, found.says))
            continue
        one = gathered.setdefault(found.child.pupil, _Gathered(found.child.name))
        _gather(one, line, found.says)
    calendar = calendar_of(viewer.school)
    for one in gathered.values():
        _check(one, calendar, viewer.today)
    return Told(children=gathered, nobody=nobody, roll=known)


def _nobody(line: Line, why: str) -> ChildPreview:
    name, row = line.child.name or line.child.upn or "No name", (line.row,)
    return ChildPreview(name=name, rows=row, refused_rows=row, refused=(why,))


def _known(viewer: Viewer) -> Iterable[Known]:
    children = Pupil.objects.visible_to(viewer)
    here = frozenset(children.on_roll(viewer.today).values_list("pk", flat=True))
    for child in children:
        legal = name_key(child.legal_forename, child.legal_surname)
        called = name_key(child.called_forename, child.called_surname)
        mixed = name_key(child.called_forename, child.legal_surname)
        yield Known(
            pupil=child.pk,
            ref=str(child.ref),
            upn=child.upn,
            name=child.name,
            keys=frozenset([legal, called, mixed]),
            born_on=child.born_on,
            on_roll=child.pk in here,
        )


def _gather(one: _Gathered, line: Line, caution: str) -> None:
    one.rows.append(line.row)
    one.refused.extend(line.troubles)
    one.refused_rows.update([line.row] if line.troubles else [])
    if caution and caution not in one.cautions:
        one.cautions.append(caution)
    for mark in line.marks:
        _put(one, one.marks, (mark.on, mark.session), mark.code, _place(mark))
    for total in line.totals:
        days = (total.starts_on, total.ends_on)
        _put(one, one.totals, days, (total.possible, total.attended), _days(*days))


def _put(one: _Gathered, into: dict[P, S], place: P, says: S, words: str) -> None:
    """The same said twice is said once; two things said of one place are both refused."""
    first = one.from_row.setdefault(place, one.rows[-1])
    if into.setdefault(place, says) != says:
        one.refused_rows.update([first, one.rows[-1]])
        if place not in one.clashes:
            one.refused.append(f"{words}: the file says two different things.")
        one.clashes.add(place)


def _place(mark: ToldMark) -> str:
    half = "morning" if mark.session == MORNING else "afternoon"
    return f"{in_words(mark.on)}, {half}"


def _days(since: date, until: date) -> str:
    return f"{in_words(since)} to {in_words(until)}"


def _check(one: _Gathered, calendar: SchoolCalendar, today: date) -> None:
    """Take out what cannot be recorded, and say why; say what is odd about the rest."""
    for clash in one.clashes:
        one.marks = {place: code for place, code in one.marks.items() if place != clash}
        one.totals = {days: says for days, says in one.totals.items() if days != clash}
    _check_marks(one, today)
    _check_totals(one, today)
    shut = sorted(on for on, session in one.marks if calendar.is_shut(on, session))
    if shut:
        days = ", ".join(dict.fromkeys(in_words(on) for on in shut))
        one.cautions.append(f"The school is shut on {days}: please check.")


def _check_marks(one: _Gathered, today: date) -> None:
    bad: dict[str, list[date]] = defaultdict(list)
    for (on, session), code in list(one.marks.items()):
        if trouble := _mark_trouble(code, on, today):
            bad[trouble].append(on)
            one.refused_rows.add(one.from_row[on, session])
            del one.marks[on, session]
    for trouble, days in bad.items():
        one.refused.append(f"{_listed(days)}: {trouble}")


def _mark_trouble(code: str, on: date, today: date) -> str:
    try:
        category(code, on)
    except UnknownCode as unknown:
        return str(unknown)
    return NOT_YET if on > today else ""


def _listed(days: Sequence[date]) -> str:
    """The first few days, and how many more there are."""
    told = list(dict.fromkeys(in_words(on) for on in sorted(days)))
    more = f" and {len(told) - FEW} more days" if len(told) > FEW else ""
    return ", ".join(told[:FEW]) + more


def _check_totals(one: _Gathered, today: date) -> None:
    for (since, until), (possible, attended) in list(one.totals.items()):
        trouble = total_trouble(possible, attended, since, until)
        if trouble is None and until > today:
            trouble = "the last day has not come yet: give the day up to which the file counts."
        if trouble:
            one.refused.append(f"{_days(since, until)}: {trouble}")
            one.refused_rows.add(one.from_row[since, until])
            del one.totals[since, until]


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
    stands = _Stands.of(list(gathered), marks, totals)
    children = [_child(pupil, one, stands) for pupil, one in gathered.items()]
    every = sorted([*told.nobody, *children], key=lambda child: (ORDER[child.verdict], child.rows))
    return Preview(
        children=tuple(every),
        marks=tuple(marks),
        totals=tuple(totals),
        digest=_digest(marks, totals, every),
    )


@dataclass(frozen=True)
class _Stands:
    """What stands now in the days that the file is about."""

    marks: Mapping[MarkPlace, Standing]
    totals: Mapping[TotalPlace, Standing]
    summed: Mapping[tuple[date, date], Sessions]  # of those who have marks in a total's days

    @classmethod
    def of(cls, pupils: Sequence[int], marks: Sequence[Mark], totals: Sequence[Total]) -> Self:
        days, spans = [mark.on for mark in marks], _by_days(totals)
        last = max((until for _, until in spans), default=None)
        return cls(
            standing_marks(pupils, min(days), max(days)) if days else {},
            standing_totals(pupils, min(spans)[0], last) if last else {},
            {span: marked_sessions(theirs, *span) for span, theirs in spans.items()},
        )


def _by_days(totals: Sequence[Total]) -> Mapping[tuple[date, date], list[int]]:
    """Whose totals are of the same days."""
    found: dict[tuple[date, date], list[int]] = defaultdict(list)
    for total in totals:
        found[total.starts_on, total.ends_on].append(total.pupil)
    return found


def _child(pupil: int, one: _Gathered, stands: _Stands) -> ChildPreview:
    marks = _against({(pupil, *place): code for place, code in one.marks.items()}, stands.marks)
    totals = _against({(pupil, *days): says for days, says in one.totals.items()}, stands.totals)
    changed = [
        f"{_place(ToldMark(on, session, code))}: {marks.before[_, on, session]} becomes {code}"
        for (_, on, session), code in marks.changed.items()
    ]
    changed += [
        f"{_days(since, until)}: {_of(totals.before[_, since, until])} becomes {_of(says)}"
        for (_, since, until), says in totals.changed.items()
    ]
    beside = [
        words for days, says in one.totals.items() if (words := _beside(pupil, days, says, stands))
    ]
    return ChildPreview(
        name=one.name,
        rows=tuple(one.rows),
        refused_rows=tuple(sorted(one.refused_rows)),
        added=marks.added + totals.added,
        same=marks.same + totals.same,
        changed=tuple(changed),
        refused=tuple(one.refused),
        cautions=(*one.cautions, *beside),
        uncounted=len(beside),
    )


def _beside(pupil: int, days: tuple[date, date], says: tuple[int, int], stands: _Stands) -> str:
    """What becomes of a total whose sessions have marks, as marks win (domain 2.35); or nothing."""
    marked = stands.summed[days].get(pupil)
    if marked is None:
        return ""
    kept = "these sessions already have marks, so the total is kept but not counted."
    possible, attended, _ = marked
    if (possible, attended) == says:
        return f"{_days(*days)}: {kept}"
    return (
        f"{_days(*days)}: {kept} The two disagree: the total says {_of(says)}, "
        f"the marks {attended} of {possible}. Please check."
    )


@dataclass(frozen=True, kw_only=True)
class _Differences(Generic[P, S]):
    """How many places are new, how many say the same, and what becomes of the others."""

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
    told = [repr(marks), repr(totals)]
    told += [
        repr((child.added, child.changed, child.refused, child.uncounted)) for child in children
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
