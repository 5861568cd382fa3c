"""How far every class has come: who has judged, what is missing, what is ready or closed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lantern.habits.actions import record_tallies, record_totals
from lantern.habits.rules import Count, Total
from lantern.judgements.models import Voice, What
from lantern.reviews.actions import close, judge
from lantern.reviews.pictures import review_to_close
from lantern.reviews.pictures.overview import ClassStands, overview
from lantern.reviews.tests.rows import a_cell, attendance
from lantern.roster.models import Enrolment, Pupil
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import ClosedDay
from tests.cast import TODAY, Cast, a_class, a_place, a_pupil, works_in
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]


def stands(cast: Cast, name: str = "Kestrels", part: str = "leader") -> ClassStands:
    found = overview(cast.period, by=cast.viewer(part))
    return next(each for each in found.classes if each.name == name)


def say(cast: Cast, pupil: Pupil, key: str, value: str, reason: str = "") -> None:
    by = cast.viewer("leader")
    cell, room = a_cell(cast, pupil, key), cast.kestrels
    judge(cell=cell, school_class=room, value=value, reason=reason, by=by)


def judge_all(cast: Cast, *pupils: Pupil, but: str = "") -> None:
    """Every cell of theirs, or all but one area's, by saying that it is not rated."""
    review = review_to_close(cast.kestrels, cast.period, by=cast.viewer("leader"))
    assert review is not None
    for profile in review.profiles:
        pupil = Pupil.objects.get(pk=profile.pk)
        if pupil in pupils:
            areas = [(What.AREA, area.key) for area in profile.areas if area.key != but]
            subjects = [(What.SUBJECT, subject.key) for subject in profile.subjects]
            for what, key in (*areas, *subjects):
                cell = a_cell(cast, pupil, key, what=what)
                judge(
                    cell=cell, school_class=cast.kestrels, value="-", reason="see her file",
                    by=cast.viewer("leader"),
                )  # fmt: skip


def test_each_class_says_who_leads_it_and_how_far_it_is(cast: Cast) -> None:
    found = overview(cast.period, by=cast.viewer("leader"))
    assert [(e.name, e.leads, e.children, e.judged, e.cells) for e in found.classes] == [
        ("Wrens", ("Mr Bellamy",), 2, 0, 20),
        ("Kestrels", ("Ms Farrow",), 3, 0, 30),
    ]


def test_it_says_which_columns_and_children_are_left(cast: Cast) -> None:
    say(cast, cast.settled, "effort", "green")
    line = stands(cast)
    columns = {some.name: some.count for some in line.columns}
    assert columns["Effort"] == 2
    assert columns["Uniform"] == 3
    assert [(some.name, some.count) for some in line.names][1] == ("Maya Brook", 9)
    assert list(columns)[:2] == ["Mathematics", "Writing"]


def test_it_agrees_with_what_closing_would_keep(cast: Cast) -> None:
    attendance(cast, cast.settled, missed=1)
    say(cast, cast.settled, "attendance", "star")
    say(cast, cast.two_homes, "effort", "green")
    review = review_to_close(cast.kestrels, cast.period, by=cast.viewer("leader"))
    line = stands(cast)
    assert review is not None
    assert line.cells == review.cells
    assert (line.to_judge, line.early) == (review.to_judge, review.early)
    assert line.reasons == tuple(each.name for each in review.profiles if each.wants_reason)


def test_a_decision_that_differs_wants_a_reason_until_it_is_given(cast: Cast) -> None:
    attendance(cast, cast.settled, missed=1)
    say(cast, cast.settled, "attendance", "amber")
    assert stands(cast).reasons == ()
    say(cast, cast.settled, "attendance", "star")
    assert stands(cast).reasons == ("Maya Brook",)
    say(cast, cast.settled, "attendance", "star", "was ill")
    assert stands(cast).reasons == ()


def test_what_was_agreed_counts_before_the_mentors_view_domain_2_15(cast: Cast) -> None:
    attendance(cast, cast.settled, missed=1)
    say(cast, cast.settled, "attendance", "star")
    cell = a_cell(cast, cast.settled, "attendance", voice=Voice.AGREED)
    judge(cell=cell, school_class=cast.kestrels, value="amber", by=cast.viewer("leader"))
    assert stands(cast).reasons == ()
    assert stands(cast).judged == 1


def test_a_joiner_is_too_early_to_say_and_nobody_need_judge_it_domain_2_41(cast: Cast) -> None:
    """Ewa came on Thursday last week: six school days, and no session of hers is loaded."""
    line = stands(cast)
    assert line.early == 1
    assert {some.name: some.count for some in line.columns}["Attendance"] == 2
    names = {some.name: some.count for some in line.names}
    assert (names["Ewa Zielińska"], names["Maya Brook"]) == (9, 10)
    say(cast, cast.joiner, "attendance", "green")
    assert (stands(cast).early, stands(cast).judged) == (0, 1)


def test_a_class_is_ready_where_only_what_is_too_early_is_left_domain_2_41(cast: Cast) -> None:
    judge_all(cast, cast.settled, cast.two_homes)
    assert not stands(cast).is_ready
    judge_all(cast, cast.joiner, but="attendance")
    line = stands(cast)
    assert (line.to_judge, line.early, line.is_ready) == (0, 1, True)


def test_a_child_away_all_the_time_is_neither_red_nor_green(cast: Cast) -> None:
    """Their class entered its weeks; attendance keeps its rule (domain 2.5, decision 14)."""
    attendance(cast, cast.settled, codes="II")
    weeks = [Count(pupil=cast.settled.pk, week=date(2026, 11, 2), fact="nights", count=0)]
    record_tallies(tallies=weeks, by=cast.viewer("leader"))
    for key, value in (("attendance", "red"), ("reading-habit", "green")):
        say(cast, cast.settled, key, value)
    line = stands(cast)
    assert (line.reasons, line.early, line.judged) == ((), 1, 2)
    say(cast, cast.settled, "attendance", "star")
    assert stands(cast).reasons == ("Maya Brook",)


def test_who_left_on_the_way_is_counted_as_closing_keeps_them_domain_2_31(cast: Cast) -> None:
    place = a_place(a_pupil(cast.school, "Lena", "Frost", date(2018, 3, 3)), cast.kestrels)
    place.ends_on = date(2026, 11, 13)
    place.save()
    line = stands(cast)
    assert (line.children, line.left_class, line.cells) == (4, 1, 40)
    assert "Lena Frost" in {some.name for some in line.names}
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    assert (stands(cast).children, stands(cast).left_class) == (4, 1)


def test_who_moved_after_a_closing_is_counted_where_they_are_kept(cast: Cast) -> None:
    close(school_class=cast.wrens, period=cast.period, by=cast.viewer("leader"))
    there = Enrolment.objects.filter(pupil=cast.wren)
    there.update(ends_on=TODAY - timedelta(days=1))
    a_place(cast.wren, cast.kestrels, starts_on=TODAY)
    assert stands(cast, "Wrens").children == 2
    assert stands(cast).children == 3


def test_weeks_with_no_attendance_are_named_when_they_are_over(cast: Cast) -> None:
    attendance(cast, cast.settled, days=5)
    line = stands(cast)
    assert line.unloaded == (date(2026, 11, 9), date(2026, 11, 16))
    assert stands(cast, "Wrens").unloaded[0] == date(2026, 11, 2)


def test_a_week_that_was_closed_half_by_half_is_not_waited_for(cast: Cast) -> None:
    for day in range(9, 14):
        for part in ("am", "pm"):
            on = date(2026, 11, day)
            ClosedDay.objects.create(school=cast.school, on=on, part=part, why="unplanned")
    assert stands(cast).unloaded == (date(2026, 11, 2), date(2026, 11, 16))


def test_a_total_tells_of_every_week_that_it_spans_domain_2_35(cast: Cast) -> None:
    total = Total(
        pupil=cast.settled.pk, starts_on=cast.period.starts_on, ends_on=date(2026, 11, 20),
        possible=30, attended=30,
    )  # fmt: skip
    record_totals(totals=[total], by=cast.viewer("office"))
    assert stands(cast).unloaded == ()
    assert stands(cast, "Wrens").unloaded


def test_a_closed_class_says_by_whom_and_when(cast: Cast) -> None:
    closure = close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    line = stands(cast)
    assert line.shut is not None
    assert (line.shut.by, line.shut.ref) == ("Ms Farrow", closure.ref)
    assert not line.is_wanting
    assert line.unloaded == ()


def test_before_any_scheme_nothing_is_to_judge(cast: Cast) -> None:
    SchemeVersion.objects.all().delete()
    line = stands(cast)
    assert (line.cells, line.is_ready, line.is_wanting) == (0, False, False)


def test_whoever_sees_only_their_own_class_finds_that_line_alone(cast: Cast) -> None:
    type(cast.school).objects.filter(pk=cast.school.pk).update(own_classes_only=True)
    cast.school.refresh_from_db()
    by = replace(cast.viewer("teacher"), school=cast.school)
    assert [each.name for each in overview(cast.period, by=by).classes] == ["Kestrels"]
    head = replace(cast.viewer("leader"), school=cast.school)
    assert len(overview(cast.period, by=head).classes) == 2


def test_as_many_questions_for_twelve_classes_as_for_two(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    attendance(cast, cast.settled, missed=1, days=6)
    say(cast, cast.settled, "attendance", "star")
    close(school_class=cast.wrens, period=cast.period, by=cast.viewer("leader"))
    overview(cast.period, by=cast.viewer("leader"))  # a version is read once a process
    with django_assert_num_queries(14):
        overview(cast.period, by=cast.viewer("leader"))
    for n in range(10):
        room = a_class(cast.year, f"Room {n}")
        works_in(room, cast.teacher, lead=True)
        for m in range(3):
            a_place(a_pupil(cast.school, f"Child{n}", f"Of{m}", date(2018, 1, 1 + m)), room)
    with django_assert_num_queries(14):
        assert len(overview(cast.period, by=cast.viewer("leader")).classes) == 12


# --- the page -----------------------------------------------------------------------------------


def at(**query: object) -> str:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse("reviews:overview", args=["amberley"]) + (f"?{asked}" if asked else "")


@pytest.mark.parametrize(
    ("part", "status"),
    [("leader", 200), ("teacher", 200), ("assistant", 200), ("office", 403), ("stranger", 404)],
)
def test_who_may_see_it(cast: Cast, client_of: ClientOf, part: str, status: int) -> None:
    assert client_of(part).get(at()).status_code == status


def test_a_leader_goes_from_it_to_closing_and_to_opening_again(
    cast: Cast, client_of: ClientOf
) -> None:
    closure = close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    body = body_of(client_of("leader").get(at()))
    assert "1 of 2 closed" in body
    assert "by Ms Farrow, Thu 26 Nov" in body
    assert reverse("reviews:reopening", args=["amberley", closure.ref]) in body
    assert f"{reverse('reviews:closing', args=['amberley', cast.wrens.ref])}" in body
    assert "Open Kestrels again" not in body_of(client_of("teacher").get(at()))


def test_an_earlier_period_is_chosen(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("leader")
    body = body_of(client.get(at(period=cast.periods[0].ref)))
    assert "Autumn 1 in every class" in body
    assert f"/closing/?period={cast.periods[0].ref}" in body
    assert client.get(at(period=cast.periods[2].ref)).status_code == 404
    assert client.get(at(period="x")).status_code == 404


def test_before_the_first_period_it_says_so(cast: Cast, client_of: ClientOf) -> None:
    for period in cast.periods:
        period.delete()
    assert "Nothing has begun yet" in body_of(client_of("leader").get(at()))
