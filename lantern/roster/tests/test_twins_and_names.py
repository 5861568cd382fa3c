"""Twins are never mixed up, and a child under a new name is not quietly put on the roll twice."""

from datetime import date
from uuid import NAMESPACE_DNS, UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.roster.actions import Names, apply_roster, rename
from lantern.roster.models import Enrolment, Pupil
from lantern.roster.pictures import children, plan_of, pupils_found, table_of
from lantern.roster.rules import ExistingPupil, Plan, PupilFacts, guess_mapping, plan, records
from tests.cast import TODAY, Cast, a_job, a_place, a_pupil

BORN = date(2018, 2, 14)
HEADINGS = "Forename,Surname,DOB,Class"
MAYA, MIA = "Maya,Brook,14/2/2018", "Mia,Brook,14/2/2018"


def planned(cast: Cast, *lines: str) -> Plan:
    table = table_of("\n".join([HEADINGS, *lines]).encode(), "list.csv")
    return plan_of(table, guess_mapping(table.header), year=cast.year, on=TODAY)


@pytest.fixture
def twin(cast: Cast) -> Pupil:
    """Maya's sister, born the same day, in the other class."""
    found = a_pupil(cast.school, "Mia", "Brook", BORN)
    a_place(found, cast.wrens)
    return found


def test_twins_in_a_file_are_each_themselves(cast: Cast, twin: Pupil) -> None:
    plan = planned(cast, f"{MIA},Kestrels", f"{MAYA},Wrens")
    assert {(one.ref, one.after.class_name) for one in plan.changed} == {
        (twin.ref, "Kestrels"), (cast.settled.ref, "Wrens"),
    }  # fmt: skip
    assert not plan.added
    apply_roster(school=cast.school, plan=plan, on=TODAY, by=a_job(cast.school))
    now = Enrolment.objects.filter(ends_on=None)
    assert now.get(pupil=twin).school_class == cast.kestrels
    assert now.get(pupil=cast.settled).school_class == cast.wrens


def test_a_twin_who_joins_is_no_stranger_and_no_doubt(cast: Cast) -> None:
    """Both are in the list, so nobody need ask whether one is the other under a new name."""
    plan = planned(cast, f"{MAYA},Kestrels", f"{MIA},Kestrels")
    assert [(one.name, one.cautions) for one in plan.added] == [("Mia Brook", ())]


def test_twins_of_one_forename_too_are_left_alone_without_a_upn(cast: Cast) -> None:
    other = a_pupil(cast.school, "Maya", "Brook", BORN)
    plan = planned(cast, f"{MAYA},Wrens")
    assert (plan.added, plan.changed) == ((), ())
    assert "both on the roll" in plan.refused[0].reasons[0]
    assert other.ref not in {one.ref for one in plan.missing}


def test_twins_stand_beside_each_other_in_a_register(cast: Cast) -> None:
    twin = a_pupil(cast.school, "Mia", "Brook", BORN)
    a_place(twin, cast.kestrels)
    there = [child.name for child in children(cast.kestrels, on=TODAY, by=cast.viewer("leader"))]
    assert there.index("Mia Brook") == there.index("Maya Brook") + 1
    found = pupils_found(cast.viewer("office"), words="brook")
    assert [(pupil.name, pupil.ref) for pupil in found] == [
        ("Maya Brook", cast.settled.ref), ("Mia Brook", twin.ref),
    ]  # fmt: skip


def test_a_change_of_name_is_followed_by_the_file(cast: Cast) -> None:
    """The file has the new name and the UPN: the child is the same, and the page says to ask."""
    table = table_of(
        b"Forename,Surname,DOB,UPN,Class\nMaya,Stone,14/2/2018,R860123456001,Kestrels\n", "l.csv"
    )
    plan = plan_of(table, guess_mapping(table.header), year=cast.year, on=TODAY)
    assert [one.ref for one in plan.changed] == [cast.settled.ref]
    assert "consent" in plan.changed[0].cautions[0]


@pytest.mark.parametrize("line", ["Maya,Stone,14/2/2018", "Maia,Brook,14/2/2018"])
def test_a_new_name_without_a_upn_is_asked_about(cast: Cast, line: str) -> None:
    plan = planned(cast, f"{line},Kestrels", "Tom,Sparrow,5/5/2019,Wrens")
    assert "Maya Brook, born the same day, is on the roll" in plan.added[0].cautions[0]


def test_the_old_name_in_a_file_is_asked_about(cast: Cast) -> None:
    """Renamed here, and not yet in the office's own system."""
    rename(
        pupil=cast.settled, names=Names(legal_forename="Maya", legal_surname="Stone"),
        by=cast.viewer("office"),
    )  # fmt: skip
    plan = planned(cast, f"{MAYA},Kestrels")
    assert "Maya Stone, born the same day" in plan.added[0].cautions[0]


forenames = st.sampled_from(["Ada", "Ben", "Cy", "Dee"])
twins = st.lists(forenames, min_size=2, max_size=4, unique=True)


@given(twins, st.permutations(["1", "2", "3", "4"]))
def test_however_many_are_born_together_each_goes_to_their_own_class(
    names: list[str], rooms: list[str]
) -> None:
    existing = [
        ExistingPupil(ref=_ref(name), facts=PupilFacts(
            legal_forename=name, legal_surname="Brook", born_on=BORN, class_name="0",
            joined_on=date(2026, 9, 3),
        ))
        for name in names
    ]  # fmt: skip
    lines = [f"{name},Brook,14/2/2018,{room}" for name, room in zip(names, rooms, strict=False)]
    table = table_of("\n".join([HEADINGS, *lines]).encode(), "list.csv")
    told = records(table, guess_mapping(table.header), on=TODAY)
    found = plan(told, existing, on=TODAY, academic_year=2026)
    assert {(one.ref, one.after.class_name) for one in found.changed} == {
        (_ref(name), room) for name, room in zip(names, rooms, strict=False)
    }
    assert not found.added
    assert not found.refused


def _ref(name: str) -> UUID:
    return uuid5(NAMESPACE_DNS, name)
