"""One function says who sees which child (000-26, domain 2.23)."""

from datetime import date

import pytest

from lantern.accounts.models import Viewer
from lantern.roster.actions import set_mentor, staff_class
from lantern.roster.models import (
    Group,
    GuardianLink,
    Pupil,
    Restriction,
    SchoolClass,
)
from lantern.roster.pictures import children, pupils_found
from tests.cast import NOW, TODAY, Cast, a_mentoring, a_place, a_pupil


def test_a_class_is_listed_as_a_register_whatever_the_accents(cast: Cast) -> None:
    for surname in ("Whitlock", "Świątek", "de Souza", "Adébáyọ̀"):
        a_place(a_pupil(cast.school, "Bo", surname, date(2018, 3, 3)), cast.wrens)
    by = cast.viewer("leader")
    there = [child.surname for child in children(cast.wrens, on=TODAY, by=by)]
    assert there == ["Adébáyọ̀", "de Souza", "Sparrow", "Świątek", "Vale", "Whitlock"]
    assert [pupil.called_surname for pupil in pupils_found(by, school_class=cast.wrens)] == there


def seen(by: Viewer) -> set[str]:
    return set(Pupil.objects.visible_to(by).values_list("legal_forename", flat=True))


def judged(by: Viewer) -> set[str]:
    here = Pupil.objects.judged_by(by).on_roll(TODAY)
    return set(here.values_list("legal_forename", flat=True))


@pytest.fixture
def narrowed(cast: Cast) -> Cast:
    cast.school.own_classes_only = True
    cast.school.save()
    return cast


@pytest.mark.parametrize(
    "part", ["leader", "teacher", "other_teacher", "assistant", "office", "needs"]
)
def test_all_staff_see_every_child_of_their_school(cast: Cast, part: str) -> None:
    assert seen(cast.viewer(part)) == {"Maya", "Rowan", "Ewa", "Petra", "Idris", "Tom"}


def test_a_school_may_narrow_to_own_classes_and_mentees(narrowed: Cast) -> None:
    assert seen(narrowed.viewer("teacher")) == {"Maya", "Rowan", "Ewa"}
    assert seen(narrowed.viewer("other_teacher")) == {"Idris", "Tom"}
    assert seen(narrowed.viewer("assistant")) == {"Maya", "Rowan", "Ewa", "Idris"}


def test_a_governor_sees_no_child_and_no_class(cast: Cast) -> None:
    by = cast.viewer("governor")
    assert seen(by) == set()
    assert not SchoolClass.objects.visible_to(by).exists()
    assert not Group.objects.visible_to(by).exists()


@pytest.mark.parametrize("part", ["leader", "office", "needs"])
def test_leaders_and_the_office_are_not_narrowed(narrowed: Cast, part: str) -> None:
    assert len(seen(narrowed.viewer(part))) == 6


def test_teachers_judge_their_own_classes_and_mentees_alone(cast: Cast) -> None:
    assert judged(cast.viewer("teacher")) == {"Maya", "Rowan", "Ewa"}
    assert judged(cast.viewer("assistant")) == {"Maya", "Rowan", "Ewa", "Idris"}
    assert judged(cast.viewer("leader")) == {"Maya", "Rowan", "Ewa", "Idris", "Tom"}
    assert judged(cast.viewer("office")) == set()
    assert judged(cast.viewer("needs")) == set()
    a_mentoring(cast.wren, cast.needs)
    assert judged(cast.viewer("needs")) == {"Tom"}


def test_access_ends_with_the_mentoring(narrowed: Cast) -> None:
    """000-26, domain 2.23: it follows the mentor's allocation and ends when that changes."""
    by = narrowed.viewer("leader")
    set_mentor(pupil=narrowed.mentee, mentor=narrowed.teacher, starts_on=TODAY, by=by)
    assert "Idris" in seen(narrowed.viewer("teacher"))
    assert "Idris" not in seen(narrowed.viewer("assistant"))


def test_access_begins_with_the_class(narrowed: Cast) -> None:
    by = narrowed.viewer("leader")
    staff_class(
        school_class=narrowed.wrens, member=narrowed.teacher, lead=False,
        starts_on=date(2026, 11, 27), by=by,
    )  # fmt: skip
    assert "Tom" not in seen(narrowed.viewer("teacher"))
    tomorrow = Viewer(member=narrowed.teacher, school=narrowed.school, now=NOW.replace(day=27))
    assert "Tom" in seen(tomorrow)


def test_access_to_a_class_ends_with_its_year(narrowed: Cast) -> None:
    """000-26: last year's teacher has no rights over last year's class, left open or not."""
    september = Viewer(
        member=narrowed.teacher, school=narrowed.school, now=NOW.replace(year=2027, month=9, day=6)
    )
    assert seen(september) == set()
    assert not Pupil.objects.judged_by(september).exists()
    assert not SchoolClass.objects.visible_to(september).exists()
    summer = Viewer(
        member=narrowed.teacher, school=narrowed.school, now=NOW.replace(year=2027, month=8, day=31)
    )
    assert seen(summer) == {"Maya", "Rowan", "Ewa"}


def test_families_are_for_who_must_know_them(cast: Cast) -> None:
    counts = {"leader": 2, "office": 2, "needs": 2, "teacher": 0, "assistant": 0, "governor": 0}
    for part, count in counts.items():
        assert GuardianLink.objects.visible_to(cast.viewer(part)).count() == count, part
        assert Restriction.objects.visible_to(cast.viewer(part)).count() == count // 2, part


def test_the_classes_follow_the_children(narrowed: Cast) -> None:
    names = SchoolClass.objects.visible_to(narrowed.viewer("teacher")).values_list("name")
    assert list(names) == [("Kestrels",)]


def test_a_school_may_take_from_a_role_what_it_sees(cast: Cast) -> None:
    cast.school.taken = ["assistant see-children", "office see-families"]
    for part in ("assistant", "office"):
        cast.member(part).school = cast.school
    assistant, office = cast.viewer("assistant"), cast.viewer("office")
    assert seen(assistant) == judged(assistant) == set()
    assert not SchoolClass.objects.visible_to(assistant).exists()
    assert len(seen(office)) == 6
    assert not GuardianLink.objects.visible_to(office).exists()
