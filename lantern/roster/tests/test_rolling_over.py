"""September: the office's file puts everyone in the classes of a new year, names and all."""

from datetime import date

from lantern.roster.actions import Loaded, apply_roster, leave, set_year_override
from lantern.roster.models import Enrolment, Pupil
from lantern.roster.pictures import plan_of, table_of
from lantern.roster.rules import Plan, guess_mapping
from lantern.schools.models import AcademicYear
from tests.cast import SEPTEMBER, Cast, a_job

NEXT = date(2027, 9, 6)
LAST_DAY = date(2027, 8, 31)
HEADINGS = "Forename,Surname,DOB,Class,Date left"
MAYA = "Maya,Brook,14/2/2018,Kestrels,"
TOM = "Tom,Sparrow,5/5/2019,kestrels,"


def planned(year: AcademicYear, *lines: str, on: date = NEXT) -> Plan:
    table = table_of("\n".join([HEADINGS, *lines]).encode(), "list.csv")
    return plan_of(table, guess_mapping(table.header), year=year, on=on)


def load(year: AcademicYear, *lines: str, on: date = NEXT) -> Loaded:
    plan = planned(year, *lines, on=on)
    loaded = apply_roster(school=year.school, plan=plan, on=on, by=a_job(year.school))
    again = planned(year, *lines, on=on)
    assert again.does_nothing, (again.added, again.changed)
    return loaded


def places(pupil: Pupil) -> list[tuple[str, str, date, date | None]]:
    rows = Enrolment.objects.filter(pupil=pupil).order_by("starts_on")
    return [
        (row.school_class.name, row.school_class.year.name, row.starts_on, row.ends_on)
        for row in rows.select_related("school_class__year")
    ]


def test_a_class_of_the_same_name_is_another_class_next_year(
    cast: Cast, next_year: AcademicYear
) -> None:
    assert load(next_year, MAYA, TOM).classes == ("Kestrels",)
    assert places(cast.settled) == [
        ("Kestrels", "2026/27", SEPTEMBER, LAST_DAY),
        ("Kestrels", "2027/28", NEXT, None),
    ]
    assert places(cast.wren) == [
        ("Wrens", "2026/27", SEPTEMBER, LAST_DAY),
        ("Kestrels", "2027/28", NEXT, None),
    ]


def test_a_file_true_from_the_first_day_leaves_no_gap(cast: Cast, next_year: AcademicYear) -> None:
    first = date(2027, 9, 1)
    load(next_year, MAYA, on=first)
    assert [place[2:] for place in places(cast.settled)] == [(SEPTEMBER, LAST_DAY), (first, None)]


def test_the_plan_says_who_moves(cast: Cast, next_year: AcademicYear) -> None:
    plan = planned(next_year, MAYA)
    assert [(one.label, one.becomes) for one in plan.changed[0].changes] == [("Class", "Kestrels")]


def test_last_years_leaver_is_not_brought_back(cast: Cast, next_year: AcademicYear) -> None:
    assert load(next_year, "Petra,Quayle,9/1/2018,Kestrels,").changed == 0
    assert len(places(cast.leaver)) == 1


def test_a_file_says_who_left_in_the_summer(cast: Cast, next_year: AcademicYear) -> None:
    load(next_year, f"{MAYA}21/7/2027")
    assert places(cast.settled) == [("Kestrels", "2026/27", SEPTEMBER, date(2027, 7, 21))]


def test_a_last_day_that_was_known_goes_with_the_child(cast: Cast, next_year: AcademicYear) -> None:
    last_day = date(2027, 10, 1)
    leave(pupil=cast.settled, last_day=last_day, by=a_job(cast.school))
    load(next_year, MAYA)
    assert [place[3] for place in places(cast.settled)] == [LAST_DAY, last_day]


def test_who_is_taught_with_the_year_below_moves_up_with_it(
    cast: Cast, next_year: AcademicYear
) -> None:
    """The file of each year says the same of a child born for Year 4, then for Year 5."""
    set_year_override(pupil=cast.settled, year=3, by=cast.viewer("office"))
    table = table_of(b"Forename,Surname,DOB,Year\nMaya,Brook,14/2/2018,4\n", "list.csv")
    plan = plan_of(table, guess_mapping(table.header), year=next_year, on=NEXT)
    assert plan.does_nothing
    told_by_age = table_of(b"Forename,Surname,DOB,Year\nMaya,Brook,14/2/2018,5\n", "list.csv")
    plan = plan_of(told_by_age, guess_mapping(table.header), year=next_year, on=NEXT)
    apply_roster(school=cast.school, plan=plan, on=NEXT, by=a_job(cast.school))
    assert Pupil.objects.get(pk=cast.settled.pk).years_apart == 0


def test_a_last_day_put_later_in_another_class(cast: Cast) -> None:
    """Someone who was said to have left is said to leave later, and is in another class."""
    load(cast.year, "Petra,Quayle,9/1/2018,Wrens,18/12/2026", on=date(2026, 11, 26))
    assert [place[0] for place in places(cast.leaver)] == ["Kestrels", "Wrens"]
