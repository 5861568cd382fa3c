"""Any stream of taps and slips, replayed, reordered, doubled and late, comes to a naive recount."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantern.audit.models import Note
from lantern.behaviour.models import Due, Given, TakenBack
from lantern.behaviour.rules import Deed, Give, TakeBack
from lantern.behaviour.tests.taps import PRESET, count_of, gives_smileys, tell
from lantern.roster.models import Pupil
from lantern.schemes.presets import preset_text
from tests.cast import NOW, Cast

ENOUGH = 3  # smileys for a letter
CHILDREN = ("settled", "joiner", "two_homes", "wren")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that is done: a tap for some children or the class, or a slip of an earlier one."""

    kind: str
    children: tuple[int, ...]
    slip_of: int
    minutes: int


STEPS = st.lists(
    st.builds(
        Step,
        kind=st.sampled_from(["smiley", "smiley", "class-star", "class-star-lost", "slip"]),
        children=st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True).map(tuple),
        slip_of=st.integers(0, 30),
        minutes=st.integers(0, 3 * 24 * 60),
    ),
    max_size=14,
)


def deeds_of(steps: Sequence[Step], cast: Cast) -> list[Deed]:
    found: list[Deed] = []
    for number, step in enumerate(steps, start=1):
        at, taps = NOW - timedelta(minutes=step.minutes), [e for e in found if isinstance(e, Give)]
        if step.kind == "slip":
            if taps:
                of = taps[step.slip_of % len(taps)]
                found.append(TakeBack(ref=UUID(int=number), at=at, of=of.ref, pupil=None, why="x"))
            continue
        smiley = step.kind == "smiley"
        pupils = [getattr(cast, CHILDREN[each]).ref for each in step.children] if smiley else []
        found.append(
            Give(
                ref=UUID(int=number), at=at, award=step.kind, pupils=tuple(pupils),
                school_class=None if smiley else cast.kestrels.ref,
                reason="someone let the class down" if step.kind == "class-star-lost" else "",
            )
        )  # fmt: skip
    return found


def recount_of(child: Pupil, deeds: Sequence[Deed]) -> int:
    gone = {each.of for each in deeds if isinstance(each, TakeBack)}
    taps = [each for each in deeds if isinstance(each, Give) and each.ref not in gone]
    return sum(child.ref in each.pupils for each in taps)


def stars_of(deeds: Sequence[Deed], cast: Cast) -> int:
    """Since this week's Monday; before it is another week's."""
    gone = {each.of for each in deeds if isinstance(each, TakeBack)}
    monday = (NOW - timedelta(days=NOW.weekday())).replace(hour=0, minute=0)
    taps = [e for e in deeds if isinstance(e, Give) and not e.pupils and e.ref not in gone]
    now = 20
    for each in sorted((e for e in taps if e.at >= monday), key=lambda e: (e.at, e.ref)):
        now = max(0, now + (1 if each.award == "class-star" else -1))
    return now


@pytest.fixture
def school(cast: Cast) -> Cast:
    return gives_smileys(cast, preset_text(PRESET).replace("at = 50", f"at = {ENOUGH}"))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, chance=st.integers(0, 2**32), doubled=st.booleans())
def test_any_stream_comes_to_a_recount(
    school: Cast, steps: list[Step], chance: int, doubled: bool
) -> None:
    deeds = deeds_of(steps, school)
    sent = list(deeds) * (2 if doubled else 1)
    mixed = Random(chance)
    mixed.shuffle(sent)
    teacher = school.viewer("teacher")
    with transaction.atomic():
        while sent:
            many = mixed.randint(1, 5)
            answers = tell(teacher, *sent[:many])
            assert {each.outcome for each in answers} <= {"taken", "known"}
            sent = sent[many:]
        for name in CHILDREN:
            child = getattr(school, name)
            assert count_of(child, "smileys") == recount_of(child, deeds), name
            holds = Due.objects.filter(pupil=child).not_withdrawn().count()
            ever = Due.objects.filter(pupil=child).count()
            assert holds <= (recount_of(child, deeds) >= ENOUGH) <= ever <= 1
        assert count_of(school.kestrels, "class-stars") == stars_of(deeds, school)
        taps = [each for each in deeds if isinstance(each, Give)]
        assert Given.objects.count() == Note.objects.filter(did="gave").count() == len(taps)
        assert TakenBack.objects.count() == len(deeds) - len(taps)
        transaction.set_rollback(True)
