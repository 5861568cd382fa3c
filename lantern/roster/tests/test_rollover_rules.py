"""Any school at the turn of any year: each child in one class or away, on every single day."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_DNS, UUID, uuid5
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantern.roster.rules import age_on, year_group
from lantern.roster.rules.rollover import (
    Adult,
    Child,
    Goes,
    Keeps,
    Leaves,
    Moves,
    Place,
    Rolled,
    Team,
    Turn,
    Unsaid,
    Wishes,
    Works,
    guess_rows,
    last_day_to_undo,
    roll_over,
    rows_of,
    wishes_from_plain,
    wishes_to_plain,
)
from lantern.schools.rules import CalendarTrouble, Dates, days, in_order, school_days

ONE_DAY = timedelta(days=1)
LONDON = "Europe/London"
CLASSES = ("Acorns", "Robins", "Wrens", "3A", "Year 4")
NEXT = ("Acorns", "ROBINS", "Hawks", "")


def ref(name: object) -> UUID:
    return uuid5(NAMESPACE_DNS, str(name))


# --- any calendar ---------------------------------------------------------------------------------


@st.composite
def two_years(draw: st.DrawFn) -> tuple[Dates, Dates]:
    """Two years that do not overlap, whichever days they begin on, with or without a gap."""
    first = draw(st.dates(date(2019, 8, 1), date(2032, 9, 30)))
    last = first + timedelta(days=draw(st.integers(280, 364)))
    begins = last + timedelta(days=draw(st.integers(1, 60)))
    ends = begins + timedelta(days=draw(st.integers(280, 364)))
    return (
        Dates(name="was", starts_on=first, ends_on=last),
        Dates(name="becomes", starts_on=begins, ends_on=ends),
    )


@st.composite
def a_turn(draw: st.DrawFn) -> Turn:
    was, becomes = draw(two_years())
    last_day = was.ends_on - timedelta(days=draw(st.integers(0, 45)))
    many = draw(st.integers(0, 8))
    return Turn(
        was=was, becomes=becomes, last_day=last_day,
        children=tuple(draw(a_child(n, was, becomes)) for n in range(many)),
        adults=tuple(Adult(pk=n, ref=ref(n), name=f"Ms {n}") for n in range(3)),
        works=tuple(
            Works(
                pk=n, adult=n, class_name=CLASSES[n], lead=True, starts_on=was.starts_on,
                ends_on=None, year_ends_on=was.ends_on,
            )
            for n in range(3)
        ),
        there=dict.fromkeys(draw(st.sets(st.sampled_from(["Robins", "Hawks"]))), ()),
    )  # fmt: skip


@st.composite
def a_child(draw: st.DrawFn, n: int, was: Dates, becomes: Dates) -> Child:
    name = draw(st.sampled_from(CLASSES))
    since = draw(st.dates(was.starts_on, was.ends_on))
    known = draw(st.none() | st.dates(becomes.starts_on, becomes.ends_on))
    now = Place(
        pk=n, class_ref=ref(name), class_name=name, starts_on=since, ends_on=known,
        year_ends_on=was.ends_on,
    )  # fmt: skip
    here = draw(st.booleans())
    then = draw(st.none() | a_place_next(n, becomes, known))
    born = draw(st.dates(date(was.starts_on.year - 12, 9, 1), date(was.starts_on.year - 3, 8, 31)))
    return Child(
        pk=n, ref=ref(f"child {n}"), name=f"Child {n}", register=(str(n),),
        year=year_group(born, becomes.starts_on.year), now=now if here else None, then=then,
    )  # fmt: skip


@st.composite
def a_place_next(draw: st.DrawFn, n: int, becomes: Dates, known: date | None) -> Place:
    return Place(
        pk=100 + n, class_ref=ref("Hawks"), class_name="Hawks",
        starts_on=draw(st.dates(becomes.starts_on, becomes.starts_on + timedelta(days=10))),
        ends_on=None, year_ends_on=becomes.ends_on,
    )  # fmt: skip


goes = st.builds(Goes, to=st.sampled_from(NEXT), leaves=st.just(False)) | st.just(Goes(leaves=True))


@st.composite
def a_plan(draw: st.DrawFn) -> tuple[Turn, Wishes, Rolled]:
    turn = draw(a_turn())
    rows = {row: draw(goes) for row in rows_of(turn) if draw(st.booleans())}
    alone = {child.ref: draw(goes) for child in turn.children if draw(st.integers(0, 4)) == 0}
    wishes = Wishes(rows=rows, alone=alone)
    return turn, wishes, roll_over(turn, wishes, today=turn.last_day)


def spans(child: Child, plan: Rolled) -> list[tuple[date, date | None]]:
    """The days in classes as they are once the plan is done."""
    told: list[Moves | Leaves | Keeps] = [*plan.moves, *plan.leaves, *plan.keeps]
    becomes = {each.ending.pk: each.ending.becomes for each in told if each.ending}
    held = [place for place in (child.now, child.then) if place]
    found = [(place.starts_on, becomes.get(place.pk, place.ends_on)) for place in held]
    found += [(each.starts_on, each.ends_on) for each in plan.moves if each.pk == child.pk]
    return found


def in_class(placed: list[tuple[date, date | None]], on: date) -> int:
    return sum(since <= on <= (last or date.max) for since, last in placed)


@given(a_plan())
def test_no_child_is_ever_in_two_classes_or_in_none(planned: tuple[Turn, Wishes, Rolled]) -> None:
    turn, _, plan = planned
    moved = {each.pk: each for each in plan.moves}
    for child in turn.children:
        if child.ref in {each.ref for each in plan.unsaid}:
            continue
        placed = spans(child, plan)
        assert all(last is None or since <= last for since, last in placed)
        whole = replace(turn.was, ends_on=turn.becomes.ends_on)
        assert all(in_class(placed, on) <= 1 for on in days(whole))
        if child.pk in moved:
            until = moved[child.pk].ends_on or turn.becomes.ends_on
            here = replace(turn.becomes, ends_on=until)
            assert all(in_class(placed, on) == 1 for on in days(here))


@given(a_plan())
def test_what_was_is_as_it_was(planned: tuple[Turn, Wishes, Rolled]) -> None:
    """Up to the last day of school nobody is taken out of a class that they were in."""
    turn, _, plan = planned
    school = replace(turn.was, ends_on=turn.last_day)
    for child in turn.children:
        if child.now:
            before = [(child.now.starts_on, child.now.ends_on)]
            after = spans(child, plan)
            assert all(in_class(after, on) == in_class(before, on) for on in days(school))


@given(a_plan())
def test_each_child_is_told_of_once(planned: tuple[Turn, Wishes, Rolled]) -> None:
    turn, _, plan = planned
    everyone: list[Moves | Leaves | Keeps | Unsaid] = [*plan.moves, *plan.leaves, *plan.keeps]
    told = Counter(each.ref for each in [*everyone, *plan.unsaid])
    assert set(told.values()) <= {1}
    silent = {child.ref for child in turn.children} - set(told)
    assert all(child.now is None for child in turn.children if child.ref in silent)
    assert plan.can_be_done is (not plan.unsaid and not plan.does_nothing)


@given(a_plan())
def test_the_same_wishes_make_the_same_plan(planned: tuple[Turn, Wishes, Rolled]) -> None:
    turn, wishes, plan = planned
    kept = wishes_from_plain(wishes_to_plain(wishes))
    assert kept == wishes
    assert roll_over(turn, kept, today=turn.last_day).digest == plan.digest


@given(a_plan())
def test_a_class_is_spelt_one_way(planned: tuple[Turn, Wishes, Rolled]) -> None:
    turn, _, plan = planned
    names = plan.class_names | set(turn.opened)
    assert len({name.casefold() for name in names}) == len(names)
    assert not {name.casefold() for name in plan.opens} & {n.casefold() for n in turn.opened}


@given(two_years(), st.integers(0, 300))
def test_years_that_overlap_are_refused(years: tuple[Dates, Dates], by: int) -> None:
    was, becomes = years
    assert in_order([becomes, was]) == [was, becomes]
    early = replace(becomes, starts_on=was.ends_on - timedelta(days=by % 280))
    with pytest.raises(CalendarTrouble, match="overlap"):
        in_order([was, early])


# --- single days ----------------------------------------------------------------------------------


def child(n: int, name: str, year: int, since: date = date(2026, 9, 3)) -> Child:
    place = Place(
        pk=n, class_ref=ref(name), class_name=name, starts_on=since, ends_on=None,
        year_ends_on=date(2027, 8, 31),
    )  # fmt: skip
    return Child(
        pk=n, ref=ref(f"child {n}"), name=f"Child {n}", register=(str(n),), year=year, now=place,
        then=None,
    )  # fmt: skip


def school(*children: Child, adults: tuple[Adult, ...] = ()) -> Turn:
    return Turn(
        was=Dates(name="2026/27", starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31)),
        becomes=Dates(name="2027/28", starts_on=date(2027, 9, 1), ends_on=date(2028, 8, 31)),
        last_day=date(2027, 7, 21), children=children, adults=adults,
    )  # fmt: skip


def guessed(*children: Child) -> dict[tuple[str, int], str]:
    names = {str(ref(each.was)): each.was for each in children if each.now}
    guess = guess_rows(school(*children))
    return {
        (names.get(key, ""), year): "leaves" if each.leaves else each.to
        for (key, year), each in guess.items()
    }


def new(n: int, year: int) -> Child:
    return replace(child(n, "", year), now=None)


def test_each_class_goes_where_the_next_year_group_is() -> None:
    there = [child(1, "Robins", 5), child(2, "Wrens", 6), child(3, "Hawks", 7), new(4, 4)]
    assert guessed(*there) == {
        ("Robins", 5): "Wrens", ("Wrens", 6): "Hawks", ("Hawks", 7): "leaves", ("", 4): "Robins",
    }  # fmt: skip


def test_two_classes_a_year_are_paired_by_name() -> None:
    there = [child(n, name, year) for n, (name, year) in enumerate(
        [("3 Ash", 4), ("3 Oak", 4), ("4 Ash", 5), ("4 Oak", 5)]
    )]  # fmt: skip
    assert guessed(*there) == {
        ("3 Ash", 4): "4 Ash", ("3 Oak", 4): "4 Oak",
        ("4 Ash", 5): "leaves", ("4 Oak", 5): "leaves",
    }  # fmt: skip


def test_of_a_mixed_class_the_younger_stay_and_the_elder_go_up() -> None:
    there = [child(1, "Oaks", 4), child(2, "Oaks", 5), child(3, "Elms", 6), child(4, "Elms", 7)]
    assert guessed(*there) == {
        ("Oaks", 4): "Oaks", ("Oaks", 5): "Elms", ("Elms", 6): "Elms", ("Elms", 7): "leaves",
    }  # fmt: skip


def test_one_child_out_of_step_goes_with_the_class() -> None:
    there = [*(child(n, "Oaks", 5) for n in range(8)), child(9, "Oaks", 4), child(10, "Elms", 6)]
    assert guessed(*there)["Oaks", 4] == "Elms"


def test_of_a_class_of_the_whole_school_the_eldest_leave() -> None:
    """Five year groups in one room, none of them a fourth of it."""
    assert guessed(*(child(n, "Room", n) for n in range(1, 6))) == {
        ("Room", 1): "Room", ("Room", 2): "Room", ("Room", 3): "Room", ("Room", 4): "Room",
        ("Room", 5): "leaves",
    }  # fmt: skip


def test_a_number_counts_on_where_nobody_is_ahead() -> None:
    there = [child(1, "Year 1", 2), child(2, "Kites", 3), child(3, "Year 5", 6), child(4, "X", 7)]
    found = guessed(*there)
    assert (found["Year 1", 2], found["Kites", 3]) == ("Kites", "")


@pytest.mark.parametrize(
    ("born", "year"),
    [
        (date(2018, 8, 31), 5), (date(2018, 9, 1), 4),
        (date(2020, 2, 29), 3), (date(2020, 8, 31), 3), (date(2020, 9, 1), 2),
        (date(2023, 8, 31), 0), (date(2023, 9, 1), -1),
    ],
)  # fmt: skip
def test_next_years_group_turns_between_31_august_and_1_september(born: date, year: int) -> None:
    assert year_group(born, 2027) == year
    assert year_group(born, 2026) == year - 1


def test_a_child_of_the_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    born = date(2020, 2, 29)
    assert [age_on(born, on) for on in (date(2027, 2, 28), date(2027, 3, 1))] == [6, 7]
    assert [age_on(born, on) for on in (date(2028, 2, 28), date(2028, 2, 29))] == [7, 8]


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.times())
def test_a_week_is_seven_days_whatever_the_clocks_do(on: date, clock: time) -> None:
    done_at = datetime.combine(on, clock, UTC)
    there = done_at.astimezone(ZoneInfo(LONDON)).date()
    assert last_day_to_undo(done_at, LONDON) == there + timedelta(days=7)


@pytest.mark.parametrize(
    ("done_at", "last"),
    [
        ("2026-10-24T22:59:00+00:00", date(2026, 10, 31)),  # 23:59 in summer time
        ("2026-10-24T23:01:00+00:00", date(2026, 11, 1)),  # 00:01 on the 25th, which has 25 hours
        ("2027-03-27T23:59:00+00:00", date(2027, 4, 3)),  # the eve of a day of 23 hours
        ("2027-08-31T23:30:00+00:00", date(2027, 9, 8)),  # 1 September at the school already
    ],
)
def test_a_week_across_a_change_of_the_clocks(done_at: str, last: date) -> None:
    assert last_day_to_undo(datetime.fromisoformat(done_at), LONDON) == last


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_half_term_of_one_day_has_one_school_day_or_none(on: date) -> None:
    half = Dates(name="A day", starts_on=on, ends_on=on)
    assert school_days([half], []) == ([on] if on.weekday() < 5 else [])
    assert school_days([half], [on]) == []


@pytest.mark.parametrize("first", [date(2026, 10, 19), date(2027, 3, 22)])
def test_a_week_in_which_the_clocks_change_has_five_school_days(first: date) -> None:
    fortnight = Dates(name="w", starts_on=first, ends_on=first + timedelta(days=13))
    assert len(school_days([fortnight], [])) == 10


# --- what is said before it is done ---------------------------------------------------------------


EARLY = (
    "The new year begins on 1 September 2027, a long way off. Whoever comes until then is not in "
    "it: come back to this page for them."
)


def test_who_never_sees_a_child_works_in_no_class_and_is_not_missed_there() -> None:
    governor = Adult(pk=1, ref=ref(1), name="Dr Lund", with_children=False)
    turn = school(child(1, "Oaks", 5), adults=(governor,))
    teams = {"hawks": Team(teachers=(ref(1),), others=(ref(1),))}
    wishes = Wishes(rows={row: Goes(to="Hawks") for row in rows_of(turn)}, teams=teams)
    plan = roll_over(turn, wishes, today=date(2027, 7, 1))
    assert plan.joins == ()
    assert plan.doubts == ("Hawks has no class teacher yet.",)


def test_the_doubts_are_in_plain_words() -> None:
    turn = school(
        child(1, "Oaks", 5), child(2, "Oaks", 3), replace(child(3, "Elms", 7), name="Child 1"),
        adults=(Adult(pk=1, ref=ref(1), name="Ms Gone", last_day=date(2027, 7, 21)),),
    )  # fmt: skip
    wishes = Wishes(
        rows={row: Goes(to="Hawks") for row in rows_of(turn)},
        alone={ref("child 2"): Goes(leaves=True)},
        teams={"hawks": Team(teachers=(ref(1),))},
    )
    plan = roll_over(turn, wishes, today=date(2027, 2, 1))
    assert plan.joins == (), "who has left by then works nowhere"
    assert plan.doubts == (
        EARLY,
        "In Year 2 or above, and would stay: Child 1, Child 1.",
        "Hawks has no class teacher yet.",
        "Hawks would hold Year 5 to Year 7.",
        "2 children called Child 1 would be in Hawks.",
    )
