"""Staff away for long: their mentees are shown until somebody says who comes next."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, give_on, set_away, set_mentor
from lantern.roster.models import Mentoring, StaffAbsence
from lantern.roster.pictures import to_give_on
from tests.cast import TODAY, Cast, a_member, a_mentoring, unnamed
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
DAY = timedelta(days=1)


@pytest.fixture
def ill(cast: Cast) -> Member:
    """A mentor of two children."""
    member = a_member(cast.school, Role.ASSISTANT, "Miss Rest")
    a_mentoring(cast.settled, member)
    a_mentoring(cast.wren, member)
    return member


def away(cast: Cast, member: Member, starts_on: date, ends_on: date | None) -> StaffAbsence:
    return set_away(member=member, starts_on=starts_on, ends_on=ends_on, by=cast.viewer("leader"))


def shown(cast: Cast) -> list[str]:
    return [child.name for one in to_give_on(cast.viewer("leader")) for child in one.children]


@pytest.mark.parametrize(
    ("starts", "ends", "there"),
    [(0, None, True), (-7, 0, True), (-7, -1, False), (1, None, False), (0, 30, True)],
)
def test_mentees_are_shown_while_their_mentor_is_away(
    cast: Cast, ill: Member, starts: int, ends: int | None, there: bool
) -> None:
    last = None if ends is None else TODAY + DAY * ends
    away(cast, ill, TODAY + DAY * starts, last)
    assert shown(cast) == (["Maya Brook", "Tom Sparrow"] if there else [])
    if there:
        (found,) = to_give_on(cast.viewer("leader"))
        assert (found.last_day, found.away) == (None, (TODAY + DAY * starts, last))


def test_each_is_given_on_from_today_and_shown_no_more(cast: Cast, ill: Member) -> None:
    away(cast, ill, TODAY, None)
    by = cast.viewer("office")
    assert give_on(pupils=[cast.settled], mentor=cast.teacher, by=by) == 1
    assert give_on(pupils=[cast.wren], mentor=None, by=by) == 1
    assert shown(cast) == []
    assert Mentoring.objects.on(TODAY).get(pupil=cast.settled).mentor == cast.teacher
    assert not Mentoring.objects.on(TODAY).filter(pupil=cast.wren).exists()
    assert {row.ends_on for row in Mentoring.objects.filter(mentor=ill)} == {TODAY - DAY}


def test_one_who_is_mentored_by_them_since_today_is_given_on_too(cast: Cast) -> None:
    member = a_member(cast.school, Role.ASSISTANT, "Miss Rest")
    by = cast.viewer("leader")
    set_mentor(pupil=cast.settled, mentor=member, starts_on=TODAY, by=by)
    away(cast, member, TODAY, None)
    assert give_on(pupils=[cast.settled], mentor=cast.teacher, by=by) == 1
    assert shown(cast) == []


def test_back_again_and_away_another_time_are_two(cast: Cast, ill: Member) -> None:
    away(cast, ill, TODAY - DAY * 30, TODAY - DAY * 10)
    away(cast, ill, TODAY, None)
    away(cast, ill, TODAY, TODAY + DAY * 5)
    assert [row.ends_on for row in StaffAbsence.objects.order_by("starts_on")] == [
        TODAY - DAY * 10, TODAY + DAY * 5,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "ends", "says"),
    [
        (0, -1, "The last day is before the first."),
        (-15, None, "They were away until 16 November 2026"),
        (-365, None, "is here from 3 September 2026"),
    ],
)
def test_days_that_cannot_be_are_refused(
    cast: Cast, ill: Member, starts: int, ends: int | None, says: str
) -> None:
    away(cast, ill, TODAY - DAY * 30, TODAY - DAY * 10)
    last = None if ends is None else TODAY + DAY * ends
    with pytest.raises(RosterTrouble, match=says):
        away(cast, ill, TODAY + DAY * starts, last)
    assert StaffAbsence.objects.count() == 1


def test_since_when_someone_has_been_away_stays(cast: Cast, ill: Member) -> None:
    away(cast, ill, TODAY - DAY * 5, None)
    with pytest.raises(RosterTrouble, match="They have been away since"):
        away(cast, ill, TODAY, None)


def test_it_is_noted_or_it_is_not_so(cast: Cast, ill: Member) -> None:
    away(cast, ill, TODAY, None)
    assert Note.objects.get(did="member of staff away").details == {
        "on": "2026-11-26", "until": "nobody knows when",
    }  # fmt: skip
    with pytest.raises(IntegrityError):
        set_away(
            member=cast.assistant, starts_on=TODAY, ends_on=None, by=unnamed(cast.viewer("leader"))
        )
    assert StaffAbsence.objects.count() == 1


def test_a_leader_says_so_on_their_page_and_the_classes_page_leads_on(
    cast: Cast, client_of: ClientOf, ill: Member
) -> None:
    client, path = client_of("leader"), f"/amberley/staff/{ill.ref}/"
    client.post(f"{path}absence/", {"starts_on": "2026-11-20", "ends_on": ""})
    assert "Miss Rest is away since Fri 20 Nov 2026." in body_of(client.get(path))
    assert "leaves, left or is away: Miss Rest" in body_of(client.get("/amberley/classes/"))
    page = body_of(client.get("/amberley/mentees/"))
    assert "Away since Friday 20 November 2026, nobody knows yet until when" in page
    bad = client.post(f"{path}absence/", {"starts_on": "2026-11-20", "ends_on": "2026-11-01"})
    assert "The last day is before the first." in body_of(bad)
