"""What is due, each with its reason, for the leaders' list (001-6, 001-10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from lantern.accounts.models import Viewer
from lantern.behaviour.models import Decision, Due
from lantern.behaviour.pictures.calendar import beginnings_of
from lantern.behaviour.rules import buttons, milestone_of, reward_of
from lantern.roster.models import Enrolment
from lantern.roster.rules import academic_year_of
from lantern.schemes.presets import Scheme
from lantern.schemes.rules import find

SHOWN = 50  # of those that are decided


@dataclass(frozen=True, kw_only=True)
class DueLine:
    """One thing that is due: of whom, what they reached, when and by what, and what follows.

    `word` is what a leader decided, "" while nobody has; `by` and `at` are of that word.
    """

    ref: UUID
    who: str
    where: str
    reached: str
    reward: str
    letter: bool
    on: date
    because: str
    word: str = ""
    why: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DueList:
    """What waits for a decision, what is held, and what was decided lately."""

    waiting: list[DueLine]
    held: list[DueLine]
    decided: list[DueLine]


def due_list(by: Viewer) -> DueList:
    """Everything that waits, and the last of the rest."""
    rows = _rows(by)
    said = {each.due_id: each for each in _said(rows)}
    held = [row for row in rows if row.pk in said and said[row.pk].word == Decision.Word.HELD]
    waiting = [row for row in rows if row.pk not in said]
    others = [row for row in rows if row.pk in said and row not in held][:SHOWN]
    return DueList(
        waiting=_lines(waiting, said, by), held=_lines(held, said, by),
        decided=_lines(others, said, by),
    )  # fmt: skip


def waiting_for(by: Viewer) -> int:
    """How many things wait for the viewer's decision; none for whoever decides nothing."""
    return Due.objects.visible_to(by).waiting().count()


def _rows(by: Viewer) -> list[Due]:
    """Those of this academic year, the latest first."""
    known = beginnings_of(by.school)
    begun = [first for first in known.years if first <= by.today]
    rows = Due.objects.visible_to(by).filter(given__on__gte=begun[-1] if begun else date.min)
    joined = rows.select_related("pupil", "school_class", "version", "given__recorded_by")
    return list(joined.order_by("-pk"))


def _said(rows: Iterable[Due]) -> QuerySet[Decision]:
    of = [row.pk for row in rows]
    return Decision.objects.standing().filter(due__in=of).select_related("by")


def _lines(rows: Iterable[Due], said: dict[int, Decision], by: Viewer) -> list[DueLine]:
    some = list(rows)
    classes = _classes([row.pupil_id for row in some if row.pupil_id], by)
    return [_line(row, said.get(row.pk), classes, by) for row in some]


def _classes(pupils: Iterable[int], by: Viewer) -> dict[int, str]:
    there = Enrolment.objects.on(by.today).filter(pupil__in=list(pupils))
    return dict(there.values_list("pupil", "school_class__name"))


def _line(row: Due, word: Decision | None, classes: dict[int, str], by: Viewer) -> DueLine:
    scheme = row.version.scheme
    milestone, counter = milestone_of(scheme, row.milestone)
    year = row.pupil.year_of(academic_year_of(row.given.on)) if row.pupil else None
    return DueLine(
        ref=row.ref,
        who=row.pupil.name if row.pupil else str(row.school_class),
        where=classes.get(row.pupil_id, "has left") if row.pupil_id else "",
        reached=f"{milestone.at} {counter.name}",
        reward=reward_of(scheme, milestone, year),
        letter=milestone.letter,
        on=row.given.on,
        because=_because(row, scheme),
        word=word.get_word_display() if word else "",
        why=word.why if word else "",
        by=word.by.name if word else "",
        at=by.school.clock_at(word.at) if word else None,
    )


def _because(row: Due, scheme: Scheme) -> str:
    """The tap by which it was reached, as a sentence has it."""
    button = find(buttons(scheme, row.given.on), row.given.award)
    what = row.given.reason or (button.name if button else row.given.award)
    return f"{what}, from {row.given.recorded_by.name}"
