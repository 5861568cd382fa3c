"""The children of a plan as rows."""

from dataclasses import dataclass

from lantern.roster.models import Pupil
from lantern.roster.rules import Added, Plan, PupilFacts
from lantern.schools.models import School

COLUMNS = (
    "legal_forename", "legal_surname", "preferred_forename", "preferred_surname", "upn", "born_on",
    "year_override",
)  # fmt: skip
NOBODY = PupilFacts()


@dataclass(frozen=True, kw_only=True)
class Move:
    """One child of the plan as a row, with what was known and what becomes of it."""

    pupil: Pupil
    before: PupilFacts
    after: PupilFacts
    is_new: bool


def load_pupils(school: School, plan: Plan) -> list[Move]:
    """Add and change the children's own rows."""
    added = Pupil.objects.bulk_create(_new(school, entry) for entry in plan.added)
    new = [
        Move(pupil=pupil, before=NOBODY, after=entry.facts, is_new=True)
        for pupil, entry in zip(added, plan.added, strict=True)
    ]
    return [*new, *_changed(school, plan)]


def _new(school: School, entry: Added) -> Pupil:
    return Pupil(school=school, **{name: getattr(entry.facts, name) for name in COLUMNS})


def _changed(school: School, plan: Plan) -> list[Move]:
    refs = [entry.ref for entry in plan.changed]
    rows = {row.ref: row for row in Pupil.objects.filter(school=school, ref__in=refs)}
    moves = [
        Move(pupil=rows[entry.ref], before=entry.before, after=entry.after, is_new=False)
        for entry in plan.changed
    ]
    touched = [move for move in moves if _write(move)]
    Pupil.objects.bulk_update([move.pupil for move in touched], COLUMNS, batch_size=100)
    return moves


def _write(move: Move) -> bool:
    """Put what changed on the row; whether anything did."""
    changed = [name for name in COLUMNS if getattr(move.before, name) != getattr(move.after, name)]
    for name in changed:
        setattr(move.pupil, name, getattr(move.after, name))
    return bool(changed)
