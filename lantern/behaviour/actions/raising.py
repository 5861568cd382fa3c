"""Raising what is due, once a span; and withdrawing it where its award is taken back."""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from lantern.accounts.models import Viewer
from lantern.behaviour.actions.giving import Tap
from lantern.behaviour.models import Decision, Due, Given, Move
from lantern.behaviour.pictures.calendar import beginnings_of
from lantern.behaviour.pictures.counted import counts_of_children, counts_of_classes
from lantern.behaviour.rules import Beginnings, Reached, last_day, milestone_of, numbers, reached
from lantern.roster.models import Pupil


def raise_due(tapped: Iterable[tuple[Given, Tap]], *, by: Viewer) -> None:
    """Write down what is reached and was not before in the same span, for a leader to decide.

    The children are held while it is worked out: of two adults who give at once, the second sees
    what the first gave. Whoever calls it is in a transaction with the awards.
    """
    wanted = [(given, tap) for given, tap in tapped if _may_reach(tap)]
    if not wanted:
        return
    _hold(child.pupil for _, tap in wanted for child in tap.children)
    known = beginnings_of(by.school)
    rows = [row for given, tap in wanted for row in _reached_by(given, tap, known, by)]
    Due.objects.bulk_create(rows, ignore_conflicts=True)


def _may_reach(tap: Tap) -> bool:
    return any(True for _ in numbers(tap.policy.scheme, tap.button.counters))


def _hold(pupils: Iterable[int]) -> None:
    rows = Pupil.objects.filter(pk__in=set(pupils)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def _reached_by(given: Given, tap: Tap, known: Beginnings, by: Viewer) -> Iterator[Due]:
    for of, whose in (("child", [each.pupil for each in tap.children]), ("class", tap.classes)):
        for milestone, counter in numbers(tap.policy.scheme, tap.button.counters):
            if counter.of != of or not whose:
                continue
            on = last_day(counter.resets, given.on, known, today=by.today)
            ask = counts_of_children if of == "child" else counts_of_classes
            counts = ask(whose, tap.policy.scheme.counters, on=on, known=known)
            for one in whose:
                for each in reached([(milestone, counter)], counts[one], on=on, known=known):
                    yield _due(given, each, one, of, by)


def _due(given: Given, each: Reached, one: int, of: str, by: Viewer) -> Due:
    return Due(
        school=by.school, version_id=given.version_id, milestone=each.milestone.key, given=given,
        pupil_id=one if of == "child" else None, school_class_id=one if of == "class" else None,
        since=each.since,
    )  # fmt: skip


def withdraw(given: Given, *, by: Viewer) -> list[Due]:
    """What is due no more without this tap: it is withdrawn, and not raised again in its span."""
    whose = Move.objects.filter(given=given)
    theirs = Q(pupil__in=whose.values("pupil")) | Q(school_class__in=whose.values("school_class"))
    rows = Due.objects.filter(theirs, school=by.school).not_withdrawn()
    known = beginnings_of(by.school)
    gone = [row for row in rows.select_related("version", "given") if not _holds(row, known, by)]
    for row in gone:
        Decision.objects.filter(due=row).step_down()
        word = Decision.Word.WITHDRAWN
        Decision.objects.create(due=row, word=word, at=by.now, by=by.member.user)
    return gone


def _holds(due: Due, known: Beginnings, by: Viewer) -> bool:
    """Whether it is still reached in its own span, by the version that it was raised by."""
    counters = due.version.scheme.counters
    milestone, counter = milestone_of(due.version.scheme, due.milestone)
    on = last_day(counter.resets, due.given.on, known, today=by.today)
    ask = counts_of_children if due.pupil_id else counts_of_classes
    one = due.pupil_id or due.school_class_id or 0
    counts = ask([one], counters, on=on, known=known)
    return any(True for _ in reached([(milestone, counter)], counts[one], on=on, known=known))
