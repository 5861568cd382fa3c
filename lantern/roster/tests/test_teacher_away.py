"""A class teacher away for long: whom they mentor by default has another mentor, or none yet."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError

from lantern.accounts.models import Member
from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, give_on, set_away, set_mentor
from lantern.roster.models import Enrolment, Mentoring
from lantern.roster.pictures import mentors, record_of, to_give_on
from lantern.roster.tests.sharing import mr_half
from tests.cast import TODAY, Cast, a_mentoring, unnamed
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
DAY = timedelta(days=1)
CLASS = ["Rowan Ashdown", "Maya Brook", "Ewa Zielińska"]  # of Kestrels


def away(cast: Cast, member: Member, starts: int = 0, ends: int | None = None) -> None:
    last = None if ends is None else TODAY + DAY * ends
    set_away(member=member, starts_on=TODAY + DAY * starts, ends_on=last, by=cast.viewer("leader"))


def shown(cast: Cast) -> dict[str, list[str]]:
    found = to_give_on(cast.viewer("leader"))
    return {one.name: [child.name for child in one.children] for one in found}


def mentor_of(cast: Cast, days: int = 0) -> str:
    found = mentors([cast.settled.pk], cast.kestrels, on=TODAY + DAY * days)
    return found[cast.settled.pk]


@pytest.fixture
def sharer(cast: Cast) -> Member:
    """Ms Farrow is the default mentor of Kestrels, and Mr Half shares it with her."""
    since = TODAY - DAY * 9
    return mr_half(cast, cast.kestrels, cast.teacher, ("123", "45"), since=since, mentors=False)


@pytest.mark.parametrize(
    ("starts", "ends", "there"),
    [(0, None, True), (-7, 0, True), (-7, -1, False), (1, None, False), (0, 30, True)],
)
def test_their_class_is_shown_while_they_are_away(
    cast: Cast, starts: int, ends: int | None, there: bool
) -> None:
    away(cast, cast.teacher, starts, ends)
    assert shown(cast) == ({"Ms Farrow": CLASS} if there else {})
    assert mentor_of(cast) == ("" if there else "Ms Farrow")


def test_the_record_says_who_is_away_and_before_it_nothing_changed(cast: Cast) -> None:
    away(cast, cast.teacher)
    record = record_of(cast.settled, cast.viewer("leader"))
    assert (record.mentor, record.mentor_because) == (
        "", "nobody yet: Ms Farrow, the class teacher, is away",
    )  # fmt: skip
    assert mentor_of(cast, -1) == "Ms Farrow"


def test_whoever_shares_the_class_mentors_it_meanwhile(cast: Cast, sharer: Member) -> None:
    away(cast, cast.teacher, 0, 5)
    assert mentor_of(cast) == "Mr Half"
    assert record_of(cast.settled, cast.viewer("leader")).mentor == "Mr Half"
    assert mentor_of(cast, 6) == "Ms Farrow"
    assert shown(cast) == {}


def test_where_both_are_away_it_is_shown_once_under_the_mentor(cast: Cast, sharer: Member) -> None:
    away(cast, sharer)
    assert (mentor_of(cast), shown(cast)) == ("Ms Farrow", {})
    away(cast, cast.teacher)
    assert (mentor_of(cast), shown(cast)) == ("", {"Ms Farrow": CLASS})


def test_their_own_mentees_and_their_class_are_one_list(cast: Cast) -> None:
    a_mentoring(cast.wren, cast.teacher)
    away(cast, cast.teacher)
    assert shown(cast) == {"Ms Farrow": [*CLASS[:2], "Tom Sparrow", CLASS[2]]}


def test_a_child_whose_own_mentor_is_away_too_is_shown_once(cast: Cast) -> None:
    a_mentoring(cast.settled, cast.assistant)
    away(cast, cast.assistant)
    away(cast, cast.teacher)
    names = [name for children in shown(cast).values() for name in children]
    assert sorted(names) == sorted(set(names))
    assert "Maya Brook" not in shown(cast)["Ms Farrow"]


def test_each_is_given_on_from_today_and_shown_no_more(cast: Cast) -> None:
    away(cast, cast.teacher)
    by, asked = cast.viewer("office"), [cast.settled, cast.two_homes]
    assert give_on(pupils=asked[:1], mentor=cast.assistant, by=by) == 1
    assert shown(cast) == {"Ms Farrow": [CLASS[0], CLASS[2]]}
    assert give_on(pupils=asked, mentor=cast.assistant, by=by) == 1
    assert give_on(pupils=asked, mentor=cast.assistant, by=by) == 0  # pressed twice
    assert shown(cast) == {"Ms Farrow": CLASS[2:]}
    rows = Mentoring.objects.on(TODAY).filter(pupil__in=asked)
    assert {(row.mentor, row.starts_on) for row in rows} == {(cast.assistant, TODAY)}
    assert Note.objects.filter(did="mentor set").count() == 2


def test_a_teacher_who_is_away_is_no_answer(cast: Cast) -> None:
    away(cast, cast.teacher)
    by = cast.viewer("office")
    with pytest.raises(RosterTrouble, match="The class teacher of Maya Brook is away"):
        give_on(pupils=[cast.settled], mentor=None, by=by)
    assert shown(cast) == {"Ms Farrow": CLASS}


def test_nor_for_a_child_whose_own_mentor_is_away_too(cast: Cast) -> None:
    a_mentoring(cast.settled, cast.assistant)
    away(cast, cast.assistant)
    away(cast, cast.teacher, 0, 5)
    by = cast.viewer("office")
    with pytest.raises(RosterTrouble, match="The class teacher of Maya Brook is away"):
        give_on(pupils=[cast.settled], mentor=None, by=by)
    assert Mentoring.objects.on(TODAY).get(pupil=cast.settled).mentor == cast.assistant


@pytest.mark.parametrize(("teacher_until", "given"), [(5, 1), (15, 0)])
def test_from_the_day_after_a_mentors_last_the_teacher_may_be_back(
    cast: Cast, teacher_until: int, given: int
) -> None:
    a_mentoring(cast.settled, cast.assistant)
    last = TODAY + DAY * 10
    Member.objects.filter(pk=cast.assistant.pk).update(ends_on=last)
    Mentoring.objects.filter(pupil=cast.settled).update(ends_on=last)
    away(cast, cast.teacher, 0, teacher_until)
    by = cast.viewer("office")
    if given:
        assert give_on(pupils=[cast.settled], mentor=None, by=by) == given
    else:
        with pytest.raises(RosterTrouble, match="The class teacher of Maya Brook is away"):
            give_on(pupils=[cast.settled], mentor=None, by=by)
    assert Mentoring.objects.filter(pupil=cast.settled, given_on=True).count() == given


def test_without_its_note_nobody_is_given_on(cast: Cast) -> None:
    away(cast, cast.teacher)
    with pytest.raises(IntegrityError):
        give_on(pupils=[cast.settled], mentor=cast.assistant, by=unnamed(cast.viewer("office")))
    assert not Mentoring.objects.filter(pupil=cast.settled).exists()


def test_who_left_or_was_given_a_mentor_is_not_shown(cast: Cast) -> None:
    away(cast, cast.teacher)
    Enrolment.objects.filter(pupil=cast.settled).update(ends_on=TODAY - DAY)
    by = cast.viewer("leader")
    set_mentor(pupil=cast.two_homes, mentor=cast.assistant, starts_on=TODAY, by=by)
    assert shown(cast) == {"Ms Farrow": CLASS[2:]}


def test_the_office_gives_the_class_on_from_a_page(cast: Cast, client_of: ClientOf) -> None:
    away(cast, cast.teacher, -6)
    office, here = client_of("office"), "/amberley/mentees/"
    assert "leaves, left or is away: Ms Farrow" in body_of(office.get("/amberley/classes/"))
    page = office.get(here)
    assert "Away since Friday 20 November 2026" in body_of(page)
    assert cast.teacher not in page.context["form"].fields["mentor"].queryset
    refs = [str(cast.settled.ref), str(cast.two_homes.ref)]
    refused = body_of(office.post(here, {"pupils": refs, "mentor": ""}))
    assert "is away: choose somebody else" in refused
    told = {"whose": [str(cast.teacher.ref)], "mentor": str(cast.assistant.ref)}
    done = body_of(office.post(here, told, follow=True))
    assert "Given on to Miss Ito: 3." in done
    assert "Nobody to give on" in done
    assert "chosen, since" in body_of(office.get(f"/amberley/pupils/{cast.settled.ref}/"))


def test_every_one_of_nobody_who_is_there_is_refused(cast: Cast, client_of: ClientOf) -> None:
    away(cast, cast.teacher)
    for whose in (str(cast.other_teacher.ref), str(cast.stranger.ref), "x"):
        told = {"whose": [whose], "mentor": str(cast.assistant.ref)}
        assert 'role="alert"' in body_of(client_of("office").post("/amberley/mentees/", told))
    assert shown(cast) == {"Ms Farrow": CLASS}
