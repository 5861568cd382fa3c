"""What counters stand at: read from every move that stands, and from nothing else (decision 36)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any  # the rows of a question have no types

from django.db.models import CharField, QuerySet, Sum

from lantern.behaviour.models import Move
from lantern.behaviour.rules import Beginnings, Moved, counts, since
from lantern.prepared import Among, Given, Prepared, given_day
from lantern.schemes.presets.shape import Counter

Counts = Mapping[int, Mapping[str, int]]  # by child or class, by counter
CHILD, CLASS = "pupil", "school_class"


def counts_of_children(
    pupils: Iterable[int], counters: Sequence[Counter], *, on: date, known: Beginnings
) -> Counts:
    """Where each child's counters stand on a day; a query for each, or one for those that fall."""
    return _counts(CHILD, list(pupils), counters, on, known)


def counts_of_classes(
    classes: Iterable[int], counters: Sequence[Counter], *, on: date, known: Beginnings
) -> Counts:
    """The same of classes."""
    return _counts(CLASS, list(classes), counters, on, known)


def _counts(
    of: str, whose: list[int], counters: Sequence[Counter], on: date, known: Beginnings
) -> Counts:
    theirs = [each for each in counters if (each.of == "class") == (of == CLASS)]
    plain = [each for each in theirs if _only_adds(each, theirs)]
    found: dict[int, dict[str, int]] = {
        one: {each.key: each.start for each in plain} for one in whose
    }
    for counter in plain:
        first = since(counter.resets, on, known)
        for one, total in _sums(of, whose=whose, counter=counter.key, first=first, last=on):
            found[one][counter.key] += total
    if followed := [each for each in theirs if each not in plain]:
        moves = _moves_of(of, whose, followed, on, known)
        for one in whose:
            found[one] |= counts(followed, moves.get(one, {}), on=on, known=known)
    return found


def _only_adds(counter: Counter, among: Sequence[Counter]) -> bool:
    """Whether its moves only have to be added: it never falls to its floor, none turn into it."""
    fed = any(each.converts and each.converts.into == counter.key for each in among)
    return counter.direction == "earn" and not fed and counter.converts is None


def _moves_of(
    of: str, whose: list[int], counters: Sequence[Counter], on: date, known: Beginnings
) -> dict[int, dict[str, list[Moved]]]:
    found: dict[int, dict[str, list[Moved]]] = defaultdict(lambda: defaultdict(list))
    for counter in counters:
        first = _needed_since(counter, counters, on, known)
        rows = _each_move(of, whose=whose, counter=counter.key, first=first, last=on)
        for one, at, ref, day, by in rows:
            found[one][counter.key].append(Moved(at=at, ref=ref, on=day, by=by))
    return found


def _needed_since(counter: Counter, among: Sequence[Counter], on: date, known: Beginnings) -> date:
    """The first day whose moves matter: of what turns into another, from where that other begins.

    And then from the beginning of its own span, which so many are counted in.
    """
    first = since(counter.resets, on, known)
    into = next((e for e in among if counter.converts and e.key == counter.converts.into), None)
    if into is None:
        return first
    return since(counter.resets, min(first, _needed_since(into, among, on, known)), known)


def _owned(of: str) -> QuerySet[Move]:
    """The moves that stand, of some children or some classes, of one counter, between two days."""
    other = CLASS if of == CHILD else CHILD
    return Move.objects.standing().filter(
        Among(f"{of}_id", "whose"), counter=Given("counter", CharField()),
        on__gte=given_day("first"), on__lte=given_day("last"), **{other: None},
    )  # fmt: skip


@Prepared
def _sums(of: str) -> QuerySet[Any, Any]:
    return _owned(of).order_by().values_list(of).annotate(total=Sum("by"))


@Prepared
def _each_move(of: str) -> QuerySet[Any, Any]:
    return _owned(of).order_by().values_list(of, "at", "given__ref", "on", "by")
