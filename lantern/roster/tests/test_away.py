"""Staff away for long: their mentees are shown until somebody says who comes next."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, give_on, never_away, set_away, set_mentor
from lantern.roster.models import Mentoring, StaffAbsence
from lantern.roster.pictures import mentors, to_give_on
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


@pytest.mark.parametrize(("starts", "ends", "there"), [(-6, None, True), (-6, -1, False)])
def test_the_childs_record_says_that_the_chosen_mentor_is_away(
    cast: Cast, client_of: ClientOf, ill: Member, starts: int, ends: int | None, there: bool
) -> None:
    away(cast, ill, TODAY + DAY * starts, None if ends is None else TODAY + DAY * ends)
    page = body_of(client_of("office").get(f"/amberley/pupils/{cast.settled.ref}/"))
    chosen = "Miss Rest, chosen, since 3 September 2026"
    assert (f"{chosen}; away since 20 November 2026" in page) == there
    assert chosen in page


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


# --- said by mistake ------------------------------------------------------------------------------


@pytest.mark.parametrize(("starts", "ends"), [(-5, None), (-5, 9), (0, None), (7, None)])
def test_what_was_said_by_mistake_is_taken_back_and_the_note_keeps_it(
    cast: Cast, starts: int, ends: int | None
) -> None:
    since, last = TODAY + DAY * starts, None if ends is None else TODAY + DAY * ends
    away(cast, cast.teacher, TODAY - DAY * 30, TODAY - DAY * 10)
    away(cast, cast.teacher, since, last)
    never_away(member=cast.teacher, since=since, by=cast.viewer("leader"))
    assert StaffAbsence.objects.get().ends_on == TODAY - DAY * 10
    assert shown(cast) == []
    assert mentors([cast.settled.pk], cast.kestrels, on=TODAY) == {cast.settled.pk: "Ms Farrow"}
    assert Note.objects.get(did="absence taken back").details == {
        "on": str(since), "until": str(last) if last else "nobody knows when",
    }  # fmt: skip


def test_then_its_right_days_can_be_said(cast: Cast, ill: Member) -> None:
    away(cast, ill, TODAY - DAY * 9, None)
    with pytest.raises(RosterTrouble, match="If it was a mistake, take it back"):
        away(cast, ill, TODAY - DAY * 2, None)
    never_away(member=ill, since=TODAY - DAY * 9, by=cast.viewer("leader"))
    away(cast, ill, TODAY - DAY * 2, None)
    assert StaffAbsence.objects.get().starts_on == TODAY - DAY * 2


@pytest.mark.parametrize("since", [TODAY - DAY * 30, TODAY - DAY * 4, TODAY])
def test_one_that_is_over_or_that_nobody_said_stays(cast: Cast, ill: Member, since: date) -> None:
    away(cast, ill, TODAY - DAY * 30, TODAY - DAY * 10)
    away(cast, ill, TODAY - DAY * 5, None)
    with pytest.raises(RosterTrouble, match="Nobody says now that they are away from"):
        never_away(member=ill, since=since, by=cast.viewer("leader"))
    assert StaffAbsence.objects.count() == 2


def test_without_its_note_it_is_not_taken_back(cast: Cast, ill: Member) -> None:
    away(cast, ill, TODAY, None)
    with pytest.raises(IntegrityError):
        never_away(member=ill, since=TODAY, by=unnamed(cast.viewer("leader")))
    assert StaffAbsence.objects.count() == 1


def test_a_leader_takes_it_back_on_their_page(cast: Cast, client_of: ClientOf, ill: Member) -> None:
    client, path = client_of("leader"), f"/amberley/staff/{ill.ref}/"
    assert "Take it back" not in body_of(client.get(path))
    away(cast, ill, TODAY - DAY * 6, None)
    assert '<input type="hidden" name="since" value="2026-11-20">' in body_of(client.get(path))
    removal = f"{path}absence-removal/"
    for nonsense in ({}, {"since": "soon"}, {"since": "x" * 100_000}):
        assert client.post(removal, nonsense)["Location"] == path
    assert StaffAbsence.objects.count() == 1
    taken = body_of(client.post(removal, {"since": "2026-11-20"}, follow=True))
    assert "Miss Rest is not away: that was taken back." in taken
    assert "Take it back" not in taken
    again = body_of(client.post(removal, {"since": "2026-11-20"}, follow=True))
    assert "Nobody says now that they are away from 20 November 2026." in again
    assert "Nobody to give on" in body_of(client.get("/amberley/mentees/"))
    told = body_of(client.get("/amberley/audit/?did=absence+taken+back"))
    assert "took back, as a mistake, that Miss Rest is away from" in told
