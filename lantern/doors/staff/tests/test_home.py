"""The first pages, as each member of the cast."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from html import unescape

import pytest
from pytest_django.fixtures import Settings

from lantern.accounts.models import Member, Viewer
from lantern.accounts.rules import MAY, Can, Role
from lantern.doors.staff.pictures import next_step
from lantern.roster.models import Enrolment
from lantern.roster.tests.next_year import a_year_later
from lantern.schemes.models import SchemeVersion
from lantern.schools.actions import draw_periods
from lantern.schools.models import AcademicYear, School
from tests.cast import (
    Cast,
    a_member,
    a_mentoring,
    a_place,
    a_pupil,
    a_school,
    a_version,
    a_year,
)
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]


def test_the_front_sends_to_ones_school(client_of: ClientOf) -> None:
    response = client_of("teacher").get("/")
    assert response["Location"] == "/amberley/"


def test_someone_in_two_schools_chooses_a_hat_and_sees_which_they_wear(
    client_of: ClientOf, cast: Cast
) -> None:
    oakfield = a_school("oakfield", "Oakfield")
    Member.objects.create(
        user=cast.teacher.user, school=oakfield, role=Role.LEADER, starts_on=date(2026, 9, 1)
    )
    client = client_of("teacher")
    page = client.get("/").content.decode()
    assert '<a href="/amberley/">Amberley Primary School</a></th><td>Teacher</td>' in page
    assert '<a href="/oakfield/">Oakfield</a></th><td>Leader</td>' in page
    for address, hat in (("/amberley/", "Teacher, Amberley"), ("/oakfield/", "Leader, Oakfield")):
        page = client.get(address).content.decode()
        assert f"· {hat}" in page
        assert '<a href="/">Change hats</a>' in page


def test_each_hat_sees_its_own_school(client_of: ClientOf, cast: Cast) -> None:
    """A leader there is a teacher here: what one may do comes with the hat."""
    oakfield = a_school("oakfield", "Oakfield")
    Member.objects.create(
        user=cast.teacher.user, school=oakfield, role=Role.LEADER, starts_on=date(2026, 9, 1)
    )
    client = client_of("teacher")
    assert client.get("/oakfield/staff/").status_code == 200
    assert client.get("/amberley/staff/").status_code == 403
    assert "Maya" not in client.get("/oakfield/").content.decode()


def test_with_one_hat_there_is_none_to_change(client_of: ClientOf) -> None:
    client = client_of("teacher")
    client.get("/")
    assert "Change hats" not in client.get("/amberley/").content.decode()


def test_someone_who_left_is_told_so_and_sees_nothing(client_of: ClientOf) -> None:
    client = client_of("gone")
    assert "no school’s staff" in client.get("/").content.decode()
    assert client.get("/amberley/").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client_of: ClientOf) -> None:
    for address in ("/", "/amberley/", "/nowhere/"):
        response = client_of("anonymous").get(address)
        assert response["Location"].startswith("/account/login/"), address


@pytest.mark.parametrize("part", ["leader", "teacher", "assistant", "office"])
def test_home_lists_the_classes(client_of: ClientOf, part: str) -> None:
    page = client_of(part).get("/amberley/").content.decode()
    assert "Kestrels" in page
    assert "Wrens" in page
    assert "Ms Farrow" in page


def test_ones_own_class_comes_first(client_of: ClientOf) -> None:
    page = client_of("other_teacher").get("/amberley/").content.decode()
    assert page.index("Wrens") < page.index("Kestrels")


def test_home_says_how_far_each_class_has_come(client_of: ClientOf) -> None:
    page = client_of("teacher").get("/amberley/").content.decode()
    assert "Kestrels: 0 of " in page
    assert "judged so far" not in client_of("office").get("/amberley/").content.decode()


def test_a_school_may_narrow_to_own_classes(client_of: ClientOf, cast: Cast) -> None:
    cast.school.own_classes_only = True
    cast.school.save()
    assert "Kestrels" not in client_of("other_teacher").get("/amberley/").content.decode()
    assert "Kestrels" in client_of("leader").get("/amberley/").content.decode()


def test_children_one_mentors_in_another_class_are_on_the_first_page(
    client_of: ClientOf, cast: Cast
) -> None:
    """Where staff see only their own classes it is the one way to them."""
    cast.school.own_classes_only = True
    cast.school.save()
    page = client_of("assistant").get("/amberley/").content.decode()
    assert "Children you mentor" in page
    assert f"/amberley/pupils/{cast.mentee.ref}/profile/" in page
    assert page.count("/profile/") == 1
    profile = f"/amberley/pupils/{cast.mentee.ref}/profile/"
    assert client_of("assistant").get(profile).status_code == 200


def test_children_of_ones_own_class_are_not_listed_again(client_of: ClientOf, cast: Cast) -> None:
    a_mentoring(cast.settled, cast.teacher)
    assert "Children you mentor" not in client_of("teacher").get("/amberley/").content.decode()


def test_the_office_has_no_way_to_profiles(client_of: ClientOf, cast: Cast) -> None:
    a_mentoring(cast.settled, cast.office)
    assert "/profile/" not in client_of("office").get("/amberley/").content.decode()


def test_another_school_is_not_there(client_of: ClientOf) -> None:
    assert client_of("leader").get("/next-door/").status_code == 404
    assert client_of("stranger").get("/amberley/").status_code == 404


def test_home_asks_few_questions(client_of: ClientOf, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = client_of("teacher")
    client.get("/amberley/")  # a version is read once a process
    with django_assert_max_num_queries(15):
        client.get("/amberley/")


def of_the_new_school(part: str, cast: Cast) -> str:
    """The home of a member's other school, which was opened today."""
    school = School.objects.filter(key="oakfield").first() or a_school("oakfield", "Oakfield")
    member = a_member(school, Role(part), f"Mx {part.title()}")
    client = CheckedClient()
    client.force_login(member.user)
    return unescape(client.get("/oakfield/").content.decode())


def test_a_new_school_is_told_what_comes_next(cast: Cast) -> None:
    page = of_the_new_school("leader", cast)
    assert "Getting started</h2>" in page
    assert "0 of 6 done" in page
    assert 'href="/oakfield/dates/pasting/"' in page
    assert "There are no dates for 2026/27 yet" in of_the_new_school("teacher", cast)


def test_who_may_not_set_it_is_told_who_does(cast: Cast) -> None:
    page = of_the_new_school("teacher", cast)
    assert "The office or a leader sets them." in page
    assert "/oakfield/dates/" not in page


def test_each_thing_that_is_missing_is_the_next_in_its_turn(cast: Cast) -> None:
    school = a_school("oakfield", "Oakfield")
    by = Viewer(member=a_member(school, Role.LEADER, "Mx New"), school=school, now=school.now())
    found = [next_step(by)]
    year = a_year(school)
    found.append(next_step(by))
    a_version(school)
    found.append(next_step(by))
    draw_periods(year=year, span="term", by=by)
    found.append(next_step(by))
    a_pupil(school, "Ann", "New", date(2018, 1, 1))
    assert [step and step.action for step in found] == [
        "Add the year", "Choose a scheme", "Draw them", "Load the list",
    ]  # fmt: skip
    assert next_step(by) is None


def test_in_september_the_school_has_yet_to_be_moved_up(cast: Cast) -> None:
    a_year_later(cast.school)
    september = datetime(2027, 9, 3, 9, tzinfo=cast.school.now().tzinfo)
    step = next_step(replace(cast.viewer("office"), now=september))
    assert step is not None
    assert (step.heading, step.address) == (
        "No review periods have been drawn for 2027/28", "/amberley/dates/",
    )  # fmt: skip
    draw_periods(
        year=AcademicYear.objects.get(school=cast.school, name="2027/28"), span="term",
        by=cast.viewer("leader"),
    )  # fmt: skip
    steps = [next_step(replace(cast.viewer(part), now=september)) for part in ("office", "teacher")]
    assert [step and step.heading for step in steps] == ["Nobody is in a class of 2027/28 yet"] * 2
    assert [step and step.address for step in steps] == ["/amberley/moving-up/", ""]


def test_the_youngest_classes_come_first(client_of: ClientOf, cast: Cast) -> None:
    page = client_of("leader").get("/amberley/").content.decode()
    assert page.index("Wrens") < page.index("Kestrels")
    a_place(a_pupil(cast.school, "Bo", "Small", date(2022, 3, 3)), cast.kestrels)
    page = client_of("leader").get("/amberley/").content.decode()
    assert page.index("Kestrels") < page.index("Wrens")


def test_who_sees_every_class_may_print_the_school(client_of: ClientOf, cast: Cast) -> None:
    link = 'href="/amberley/prints/"'
    assert link in client_of("leader").get("/amberley/").content.decode()
    assert link in client_of("teacher").get("/amberley/").content.decode()
    assert link not in client_of("office").get("/amberley/").content.decode()
    cast.school.own_classes_only = True
    cast.school.save()
    assert link in client_of("leader").get("/amberley/").content.decode()
    assert link not in client_of("teacher").get("/amberley/").content.decode()


@pytest.mark.parametrize("lacking", ["a scheme", "children"])
def test_nothing_is_offered_to_print_before_any_child_has_a_profile(
    client_of: ClientOf, cast: Cast, lacking: str
) -> None:
    if lacking == "a scheme":
        SchemeVersion.objects.filter(school=cast.school).delete()
    else:
        Enrolment.objects.all().delete()
    assert "Print the school" not in client_of("leader").get("/amberley/").content.decode()


def test_the_table_of_who_may_is_shown_whole(client_of: ClientOf) -> None:
    page = unescape(client_of("office").get("/amberley/who-may/").content.decode())
    assert all(can.value in page for can in Can)
    assert page.count("</span> yes<") == sum(len(may) for may in MAY.values())


def test_the_table_says_what_the_school_has_taken_away(client_of: ClientOf, cast: Cast) -> None:
    cast.school.taken = ["teacher print", "office set-dates"]
    cast.school.save()
    page = unescape(client_of("office").get("/amberley/who-may/").content.decode())
    assert page.count("</span> yes<") == sum(len(may) for may in MAY.values()) - 2
    assert page.count("</span> not here<") == 2
    assert "has taken it away" in page


@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 404)])
def test_the_gallery_is_for_the_demo(
    client_of: ClientOf, settings: Settings, demo: bool, status: int
) -> None:
    settings.DEMO = demo
    assert client_of("teacher").get("/gallery/").status_code == status
