"""A period in numbers: counted as it was closed, small counts hidden from who sees no child."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from lantern.judgements.actions import judge
from lantern.judgements.models import Cell, Voice, What
from lantern.reviews.actions import close, reopen
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures.cohorts import CohortTable, Numbers, numbers_of
from lantern.reviews.pictures.counted import counted_in
from lantern.roster.actions import choose_groups
from lantern.roster.models import GroupPlace, Pupil
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import preset_text
from tests.cast import NOW, TODAY, Cast, a_place, a_pupil

STEADY, STRONG = ("amber", "green")


def a_full_school(cast: Cast, in_each: int = 20) -> list[Pupil]:
    """Twenty more children in each of the two classes, of two year groups."""
    made = []
    for school_class, born in ((cast.kestrels, date(2018, 3, 1)), (cast.wrens, date(2019, 3, 1))):
        for number in range(in_each):
            child = a_pupil(cast.school, f"Child{number}", f"Of{school_class.name}", born)
            a_place(child, school_class)
            made.append(child)
    return made


def give(cast: Cast, pupils: list[Pupil], value: str, key: str = "effort") -> None:
    for pupil in pupils:
        cell = Cell(
            pupil=pupil, period=cast.period, version=cast.version, what=What.AREA, key=key,
            voice=Voice.MENTOR,
        )  # fmt: skip
        judge(cell=cell, value=value, reason="", by=cast.viewer("leader"))


def close_both(cast: Cast) -> None:
    for school_class in (cast.kestrels, cast.wrens):
        close(school_class=school_class, period=cast.period, by=cast.viewer("leader"))


def effort(found: Numbers) -> CohortTable:
    return next(table for table in found.tables if table.name == "Effort")


def counts(table: CohortTable) -> dict[str, list[int | None]]:
    words = [look.word for look in table.shades]
    order = [words.index(word) for word in ("Green", "Amber", "Red", "none given")]
    return {row.name: [row.counts[place] for place in order] for row in table.rows}


@pytest.fixture
def judged(cast: Cast) -> Cast:
    """Effort: of Kestrels' twenty fourteen green and six amber; of Wrens' nine, nine and two."""
    made = a_full_school(cast)
    give(cast, made[:14], "green")
    give(cast, made[14:20], "amber")
    give(cast, made[20:29], "green")
    give(cast, made[29:38], "amber")
    give(cast, made[38:], "red")
    close_both(cast)
    return cast


def test_a_leader_sees_every_number_by_year_class_and_group(judged: Cast) -> None:
    found = numbers_of(judged.period, by=judged.viewer("leader"))
    assert not found.hides
    assert counts(effort(found)) == {
        "All": [23, 15, 2, 5], "Year 3": [9, 9, 2, 1], "Year 4": [14, 6, 0, 4],
        "Kestrels": [14, 6, 0, 3], "Wrens": [9, 9, 2, 2],
        "Pupil premium": [0, 0, 0, 1],
    }  # fmt: skip
    classes = [row.name for row in effort(found).rows if row.kind == "class"]
    assert classes == ["Wrens", "Kestrels"], "the youngest first"


def test_a_governor_sees_no_small_number_and_no_class(judged: Cast) -> None:
    found = numbers_of(judged.period, by=judged.viewer("governor"))
    shown = counts(effort(found))
    assert found.hides
    assert "Kestrels" not in shown
    assert shown["Pupil premium"] == [None] * 4
    assert shown["Year 3"][2:] == [None, None]
    assert shown["Year 4"][2:] == [None, None]
    numbers = [count for row in shown.values() for count in row if count is not None]
    assert numbers
    assert min(numbers) >= 5


def test_nothing_is_told_a_governor_until_every_class_is_closed(judged: Cast) -> None:
    governor, leader = judged.viewer("governor"), judged.viewer("leader")
    closure = Closure.objects.get(school_class=judged.wrens, period=judged.period, stands=True)
    reopen(closure=closure, reason="A slip", by=leader)
    found = numbers_of(judged.period, by=governor)
    assert (found.tables, found.children, found.waiting) == ((), 0, ("Wrens",))
    theirs = numbers_of(judged.period, by=leader)
    assert theirs.waiting == ("Wrens",)
    assert counts(effort(theirs))["All"] == [14, 6, 0, 3]


def test_who_sees_children_sees_all_and_who_has_lost_it_does_not(judged: Cast) -> None:
    assert not numbers_of(judged.period, by=judged.viewer("needs")).hides
    judged.school.taken = ["needs see-judgements"]
    judged.needs.school = judged.school
    assert numbers_of(judged.period, by=judged.viewer("needs")).hides


def test_the_numbers_stay_when_groups_and_years_change_later(judged: Cast) -> None:
    """Else the difference of two days would tell what one child was given."""
    governor, leader = judged.viewer("governor"), judged.viewer("leader")
    before = numbers_of(judged.period, by=leader), numbers_of(judged.period, by=governor)
    tomorrow = TODAY + timedelta(days=1)
    for pupil in Pupil.objects.visible_to(leader):
        choose_groups(pupil=pupil, groups=[judged.premium], on=tomorrow, by=leader)
    Pupil.objects.filter(legal_surname="OfWrens").update(years_apart=2)
    assert (
        numbers_of(judged.period, by=leader), numbers_of(judged.period, by=governor)
    ) == before  # fmt: skip


def test_a_child_whom_two_classes_closed_is_counted_once_as_the_latest_has_it(cast: Cast) -> None:
    made = a_full_school(cast, in_each=6)
    give(cast, made, "green")
    close_both(cast)
    kept = Closure.objects.get(school_class=cast.wrens, period=cast.period)
    leader = cast.viewer("leader")
    reopen(closure=kept, reason="A slip", by=leader)
    close(school_class=cast.wrens, period=cast.period, by=leader)
    total = numbers_of(cast.period, by=leader)
    assert total.children == 17


def test_the_neighbours_are_not_counted(judged: Cast) -> None:
    theirs = numbers_of(judged.next_door.period, by=judged.viewer("stranger"))
    assert (theirs.children, theirs.tables) == (0, ())
    assert len(theirs.waiting) == 1


def test_classes_of_two_versions_are_one_table_where_nothing_differs(judged: Cast) -> None:
    leader = judged.viewer("leader")
    one = numbers_of(judged.period, by=leader)
    text = preset_text("stars-and-bands")
    judge_by(judged, 2, text)
    assert numbers_of(judged.period, by=leader) == one
    renamed = text.replace('name = "Amber"', 'name = "Nearly"')
    assert renamed != text
    judge_by(judged, 3, renamed)
    again = numbers_of(judged.period, by=leader)
    both = [table for table in again.tables if table.name == "Effort"]
    assert [table.rows[0].size for table in both] == [23, 22]
    assert all(table.of for table in both)


def judge_by(cast: Cast, number: int, text: str) -> None:
    """Wrens were closed by another version, and shown the same."""
    version = SchemeVersion.objects.create(
        school=cast.school, number=number, starts_on=date(2026, 11, 20), text=text, adopted_at=NOW
    )
    was = Closure.objects.filter(school_class=cast.wrens, stands=True)
    shown = list(Shown.objects.filter(closure__in=was))
    here = {"school_class": cast.wrens, "period": cast.period, "closed_by": cast.leader.user}
    was.update(stands=False)
    later = NOW + timedelta(days=1)  # than the closing before, whatever the hour of the day
    closed = Closure.objects.create(version=version, closed_at=later, **here)
    for each in shown:
        each.pk, each.closure = None, closed
    Shown.objects.bulk_create(shown)


def test_queries_do_not_grow_with_children(
    judged: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        numbers_of(judged.period, by=judged.viewer("governor"))


def test_a_closing_after_midnight_counts_by_the_day_that_it_was_there(cast: Cast) -> None:
    """Half past midnight in a British summer is still the day before by UTC."""
    on = date(2026, 10, 15)
    by = replace(cast.viewer("leader"), now=datetime.combine(on, time(0, 30), NOW.tzinfo))
    GroupPlace.objects.filter(group=cast.premium).update(starts_on=on)
    close(school_class=cast.kestrels, period=cast.periods[0], by=by)
    assert ("Pupil premium",) in {one.groups for one in counted_in(cast.periods[0], by=by)}
