"""What a scheme says of praise and consequences: counters, awards, milestones and ladders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lantern.schemes.presets.kinds import Key, MaybeKey, Text, Whole, YesNo
from lantern.schemes.presets.sourced import Person, Reset, Sourced


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversion(Sourced):
    """So many of one counter become one of another."""

    every: Whole
    into: Key


@dataclass(frozen=True, kw_only=True, slots=True)
class Counter(Sourced):
    """Something counted for a child or a class: smileys, stars, points."""

    key: Key
    name: Text
    one: Text = ""
    symbol: Text = ""
    of: Literal["child", "class"] = "child"
    start: Whole = 0
    floor: Whole | None = 0
    aim: Whole | None = None
    direction: Literal["earn", "both", "lose", "spend"] = "earn"
    resets: Reset = "never"
    loss_needs_reason: YesNo = False
    loss_names_child: YesNo = False
    converts: Conversion | None = None
    part: MaybeKey = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move(Sourced):
    """By how much an award moves a counter."""

    counter: Key
    by: Whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Award(Sourced):
    """One tap: its reasons, and every counter that it moves."""

    key: Key
    name: Text
    reasons: tuple[Text, ...] = ()
    moves: tuple[Move, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone(Sourced):
    """What happens when a counter reaches a number, once a period."""

    key: Key
    counter: Key
    at: Whole | None = None
    whole_class: YesNo = False
    most_in_school: YesNo = False
    reward: Text
    letter: YesNo = False
    ties: Literal["all win", "leader chooses"] = "all win"
    decided_by: Person = "leader"
    phases: Mapping[Key, Text] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class LadderStep(Sourced):
    """One step of consequence: where, how long, and who is told."""

    key: Key
    name: Text
    place: Text = ""
    minutes: Whole = 0
    in_file: YesNo = False
    tell_parents: Literal["no", "same day", "weekly"] = "no"
    tell_leaders: YesNo = False
    counts_as: MaybeKey = ""
    hint_after: Whole = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Ladder(Sourced):
    """Steps of consequence, gentlest first; ladders may differ by year group.

    `letter` says when one goes home; `hint_after` and `letter_after` are off at 0 (domain 2.20).
    """

    key: Key
    name: Text
    years: tuple[Whole, ...] = ()
    steps: tuple[LadderStep, ...] = ()
    letter: Text = ""
    letter_after: Whole = 0
    part: MaybeKey = ""
