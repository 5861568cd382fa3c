"""Joining, moving, leaving and coming back keep an honest history."""

from datetime import date

import pytest
from django.db import IntegrityError

from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, enrol, leave, stay
from lantern.roster.models import Enrolment, Mentoring, Pupil
from lantern.roster.pictures import children, everyone_of, one_child
from tests.cast import SEPTEMBER, TODAY, Cast, a_place, a_pupil, nameless

MOVE = date(2026, 11, 30)


def history(pupil: Pupil) -> list[tuple[str, date, date | None]]:
    rows = Enrolment.objects.filter(pupil=pupil).order_by("starts_on")
    return [(row.school_class.name, row.starts_on, row.ends_on) for row in rows]


def test_a_move_ends_the_class_before_the_day_before(cast: Cast) -> None:
    enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=MOVE, by=cast.viewer("office"))
    assert history(cast.settled) == [
        ("Kestrels", SEPTEMBER, date(2026, 11, 29)),
        ("Wrens", MOVE, None),
    ]
    assert Note.objects.get(about=str(cast.settled.ref)).did == "moved class"


def test_saying_it_again_changes_nothing(cast: Cast) -> None:
    before = history(cast.settled)
    enrol(pupil=cast.settled, school_class=cast.kestrels, starts_on=MOVE, by=cast.viewer("office"))
    assert history(cast.settled) == before
    assert not Note.objects.filter(about=str(cast.settled.ref)).exists()


def test_a_wrong_class_put_right_the_same_day_leaves_no_trace_in_the_history(cast: Cast) -> None:
    child = a_pupil(cast.school, "Noor", "Hale", date(2018, 3, 3))
    by = cast.viewer("office")
    enrol(pupil=child, school_class=cast.kestrels, starts_on=TODAY, by=by)
    enrol(pupil=child, school_class=cast.wrens, starts_on=TODAY, by=by)
    assert history(child) == [("Wrens", TODAY, None)]
    assert Note.objects.filter(about=str(child.ref)).count() == 2


def test_back_from_the_day_they_left_they_never_left(cast: Cast) -> None:
    before, by = history(cast.settled), cast.viewer("office")
    enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=MOVE, by=by)
    enrol(pupil=cast.settled, school_class=cast.kestrels, starts_on=MOVE, by=by)
    assert history(cast.settled) == before
    assert Note.objects.filter(about=str(cast.settled.ref), did="moved class").count() == 2


def test_back_on_a_later_day_they_were_away(cast: Cast) -> None:
    by, back = cast.viewer("office"), date(2026, 12, 7)
    enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=MOVE, by=by)
    enrol(pupil=cast.settled, school_class=cast.kestrels, starts_on=back, by=by)
    assert history(cast.settled) == [
        ("Kestrels", SEPTEMBER, date(2026, 11, 29)),
        ("Wrens", MOVE, date(2026, 12, 6)),
        ("Kestrels", back, None),
    ]
    enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=back, by=by)
    enrol(pupil=cast.settled, school_class=cast.kestrels, starts_on=MOVE, by=by)
    assert history(cast.settled) == [("Kestrels", SEPTEMBER, None)]


def test_the_class_shows_who_was_in_it_on_the_day(cast: Cast) -> None:
    def names(on: date) -> set[str]:
        return {c.forename for c in children(cast.kestrels, on=on, by=cast.viewer("teacher"))}

    assert names(date(2026, 9, 10)) == {"Maya", "Rowan", "Petra"}
    assert names(TODAY) == {"Maya", "Rowan", "Ewa"}


@pytest.mark.parametrize(
    ("ends_on", "on", "class_name"),
    [
        (None, date(2026, 10, 30), "Kestrels"),
        (None, date(2026, 11, 4), "Wrens"),
        (None, TODAY, "Kestrels"),
        (date(2026, 11, 13), TODAY, "Kestrels"),
        (date(2026, 11, 4), TODAY, "Wrens"),
    ],
    ids=["before", "the later of two", "after it", "left both", "left the later one last"],
)
def test_a_child_in_two_classes_is_in_the_one_that_holds(
    cast: Cast, ends_on: date | None, on: date, class_name: str
) -> None:
    """The database does not keep placements apart, and no child may vanish between two."""
    Enrolment.objects.filter(pupil=cast.settled).update(ends_on=ends_on)
    a_place(cast.settled, cast.wrens, date(2026, 11, 2), date(2026, 11, 6))
    by, since = cast.viewer("leader"), date(2026, 9, 3)
    for each in (cast.kestrels, cast.wrens):
        kept = {child.pk for child in everyone_of(each, since=since, until=on, by=by)}
        assert (cast.settled.pk in kept) == (each.name == class_name)
    found = one_child(cast.settled, since=since, until=on, by=by)
    assert found is not None
    assert (found[0].class_name, found[0].since) == (class_name, SEPTEMBER)
    here = {child.pk for child in children(cast.kestrels, on=on, by=by)}
    assert (cast.settled.pk in here) == (class_name == "Kestrels" and (ends_on or on) >= on)


def test_leaving_ends_the_class_and_the_mentor(cast: Cast) -> None:
    leave(pupil=cast.mentee, last_day=MOVE, by=cast.viewer("office"))
    assert history(cast.mentee) == [("Wrens", SEPTEMBER, MOVE)]
    assert Mentoring.objects.get(pupil=cast.mentee).ends_on == MOVE
    assert Pupil.objects.on_roll(MOVE).filter(pk=cast.mentee.pk).exists()
    assert not Pupil.objects.on_roll(date(2026, 12, 1)).filter(pk=cast.mentee.pk).exists()


def test_who_left_and_comes_back_the_day_after_came_back(cast: Cast) -> None:
    """It was said that they left, and that stays; to take it back is another thing."""
    by = cast.viewer("office")
    leave(pupil=cast.settled, last_day=TODAY, by=by)
    after = date(2026, 11, 27)
    enrol(pupil=cast.settled, school_class=cast.kestrels, starts_on=after, by=by)
    assert history(cast.settled) == [
        ("Kestrels", SEPTEMBER, TODAY),
        ("Kestrels", after, None),
    ]
    assert Note.objects.filter(about=str(cast.settled.ref)).latest("pk").did == "came back"


def test_coming_back_leaves_the_gap(cast: Cast) -> None:
    enrol(pupil=cast.leaver, school_class=cast.wrens, starts_on=MOVE, by=cast.viewer("office"))
    assert history(cast.leaver) == [
        ("Kestrels", SEPTEMBER, date(2026, 10, 23)),
        ("Wrens", MOVE, None),
    ]
    assert Note.objects.get(about=str(cast.leaver.ref)).did == "came back"


def test_a_known_last_day_goes_with_the_child(cast: Cast) -> None:
    last_day = date(2026, 12, 18)
    leave(pupil=cast.settled, last_day=last_day, by=cast.viewer("office"))
    enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=MOVE, by=cast.viewer("office"))
    assert history(cast.settled)[-1] == ("Wrens", MOVE, last_day)
    stay(pupil=cast.settled, by=cast.viewer("office"))
    assert history(cast.settled)[-1] == ("Wrens", MOVE, None)


@pytest.mark.parametrize("on", [SEPTEMBER, date(2026, 9, 2)])
def test_nobody_moves_before_they_came(cast: Cast, on: date) -> None:
    by = cast.viewer("office")
    with pytest.raises(RosterTrouble, match="19 November"):
        enrol(pupil=cast.joiner, school_class=cast.wrens, starts_on=on, by=by)
    with pytest.raises(RosterTrouble, match="19 November"):
        leave(pupil=cast.joiner, last_day=on, by=by)


def test_a_class_of_another_school_or_year_is_refused(cast: Cast) -> None:
    by = cast.viewer("office")
    with pytest.raises(RosterTrouble, match="another school"):
        enrol(
            pupil=cast.settled, school_class=cast.next_door.school_class, starts_on=MOVE, by=by
        )  # fmt: skip
    with pytest.raises(RosterTrouble, match="2026/27"):
        enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=date(2027, 9, 1), by=by)


def test_a_child_in_no_class_cannot_leave(cast: Cast) -> None:
    child = a_pupil(cast.school, "Noor", "Hale", date(2018, 3, 3))
    with pytest.raises(RosterTrouble):
        leave(pupil=child, last_day=TODAY, by=cast.viewer("office"))
    with pytest.raises(RosterTrouble):
        stay(pupil=cast.settled, by=cast.viewer("office"))


def test_nothing_is_written_if_the_audit_fails(cast: Cast) -> None:
    before = history(cast.settled)
    with pytest.raises(IntegrityError):
        enrol(pupil=cast.settled, school_class=cast.wrens, starts_on=MOVE, by=nameless(cast.school))
    assert history(cast.settled) == before


def here_since(cast: Cast, pupil: Pupil, on: date) -> date:
    there = children(cast.kestrels, on=on, by=cast.viewer("leader"))
    return next(child.since for child in there if child.pk == pupil.pk)


@pytest.mark.parametrize(
    ("left_on", "came_back", "since"),
    [
        (date(2026, 10, 6), date(2026, 10, 7), SEPTEMBER),  # a move of class
        (date(2026, 10, 23), date(2026, 11, 2), SEPTEMBER),  # half term lies between
        (date(2026, 10, 6), date(2026, 10, 8), date(2026, 10, 8)),  # one school day missed
        (date(2026, 10, 6), date(2026, 11, 16), date(2026, 11, 16)),
    ],
)
def test_a_stay_goes_on_unless_school_was_missed(
    cast: Cast, left_on: date, came_back: date, since: date
) -> None:
    """Domain 2.41: who was away is a joiner again, and what counts from days waits for them."""
    pupil = a_pupil(cast.school, "Ola", "Nowak", date(2018, 3, 3))
    a_place(pupil, cast.wrens, ends_on=left_on)
    a_place(pupil, cast.kestrels, came_back)
    assert here_since(cast, pupil, TODAY) == since
    shown = one_child(pupil, since=TODAY, until=TODAY, by=cast.viewer("leader"))
    assert shown is not None
    assert shown[0].since == since
