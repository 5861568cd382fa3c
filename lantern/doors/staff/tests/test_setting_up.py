"""What a new school is shown until it is set up."""

from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.doors.staff.pictures import setting_up, still_setting_up
from lantern.roster.actions import open_class, staff_class
from lantern.roster.tests.next_year import a_year_later
from lantern.schools.actions import draw_periods, say_set_up
from lantern.schools.models import AcademicYear, School
from tests.cast import (
    NOW,
    SEPTEMBER,
    Cast,
    a_member,
    a_place,
    a_pupil,
    a_school,
    a_version,
    a_year,
    nameless,
)
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]


@pytest.fixture
def head(db: None) -> Viewer:
    """The leader of a school that was opened just now."""
    school = a_school("oakfield", "Oakfield")
    return Viewer(member=a_member(school, Role.LEADER, "Mx Head"), school=school, now=NOW)


def as_it_stands(by: Viewer) -> dict[str, bool]:
    return {thing.name: thing.found.done for thing in setting_up(by).things}


def said(by: Viewer, name: str) -> str:
    return next(thing.found.words for thing in setting_up(by).things if thing.name == name)


def page_of(by: Viewer, path: str = "") -> str:
    client = CheckedClient()
    client.force_login(by.member.user)
    answer = client.get(f"/oakfield/{path}")
    assert answer.status_code == 200, path
    return unescape(answer.content.decode())


def set_up_all(by: Viewer) -> AcademicYear:
    """Each thing, in an order of its own; after each, one more is done."""
    done = [sum(as_it_stands(by).values())]

    def one_more() -> None:
        done.append(sum(as_it_stands(by).values()))

    a_version(by.school)  # its parts begin all at once
    one_more()
    a_member(by.school, Role.OFFICE, "Mx Desk")
    one_more()
    year = a_year(by.school)
    draw_periods(year=year, span="half-term", by=by)
    one_more()
    owls = open_class(year=year, name="Owls", by=by)
    a_place(a_pupil(by.school, "Ann", "New", SEPTEMBER.replace(year=2018)), owls)
    one_more()
    teacher = a_member(by.school, Role.TEACHER, "Mx Owl")
    staff_class(school_class=owls, member=teacher, lead=True, starts_on=SEPTEMBER, by=by)
    one_more()
    assert done == [0, 2, 3, 4, 5, 6]
    return year


def test_it_goes_away_when_all_is_done(head: Viewer) -> None:
    assert still_setting_up(head) is not None
    set_up_all(head)
    assert still_setting_up(head) is None
    assert "Getting started</h2>" not in page_of(head)
    assert "6 of 6 done" in page_of(head, "getting-started/")


def test_it_says_what_is_there_and_what_is_missing(head: Viewer) -> None:
    assert "No terms" in said(head, "Dates")
    year = a_year(head.school)
    assert "2026/27 has 192 school days. No review periods yet." in said(head, "Dates")
    for name in ("Ants", "Bees", "Cats", "Dogs", "Eels"):
        open_class(year=year, name=name, by=head)
    assert said(head, "Class teachers") == "Ants, Bees, Cats and 2 others: no class teacher yet."
    a_version(head.school, "smileys-and-time-outs")
    assert "Behaviour and folders, Half-termly report, Maths: no day yet" in said(
        head, "When each part begins"
    )


def test_classes_of_a_year_to_come_count(head: Viewer) -> None:
    year = a_year(head.school)
    open_class(year=year, name="Owls", by=head)
    july = replace(head, now=NOW.replace(month=7))
    assert said(july, "Class teachers") == "Owls: no class teacher yet."


def test_each_is_told_what_is_theirs_to_do(head: Viewer) -> None:
    office = replace(head, member=a_member(head.school, Role.OFFICE, "Mx Desk"))
    page = page_of(office)
    assert "A leader chooses it." in page
    assert "/oakfield/scheme/" not in page
    assert "/oakfield/dates/pasting/" in page
    head.school.taken = ["office load-rosters"]
    head.school.save()
    assert "The office or a leader loads them." in page_of(office)
    teacher = replace(head, member=a_member(head.school, Role.TEACHER, "Mx Owl"))
    assert "Getting started" not in page_of(teacher)


def test_a_leader_says_that_it_is_enough_and_takes_it_back(client_of: ClientOf, cast: Cast) -> None:
    """The cast's school has all but one thing."""
    cast.school.refresh_from_db()
    leader, here = client_of("leader"), "/amberley/getting-started/"
    for sent, shown in (("yes", False), ("yes", False), ("no", True), ("yes", False)):
        leader.post(f"{here}enough/", {"done": sent})
        kept = School.objects.get(pk=cast.school.pk)
        assert (kept.set_up_at is None) == shown
        assert kept.set_up_by == ("" if shown else cast.leader.user.name)
    notes = list(Note.objects.filter(did__startswith="school is").order_by("pk"))
    assert [note.did for note in notes] == [
        "school is set up", "school is not set up", "school is set up",
    ]  # fmt: skip
    for page, part in (("school/", "leader"), ("dates/", "office")):
        assert here in client_of(part).get(f"/amberley/{page}").content.decode()
    assert client_of("office").post(f"{here}enough/").status_code == 403


def test_what_a_leader_called_enough_is_not_shown(head: Viewer) -> None:
    school = say_set_up(school=head.school, done=True, by=head)
    assert still_setting_up(replace(head, school=school)) is None
    assert "Getting started</h2>" not in page_of(head)
    assert " by Mx Head. This page stays here" in page_of(head, "getting-started/")


def test_without_its_note_nothing_is_said(head: Viewer) -> None:
    with pytest.raises(Exception, match="by"):
        say_set_up(school=head.school, done=True, by=nameless(head.school))
    assert School.objects.get(pk=head.school.pk).set_up_at is None


def test_in_september_it_does_not_come_back(cast: Cast) -> None:
    """A year that is not there yet is said by the next step, as to every school."""
    by = cast.viewer("leader")
    a_year_later(cast.school)
    next_september = replace(by, now=NOW.replace(year=2028, month=9, day=4))
    assert not as_it_stands(next_september)["Dates"]
    assert still_setting_up(next_september) is not None
    cast.school.set_up_at, cast.school.set_up_by = NOW, "Mrs Okonjo"
    assert still_setting_up(next_september) is None
