"""The audit as a leader reads and searches it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from lantern.accounts.actions import change_role, narrow
from lantern.accounts.pictures import at_the_machine
from lantern.accounts.rules import Role
from lantern.audit.actions import note, note_each
from lantern.audit.models import Note
from lantern.doors.staff.pictures.audit import A_PAGE, Search, audit_of, kinds_to_choose
from lantern.judgements.actions import judge
from lantern.judgements.models import Cell, Voice, What
from lantern.reviews.actions import Mark, close, judge_many, reopen
from lantern.reviews.tests.rows import a_cell, later
from lantern.roster.actions import lift, set_mentor
from lantern.roster.models import Pupil
from tests.cast import NOW, TODAY, Cast, a_job, a_place, viewer_of
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE = "/amberley/audit/"


def said(cast: Cast, **search: object) -> list[str]:
    found = audit_of(Search(**search), by=cast.viewer("leader"))  # type: ignore[arg-type]
    return [f"{line.by} {line.what}" for line in found.lines]


@pytest.fixture
def done(cast: Cast) -> Cast:
    """A little of everything, by several people, and something next door."""
    leader, office = cast.viewer("leader"), cast.viewer("office")
    change_role(member=cast.other_teacher, role=Role.GOVERNOR, by=leader)
    narrow(school=cast.school, taken=["office set-dates"], by=leader)
    note("record looked at", about=cast.settled, by=office)
    lift(restriction=cast.restriction, by=office)
    set_mentor(pupil=cast.wren, mentor=cast.teacher, starts_on=TODAY, by=office)
    cell = Cell(
        pupil=cast.settled, period=cast.period, version=cast.version, what=What.AREA, key="effort",
        voice=Voice.MENTOR,
    )  # fmt: skip
    judge(cell=cell, value="green", reason="", by=cast.viewer("teacher"))
    note("record looked at", about=cast.next_door.pupil, by=viewer_of(cast.stranger))
    return cast


def test_each_line_says_who_and_what_with_names(done: Cast) -> None:
    assert said(done)[:6] == [
        "Ms Farrow judged Maya Brook: Effort, as mentor",
        "Mr Pell set the mentor of Tom Sparrow from 26 November 2026: Ms Farrow",
        "Mr Pell lifted a restriction on what Piers Ashdown may be given about Rowan Ashdown",
        "Mr Pell looked at the record of Maya Brook",
        "Mrs Okafor took from every Office here: to set terms, INSET days and closures",
        "Mrs Okafor changed what Mr Bellamy is here as, from Teacher to Governor",
    ]


def test_the_clock_is_written_as_on_every_other_page(cast: Cast, client_of: ClientOf) -> None:
    early = datetime(2026, 11, 26, 6, 42, tzinfo=UTC)
    note("record looked at", about=cast.settled, by=replace(cast.viewer("office"), now=early))
    page = client_of("leader").get(HERE).content.decode()
    assert '<td data-label="When">Thu 26 Nov 2026, 6:42</td>' in page


def test_it_is_searched_by_person_kind_child_and_days(done: Cast) -> None:
    assert len(said(done, who=str(done.office.ref))) == 3
    assert len(said(done, did="role changed")) == 1
    assert len(said(done, child="maya")) == 2
    assert said(done, child="maya", who=str(done.office.ref)) == [
        "Mr Pell looked at the record of Maya Brook"
    ]
    assert said(done, child="nobody of that name") == []
    assert len(said(done, since=TODAY, until=TODAY)) >= 6
    assert said(done, until=date(2026, 11, 25)) == []
    assert said(done, who=str(uuid4())) == []
    assert said(done, who=str(done.stranger.ref)) == []


def test_what_is_gone_is_said_to_be_gone(done: Cast) -> None:
    class Pupil:
        ref = uuid4()

    class Teapot:
        ref = "spout"

    note("record looked at", about=Pupil(), by=done.viewer("leader"))
    note("polished", about=Teapot(), by=done.viewer("leader"))
    assert said(done)[:2] == [
        "Mrs Okafor polished: something that is no longer here",
        "Mrs Okafor looked at the record of a child who is no longer here",
    ]


def test_a_child_is_named_only_to_whom_they_may_be(done: Cast) -> None:
    done.school.taken = ["leader see-families", "leader see-judgements"]
    done.leader.school = done.school
    lines = said(done)
    assert not [line for line in lines if "restriction" in line or "judged" in line]
    assert [line for line in lines if "Maya Brook" in line]
    done.school.taken = ["leader see-children"]
    assert not [line for line in said(done) if "Maya" in line or "Sparrow" in line]
    assert said(done, child="Maya") == []


def test_what_a_command_did_is_by_nobody_on_the_staff(done: Cast) -> None:
    by = at_the_machine("amberley", now=NOW)
    note("profiles printed by command", about=done.school, by=by, profiles=1)
    line = "At the machine itself printed 1 profile at the machine itself"
    assert said(done, who="machine", did="profiles printed by command") == [line]
    assert said(done, who=str(done.leader.ref), did="profiles printed by command") == []


def test_a_backup_brought_back_says_of_which_day(done: Cast) -> None:
    by, made_at = a_job(done.school), "2026-11-22T02:30:00+00:00"
    note("restored from a backup", about=done.school, by=by, made_at=made_at)
    line = "the tests brought everything back from a backup of 22 November 2026"
    assert said(done, did="restored from a backup") == [line]


def test_what_may_be_looked_for_stands_in_its_order(cast: Cast) -> None:
    for part, kinds in kinds_to_choose(cast.viewer("leader")):
        names = [name for _, name in kinds]
        assert names == sorted(names, key=str.casefold), part


def test_nobody_else_reads_it(client_of: ClientOf) -> None:
    for part in ("teacher", "assistant", "office", "needs", "governor"):
        assert client_of(part).get(HERE).status_code == 403, part


def pages_of(client: CheckedClient, query: str) -> list[list[str]]:
    """What each page says that somebody did, up to the last."""
    path, found = f"{HERE}?{query}", []
    while path:
        page = unescape(client.get(path).content.decode())
        found.append(re.findall(r'data-label="What"><bdi>(.*?)</bdi>', page))
        older = re.search(r'href="([^"]*)" rel="next"', page)
        path = HERE + older[1] if older else ""
    return found


def test_the_page_goes_on_to_older_ones_and_names_none_twice(
    client_of: ClientOf, cast: Cast
) -> None:
    note_each("record looked at", about=[cast.settled] * (2 * A_PAGE), by=a_job(cast.school))
    pages = pages_of(client_of("leader"), "did=record+looked+at")
    assert [len(page) for page in pages] == [A_PAGE, A_PAGE]
    assert Note.objects.filter(did="record looked at").count() == 2 * A_PAGE


def test_so_do_the_pages_of_a_child_among_what_touched_more(
    client_of: ClientOf, cast: Cast
) -> None:
    job = a_job(cast.school)
    for places in (A_PAGE - 1, A_PAGE):
        note("school print asked for", about=cast.school, by=job, period="Autumn 2")
        note_each("record looked at", about=[cast.settled, cast.wren] * places, by=job)
    note("class profiles printed", about=cast.kestrels, by=job, period="Autumn 2", profiles=3)
    looked = "looked at the record of Maya Brook"
    printed = "asked for a print of the school, Autumn 2"
    assert pages_of(client_of("leader"), "child=maya") == [
        ["printed 3 profiles of Kestrels, Autumn 2", *[looked] * (A_PAGE - 1)],
        [looked, printed, *[looked] * (A_PAGE - 2)],
        [looked, printed],
    ]


@pytest.mark.parametrize(
    "query",
    ["did=sang", "who=nobody", "since=x", "since=2026-11-26&until=2026-11-01",
     "child=" + "x" * 5000],
)  # fmt: skip
def test_what_cannot_be_looked_for_is_said(client_of: ClientOf, query: str) -> None:
    page = client_of("leader").get(f"{HERE}?{query}").content.decode()
    assert "Please look at this again" in page


@pytest.mark.parametrize("after", ["x", "2026-11-26~1", "2026-11-26T10:00:00+00:00~x", "~", "%00"])
def test_a_place_that_no_page_gave_is_not_there(client_of: ClientOf, after: str) -> None:
    assert client_of("leader").get(HERE, {"after": after}).status_code == 404


def test_a_leader_comes_to_it_from_the_staff_and_from_who_may(client_of: ClientOf) -> None:
    for path in ("/amberley/staff/", "/amberley/who-may/"):
        assert HERE in client_of("leader").get(path).content.decode(), path


def judged(cast: Cast, pupil: Pupil, value: str, *, minutes: int, key: str = "maths") -> None:
    """A child judged with the class, so many minutes later than everything else."""
    what = What.SUBJECT if key == "maths" else What.AREA
    judge_many(
        marks=[Mark(cell=a_cell(cast, pupil, key, what=what), value=value)],
        school_class=cast.kestrels, period=cast.period, by=later(cast.teacher, minutes=minutes),
    )  # fmt: skip


def test_who_changed_what_of_a_child_is_found_by_the_child(cast: Cast) -> None:
    judged(cast, cast.settled, "secure", minutes=1)
    judged(cast, cast.two_homes, "green", minutes=2, key="effort")
    judged(cast, cast.settled, "beginning", minutes=3)
    note("judged many", about=cast.wrens, by=later(cast.other_teacher, minutes=3), count=1)
    found = audit_of(Search(child="maya"), by=cast.viewer("leader"))
    assert [(line.by, line.what, *line.judged) for line in found.lines] == [
        ("Ms Farrow", "judged Kestrels, Autumn 2: 1 saved",
         "Maya Brook, Mathematics: BEGINNING; it was SECURE (Mentor, Autumn 2)"),
        ("Ms Farrow", "judged Kestrels, Autumn 2: 1 saved",
         "Maya Brook, Mathematics: SECURE (Mentor, Autumn 2)"),
    ]  # fmt: skip
    judged(cast, cast.settled, "", minutes=4)
    found = audit_of(Search(child="maya"), by=cast.viewer("leader"))
    assert found.lines[0].judged == (
        "Maya Brook, Mathematics: taken back; it was BEGINNING (Mentor, Autumn 2)",
    )


def test_closing_opening_and_printing_are_found_by_the_children_in_it(cast: Cast) -> None:
    leader = cast.viewer("leader")
    closed = close(school_class=cast.kestrels, period=cast.period, by=leader)
    reopen(closure=closed, reason="Too early", by=later(cast.leader, minutes=1))
    note("class profiles printed", about=cast.kestrels, by=leader, period="Autumn 2", profiles=3)
    note("school print asked for", about=cast.school, by=leader, period="Autumn 2")
    note("class profiles printed", about=cast.wrens, by=leader, period="Autumn 2", profiles=1)
    assert said(cast, child="maya") == [
        "Mrs Okafor opened Autumn 2 of Kestrels again: Too early",
        "Mrs Okafor asked for a print of the school, Autumn 2",
        "Mrs Okafor printed 3 profiles of Kestrels, Autumn 2",
        "Mrs Okafor closed Autumn 2 of Kestrels, with 29 left to judge",
    ]
    assert said(cast, child="sparrow") == [
        "Mrs Okafor printed 1 profile of Wrens, Autumn 2",
        "Mrs Okafor asked for a print of the school, Autumn 2",
    ]
    assert said(cast, child="petra") == []  # who had left by then


def test_a_print_while_a_child_was_away_for_a_term_did_not_touch_them(cast: Cast) -> None:
    """Petra left in October and came back in the week before."""
    a_place(cast.leaver, cast.kestrels, starts_on=TODAY - timedelta(days=3))
    gone = replace(cast.viewer("leader"), now=NOW - timedelta(days=10))
    for by in (gone, cast.viewer("leader")):
        note("class profiles printed", about=cast.kestrels, by=by, period="Autumn 2", profiles=3)
        note("school print asked for", about=cast.school, by=by, period="Autumn 2")
    assert len(said(cast, child="petra")) == 2
    assert len(said(cast, child="maya")) == 4


def test_what_was_judged_is_told_only_to_whom_it_may_be(cast: Cast) -> None:
    judged(cast, cast.settled, "secure", minutes=1)
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    cast.school.taken = ["leader see-judgements"]
    cast.leader.school = cast.school
    assert said(cast, child="maya") == []


def test_a_name_of_many_asks_no_more_questions(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    judged(cast, cast.settled, "secure", minutes=1)
    judged(cast, cast.two_homes, "secure", minutes=2)
    with django_assert_max_num_queries(12):
        audit_of(Search(child="a"), by=cast.viewer("leader"))


def test_the_page_says_what_was_judged_of_the_child(client_of: ClientOf, cast: Cast) -> None:
    judged(cast, cast.settled, "secure", minutes=1)
    page = client_of("leader").get(f"{HERE}?child=maya").content.decode()
    assert "Maya Brook, Mathematics: SECURE (Mentor, Autumn 2)" in page
    assert "Mathematics: SECURE" not in client_of("leader").get(HERE).content.decode()
