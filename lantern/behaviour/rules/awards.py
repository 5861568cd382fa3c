"""What an adult can give by one tap, as the scheme has it on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantern.schemes.presets import Scheme
from lantern.schemes.presets.shape import Counter, Move
from lantern.schemes.rules import has_begun

BY_ITSELF = "counter:"  # before the key of a counter that is tapped by itself


@dataclass(frozen=True, kw_only=True)
class Button:
    """One award: what it is called, its reasons, and what it moves of a child and of a class.

    `takes` is whether it takes anything away; such a one may need one of its reasons.
    """

    key: str
    name: str
    symbol: str
    reasons: tuple[str, ...]
    of_child: tuple[Move, ...]
    of_class: tuple[Move, ...]
    takes: bool
    needs_reason: bool

    @property
    def counters(self) -> list[str]:
        """The keys of all that it moves."""
        return [move.counter for move in (*self.of_child, *self.of_class)]

    @property
    def to_child(self) -> bool:
        """Whether it moves anything of a child, so that somebody has to be chosen."""
        return bool(self.of_child)


def counters_on(scheme: Scheme, on: date) -> tuple[Counter, ...]:
    """The counters that have begun by a day (001-1, domain 2.40)."""
    return tuple(each for each in scheme.counters if has_begun(scheme, each.part, on))


def buttons(scheme: Scheme, on: date) -> tuple[Button, ...]:
    """Every award of a day, as the school orders them; then each counter that no award moves."""
    counters = counters_on(scheme, on)
    keys = {each.key for each in counters}
    moved = {move.counter for award in scheme.awards for move in award.moves}
    given = [
        _button(award.key, award.name, award.reasons, award.moves, counters)
        for award in scheme.awards
        if {move.counter for move in award.moves} <= keys
    ]
    alone = [_alone(each) for each in counters if each.key not in moved and not _fed(each, scheme)]
    return (*given, *alone)


def _alone(counter: Counter) -> Button:
    step = -1 if counter.direction == "lose" else 1
    move = Move(counter=counter.key, by=step)
    name = counter.one.capitalize() if counter.one else counter.name
    return _button(f"{BY_ITSELF}{counter.key}", name, (), (move,), (counter,))


def _fed(counter: Counter, scheme: Scheme) -> bool:
    """Whether others turn into it, so that nobody gives one by hand."""
    return any(each.converts and each.converts.into == counter.key for each in scheme.counters)


def _button(
    key: str, name: str, reasons: tuple[str, ...], moves: tuple[Move, ...],
    counters: Sequence[Counter],
) -> Button:  # fmt: skip
    found = {each.key: each for each in counters}
    symbols = [symbol for move in moves if (symbol := found[move.counter].symbol)]
    lost = [found[move.counter] for move in moves if move.by < 0]
    return Button(
        key=key, name=name, symbol=symbols[0] if symbols else "", reasons=reasons,
        of_child=tuple(move for move in moves if found[move.counter].of == "child"),
        of_class=tuple(move for move in moves if found[move.counter].of == "class"),
        takes=bool(lost),
        needs_reason=bool(reasons) and any(counter.loss_needs_reason for counter in lost),
    )  # fmt: skip
