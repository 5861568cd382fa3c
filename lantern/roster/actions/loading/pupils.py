"""The children of a plan as rows."""

from dataclasses import dataclass
from typing import Any  # the columns of a row are of every kind

from lantern.roster.models import Pupil
from lantern.roster.rules import Plan, PupilFacts, year_group
from lantern.schools.models import AcademicYear

TOLD = (
    "legal_forename", "legal_surname", "preferred_forename", "preferred_surname", "upn", "born_on",
)  # fmt: skip
NOBODY = PupilFacts()


@dataclass(frozen=True, kw_only=True)
class Move:
    """One child of the plan as a row, with what was known and what becomes of it."""

    pupil: Pupil
    before: PupilFacts
    after: PupilFacts
    is_new: bool


def load_pupils(year: AcademicYear, plan: Plan) -> list[Move]:
    """Add and change the children's own rows; a year group is told of the year."""
    began = year.starts_on.year
    added = Pupil.objects.bulk_create(
        Pupil(school=year.school, **_columns(entry.facts, began)) for entry in plan.added
    )
    new = [
        Move(pupil=pupil, before=NOBODY, after=entry.facts, is_new=True)
        for pupil, entry in zip(added, plan.added, strict=True)
    ]
    return [*new, *_changed(year, plan)]


def _columns(facts: PupilFacts, began: int) -> dict[str, Any]:
    """What a file says of a child, as columns."""
    told = {name: getattr(facts, name) for name in TOLD}
    if facts.year_override is None or facts.born_on is None:
        return told | {"years_apart": 0}
    return told | {"years_apart": facts.year_override - year_group(facts.born_on, began)}


def _changed(year: AcademicYear, plan: Plan) -> list[Move]:
    refs = [entry.ref for entry in plan.changed]
    rows = {row.ref: row for row in Pupil.objects.filter(school=year.school, ref__in=refs)}
    moves = [
        Move(pupil=rows[entry.ref], before=entry.before, after=entry.after, is_new=False)
        for entry in plan.changed
    ]
    touched = [move for move in moves if _write(move, year.starts_on.year)]
    columns = [*TOLD, "years_apart"]
    Pupil.objects.bulk_update([move.pupil for move in touched], columns, batch_size=100)
    return moves


def _write(move: Move, began: int) -> bool:
    """Put what changed on the row; whether anything did."""
    before, after = _columns(move.before, began), _columns(move.after, began)
    changed = [name for name in after if before[name] != after[name]]
    for name in changed:
        setattr(move.pupil, name, after[name])
    return bool(changed)
