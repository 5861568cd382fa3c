"""What still happens in July, when the school has been rolled over into September."""

from datetime import date

import pytest

from lantern.accounts.models import Viewer
from lantern.roster.actions import (
    apply_roster,
    choose_groups,
    enrol,
    leave,
    set_mentor,
    stay,
)
from lantern.roster.actions.rollover import undo_rollover
from lantern.roster.models import GroupPlace, Mentoring, Pupil
from lantern.roster.pictures import plan_of, pupils_found, staffed_classes, table_of
from lantern.roster.pictures.rollover import planned, year_to_come
from lantern.roster.rules import guess_mapping
from lantern.roster.rules.rollover import Goes
from lantern.roster.tests.next_year import (
    BEGINS,
    JULY,
    LAST_DAY,
    LAST_SCHOOL_DAY,
    at,
    done,
    history,
    row,
    wishes_of,
)
from lantern.schools.models import AcademicYear
from tests.cast import SEPTEMBER, Cast, a_job, a_pupil

TODAY = date(2027, 7, 12)
EVE = date(2027, 7, 11)


@pytest.fixture
def by(cast: Cast, next_year: AcademicYear) -> Viewer:
    """The office in July, once it is done."""
    done(cast, next_year)
    return at(cast, TODAY)


def test_a_move_of_class_keeps_next_years(cast: Cast, by: Viewer) -> None:
    enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=TODAY, by=by)
    assert history(cast.settled) == [
        ("Kestrels", SEPTEMBER, EVE), ("Wrens", TODAY, LAST_DAY), ("Falcons", BEGINS, None),
    ]  # fmt: skip


def test_who_leaves_in_july_does_not_come_in_september(cast: Cast, by: Viewer) -> None:
    leave(pupil=cast.settled, last_day=TODAY, by=by)
    assert history(cast.settled) == [("Kestrels", SEPTEMBER, TODAY)]
    stay(pupil=cast.settled, by=by)
    year = year_to_come(cast.school, TODAY)
    assert year is not None
    assert [each.name for each in planned(year, TODAY)[2].moves] == ["Maya Brook"]


def test_a_leaver_who_comes_back_in_july_keeps_what_was(cast: Cast, by: Viewer) -> None:
    enrol(pupil=cast.leaver, school_class=cast.wrens, starts_on=TODAY, by=by)
    assert history(cast.leaver) == [
        ("Kestrels", SEPTEMBER, date(2026, 10, 23)), ("Wrens", TODAY, None),
    ]  # fmt: skip


def test_who_is_to_come_and_does_not_is_taken_off(cast: Cast, next_year: AcademicYear) -> None:
    coming = a_pupil(cast.school, "Noor", "Hale", date(2023, 3, 3))
    done(cast, next_year)
    leave(pupil=coming, last_day=TODAY, by=at(cast, TODAY))
    assert history(coming) == []


def test_the_office_file_moves_a_child_and_keeps_next_years_class(cast: Cast, by: Viewer) -> None:
    table = table_of(b"Forename,Surname,DOB,Class\nMaya,Brook,14/2/2018,Wrens\n", "list.csv")
    plan = plan_of(table, guess_mapping(table.header), year=cast.year, on=TODAY)
    apply_roster(school=cast.school, plan=plan, on=TODAY, by=a_job(cast.school))
    assert history(cast.settled)[1:] == [("Wrens", TODAY, LAST_DAY), ("Falcons", BEGINS, None)]


def test_nobody_has_two_mentors_in_july(cast: Cast, by: Viewer) -> None:
    set_mentor(pupil=cast.mentee, mentor=cast.office, starts_on=TODAY, by=by)
    rows = Mentoring.objects.filter(pupil=cast.mentee).order_by("starts_on")
    assert [each.ends_on for each in rows] == [EVE, None]


def test_a_mentor_goes_on_after_all(cast: Cast, by: Viewer) -> None:
    set_mentor(pupil=cast.mentee, mentor=cast.assistant, starts_on=TODAY, by=by)
    assert [each.ends_on for each in Mentoring.objects.filter(pupil=cast.mentee)] == [None]


def test_nobody_is_in_a_group_twice(cast: Cast, next_year: AcademicYear) -> None:
    wishes = wishes_of(cast)
    ends = frozenset({cast.premium.ref})
    done(cast, next_year, type(wishes)(**{**vars(wishes), "groups_end": ends}))
    choose_groups(pupil=cast.settled, groups=[cast.premium], on=TODAY, by=at(cast, TODAY))
    assert [each.ends_on for each in GroupPlace.objects.filter(pupil=cast.settled)] == [LAST_DAY]


def test_the_list_shows_the_class_that_they_are_in(cast: Cast, by: Viewer) -> None:
    found = {pupil.name: (pupil.class_name, pupil.ends_on) for pupil in pupils_found(by)}
    assert found["Maya Brook"] == ("Kestrels", None)
    there = pupils_found(by, school_class=cast.kestrels)
    assert [pupil.name for pupil in there] == ["Rowan Ashdown", "Maya Brook", "Ewa Zielińska"]
    september = at(cast, date(2027, 9, 3))
    found = {pupil.name: (pupil.class_name, pupil.ends_on) for pupil in pupils_found(september)}
    assert found["Maya Brook"] == ("Falcons", None)


def test_a_last_year_leaver_is_listed_until_the_last_day(
    cast: Cast, next_year: AcademicYear
) -> None:
    wishes = wishes_of(cast)
    rows = {**wishes.rows, row(cast.wrens, 5): Goes(leaves=True)}
    done(cast, next_year, type(wishes)(**{**vars(wishes), "rows": rows}))
    found = {pupil.name: pupil.ends_on for pupil in pupils_found(at(cast, TODAY))}
    assert found["Idris Vale"] == LAST_SCHOOL_DAY
    assert "Idris Vale" not in {p.name for p in pupils_found(at(cast, date(2027, 9, 3)))}


def test_next_years_classes_are_staffed_before_they_begin(cast: Cast, by: Viewer) -> None:
    there = staffed_classes(by, on=BEGINS)
    assert [(one.school_class.name, one.has_teacher) for one in there] == [
        ("Wrens", True), ("Falcons", True),
    ]  # fmt: skip


def test_either_way_may_come_first(cast: Cast, next_year: AcademicYear) -> None:
    """The office's file for September, before or after: who it names is in the class it names."""
    load_for_september(cast, next_year, "Maya,Brook,14/2/2018,Hawks")
    done(cast, next_year)
    assert history(cast.settled)[1:] == [("Hawks", BEGINS, None)]
    load_for_september(cast, next_year, "Maya,Brook,14/2/2018,Hawks", "Tom,Sparrow,5/5/2019,Hawks")
    assert history(cast.settled)[1:] == [("Hawks", BEGINS, None)]
    assert history(cast.wren)[1:] == [("Hawks", BEGINS, None)]
    assert history(cast.two_homes)[1:] == [("Falcons", BEGINS, None)]


def load_for_september(cast: Cast, year: AcademicYear, *lines: str) -> None:
    table = table_of("\n".join(["Forename,Surname,DOB,Class", *lines]).encode(), "list.csv")
    plan = plan_of(table, guess_mapping(table.header), year=year, on=BEGINS)
    apply_roster(school=cast.school, plan=plan, on=BEGINS, by=a_job(cast.school))


def test_the_file_alone_and_the_rollover_alone_leave_the_same_rows(
    cast: Cast, next_year: AcademicYear
) -> None:
    by_file = [
        f"{pupil.legal_forename},{pupil.legal_surname},{pupil.born_on},{to}"
        for pupil, to in [
            (cast.settled, "Falcons"), (cast.two_homes, "Falcons"), (cast.joiner, "Falcons"),
            (cast.mentee, "Falcons"), (cast.wren, "Wrens"),
        ]
    ]  # fmt: skip
    rollover = done(cast, next_year)
    first = {pupil.pk: history(pupil) for pupil in Pupil.objects.filter(school=cast.school)}
    undo_rollover(rollover=rollover, by=at(cast, JULY))
    load_for_september(cast, next_year, *by_file)
    second = {pupil.pk: history(pupil) for pupil in Pupil.objects.filter(school=cast.school)}
    assert first == second
