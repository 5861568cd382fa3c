"""What a rollover would do, child by child: a pure comparison, to be shown and then confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from lantern.roster.rules.digests import digest_of
from lantern.roster.rules.rollover.doubts import doubts_about
from lantern.roster.rules.rollover.facts import ONE_DAY, Child, Dated, Mentors, Place, Turn
from lantern.roster.rules.rollover.guessing import guess_rows
from lantern.roster.rules.rollover.teams import Joins, joining
from lantern.roster.rules.rollover.wishes import UNSAID, Goes, Wishes


@dataclass(frozen=True)
class Ending:
    """A row that had another last day, or none, and what becomes of it; a child's or an adult's."""

    pk: int
    whose: int
    was: date | None
    becomes: date


@dataclass(frozen=True)
class Moves:
    """A child who is in a class of next year from a day: up from a class, or new."""

    pk: int
    ref: UUID
    name: str
    was: str
    to: str
    starts_on: date
    ends_on: date | None
    ending: Ending | None


@dataclass(frozen=True)
class Leaves:
    """A child who leaves the school, by a last day."""

    pk: int
    ref: UUID
    name: str
    was: str
    last_day: date
    ending: Ending | None


@dataclass(frozen=True)
class Keeps:
    """A child who has got a place next year already, as the office's file or a page put them."""

    pk: int
    ref: UUID
    name: str
    was: str
    to: str
    since: date
    place: int
    ending: Ending | None


@dataclass(frozen=True)
class Unsaid:
    """A child of whom nobody has said where they go: nothing is done until someone has."""

    ref: UUID
    name: str
    was: str
    year: int


@dataclass(frozen=True)
class EndsMentoring:
    """A mentor set by hand who is it no longer, so that the class teacher is."""

    child_name: str
    adult_name: str
    ending: Ending


@dataclass(frozen=True)
class EndsGroup:
    """A group that ends with the year: its children's places, who leads it, and it itself.

    The group itself, and who leads it, only where nobody is in it for the new year already.
    """

    ref: UUID
    name: str
    endings: tuple[Ending, ...]
    leading: tuple[Ending, ...]
    itself: Ending | None


@dataclass(frozen=True, kw_only=True)
class Rolled:
    """All that a rollover would do. `opens` are the classes that are new to next year."""

    moves: tuple[Moves, ...]
    leaves: tuple[Leaves, ...]
    keeps: tuple[Keeps, ...]
    unsaid: tuple[Unsaid, ...]
    opens: tuple[str, ...]
    joins: tuple[Joins, ...]
    ends_work: tuple[Ending, ...]
    ends_mentoring: tuple[EndsMentoring, ...]
    ends_groups: tuple[EndsGroup, ...]
    doubts: tuple[str, ...]

    @property
    def class_names(self) -> frozenset[str]:
        """The classes of next year in which a child would be."""
        moved, kept = (each.to for each in self.moves), (each.to for each in self.keeps)
        return frozenset(moved) | frozenset(kept)

    @property
    def does_nothing(self) -> bool:
        """Whether confirming it would write nothing."""
        closes = any(kept.ending for kept in self.keeps)
        people = self.moves or self.leaves or self.joins or closes
        return not (people or self.ends_work or self.ends_mentoring or self.ends_groups)

    @property
    def can_be_done(self) -> bool:
        """Whether there is something to do, and of every child somebody has said where they go."""
        return not self.unsaid and not self.does_nothing

    @cached_property
    def digest(self) -> str:
        """A fingerprint of it all: 64 hexadecimal digits, other as soon as anything is."""
        return digest_of(self)


def roll_over(turn: Turn, wishes: Wishes, *, today: date) -> Rolled:
    """What the wishes would do at the turn of the year; what nobody wished is guessed.

    Each child who is here is in the end in one class of next year from its first day, or away. Who
    has got a place there keeps it, whichever way they came by it.
    """
    planned = _Planned(turn, wishes)
    for child in sorted(turn.children, key=lambda child: (child.register, child.pk)):
        planned.put(child)
    moves, leaves, keeps = planned.moves, planned.leaves, planned.keeps
    joins = joining(turn, wishes, {*(one.to for one in moves), *(one.to for one in keeps)})
    gone = {each.pk: each.last_day for each in leaves}
    return Rolled(
        moves=tuple(moves), leaves=tuple(leaves), keeps=tuple(keeps),
        unsaid=tuple(planned.unsaid), opens=_opens(turn, moves), joins=joins,
        ends_work=_work(turn), ends_mentoring=tuple(_mentoring(turn, wishes, gone)),
        ends_groups=tuple(_groups(turn, wishes)),
        doubts=doubts_about(turn, planned.goes, joins, today=today),
    )  # fmt: skip


class _Planned:
    """The children so far, each once."""

    def __init__(self, turn: Turn, wishes: Wishes) -> None:
        self.turn = turn
        self.rows = {**guess_rows(turn), **wishes.rows}
        self.alone = wishes.alone
        self.spelt = {name.casefold(): name for name in turn.opened}
        self.goes: list[tuple[Child, Goes]] = []
        self.moves: list[Moves] = []
        self.leaves: list[Leaves] = []
        self.keeps: list[Keeps] = []
        self.unsaid: list[Unsaid] = []

    def put(self, child: Child) -> None:
        """Decide of one child."""
        goes = self.alone.get(child.ref) or self.rows.get(child.row, UNSAID)
        if goes.to:
            goes = Goes(to=self.spelt.setdefault(goes.to.casefold(), goes.to))
        self.goes.append((child, goes))
        named = (child.pk, child.ref, child.name, child.was)
        if child.then is not None:
            keeps = (
                child.then.class_name,
                child.then.starts_on,
                child.then.pk,
                self._ending(child),
            )
            self.keeps.append(Keeps(*named, *keeps))
        elif goes.to:
            days = (self.turn.begins, self._known_last_day(child))
            self.moves.append(Moves(*named, goes.to, *days, self._ending(child)))
        elif child.now is not None and goes.leaves:
            self._leave(child, child.now)
        elif not goes.leaves:
            self.unsaid.append(Unsaid(child.ref, child.name, child.was, child.year))

    def _leave(self, child: Child, now: Place) -> None:
        last = max(now.starts_on, min(self.turn.last_day, now.year_ends_on))
        ending = _ending(now.pk, child.pk, now.ends_on, last)
        day = ending.becomes if ending else now.ends_on or last
        self.leaves.append(Leaves(child.pk, child.ref, child.name, child.was, day, ending))

    def _ending(self, child: Child) -> Ending | None:
        now = child.now
        if now is None:
            return None
        last = self.turn.last_in(now.starts_on, now.year_ends_on)
        if child.then is not None:
            last = max(now.starts_on, min(last, child.then.starts_on - ONE_DAY))
        return _ending(now.pk, child.pk, now.ends_on, last)

    def _known_last_day(self, child: Child) -> date | None:
        """A last day in the new year that is known by now goes with the child."""
        known = child.now.ends_on if child.now else None
        return known if known and known >= self.turn.begins else None


def _ending(pk: int, whose: int, was: date | None, becomes: date) -> Ending | None:
    """Nothing for a row that ends by then anyway."""
    return Ending(pk, whose, was, becomes) if was is None or was > becomes else None


def _opens(turn: Turn, moves: Iterable[Moves]) -> tuple[str, ...]:
    return tuple(sorted({each.to for each in moves} - set(turn.opened)))


def _work(turn: Turn) -> tuple[Ending, ...]:
    """Whoever works in a class of a year that is over works there no longer."""
    found = (
        _ending(each.pk, each.adult, each.ends_on, turn.last_in(each.starts_on, each.year_ends_on))
        for each in turn.works
    )
    return tuple(each for each in found if each)


def _mentoring(turn: Turn, wishes: Wishes, gone: Mapping[int, date]) -> Iterable[EndsMentoring]:
    """Mentors end with the year unless they carry on, and with the child who leaves."""
    for each in turn.mentors:
        adult = turn.adult.get(each.adult)
        stays = adult is not None and adult.ref in wishes.mentors_stay
        if stays and each.child not in gone:
            continue
        ending = _ending(each.pk, each.child, each.ends_on, _mentored_until(turn, each, gone))
        if ending:
            yield EndsMentoring(each.child_name, adult.name if adult else "", ending)


def _mentored_until(turn: Turn, mentors: Mentors, gone: Mapping[int, date]) -> date:
    return max(mentors.starts_on, gone.get(mentors.child, turn.begins - ONE_DAY))


def groups_to_end(turn: Turn, wishes: Wishes) -> frozenset[UUID]:
    """The groups that end with the year: as was wished, else those of a year."""
    if wishes.groups_end is not None:
        return wishes.groups_end
    return frozenset(group.ref for group in turn.groups if group.of_a_year)


def _groups(turn: Turn, wishes: Wishes) -> Iterable[EndsGroup]:
    ends = groups_to_end(turn, wishes)
    last = turn.begins - ONE_DAY
    for group in turn.groups:
        endings = tuple(_endings(group.places, last))
        itself = None if group.goes_on else _ending(group.pk, group.pk, group.ends_on, last)
        if group.ref in ends and (endings or itself):
            leading = () if group.goes_on else tuple(_endings(group.leaders, last))
            yield EndsGroup(group.ref, group.name, endings, leading, itself)


def _endings(rows: Iterable[Dated], last: date) -> Iterable[Ending]:
    for pk, whose, since, until in rows:
        if ending := _ending(pk, whose, until, max(since, last)):
            yield ending
