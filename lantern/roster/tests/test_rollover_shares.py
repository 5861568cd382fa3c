"""September and a job share: its days, and who mentors, go on with the teachers who share."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import NAMESPACE_DNS, UUID, uuid5

import pytest

from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from lantern.roster.actions import RosterTrouble, Share, share_class
from lantern.roster.actions.rollover import undo_rollover
from lantern.roster.models import ClassStaff, SchoolClass
from lantern.roster.pictures import mentors
from lantern.roster.rules.rollover import (
    Adult,
    Child,
    Goes,
    Place,
    Rolled,
    Team,
    Turn,
    Wishes,
    Works,
    roll_over,
)
from lantern.roster.tests.next_year import (
    BEGINS,
    JULY,
    LAST_DAY,
    at,
    done,
    everything_but_the_audit,
    wishes_of,
)
from lantern.roster.tests.sharing import mr_half
from lantern.schools.models import AcademicYear
from lantern.schools.rules import Dates
from tests.cast import TODAY, Cast, a_class, a_member, works_in
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
WAS = Dates(name="was", starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31))
BECOMES = Dates(name="becomes", starts_on=date(2027, 9, 1), ends_on=date(2028, 8, 31))
Told = dict[str, tuple[str, bool]]  # by name: the days, and whether they mentor

# --- over plain values ------------------------------------------------------------------------


def ref(name: object) -> UUID:
    return uuid5(NAMESPACE_DNS, str(name))


def works(adult: int, of: str, weekdays: str = "", *, mentors: bool = False) -> Works:
    return Works(
        pk=10 * adult + len(of), adult=adult, class_name=of, lead=True, starts_on=WAS.starts_on,
        ends_on=None, year_ends_on=WAS.ends_on, weekdays=weekdays, mentors=mentors,
    )  # fmt: skip


SHARED = (works(1, "Oaks", "123"), works(2, "Oaks", "45", mentors=True))


def a_turn(*there: Works, opened: Mapping[str, tuple[Works, ...]] | None = None) -> Turn:
    place = Place(
        pk=1, class_ref=ref("Oaks"), class_name="Oaks", starts_on=WAS.starts_on, ends_on=None,
        year_ends_on=WAS.ends_on,
    )  # fmt: skip
    child = Child(pk=1, ref=ref(9), name="A", register=("a",), year=5, now=place, then=None)
    return Turn(
        was=WAS, becomes=BECOMES, last_day=WAS.ends_on, children=(child,), works=there,
        adults=tuple(Adult(pk=n, ref=ref(n), name=f"Ms {n}") for n in (1, 2, 3)), there=opened,
    )  # fmt: skip


def plan(turn: Turn, to: str = "Oaks", team: tuple[int, ...] | None = None) -> Rolled:
    teams = {} if team is None else {to.casefold(): Team(teachers=tuple(map(ref, team)))}
    wishes = Wishes(rows={(str(ref("Oaks")), 5): Goes(to=to)}, teams=teams)
    return roll_over(turn, wishes, today=date(2027, 7, 1))


def told(plan: Rolled) -> Told:
    return {each.name: (each.weekdays, each.mentors) for each in plan.joins}


KEPT: Told = {"Ms 1": ("123", False), "Ms 2": ("45", True)}


def test_it_goes_on_with_its_class() -> None:
    assert told(plan(a_turn(*SHARED))) == KEPT


@pytest.mark.parametrize("team", [(1, 2), (2, 1)])
def test_it_goes_on_with_its_teachers_to_a_new_class(team: tuple[int, ...]) -> None:
    assert told(plan(a_turn(*SHARED), "Hawks", team)) == KEPT


@pytest.mark.parametrize(
    ("team", "becomes"),
    [
        ((1,), {"Ms 1": ("", False)}),
        ((1, 3), {"Ms 1": ("", False), "Ms 3": ("", False)}),
        ((1, 2, 3), {"Ms 1": ("", False), "Ms 2": ("", False), "Ms 3": ("", False)}),
    ],
)
def test_others_share_it_anew_and_who_has_days_is_named(
    team: tuple[int, ...], becomes: Told
) -> None:
    found = plan(a_turn(*SHARED), team=team)
    assert told(found) == becomes
    (said,) = [each for each in found.doubts if each.startswith("Ms 1 ")]
    assert said == (
        "Ms 1 teaches on Monday to Wednesday now, and would teach Oaks on every day: if not so, "
        "say it under Classes afterwards."
    )


OF_THREE = (
    works(1, "Oaks", "12"), works(2, "Oaks", "34", mentors=True), works(3, "Oaks", "5"),
)  # fmt: skip


@pytest.mark.parametrize("to", ["Oaks", "Hawks"])
def test_two_of_three_keep_their_days_and_who_mentors(to: str) -> None:
    found = plan(a_turn(*OF_THREE), to, (1, 2))
    assert told(found) == {"Ms 1": ("12", False), "Ms 2": ("34", True)}
    assert said_of(found, to) == [
        f"Nobody would teach {to} on Friday: say under Classes afterwards who does."
    ]


def test_where_the_one_who_mentored_goes_it_is_said_who_would() -> None:
    found = plan(a_turn(*OF_THREE), "Hawks", (3, 1))
    assert told(found) == {"Ms 3": ("5", False), "Ms 1": ("12", False)}
    free, mentor = said_of(found, "Hawks")
    assert free.startswith("Nobody would teach Hawks on Wednesday and Thursday: say under Classes")
    assert mentor.startswith(
        "Ms 3 would mentor the children of Hawks who have no mentor of their own, as Ms 2 did: if"
    )


def test_two_of_three_who_have_no_days_go_on_as_they_were() -> None:
    there = (works(1, "Oaks"), works(2, "Oaks", mentors=True), works(3, "Oaks", "5"))
    found = plan(a_turn(*there), team=(1, 2))
    assert told(found) == {"Ms 1": ("", False), "Ms 2": ("", True)}
    assert said_of(found, "Oaks") == []


def test_all_of_a_class_come_before_some_of_another() -> None:
    elms = (works(1, "Elms", "1", mentors=True), works(2, "Elms", "2345"))
    assert told(plan(a_turn(*OF_THREE, *elms), "Hawks", (1, 2))) == {
        "Ms 1": ("1", True), "Ms 2": ("2345", False),
    }  # fmt: skip
    assert told(plan(a_turn(*OF_THREE, *elms), "Oaks", (1, 2))) == {
        "Ms 1": ("12", False), "Ms 2": ("34", True),
    }  # fmt: skip


def said_of(plan: Rolled, name: str) -> list[str]:
    return [each for each in plan.doubts if name in each and "no class teacher" not in each]


def test_of_two_classes_that_they_share_that_of_the_same_name_counts() -> None:
    elms = (works(1, "Elms", "1", mentors=True), works(2, "Elms", "2345"))
    assert told(plan(a_turn(*elms, *SHARED))) == KEPT
    assert told(plan(a_turn(*SHARED, *elms), "Hawks", (1, 2))) == {
        "Ms 1": ("1", True), "Ms 2": ("2345", False),
    }  # fmt: skip


def test_whoever_is_in_the_class_by_now_stays_as_somebody_said() -> None:
    there = replace(works(2, "Oaks"), pk=99, year_ends_on=BECOMES.ends_on)
    assert told(plan(a_turn(*SHARED, opened={"Oaks": (there,)}), team=(1, 2))) == {
        "Ms 1": ("", False)
    }


def test_what_is_confirmed_is_another_once_the_days_are_others() -> None:
    other = (works(1, "Oaks", "12"), works(2, "Oaks", "345", mentors=True))
    assert plan(a_turn(*SHARED)).digest != plan(a_turn(*other)).digest


# --- with the rows ----------------------------------------------------------------------------


@pytest.fixture
def sharer(cast: Cast) -> Member:
    """Mr Half shares Wrens with Mr Bellamy, and mentors it."""
    return mr_half(cast, cast.wrens, cast.other_teacher, ("12", "345"), since=TODAY, mentors=True)


def moved_up(year: AcademicYear) -> Told:
    there = ClassStaff.objects.filter(school_class__year=year, school_class__name="Falcons")
    return {
        row.member.user.name: (row.weekdays, row.mentors)
        for row in there.filter(lead=True).select_related("member__user")
    }


@pytest.fixture
def together(cast: Cast, sharer: Member) -> Team:
    return Team(teachers=(cast.other_teacher.ref, sharer.ref))


def test_done_undone_and_done_again(
    cast: Cast, next_year: AcademicYear, sharer: Member, together: Team
) -> None:
    wishes = replace(wishes_of(cast), teams={"falcons": together})
    before = everything_but_the_audit()
    rollover = done(cast, next_year, wishes)
    kept = {"Mr Bellamy": ("12", False), "Mr Half": ("345", True)}
    assert moved_up(next_year) == kept
    falcons = SchoolClass.objects.get(year=next_year, name="Falcons")
    assert mentors([cast.settled.pk], falcons, on=BEGINS) == {cast.settled.pk: "Mr Half"}
    assert mentors([cast.wren.pk], cast.wrens, on=LAST_DAY) == {cast.wren.pk: "Mr Half"}
    undo_rollover(rollover=rollover, by=at(cast, JULY))
    assert everything_but_the_audit() == before
    done(cast, next_year, wishes)
    assert moved_up(next_year) == kept


def test_of_three_one_leaves_the_staff_and_two_go_on(
    cast: Cast, next_year: AcademicYear, sharer: Member
) -> None:
    """Nobody said who teaches there: the class keeps them, and who mentored it mentors it."""
    third = a_member(cast.school, Role.TEACHER, "Mrs Third", ends_on=LAST_DAY)
    works_in(cast.wrens, third, lead=True)
    people = ((cast.other_teacher, "12", False), (sharer, "34", True), (third, "5", False))
    shares = [Share(member=who, weekdays=days, mentors=yes) for who, days, yes in people]
    since = TODAY + timedelta(days=1)
    share_class(school_class=cast.wrens, shares=shares, starts_on=since, by=cast.viewer("leader"))
    teams = {"falcons": wishes_of(cast).teams["falcons"]}
    done(cast, next_year, replace(wishes_of(cast), teams=teams))
    there = ClassStaff.objects.filter(school_class__year=next_year, school_class__name="Wrens")
    assert {row.member.user.name: (row.weekdays, row.mentors) for row in there} == {
        "Mr Bellamy": ("12", False), "Mr Half": ("34", True),
    }  # fmt: skip
    wrens = SchoolClass.objects.get(year=next_year, name="Wrens")
    assert mentors([cast.wren.pk], wrens, on=BEGINS) == {cast.wren.pk: "Mr Half"}


def test_somebody_who_mentors_the_new_class_already_goes_on_doing_so(
    cast: Cast, next_year: AcademicYear, sharer: Member, together: Team
) -> None:
    """Two cannot mentor one class, though another team was wished for it meanwhile."""
    falcons = a_class(next_year, "Falcons")
    ClassStaff.objects.create(
        school_class=falcons, member=cast.teacher, lead=True, mentors=True, starts_on=BEGINS
    )
    done(cast, next_year, replace(wishes_of(cast), teams={"falcons": together}))
    assert moved_up(next_year) == {
        "Ms Farrow": ("", True), "Mr Bellamy": ("", False), "Mr Half": ("", False),
    }  # fmt: skip


def test_days_that_were_changed_since_are_not_taken_back(
    cast: Cast, next_year: AcademicYear, sharer: Member, together: Team
) -> None:
    rollover = done(cast, next_year, replace(wishes_of(cast), teams={"falcons": together}))
    ClassStaff.objects.filter(school_class__year=next_year, member=sharer).update(weekdays="45")
    with pytest.raises(RosterTrouble, match="Where they work was changed since: Mr Half"):
        undo_rollover(rollover=rollover, by=at(cast, JULY))


def test_one_of_an_earlier_release_which_kept_less_can_be_undone(
    cast: Cast, next_year: AcademicYear, sharer: Member, together: Team
) -> None:
    before = everything_but_the_audit()
    rollover = done(cast, next_year, replace(wishes_of(cast), teams={"falcons": together}))
    rollover.made["staff"] = [row[:6] for row in rollover.made["staff"]]
    rollover.save(update_fields=["made"])
    undo_rollover(rollover=rollover, by=at(cast, JULY + timedelta(days=1)))
    assert everything_but_the_audit() == before


def test_the_preview_says_the_days(
    cast: Cast, client_of: ClientOf, next_year: AcademicYear, sharer: Member
) -> None:
    client = client_of("office")
    here = "/amberley/moving-up/"
    client.post(here, {
        f"to_{cast.kestrels.ref}_5": "Falcons", f"to_{cast.wrens.ref}_5": "Falcons",
        f"to_{cast.wrens.ref}_4": "Wrens",
    })  # fmt: skip
    page = body_of(client.get(f"{here}preview/"))
    assert "Mr Bellamy (Monday and Tuesday) and Mr Half (Wednesday to Friday, mentors)" in page
