"""Groups of every kind: made, filled, led and ended from a day, and who sees which."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any  # the rows of several tables

import pytest
from django.db import IntegrityError

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import Can, Role, taken_as
from lantern.audit.models import Note
from lantern.roster.actions import (
    RosterTrouble,
    change_group,
    end_group,
    end_leading,
    group_named,
    lead_group,
    open_group,
    put_in_group,
    set_groups,
    set_subjects,
    staff_leaves,
    take_out_of_group,
)
from lantern.roster.models import (
    ClassStaff,
    Group,
    GroupPlace,
    GroupStaff,
    GroupSubject,
    Mentoring,
    in_group,
)
from lantern.roster.models import Pupil as Pupils
from lantern.roster.pictures import groups_unseen
from tests.cast import (
    CANARY,
    SEPTEMBER,
    TODAY,
    Cast,
    a_job,
    a_mentoring,
    a_pupil,
    nameless,
    viewer_of,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
Kind = Group.Kind
LET_GO: list[tuple[Any, str]] = [
    (ClassStaff, "member"), (GroupStaff, "member"), (Mentoring, "mentor")
]  # fmt: skip


def a_set(cast: Cast, name: str = "Set 2", *subjects: str) -> Group:
    made = open_group(
        school=cast.school, name=name, kind=Kind.SET, starts_on=SEPTEMBER, by=a_job(cast.school)
    )
    set_subjects(group=made, keys=subjects, on=TODAY, by=a_job(cast.school))
    return made


def test_children_of_several_classes_belong_from_a_day_to_a_day(cast: Cast) -> None:
    by, made = cast.viewer("office"), a_set(cast)
    put_in_group(group=made, pupils=[cast.settled, cast.wren], starts_on=TODAY, by=by)
    put_in_group(group=made, pupils=[cast.settled], starts_on=TODAY + DAY, by=by)
    assert GroupPlace.objects.filter(group=made).count() == 2
    place = GroupPlace.objects.get(group=made, pupil=cast.wren)
    take_out_of_group(place=place, last_day=TODAY + DAY, by=by)
    for on, there in [(TODAY - DAY, set()), (TODAY, {cast.settled, cast.wren}),
                      (TODAY + 2 * DAY, {cast.settled})]:  # fmt: skip
        assert set(in_group(Pupils.objects.all(), made, on)) == there, on
    notes = Note.objects.filter(about=str(cast.wren.ref)).values_list("did", flat=True)
    assert set(notes) == {"joined a group", "left a group"}


def test_a_place_that_never_began_is_taken_away(cast: Cast) -> None:
    by, made = cast.viewer("office"), a_set(cast)
    (place,) = put_in_group(group=made, pupils=[cast.wren], starts_on=TODAY, by=by)
    take_out_of_group(place=place, last_day=TODAY - DAY, by=by)
    assert not GroupPlace.objects.filter(group=made).exists()


def test_ending_a_group_ends_its_places_and_its_adults(cast: Cast) -> None:
    by, made = cast.viewer("office"), a_set(cast)
    put_in_group(group=made, pupils=[cast.settled], starts_on=SEPTEMBER, by=by)
    put_in_group(group=made, pupils=[cast.wren], starts_on=TODAY + DAY, by=by)
    lead_group(group=made, member=cast.teacher, starts_on=SEPTEMBER, by=by)
    end_group(group=made, last_day=TODAY, by=by)
    assert [row.ends_on for row in GroupPlace.objects.filter(group=made)] == [TODAY]
    assert [row.ends_on for row in GroupStaff.objects.filter(group=made)] == [TODAY]
    with pytest.raises(RosterTrouble, match="is over"):
        put_in_group(group=made, pupils=[cast.wren], starts_on=TODAY + DAY, by=by)
    with pytest.raises(RosterTrouble, match="is over"):
        lead_group(group=made, member=cast.teacher, starts_on=TODAY + DAY, by=by)
    assert a_set(cast).pk != made.pk, "the name is free again"


def test_a_child_is_taught_a_subject_in_one_set_at_a_time(cast: Cast) -> None:
    by = cast.viewer("office")
    first, second = a_set(cast, "Set 1", "maths"), a_set(cast, "Set 2", "maths")
    (place,) = put_in_group(group=first, pupils=[cast.wren], starts_on=SEPTEMBER, by=by)
    for refused in (
        lambda: put_in_group(group=second, pupils=[cast.wren], starts_on=TODAY, by=by),
        lambda: set_groups(pupil=cast.wren, groups=[first, second], on=TODAY, by=by),
    ):
        with pytest.raises(RosterTrouble, match="taught the same in Set 1"):
            refused()
    take_out_of_group(place=place, last_day=TODAY - DAY, by=by)
    put_in_group(group=second, pupils=[cast.wren], starts_on=TODAY, by=by)
    third = a_set(cast, "Set 3", "reading")
    put_in_group(group=third, pupils=[cast.wren], starts_on=TODAY, by=by)
    with pytest.raises(RosterTrouble, match="taught the same in Set 2"):
        set_subjects(group=third, keys=["maths"], on=TODAY, by=by)


def test_a_start_is_brought_forward(cast: Cast) -> None:
    by, made, soon = cast.viewer("office"), a_set(cast), TODAY + 40 * DAY
    put_in_group(group=made, pupils=[cast.wren], starts_on=soon, by=by)
    lead_group(group=made, member=cast.teacher, starts_on=soon, by=by)
    put_in_group(group=made, pupils=[cast.wren], starts_on=TODAY, by=by)
    lead_group(group=made, member=cast.teacher, starts_on=TODAY, by=by)
    for rows in (GroupPlace.objects, GroupStaff.objects):
        assert list(rows.filter(group=made).values_list("starts_on", "ends_on")) == [(TODAY, None)]


def test_a_start_is_brought_forward_into_no_second_set(cast: Cast) -> None:
    by = cast.viewer("office")
    first, second = a_set(cast, "Set 1", "maths"), a_set(cast, "Set 2", "maths")
    (place,) = put_in_group(group=first, pupils=[cast.wren], starts_on=SEPTEMBER, by=by)
    take_out_of_group(place=place, last_day=TODAY + DAY, by=by)
    put_in_group(group=second, pupils=[cast.wren], starts_on=TODAY + 2 * DAY, by=by)
    for refused in (
        lambda: put_in_group(group=second, pupils=[cast.wren], starts_on=TODAY, by=by),
        lambda: take_out_of_group(place=place, last_day=None, by=by),
    ):
        with pytest.raises(RosterTrouble, match="is taught the same in Set"):
            refused()


def test_a_group_that_ends_goes_on_after_all_with_all_who_would_have_ended(cast: Cast) -> None:
    by, made = cast.viewer("office"), a_set(cast)
    gone, *_ = put_in_group(
        group=made, pupils=[cast.settled, cast.wren], starts_on=SEPTEMBER, by=by
    )
    lead_group(group=made, member=cast.teacher, starts_on=SEPTEMBER, by=by)
    take_out_of_group(place=gone, last_day=TODAY, by=by)
    end_group(group=made, last_day=TODAY + 20 * DAY, by=by)
    end_group(group=made, last_day=TODAY + 30 * DAY, by=by)
    assert GroupStaff.objects.get(group=made).ends_on == TODAY + 30 * DAY
    end_group(group=made, last_day=None, by=by)
    ends = dict(GroupPlace.objects.filter(group=made).values_list("pupil", "ends_on"))
    assert ends == {cast.settled.pk: TODAY, cast.wren.pk: None}
    assert GroupStaff.objects.get(group=made).ends_on is None
    end_group(group=made, last_day=TODAY + DAY, by=by)
    a_set(cast)
    with pytest.raises(RosterTrouble, match="a group called Set 2 already"):
        end_group(group=made, last_day=None, by=by)
    later = replace(by, now=by.now + 2 * DAY)
    with pytest.raises(RosterTrouble, match="is over by then"):
        end_group(group=made, last_day=None, by=later)


def test_a_group_gets_another_name_and_kind_and_keeps_its_children(cast: Cast) -> None:
    by, made = cast.viewer("office"), a_set(cast, "Qoir")
    put_in_group(group=made, pupils=[cast.settled], starts_on=SEPTEMBER, by=by)
    for _ in range(2):
        change_group(group=made, name=" Choir ", kind=Kind.CLUB, by=by)
    made.refresh_from_db()
    assert (made.name, made.kind) == ("Choir", Kind.CLUB)
    assert GroupPlace.objects.filter(group=made, ends_on=None).count() == 1
    note = Note.objects.get(did="group changed")
    assert note.details == {"name": "Choir", "kind": "Club", "was": "Qoir"}


def test_nobody_makes_a_group_that_they_would_not_see(cast: Cast) -> None:
    by, made = without_needs(cast, "office"), a_set(cast)
    tried: list[Callable[[], object]] = [
        lambda: open_group(
            school=cast.school, name="Speech", kind=Kind.INTERVENTION, starts_on=TODAY, by=by
        ),
        lambda: group_named(school=cast.school, name="Speech", kind=Kind.NEED, by=by),
        lambda: change_group(group=made, name="Speech", kind=Kind.NEED, by=by),
    ]
    for refused in tried:
        with pytest.raises(RosterTrouble, match="You would not see"):
            refused()


REFUSED: dict[str, Callable[[Cast, Group, Viewer], object]] = {
    "no name": lambda c, g, by: open_group(
        school=c.school, name=" ", kind=Kind.CLUB, starts_on=TODAY, by=by
    ),
    "a name taken": lambda c, g, by: open_group(
        school=c.school, name="set  2", kind=Kind.CLUB, starts_on=TODAY, by=by
    ),
    "another school's child": lambda c, g, by: put_in_group(
        group=g, pupils=[c.next_door.pupil], starts_on=TODAY, by=by
    ),
    "another school's adult": lambda c, g, by: lead_group(
        group=g, member=c.stranger, starts_on=TODAY, by=by
    ),
    "ended before it began": lambda c, g, by: end_group(
        group=g, last_day=SEPTEMBER - DAY, by=by
    ),
    "led before it began": lambda c, g, by: lead_group(
        group=g, member=c.teacher, starts_on=SEPTEMBER - DAY, by=by
    ),
    "filled before it began": lambda c, g, by: put_in_group(
        group=g, pupils=[c.wren], starts_on=SEPTEMBER - DAY, by=by
    ),
    "a child before they came": lambda c, g, by: put_in_group(
        group=c.premium, pupils=[c.wren], starts_on=date(1926, 11, 26), by=by
    ),
    "an adult before they came": lambda c, g, by: lead_group(
        group=c.premium, member=c.teacher, starts_on=date(1926, 11, 26), by=by
    ),
    "an adult who left": lambda c, g, by: lead_group(
        group=g, member=c.gone, starts_on=TODAY, by=by
    ),
    "longer than the group": lambda c, g, by: take_out_of_group(
        place=put_in_group(
            group=end_group(group=g, last_day=TODAY, by=by), pupils=[c.wren], starts_on=TODAY,
            by=by,
        )[0],
        last_day=TODAY + DAY, by=by,
    ),
    "another's name": lambda c, g, by: change_group(
        group=g, name=c.premium.name.upper(), kind=Kind.SET, by=by
    ),
    "a name of nothing": lambda c, g, by: change_group(group=g, name=" ", kind=Kind.SET, by=by),
    "a teaching club": lambda c, g, by: change_group(
        group=a_set(c, "Set 9", "maths"), name="Set 9", kind=Kind.CLUB, by=by
    ),
    "a club that teaches": lambda c, g, by: set_subjects(
        group=c.premium, keys=["maths"], on=TODAY, by=by
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_in_a_sentence(what: str, cast: Cast) -> None:
    made = a_set(cast)
    with pytest.raises(RosterTrouble):
        REFUSED[what](cast, made, cast.viewer("office"))


UNDONE: dict[str, Callable[[Cast, Group], object]] = {
    "made": lambda c, g: open_group(
        school=c.school, name="Chess", kind=Kind.CLUB, starts_on=TODAY, by=nameless(c.school)
    ),
    "put in": lambda c, g: put_in_group(
        group=g, pupils=[c.wren], starts_on=TODAY, by=nameless(c.school)
    ),
    "led": lambda c, g: lead_group(
        group=g, member=c.teacher, starts_on=TODAY, by=nameless(c.school)
    ),
    "taught": lambda c, g: set_subjects(
        group=g, keys=["reading"], on=TODAY, by=nameless(c.school)
    ),
    "named": lambda c, g: change_group(
        group=g, name="Set 3", kind=Kind.SET, by=nameless(c.school)
    ),
    "ended": lambda c, g: end_group(group=g, last_day=TODAY, by=nameless(c.school)),
}  # fmt: skip


def rows() -> list[object]:
    return [
        [*model.objects.order_by("pk").values_list()]
        for model in (Group, GroupPlace, GroupStaff, GroupSubject)
    ]


@pytest.mark.parametrize("what", UNDONE)
def test_it_comes_undone_without_its_note(what: str, cast: Cast) -> None:
    made = a_set(cast)
    put_in_group(group=made, pupils=[cast.settled], starts_on=SEPTEMBER, by=cast.viewer("office"))
    before = rows()
    with pytest.raises(IntegrityError):
        UNDONE[what](cast, made)
    assert rows() == before


def test_who_leaves_the_school_leads_nothing(cast: Cast) -> None:
    made = a_set(cast)
    lead_group(group=made, member=cast.teacher, starts_on=SEPTEMBER, by=cast.viewer("office"))
    staff_leaves(member=cast.teacher, last_day=TODAY, by=cast.viewer("leader"))
    assert GroupStaff.objects.get(group=made).ends_on == TODAY


def test_who_leaves_before_a_last_day_that_is_set_goes_all_the_same(cast: Cast) -> None:
    """As of a set that is to end in July, a class after a rollover, and a mentor's mentees."""
    by, july, made = cast.viewer("leader"), date(2027, 7, 21), a_set(cast)
    lead_group(group=made, member=cast.teacher, starts_on=SEPTEMBER, by=by)
    end_group(group=made, last_day=july, by=by)
    a_mentoring(cast.settled, cast.teacher)
    held = [rows.objects.filter(**{key: cast.teacher}) for rows, key in LET_GO]
    for rows in held:
        rows.update(ends_on=july)
    staff_leaves(member=cast.teacher, last_day=TODAY, by=by)
    assert [{row.ends_on for row in rows} for rows in held] == [{TODAY}] * 3


def test_an_adult_leads_from_a_day_to_a_day(cast: Cast) -> None:
    by, made = cast.viewer("office"), a_set(cast)
    staff = lead_group(group=made, member=cast.teacher, starts_on=TODAY, by=by)
    assert lead_group(group=made, member=cast.teacher, starts_on=TODAY, by=by) == staff
    end_leading(staff=staff, last_day=TODAY + DAY, by=by)
    assert not GroupStaff.objects.on(TODAY + 2 * DAY).filter(group=made).exists()


def without_needs(cast: Cast, part: str) -> Viewer:
    """Someone from whose role the school has taken what says of whom there is a need."""
    member = cast.member(part)
    cast.school.taken = [taken_as(Role(member.role), Can.SEE_NEEDS)]
    cast.school.save(update_fields=["taken"])
    member.school = cast.school
    return replace(viewer_of(member), school=cast.school)


def a_club(cast: Cast, kind: Kind, name: str, *, led_by: Member | None = None) -> Group:
    by = cast.viewer("office")
    made = open_group(school=cast.school, name=name, kind=kind, starts_on=SEPTEMBER, by=by)
    put_in_group(group=made, pupils=[cast.settled, cast.wren], starts_on=SEPTEMBER, by=by)
    if led_by:
        lead_group(group=made, member=led_by, starts_on=SEPTEMBER, by=by)
    return made


def test_a_need_shows_to_nobody_who_sees_a_club_alone(cast: Cast) -> None:
    club, speech = a_club(cast, Kind.CLUB, "Chess"), a_club(cast, Kind.INTERVENTION, "Speech")
    by = without_needs(cast, "teacher")
    assert set(Group.objects.visible_to(by)) == {club}
    assert {each.group for each in GroupPlace.objects.visible_to(by)} == {club}
    assert set(groups_unseen(cast.settled, by)) == {cast.premium, speech}
    lead_group(group=speech, member=cast.teacher, starts_on=TODAY, by=cast.viewer("office"))
    assert set(Group.objects.visible_to(by)) == {club, speech}, "whoever leads it sees it"


def test_a_narrowed_school_shows_a_leader_of_a_club_its_children_and_no_other(cast: Cast) -> None:
    a_club(cast, Kind.CLUB, "Chess")
    drums = a_club(cast, Kind.CLUB, "Drums", led_by=cast.other_teacher)
    cast.school.own_classes_only = True
    by = replace(cast.viewer("other_teacher"), school=cast.school)
    seen = {(each.group.name, each.pupil) for each in GroupPlace.objects.visible_to(by)}
    assert seen == {
        ("Chess", cast.wren), ("Drums", cast.wren), ("Drums", cast.settled),
    }  # fmt: skip
    assert cast.settled not in Pupils.objects.visible_to(by), "their record stays shut"
    later = replace(by, now=by.now + timedelta(days=1))
    end_leading(
        staff=GroupStaff.objects.get(group=drums), last_day=TODAY, by=cast.viewer("office")
    )  # fmt: skip
    assert cast.settled not in {each.pupil for each in GroupPlace.objects.visible_to(later)}


def test_the_neighbours_groups_are_not_there(cast: Cast) -> None:
    a_pupil(cast.next_door.school, CANARY, "Two", date(2018, 1, 1))
    for part in ("leader", "teacher", "office", "needs"):
        assert cast.next_door.group not in Group.objects.visible_to(cast.viewer(part))
    assert not Group.objects.visible_to(cast.viewer("governor")).exists()
