"""A file put on the roll: all of it or nothing, twice the same as once."""

from datetime import date

import pytest
from django.db import IntegrityError

from lantern.audit.models import Note
from lantern.roster.actions import (
    Loaded,
    RosterTrouble,
    apply_roster,
    open_group,
    put_in_group,
    set_subjects,
)
from lantern.roster.models import (
    Enrolment,
    Group,
    GroupPlace,
    Guardian,
    GuardianLink,
    Pupil,
    SchoolClass,
)
from lantern.roster.pictures import plan_of, table_of
from lantern.roster.rules import Column, Field, Plan, guess_mapping
from lantern.roster.rules.heading_words import GROUPS
from tests.cast import SEPTEMBER, TODAY, Cast, a_job, nameless

HEADINGS = "Forename,Surname,DOB,UPN,Class,Year,Pupil Premium,Date left"
MAYA = "Maya,Brook,14/2/2018,R860123456001,Kestrels,4,Y,"
CONTACTS = "Forename,Surname,DOB,Class,Contact 1 Name,Contact 1 Mobile,Contact 1 Relationship"


def planned(cast: Cast, *lines: str, on: date = TODAY) -> Plan:
    table = table_of("\n".join(lines).encode(), "list.csv")
    return plan_of(table, guess_mapping(table.header), year=cast.year, on=on)


def load(cast: Cast, *lines: str, on: date = TODAY) -> Loaded:
    plan = planned(cast, *lines, on=on)
    loaded = apply_roster(school=cast.school, plan=plan, on=on, by=a_job(cast.school))
    again = planned(cast, *lines, on=on)
    assert again.does_nothing, (again.added, again.changed)
    return loaded


def places(pupil: Pupil) -> list[tuple[str, date, date | None]]:
    rows = Enrolment.objects.filter(pupil=pupil).order_by("starts_on")
    return [(row.school_class.name, row.starts_on, row.ends_on) for row in rows]


def test_a_child_who_is_there_already_is_left_alone(cast: Cast) -> None:
    loaded = load(cast, HEADINGS, MAYA)
    assert (loaded.added, loaded.changed, loaded.unchanged) == (0, 0, 1)
    assert Pupil.objects.on_roll(TODAY).filter(school=cast.school).count() == 5


def test_who_was_to_join_a_group_later_is_in_it_from_the_day_of_the_list(cast: Cast) -> None:
    place = GroupPlace.objects.get(pupil=cast.settled, group=cast.premium)
    for ends_on in (None, date(2027, 7, 21)):
        place.starts_on, place.ends_on = date(2027, 1, 5), ends_on
        place.save()
        load(cast, HEADINGS, MAYA)
        place.refresh_from_db()
        assert (place.starts_on, place.ends_on) == (TODAY, ends_on)
    assert GroupPlace.objects.filter(pupil=cast.settled).count() == 1


def test_new_children_join_new_classes_and_groups(cast: Cast) -> None:
    loaded = load(
        cast, HEADINGS, "Noor,Hale,3/3/2018,,Robins,4,Y,", "Olu,Ade,4/3/2018,,robins,4,N,"
    )
    assert loaded.classes == ("Robins",)
    noor = Pupil.objects.get(legal_forename="Noor")
    assert places(noor) == [("Robins", TODAY, None)]
    assert GroupPlace.objects.get(pupil=noor).group == cast.premium
    assert SchoolClass.objects.filter(year=cast.year).count() == 3
    assert Note.objects.filter(did="added from a file").count() == 2
    assert Note.objects.get(did="roster loaded").details["added"] == 2


def test_a_file_moves_a_child_and_keeps_the_history(cast: Cast) -> None:
    load(cast, HEADINGS, MAYA.replace("Kestrels", "Wrens"))
    assert places(cast.settled) == [
        ("Kestrels", SEPTEMBER, date(2026, 11, 25)),
        ("Wrens", TODAY, None),
    ]


SETS = "Forename,Surname,DOB,Class,EAL,FSM"  # two columns that name a group
IN_SET_1 = "Maya,Brook,14/2/2018,Kestrels,Y,N"


def two_sets(cast: Cast, *, taught: bool = True) -> Group:
    """Maya is in the first set of two."""
    by = a_job(cast.school)
    first, second = (
        open_group(
            school=cast.school, name=name, kind=Group.Kind.SET, starts_on=SEPTEMBER, by=by
        )
        for name in (GROUPS["eal"], GROUPS["fsm"])
    )  # fmt: skip
    for each in (first, second):
        set_subjects(group=each, keys=["maths"] if taught else [], on=TODAY, by=by)
    put_in_group(group=first, pupils=[cast.settled], starts_on=SEPTEMBER, by=by)
    return second


def test_a_file_puts_nobody_into_two_sets_of_a_subject(cast: Cast) -> None:
    second = two_sets(cast)
    before = list(GroupPlace.objects.order_by("pk").values_list())
    with pytest.raises(RosterTrouble, match="Maya Brook is taught the same"):
        load(cast, SETS, IN_SET_1.replace("Y,N", "Y,Y"))
    assert list(GroupPlace.objects.order_by("pk").values_list()) == before
    load(cast, SETS, IN_SET_1.replace("Y,N", "N,Y"))
    there = GroupPlace.objects.on(TODAY).filter(pupil=cast.settled, group__kind="set")
    assert [each.group for each in there] == [second]


def test_a_group_that_a_file_makes_is_of_a_need_only_by_its_heading(cast: Cast) -> None:
    table = table_of(b"Forename,Surname,DOB,SEN,Choir\nMaya,Brook,14/2/2018,Y,Y\n", "list.csv")
    known = guess_mapping(table.header)
    mapping = {**known, 4: Column(Field.GROUP, group="Choir")}
    plan = plan_of(table, mapping, year=cast.year, on=TODAY)
    apply_roster(school=cast.school, plan=plan, on=TODAY, by=a_job(cast.school))
    kinds = dict(Group.objects.filter(name__in=["SEN", "Choir"]).values_list("name", "kind"))
    assert kinds == {"SEN": Group.Kind.NEED, "Choir": Group.Kind.CLUB}


def test_a_file_brings_forward_who_was_to_come_into_a_group(cast: Cast) -> None:
    second, january = two_sets(cast, taught=False), date(2027, 1, 5)
    put_in_group(group=second, pupils=[cast.settled], starts_on=january, by=a_job(cast.school))
    load(cast, SETS, IN_SET_1.replace("Y,N", "Y,Y"))
    assert GroupPlace.objects.get(group=second).starts_on == TODAY


def test_a_file_says_who_leaves(cast: Cast) -> None:
    load(cast, HEADINGS, f"{MAYA}18/12/2026")
    assert places(cast.settled) == [("Kestrels", SEPTEMBER, date(2026, 12, 18))]


def test_a_file_does_not_bring_a_leaver_back(cast: Cast) -> None:
    loaded = load(cast, HEADINGS, "Petra,Quayle,9/1/2018,,Wrens,4,,")
    assert loaded.changed == 0
    assert places(cast.leaver) == [("Kestrels", SEPTEMBER, date(2026, 10, 23))]


def test_a_plain_no_ends_a_group(cast: Cast) -> None:
    load(cast, HEADINGS, MAYA.replace(",Y,", ",N,"))
    assert GroupPlace.objects.get(pupil=cast.settled).ends_on == date(2026, 11, 25)


def test_a_group_new_to_the_school_is_made_once(cast: Cast) -> None:
    load(cast, "Forename,Surname,DOB,EAL", "Maya,Brook,14/2/2018,Y", "Tom,Sparrow,5/5/2019,Y")
    assert Group.objects.filter(school=cast.school).count() == 2


def test_one_who_joined_this_year_is_here_from_that_day(cast: Cast) -> None:
    headings = "Forename,Surname,DOB,Class,Date joined"
    load(
        cast, headings, "Noor,Hale,3/3/2018,Wrens,9/11/2026", "Olu,Ade,4/3/2018,Wrens,5/9/2022"
    )  # fmt: skip
    assert places(Pupil.objects.get(legal_forename="Noor"))[0][1] == date(2026, 11, 9)
    assert places(Pupil.objects.get(legal_forename="Olu"))[0][1] == cast.year.starts_on


def test_brothers_and_sisters_share_a_parent(cast: Cast) -> None:
    told = "Ms Ann Hale,07700 900123,Mother"
    load(
        cast, CONTACTS, f"Noor,Hale,3/3/2018,Wrens,{told}", f"Ida,Hale,4/4/2019,Wrens,{told}"
    )  # fmt: skip
    assert Guardian.objects.filter(surname="Hale").count() == 1
    assert GuardianLink.objects.filter(guardian__surname="Hale").count() == 2


def test_a_parent_whose_number_changes_for_all_stays_one(cast: Cast) -> None:
    rows = "Noor,Hale,3/3/2018,Wrens,{0}", "Ida,Hale,4/4/2019,Wrens,{0}"
    load(cast, CONTACTS, *[row.format("Ms Ann Hale,07700 900123,Mother") for row in rows])
    load(cast, CONTACTS, *[row.format("Ms Ann Hale,07700 900999,Mother") for row in rows])
    assert Guardian.objects.get(surname="Hale").phone == "07700 900999"


def test_a_parent_whose_number_changes_for_one_child_becomes_two(cast: Cast) -> None:
    before = "Ms Ann Hale,07700 900123,Mother"
    after = "Ms Ann Hale,07700 900999,Mother"
    load(
        cast, CONTACTS, f"Noor,Hale,3/3/2018,Wrens,{before}", f"Ida,Hale,4/4/2019,Wrens,{before}"
    )  # fmt: skip
    load(cast, CONTACTS, f"Noor,Hale,3/3/2018,Wrens,{after}", f"Ida,Hale,4/4/2019,Wrens,{before}")
    assert Guardian.objects.filter(surname="Hale").count() == 2


def test_a_restriction_outlives_a_change_of_number(cast: Cast) -> None:
    load(cast, CONTACTS, "Rowan,Ashdown,20/11/2017,Kestrels,Piers Ashdown,07700 900111,Father")
    cast.at_dads.refresh_from_db()
    assert cast.at_dads.guardian.phone == "07700 900111"
    cast.restriction.refresh_from_db()
    assert not cast.restriction.over_on(TODAY)


def test_nobody_missing_is_taken_off(cast: Cast) -> None:
    plan = planned(cast, HEADINGS, MAYA)
    assert len(plan.missing) == 4
    load(cast, HEADINGS, MAYA)
    assert Pupil.objects.on_roll(TODAY).filter(school=cast.school).count() == 5


def test_all_or_nothing(cast: Cast) -> None:
    """Noted after the children are written, or as their class is opened: refused, it all goes."""
    for room in ("Wrens", "Robins"):
        plan = planned(cast, HEADINGS, f"Noor,Hale,3/3/2018,,{room},4,Y,")
        with pytest.raises(IntegrityError):
            apply_roster(school=cast.school, plan=plan, on=TODAY, by=nameless(cast.school))
        assert not Pupil.objects.filter(legal_forename="Noor").exists()
        assert not SchoolClass.objects.filter(name="Robins").exists()


def test_a_school_without_the_year_is_told(cast: Cast) -> None:
    plan = planned(cast, HEADINGS, MAYA)
    with pytest.raises(RosterTrouble, match="no academic year"):
        apply_roster(
            school=cast.school, plan=plan, on=date(2030, 1, 1), by=a_job(cast.school)
        )  # fmt: skip


def test_the_neighbours_are_not_in_it(cast: Cast) -> None:
    """A UPN of the school next door finds nobody here."""
    plan = planned(cast, HEADINGS, "Noor,Hale,3/3/2018,A860987654001,Wrens,4,,")
    assert len(plan.added) == 1
    assert len(plan.missing) == 5
