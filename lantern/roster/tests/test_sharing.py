"""Two teachers share a class: dated, with their days, and one of them mentors."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, Share, share_class, staff_class
from lantern.roster.models import ClassStaff
from lantern.roster.pictures import mentors, record_of
from lantern.roster.rules.sharing import weekdays_kept, weekdays_told
from tests.cast import SEPTEMBER, TODAY, Cast, a_member, a_mentoring, unnamed, works_in
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
DAY = timedelta(days=1)


@pytest.fixture
def other(cast: Cast) -> Member:
    """A second class teacher of Kestrels, who began later than Ms Farrow."""
    member = a_member(cast.school, Role.TEACHER, "Mr Half")
    row = works_in(cast.kestrels, member, lead=True)
    ClassStaff.objects.filter(pk=row.pk).update(starts_on=SEPTEMBER + DAY)
    return member


def share(cast: Cast, other: Member, *, mentor: str = "other", on: date = TODAY) -> int:
    shares = [
        Share(member=cast.teacher, weekdays="123", mentors=mentor == "teacher"),
        Share(member=other, weekdays="45", mentors=mentor == "other"),
    ]
    return share_class(
        school_class=cast.kestrels, shares=shares, starts_on=on, by=cast.viewer("leader")
    )


def mentor_of(cast: Cast, on: date) -> str:
    return mentors([cast.settled.pk], cast.kestrels, on=on)[cast.settled.pk]


@pytest.mark.parametrize(
    ("days", "kept", "told"),
    [
        ("", "", ""),
        ("12345", "", ""),
        ("321", "123", "Monday to Wednesday"),
        ("45", "45", "Thursday and Friday"),
        ("135", "135", "Monday, Wednesday and Friday"),
        ("5", "5", "Friday"),
        ("1169x", "1", "Monday"),
    ],
)
def test_days_are_kept_in_order_and_told_in_words(days: str, kept: str, told: str) -> None:
    assert weekdays_kept(days) == kept
    assert weekdays_told(kept) == told


def test_from_a_day_another_mentors_and_before_it_nothing_changed(
    cast: Cast, other: Member
) -> None:
    assert mentor_of(cast, TODAY) == "Ms Farrow"
    assert share(cast, other) == 2
    assert mentor_of(cast, TODAY - DAY) == "Ms Farrow"
    assert mentor_of(cast, TODAY) == "Mr Half"
    assert record_of(cast.settled, cast.viewer("leader")).mentor == "Mr Half"
    rows = ClassStaff.objects.on(TODAY).filter(school_class=cast.kestrels, lead=True)
    assert {row.member.user.name: row.days for row in rows} == {
        "Ms Farrow": "Monday to Wednesday", "Mr Half": "Thursday and Friday",
    }  # fmt: skip
    assert share(cast, other) == 0


def test_a_childs_own_mentor_comes_first_001_16(cast: Cast, other: Member) -> None:
    a_mentoring(cast.settled, cast.assistant)
    share(cast, other)
    assert mentor_of(cast, TODAY) == cast.assistant.user.name


def test_it_may_be_changed_on_the_same_day_and_on_another(cast: Cast, other: Member) -> None:
    share(cast, other)
    assert share(cast, other, mentor="teacher") == 2
    assert mentor_of(cast, TODAY) == "Ms Farrow"
    assert share(cast, other, on=TODAY + DAY) == 2
    assert mentor_of(cast, TODAY) == "Ms Farrow"
    assert mentor_of(cast, TODAY + DAY) == "Mr Half"


def test_a_last_day_that_is_known_stays(cast: Cast, other: Member) -> None:
    last = TODAY + DAY * 20
    ClassStaff.objects.filter(member=other).update(ends_on=last)
    share(cast, other)
    assert ClassStaff.objects.on(TODAY).get(member=other).ends_on == last


def test_who_becomes_something_else_there_shares_no_more(cast: Cast, other: Member) -> None:
    share(cast, other)
    staff_class(
        school_class=cast.kestrels, member=other, lead=False, starts_on=TODAY + DAY,
        by=cast.viewer("leader"),
    )  # fmt: skip
    row = ClassStaff.objects.on(TODAY + DAY).get(member=other)
    assert (row.lead, row.mentors, row.weekdays) == (False, False, "")
    assert mentor_of(cast, TODAY + DAY) == "Ms Farrow"


@pytest.mark.parametrize(
    ("mentor", "on", "says"),
    [
        ("nobody", TODAY, "Choose one of them who mentors"),
        ("other", SEPTEMBER, "Mr Half is no class teacher of Kestrels then."),
        ("other", SEPTEMBER + DAY, "and that stays: choose 5 September 2026 or later"),
    ],
)
def test_what_cannot_be_is_refused_whole(
    cast: Cast, other: Member, mentor: str, on: date, says: str
) -> None:
    before = list(ClassStaff.objects.order_by("pk").values_list())
    with pytest.raises(RosterTrouble, match=says):
        share(cast, other, mentor=mentor, on=on)
    assert list(ClassStaff.objects.order_by("pk").values_list()) == before


def test_the_database_holds_one_who_mentors_and_class_teachers_alone(
    cast: Cast, other: Member
) -> None:
    share(cast, other)
    leads = ClassStaff.objects.filter(school_class=cast.kestrels, ends_on=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        leads.filter(lead=True).update(mentors=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        leads.filter(lead=False).update(weekdays="1")


def test_it_is_noted_or_it_is_not_so(cast: Cast, other: Member) -> None:
    share(cast, other)
    notes = Note.objects.filter(did="class shared").order_by("pk")
    assert [(note.details["days"], note.details["mentors"]) for note in notes] == [
        ("Monday to Wednesday", "does not mentor"), ("Thursday and Friday", "mentors"),
    ]  # fmt: skip
    before = ClassStaff.objects.count()
    with pytest.raises(IntegrityError):
        share_class(
            school_class=cast.kestrels, starts_on=TODAY + DAY,
            shares=[Share(member=cast.teacher, weekdays="1", mentors=True)],
            by=unnamed(cast.viewer("leader")),
        )  # fmt: skip
    assert ClassStaff.objects.count() == before


def test_a_leader_says_so_on_a_page(cast: Cast, client_of: ClientOf, other: Member) -> None:
    client, path = client_of("leader"), f"/amberley/classes/{cast.kestrels.ref}/staff/"
    assert "Ms Farrow is there on" in body_of(client.get(f"{path}sharing/"))
    asked = {
        f"days-{cast.teacher.ref}": ["1", "2", "3"], f"days-{other.ref}": ["4", "5"],
        "mentor": str(other.ref), "starts_on": "2026-11-26",
    }  # fmt: skip
    assert client.post(f"{path}sharing/", asked).status_code == 302
    page = body_of(client.get(path))
    assert "Class teacher, Monday to Wednesday" in page
    assert "mentors the children with no mentor of their own" in page
    assert "class teacher, Thursday and Friday, mentors" in body_of(
        client.get("/amberley/classes/")
    )
    bad = client.post(f"{path}sharing/", {**asked, "mentor": "nobody"})
    assert bad.status_code == 200
    wrens = client.get(f"/amberley/classes/{cast.wrens.ref}/staff/sharing/")
    assert "Two class teachers share a class" in body_of(wrens)
