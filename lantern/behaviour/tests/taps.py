"""A school that gives smileys and class stars, and taps as a device tells them."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from uuid import UUID

from lantern.accounts.models import Viewer
from lantern.behaviour.actions import Answer, record
from lantern.behaviour.pictures.calendar import beginnings_of, policies_of, policy_on
from lantern.behaviour.pictures.counted import counts_of_children, counts_of_classes
from lantern.behaviour.rules import Deed, Give, TakeBack, counters_on
from lantern.roster.models import Pupil, SchoolClass
from lantern.schemes.presets import preset_text
from tests.cast import NOW, TODAY, Cast

PRESET = "smileys-and-time-outs"
NUMBERS = count(1)


def gives_smileys(cast: Cast, text: str = "") -> Cast:
    """The cast at a school with this preset, or with a scheme of one's own."""
    cast.version.text = text or preset_text(PRESET)
    cast.version.save(update_fields=["text"])
    return cast


def a_ref() -> UUID:
    return UUID(int=next(NUMBERS))


def a_tap(
    *pupils: Pupil, award: str = "smiley", reason: str = "", at: datetime = NOW,
    school_class: SchoolClass | None = None, ref: UUID | None = None,
) -> Give:  # fmt: skip
    return Give(
        ref=ref or a_ref(), at=at, award=award, reason=reason, pupils=tuple(p.ref for p in pupils),
        school_class=school_class.ref if school_class else None,
    )  # fmt: skip


def a_slip(
    of: Give | UUID, *, at: datetime = NOW, why: str = "", pupil: Pupil | None = None
) -> TakeBack:
    ref = of.ref if isinstance(of, Give) else of
    return TakeBack(ref=a_ref(), at=at, of=ref, pupil=pupil.ref if pupil else None, why=why)


def tell(by: Viewer, *deeds: Deed) -> list[Answer]:
    return record(deeds=deeds, by=by)


def outcomes(answers: Sequence[Answer]) -> list[str]:
    return [each.outcome for each in answers]


def count_of(whose: Pupil | SchoolClass, counter: str, on: date = TODAY) -> int:
    """Where one counter of a child or a class stands, as a board shows it."""
    school = whose.school
    policy = policy_on(policies_of(school), on)
    assert policy is not None
    counters, known = counters_on(policy.scheme, on), beginnings_of(school)
    ask = counts_of_children if isinstance(whose, Pupil) else counts_of_classes
    return ask([whose.pk], counters, on=on, known=known)[whose.pk][counter]
