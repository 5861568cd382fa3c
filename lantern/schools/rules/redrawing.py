"""Dividing the rest of a year otherwise, without touching what has been judged."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lantern.schools.rules.spans import Dates


@dataclass(frozen=True, kw_only=True)
class Redrawn:
    """The review periods that go and those that take their place; none of them overlap."""

    gone: tuple[Dates, ...]
    made: tuple[Dates, ...]


def redrawn(
    *, loose: Iterable[Dates], fixed: Iterable[Dates], wanted: Iterable[Dates], since: date,
    school_days: Collection[date],
) -> Redrawn:  # fmt: skip
    """How the periods there are become those that are wanted, from a day on.

    `fixed` periods stay whatever happens, and so does a loose one that begins before the day. A
    wanted one is made if it begins by then and overlaps none that stays: so a period that has begun
    is finished as it was begun. A loose one goes if those that are made hold all its school days:
    so none of them that had a period loses it to none (domain 2.31).
    """
    loose = list(loose)
    stay = [*fixed, *(span for span in loose if span.starts_on < since)]
    while True:  # each time round, at least one more stays
        made = [span for span in wanted if span.starts_on >= since and not _any(span, stay)]
        gone = [span for span in loose if span not in stay and _any(span, made)]
        lost = [span for span in gone if not _held(span, made, school_days)]
        if not lost:
            break
        stay += lost
    return Redrawn(
        gone=tuple(span for span in gone if _days(span) not in map(_days, made)),
        made=tuple(span for span in made if _days(span) not in map(_days, gone)),
    )


def divided(
    turns: Sequence[tuple[date, Sequence[Dates]]], *, school_days: Collection[date]
) -> list[Dates]:
    """A year as the first of some divisions has it, and each that follows it from its day on."""
    there: list[Dates] = list(turns[0][1])
    for since, wanted in turns[1:]:
        found = redrawn(loose=there, fixed=(), wanted=wanted, since=since, school_days=school_days)
        there = [*(span for span in there if span not in found.gone), *found.made]
    return there


def _held(span: Dates, made: Iterable[Dates], school_days: Iterable[date]) -> bool:
    there = [each for each in made if _any(span, [each])]
    return all(any(each.holds(on) for each in there) for on in school_days if span.holds(on))


def _any(span: Dates, others: Iterable[Dates]) -> bool:
    return any(
        span.starts_on <= other.ends_on and other.starts_on <= span.ends_on for other in others
    )


def _days(span: Dates) -> tuple[date, date]:
    return span.starts_on, span.ends_on
