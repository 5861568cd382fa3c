"""Whom a closing keeps, and that it stays kept: leavers, movers, joiners (domain 2.31)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from lantern.accounts.models import Viewer
from lantern.habits.actions import record_marks
from lantern.habits.rules import Mark as AttendanceMarked
from lantern.reviews.actions import NotTheirs, ReviewClosed, close, judge
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures import corrections_of, review_of_class, review_of_pupil, trends
from lantern.reviews.tests.rows import a_cell, attendance, later, standing
from lantern.roster import actions as roster
from lantern.roster.models import Pupil
from tests.cast import NOW, TODAY, Cast, a_place, a_pupil
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]


def narrowed(cast: Cast, part: str) -> Viewer:
    cast.school.own_classes_only = True
    cast.school.save()
    return replace(cast.viewer(part), school=cast.school)


def kept_in(closure: Closure) -> set[Pupil]:
    return {row.pupil for row in Shown.objects.filter(closure=closure).select_related("pupil")}


def leaves(cast: Cast, pupil: Pupil) -> None:
    roster.leave(pupil=pupil, last_day=date(2026, 11, 25), by=cast.viewer("leader"))


def moves(cast: Cast, pupil: Pupil) -> None:
    roster.enrol(
        pupil=pupil, school_class=cast.wrens, starts_on=TODAY, by=later(cast.leader, minutes=3)
    )


def shown_of(cast: Cast, pupil: Pupil, minutes: int = 5) -> tuple[bool, str]:
    review = review_of_pupil(pupil, cast.period, by=later(cast.leader, minutes=minutes))
    assert review is not None
    effort = next(area for area in review.profiles[0].areas if area.key == "effort")
    return review.is_open, effort.shows


def test_a_leaver_is_kept_even_if_the_closer_no_longer_sees_them(cast: Cast) -> None:
    closure = close(
        school_class=cast.kestrels, period=cast.periods[0], by=narrowed(cast, "teacher")
    )
    assert kept_in(closure) == {cast.settled, cast.two_homes, cast.leaver}


def test_a_child_who_left_in_the_period_is_kept_as_they_were(cast: Cast) -> None:
    judge(
        cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value="green",
        by=cast.viewer("teacher"),
    )  # fmt: skip
    leaves(cast, cast.settled)
    assert cast.settled in kept_in(
        close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    )
    assert shown_of(cast, cast.settled) == (False, "green")


def test_a_leaver_of_an_earlier_period_is_not_kept_again(cast: Cast) -> None:
    closure = close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    assert cast.leaver not in kept_in(closure)


def test_their_class_judges_a_leaver_until_it_closes(cast: Cast) -> None:
    leaves(cast, cast.settled)
    cell = a_cell(cast, cast.settled)
    judge(cell=cell, school_class=cast.kestrels, value="green", by=cast.viewer("teacher"))
    assert standing(cell).value == "green"


@pytest.mark.parametrize("part", ["teacher", "leader"])
def test_nobody_judges_a_child_who_left_before_the_period(cast: Cast, part: str) -> None:
    with pytest.raises(NotTheirs):
        judge(
            cell=a_cell(cast, cast.leaver), school_class=cast.kestrels, value="green",
            by=cast.viewer(part),
        )  # fmt: skip


def test_the_closing_page_names_the_leavers_it_keeps(cast: Cast, client_of: ClientOf) -> None:
    leaves(cast, cast.settled)
    body = body_of(client_of("teacher").get(f"/amberley/classes/{cast.kestrels.ref}/closing/"))
    assert "Kept too, though they left the class: Maya Brook." in body


def test_a_leaver_whom_the_closer_does_not_see_is_not_named(
    cast: Cast, client_of: ClientOf
) -> None:
    leaves(cast, cast.settled)
    narrowed(cast, "teacher")
    body = body_of(client_of("teacher").get(f"/amberley/classes/{cast.kestrels.ref}/closing/"))
    assert "Maya Brook" not in body


def test_a_reason_that_the_closer_cannot_give_does_not_stop_them(cast: Cast) -> None:
    attendance(cast, cast.settled, missed=1)
    judge(
        cell=a_cell(cast, cast.settled, "attendance"), school_class=cast.kestrels, value="star",
        by=cast.viewer("teacher"),
    )  # fmt: skip
    leaves(cast, cast.settled)
    by = narrowed(cast, "teacher")
    assert cast.settled in kept_in(close(school_class=cast.kestrels, period=cast.period, by=by))


def test_a_child_who_moves_after_closing_stays_as_shown(cast: Cast) -> None:
    lead = cast.viewer("leader")
    cell = a_cell(cast, cast.settled)
    judge(cell=cell, school_class=cast.kestrels, value="green", by=lead)
    close(school_class=cast.kestrels, period=cast.period, by=lead)
    moves(cast, cast.settled)
    with pytest.raises(ReviewClosed):
        judge(cell=cell, school_class=cast.wrens, value="red", by=later(cast.leader, minutes=4))
    assert shown_of(cast, cast.settled) == (False, "green")


def test_the_grid_of_the_next_class_shows_a_child_as_they_were_kept(cast: Cast) -> None:
    lead = cast.viewer("leader")
    judge(cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value="green", by=lead)
    close(school_class=cast.kestrels, period=cast.period, by=lead)
    moves(cast, cast.settled)
    review = review_of_class(cast.wrens, cast.period, by=lead)
    assert review is not None
    shown = next(each for each in review.profiles if each.pk == cast.settled.pk)
    assert shown.class_name == "Kestrels"
    assert review.mine == {cast.mentee.pk, cast.wren.pk}


def test_a_child_kept_by_one_class_is_not_kept_by_the_next(cast: Cast) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    moves(cast, cast.settled)
    closure = close(school_class=cast.wrens, period=cast.period, by=later(cast.leader, minutes=9))
    assert kept_in(closure) == {cast.mentee, cast.wren}


def test_a_trend_shows_a_period_once(cast: Cast) -> None:
    lead, first = cast.viewer("leader"), cast.periods[0]
    cell = replace(a_cell(cast, cast.settled), period=first)
    judge(cell=cell, school_class=cast.kestrels, value="green", by=lead)
    kept = close(school_class=cast.kestrels, period=first, by=lead)
    other = close(school_class=cast.wrens, period=first, by=later(cast.leader, minutes=9))
    row = Shown.objects.get(closure=kept, pupil=cast.settled)
    Shown.objects.create(
        closure=other,
        pupil=cast.settled,
        began_on=first.starts_on,
        ratings=row.ratings,
        picture=row.picture,
    )
    found = trends([cast.settled.pk], cast.period)[cast.settled.pk]
    assert [past.period for past in found["area", "effort"]] == ["Autumn 1"]


def test_who_joins_after_closing_is_named_and_stays_live(cast: Cast, client_of: ClientOf) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    new = a_pupil(cast.school, "Noor", "Lind", date(2018, 5, 5))
    a_place(new, cast.kestrels, starts_on=TODAY)
    client = client_of("teacher")
    body = body_of(client.get(f"/amberley/classes/{cast.kestrels.ref}/"))
    line = body[body.index("Joined since it was closed:") :].split("</p>")[0]
    assert f"/amberley/pupils/{new.ref}/profile/" in line
    profile = body_of(client.get(f"/amberley/pupils/{new.ref}/profile/"))
    assert "when Mrs Okafor closed it" not in profile
    cell = body_of(client.get(f"/amberley/pupils/{new.ref}/profile/area/effort/"))
    assert "closed before Noor" in cell
    assert 'class="voice"' not in cell


def test_closing_is_stamped_once_nobody_else_is_writing(cast: Cast) -> None:
    before = cast.school.now()
    by = replace(cast.viewer("leader"), now=before)
    closure = close(school_class=cast.kestrels, period=cast.periods[0], by=by)
    assert closure.closed_at > before


def test_a_closing_told_of_a_day_gone_by_keeps_its_day(cast: Cast) -> None:
    by = replace(cast.viewer("leader"), now=datetime(2026, 10, 23, 15, tzinfo=NOW.tzinfo))
    assert close(school_class=cast.kestrels, period=cast.periods[0], by=by).closed_at == by.now


def test_what_waited_for_a_closing_is_listed_beneath_it(cast: Cast) -> None:
    asked = replace(cast.viewer("leader"), now=cast.school.now())
    closure = close(school_class=cast.kestrels, period=cast.period, by=asked)
    mark = AttendanceMarked(pupil=cast.settled.pk, on=date(2026, 11, 3), session="am", code="O")
    record_marks(marks=[mark], by=asked)
    found = corrections_of(closure, [cast.settled.pk])
    assert [line.about for line in found] == ["Attendance, 3 Nov, morning: not entered → absent"]


def test_a_leavers_profile_is_that_of_their_last_period(cast: Cast, client_of: ClientOf) -> None:
    """Nothing is said of them in a period in which they were not here."""
    client = client_of("teacher")
    at = f"/amberley/pupils/{cast.leaver.ref}/profile/"
    autumn_1 = cast.periods[0]
    led = client.get(at)
    assert led["Location"] == f"{at}?period={autumn_1.ref}"
    assert f"{autumn_1.name}</p>" in client.get(led["Location"]).content.decode()
    later = client.get(f"{at}?period={cast.period.ref}").content.decode()
    assert "No profile for this period" in later
    assert f'href="?period={autumn_1.ref}"' in later
    assert client.get(f"{at}pdf/?period={cast.period.ref}").status_code == 404
