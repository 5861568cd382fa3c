"""Two change groups, class teachers or mentors in the same moment: one comes after the other."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection, transaction

from lantern.accounts.models import Member, Viewer
from lantern.roster.actions import (
    RosterTrouble,
    Share,
    end_group,
    give_on,
    group_named,
    lead_group,
    open_group,
    put_in_group,
    set_away,
    set_class_teachers,
    set_groups,
    set_mentor,
    set_subjects,
    share_class,
    take_out_of_group,
)
from lantern.roster.models import ClassStaff, Group, GroupPlace, Mentoring
from tests.cast import SEPTEMBER, TODAY, Cast, set_the_stage, works_in

pytestmark = pytest.mark.django_db(transaction=True)
Doing = Callable[[], object]
DAY = timedelta(days=1)
WAITS = """
SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
"""


@dataclass(frozen=True)
class Sets:
    """Maya is in Set 1, which teaches maths; Set 2 teaches nothing yet, and has no child."""

    cast: Cast
    one: Group
    two: Group
    by: Viewer


def the_sets() -> Sets:
    cast = set_the_stage()
    by = cast.viewer("office")
    one, two = (
        open_group(school=cast.school, name=name, kind=Group.Kind.SET, starts_on=SEPTEMBER, by=by)
        for name in ("Set 1", "Set 2")
    )
    set_subjects(group=one, keys=["maths"], on=TODAY, by=by)
    put_in_group(group=one, pupils=[cast.settled], starts_on=SEPTEMBER, by=by)
    return Sets(cast=cast, one=one, two=two, by=by)


def meanwhile(first: Doing, second: Doing) -> str:
    """What the second is told who begins when the first is done, but does not stand yet."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            told = pool.submit(_told, second)
            while not told.done() and not _waits_for_us(told):
                wait([told], timeout=0.01)
        return told.result()


def _told(doing: Doing) -> str:
    try:
        doing()
    except RosterTrouble as trouble:
        return str(trouble)
    finally:
        connection.close()
    return ""


def _waits_for_us(told: "Future[str]") -> bool:
    """Whether the other has come to a lock of ours; in SQLite it cannot so much as begin."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return bool(cursor.fetchone()[0])


def put_in_two(s: Sets) -> Doing:
    return lambda: put_in_group(group=s.two, pupils=[s.cast.settled], starts_on=TODAY, by=s.by)


def teach_in_two(s: Sets) -> Doing:
    return lambda: set_subjects(group=s.two, keys=["maths"], on=TODAY, by=s.by)


def tick_both(s: Sets) -> Doing:
    return lambda: set_groups(pupil=s.cast.settled, groups=[s.one, s.two], on=TODAY, by=s.by)


def end_two(s: Sets) -> Doing:
    return lambda: end_group(group=Group.objects.get(pk=s.two.pk), last_day=TODAY - DAY, by=s.by)


def lead_two(s: Sets) -> Doing:
    return lambda: lead_group(group=s.two, member=s.cast.teacher, starts_on=TODAY, by=s.by)


def make_three(s: Sets) -> Doing:
    return lambda: open_group(
        school=s.cast.school, name="Set 3", kind=Group.Kind.SET, starts_on=TODAY, by=s.by
    )


def type_three(s: Sets) -> Doing:
    return lambda: group_named(school=s.cast.school, name="set 3", by=s.by)


def take_out(s: Sets) -> Doing:
    place = GroupPlace.objects.select_related("pupil", "group").get(group=s.one)
    return lambda: take_out_of_group(place=place, last_day=TODAY + 7 * DAY, by=s.by)


def end_one(s: Sets) -> Doing:
    return lambda: end_group(group=Group.objects.get(pk=s.one.pk), last_day=TODAY, by=s.by)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (teach_in_two, put_in_two, "is taught the same in Set 1"),
        (teach_in_two, tick_both, "is taught the same in Set 1"),
        (end_two, put_in_two, "Set 2 is over"),
        (end_one, take_out, "Set 1 is over"),
        (type_three, make_three, "There is a group called Set 3 already."),
        (lead_two, lead_two, ""),
    ],
)
def test_the_second_finds_what_the_first_did(
    first: Callable[[Sets], Doing], second: Callable[[Sets], Doing], told: str
) -> None:
    """No child in two sets of a subject, none in a group that is over, nothing made twice."""
    sets = the_sets()
    said = meanwhile(first(sets), second(sets))
    assert told in said
    assert bool(told) == bool(said)


def test_of_two_lists_of_class_teachers_the_later_stands_alone() -> None:
    cast = set_the_stage()
    by = cast.viewer("office")

    def teaches(member: Member) -> Doing:
        return lambda: set_class_teachers(wanted={cast.wrens: [member]}, starts_on=TODAY, by=by)

    assert meanwhile(teaches(cast.teacher), teaches(cast.leader)) == ""
    leads = ClassStaff.objects.on(TODAY).filter(school_class=cast.wrens, lead=True)
    assert [row.member for row in leads] == [cast.leader]


def test_of_two_who_choose_a_mentor_the_later_stands_alone() -> None:
    cast = set_the_stage()
    by = cast.viewer("office")

    def mentored_by(member: Member) -> Doing:
        return lambda: set_mentor(pupil=cast.wren, mentor=member, starts_on=TODAY, by=by)

    assert meanwhile(mentored_by(cast.teacher), mentored_by(cast.needs)) == ""
    assert [row.mentor for row in Mentoring.objects.on(TODAY).filter(pupil=cast.wren)] == [
        cast.needs
    ]


def test_who_was_given_on_meanwhile_is_left_as_they_are() -> None:
    cast = set_the_stage()
    by = cast.viewer("office")
    set_away(member=cast.assistant, starts_on=TODAY, ends_on=None, by=by)

    def given_to(member: Member) -> Doing:
        return lambda: give_on(pupils=[cast.mentee], mentor=member, by=by)

    assert meanwhile(given_to(cast.teacher), given_to(cast.needs)) == ""
    (row,) = Mentoring.objects.on(TODAY).filter(pupil=cast.mentee)
    assert row.mentor == cast.teacher


def test_of_two_who_share_out_a_class_the_later_stands_alone() -> None:
    cast = set_the_stage()
    works_in(cast.kestrels, cast.needs, lead=True)
    by, both = cast.viewer("office"), (cast.teacher, cast.needs)

    def shared(mentor: Member, days: str) -> Doing:
        shares = [Share(member=each, weekdays=days, mentors=each == mentor) for each in both]
        return lambda: share_class(
            school_class=cast.kestrels, shares=shares, starts_on=TODAY, by=by
        )

    assert meanwhile(shared(cast.teacher, "12"), shared(cast.needs, "345")) == ""
    rows = ClassStaff.objects.on(TODAY).filter(school_class=cast.kestrels, lead=True)
    assert {(row.member, row.weekdays, row.mentors) for row in rows} == {
        (cast.teacher, "345", False), (cast.needs, "345", True),
    }  # fmt: skip
