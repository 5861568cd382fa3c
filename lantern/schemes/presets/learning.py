"""What a scheme says of statements: lists of what a child can do, and what they suggest."""

from dataclasses import dataclass

from lantern.schemes.presets.kinds import Exact, Key, Text, Whole, YesNo
from lantern.schemes.presets.sourced import Sourced


@dataclass(frozen=True, kw_only=True, slots=True)
class Cutoff(Sourced):
    """From what share of statements a step is suggested."""

    step: Key
    at_least: Exact


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark(Sourced):
    """One mark a statement can have, and whether it counts as achieved."""

    key: Key
    name: Text
    achieved: YesNo = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement(Sourced):
    """One thing a child can do, in the school's words; it may belong to two years."""

    key: Key
    says: Text
    years: tuple[Whole, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Statements(Sourced):
    """A subject's statements, their marks, and the cut-offs that suggest a step."""

    subject: Key
    stage: Text = ""
    marks: tuple[Mark, ...] = ()
    items: tuple[Statement, ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()
