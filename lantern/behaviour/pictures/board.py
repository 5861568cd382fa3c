"""The board of a class: what may be projected, and apart from it what may not (domain 2.21)."""

from collections import Counter as Times
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, cast  # the rows of a question have no types
from uuid import UUID

from django.db.models import QuerySet

from lantern.accounts.models import Shape, Viewer, anyone
from lantern.accounts.rules import Can
from lantern.behaviour.pictures.calendar import beginnings_of, policies_of, policy_on
from lantern.behaviour.pictures.counted import counts_of_children, counts_of_classes
from lantern.behaviour.pictures.just_now import JustNow, just_now_of
from lantern.behaviour.rules import Button, buttons, counters_on
from lantern.prepared import Prepared, given_day, given_row
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.roster.rules import in_a_list, year_group_of
from lantern.schemes.presets import Scheme
from lantern.schemes.presets.shape import Counter
from lantern.schemes.rules import in_scope


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """One child on the board, by the name that is called in class."""

    pk: int
    ref: UUID
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Own:
    """Where one counter of one child stands; `aim` is what is hoped for, or None."""

    key: str
    name: str
    now: int
    aim: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PrivateTile(Tile):
    """The same child, with what only whoever asked for it sees."""

    counts: Sequence[Own]


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What the class has together: `signs` is one for each where they can be seen at a glance.

    `began` is where it started, `goal` what is hoped for; either may be None.
    """

    key: str
    name: str
    symbol: str
    now: int
    signs: str = ""
    began: int | None = None
    goal: int | None = None

    @property
    def goal_words(self) -> str:
        """What it is hoped to come to."""
        return f"of {self.goal:,} together"


@dataclass(frozen=True, kw_only=True)
class Board:
    """A class and what can be given in it: nothing negative, no child's number, no ranking."""

    of: SchoolClass
    tiles: Sequence[Tile]
    gives: Sequence[Button]
    shared: Sequence[Shared]
    lately: Sequence[JustNow]
    rules: Sequence[str]

    @property
    def to_children(self) -> list[Button]:
        """What is given to whoever is chosen."""
        return [each for each in self.gives if each.to_child]

    @property
    def to_class(self) -> list[Button]:
        """What is given to the class itself."""
        return [each for each in self.gives if not each.to_child]


FEW = 60  # signs that an eye can still take in, ten to a row


def board_of(school_class: SchoolClass, by: Viewer) -> Board | None:
    """The board as it opens, safe to project; None where nothing is counted yet."""
    policy = policy_on(policies_of(by.school), by.today)
    if policy is None:
        return None
    scheme, known = policy.scheme, beginnings_of(by.school)
    tiles = tiles_of(school_class, scheme, by)
    counters = counters_on(scheme, by.today)
    if not counters:
        return None
    pupils = [each.pk for each in tiles]
    sums = counts_of_children(pupils, _hoped_for(counters), on=by.today, known=known)
    own = counts_of_classes([school_class.pk], counters, on=by.today, known=known)
    of_class = own[school_class.pk]
    return Board(
        of=school_class,
        tiles=tiles,
        gives=[each for each in buttons(scheme, by.today) if not each.takes],
        shared=[
            *(_of_class(each, of_class[each.key]) for each in counters if each.of == "class"),
            *(_together(each, sums) for each in _hoped_for(counters)),
        ],
        lately=just_now_of(tiles, school_class, scheme, by),
        rules=scheme.rules,
    )  # fmt: skip


def _hoped_for(counters: Sequence[Counter]) -> list[Counter]:
    """Those of each child that have an aim, so that the class has one together (001-5, 001-8)."""
    return [
        each for each in counters if each.of == "child" and each.aim and each.direction == "earn"
    ]


def _of_class(counter: Counter, now: int) -> Shared:
    return Shared(
        key=counter.key, name=counter.name, symbol=counter.symbol, now=now, goal=counter.aim,
        signs=counter.symbol * now if 0 < now <= FEW else "",
        began=counter.start or None,
    )  # fmt: skip


def _together(counter: Counter, sums: Mapping[int, Mapping[str, int]]) -> Shared:
    return Shared(
        key=counter.key, name=counter.name, symbol=counter.symbol,
        now=sum(each[counter.key] for each in sums.values()),
        goal=(counter.aim or 0) * len(sums),
    )  # fmt: skip


def tiles_of(school_class: SchoolClass, scheme: Scheme, by: Viewer) -> list[Tile]:
    """The children who are in the class today and for whom the scheme is, as names are called."""
    rows = _here(by.shape, **by.told, school_class=school_class.pk, on=by.today)
    first = school_class.year.starts_on.year
    there = [
        row for row in rows if in_scope(scheme, year_group_of(row[4], row[5], first))
    ]  # fmt: skip
    same = Times(row[2] for row in there)
    there.sort(key=lambda row: in_a_list(row[2], row[3]))
    return [
        Tile(pk=pk, ref=ref, name=_called(forename, surname, alone=same[forename] == 1))
        for pk, ref, forename, surname, *_ in there
    ]


def _called(forename: str, surname: str, *, alone: bool) -> str:
    """The forename, and of two who share it the surname's first letter too."""
    return forename if alone or not surname else f"{forename} {surname[0]}"


@Prepared
def _here(shape: Shape) -> QuerySet[Any, Any]:
    on = cast(date, given_day("on"))
    there = Enrolment.objects.on(on).filter(school_class=given_row("school_class"))
    pupils = Pupil.objects.named_to(anyone(shape)).filter(pk__in=there.values("pupil"))
    return pupils.order_by().values_list(
        "pk", "ref", "called_forename", "called_surname", "born_on", "years_apart"
    )


@dataclass(frozen=True, kw_only=True)
class PrivateBoard(Board):
    """The board as whoever asked for it sees it alone: numbers, and what can be taken."""

    tiles: Sequence[PrivateTile]
    takes: Sequence[Button]


def private_board_of(school_class: SchoolClass, by: Viewer) -> PrivateBoard | None:
    """The board with each child's numbers; None where nothing is counted yet."""
    board = board_of(school_class, by)
    policy = policy_on(policies_of(by.school), by.today)
    if board is None or policy is None:
        return None
    takes = [each for each in buttons(policy.scheme, by.today) if each.takes]
    shown = {each.name: getattr(board, each.name) for each in fields(board)}
    return PrivateBoard(
        **{**shown, "tiles": _with_counts(board.tiles, policy.scheme, by)},
        takes=takes if by.may(Can.RECORD_CONCERNS) else (),
    )  # fmt: skip


def _with_counts(tiles: Sequence[Tile], scheme: Scheme, by: Viewer) -> list[PrivateTile]:
    counters = [each for each in counters_on(scheme, by.today) if each.of == "child"]
    pupils = [each.pk for each in tiles]
    known = beginnings_of(by.school)
    now = counts_of_children(pupils, counters, on=by.today, known=known)
    return [
        PrivateTile(
            pk=tile.pk, ref=tile.ref, name=tile.name,
            counts=[
                Own(key=each.key, name=each.name, now=now[tile.pk][each.key], aim=each.aim)
                for each in counters
            ],
        )
        for tile in tiles
    ]  # fmt: skip
