"""A scheme that judges more or less often: what was judged stays, the rest follows the scheme."""

from datetime import date

import pytest

from lantern.audit.models import Note
from lantern.schemes import pictures
from lantern.schemes.actions import adopt, withdraw
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import load, preset_text
from lantern.schools.actions import draw_periods, redraw_periods
from lantern.schools.models import Period
from lantern.schools.rules import Dates
from lantern.schools.rules.review_calendar import ReviewCalendar
from tests.cast import Cast, a_school, a_year

FIRST, SPRING, MID_SPRING = date(2026, 9, 1), date(2027, 1, 4), date(2027, 2, 22)
SUMMER = date(2027, 4, 12)
HALVED = ["Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2"]
MIXED = [*HALVED[:4], "Summer"]


def judging(span: str) -> str:
    text = preset_text("stages-with-parents")
    told = text.replace('judgements = "half-term"', f'judgements = "{span}"')
    assert f'judgements = "{span}"' in told
    return told


def adopted(cast: Cast, span: str, starts_on: date, note: str = "") -> SchemeVersion:
    text, by = judging(span) + note, cast.viewer("leader")
    return adopt(school=cast.school, text=text, starts_on=starts_on, by=by)


def drawn(cast: Cast) -> list[str]:
    periods = Period.objects.of_school(cast.school).order_by("starts_on")
    return [period.name for period in periods]


def test_what_is_to_come_follows_the_new_scheme(cast: Cast) -> None:
    adopted(cast, "term", SPRING)
    assert drawn(cast) == ["Autumn 1", "Autumn 2", "Spring", "Summer"]
    assert Period.objects.get(pk=cast.period.pk) == cast.period
    assert drawn_next_door(cast) == HALVED


def drawn_next_door(cast: Cast) -> list[str]:
    return [period.name for period in Period.objects.of_school(cast.next_door.school)]


def test_a_review_that_begins_before_it_is_finished_as_it_was_begun(cast: Cast) -> None:
    adopted(cast, "term", MID_SPRING)
    assert drawn(cast) == ["Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer"]


def test_the_first_scheme_draws_anew_what_the_dates_drew(cast: Cast) -> None:
    """Dates first, half terms by default, then a scheme that judges by terms from the start."""
    cast.version.delete()
    adopted(cast, "term", date(2026, 9, 1))
    assert drawn(cast) == ["Autumn", "Spring", "Summer"]


TERMS, OWN = ["Autumn", "Spring", "Summer"], ["Check 1", "Check 2"]
CHECKS = (
    Dates(name="Check 1", starts_on=date(2026, 9, 3), ends_on=date(2027, 2, 12)),
    Dates(name="Check 2", starts_on=MID_SPRING, ends_on=date(2027, 7, 21)),
)


def divided_by_hand(cast: Cast, span: str) -> None:
    """The office said how the year is divided, before there was any scheme."""
    cast.version.delete()
    Period.objects.filter(year=cast.year).delete()
    free = CHECKS if span == "free" else ()
    draw_periods(year=cast.year, span=span, free=free, by=cast.viewer("office"))


@pytest.mark.parametrize(
    ("by_hand", "judged", "after"),
    [
        ("half-term", "term", TERMS),
        ("half-term", "half-term", HALVED),
        ("term", "half-term", TERMS),
        ("term", "year", TERMS),
        ("year", "term", ["2026/27"]),
        ("free", "half-term", OWN),
        ("free", "term", OWN),
    ],
)
def test_the_first_scheme_leaves_what_was_chosen_before_it(
    cast: Cast, by_hand: str, judged: str, after: list[str]
) -> None:
    """Half terms are what a year without a scheme has; anything else was chosen on purpose."""
    divided_by_hand(cast, by_hand)
    told = " ".join(pictures.beginning(load(judging(judged)), FIRST, cast.viewer("leader")))
    assert ("drawn anew" in told) == (after == TERMS and by_hand == "half-term")
    assert ("2026/27 stay as the school set them" in told) == (drawn(cast) == after != HALVED)
    adopted(cast, judged, FIRST)
    assert drawn(cast) == after


def test_dates_of_its_own_stay_whatever_scheme_follows_which(cast: Cast) -> None:
    divided_by_hand(cast, "free")
    first = Period.objects.of_school(cast.school).first()
    adopted(cast, "term", FIRST)
    version = adopted(cast, "half-term", SPRING)
    assert drawn(cast) == OWN
    withdraw(version=version, by=cast.viewer("leader"))
    assert drawn(cast) == OWN
    assert Period.objects.of_school(cast.school).first() == first
    assert not Note.objects.filter(did="review periods redrawn").exists()


@pytest.mark.parametrize("starts_on", [FIRST, MID_SPRING])
def test_the_first_scheme_taken_back_leaves_what_was_there_before_it(
    cast: Cast, starts_on: date
) -> None:
    cast.version.delete()
    for span in ("term", "year", "half-term"):
        version = adopted(cast, span, starts_on)
        withdraw(version=version, by=cast.viewer("leader"))
        assert drawn(cast) == HALVED


def test_the_audit_keeps_the_dates_that_went(cast: Cast) -> None:
    adopted(cast, "term", SUMMER)
    note = Note.objects.get(did="review periods redrawn")
    assert note.details["gone_dates"] == (
        "Summer 1 2027-04-12 to 2027-05-28, Summer 2 2027-06-07 to 2027-07-21"
    )


def test_a_scheme_that_judges_as_often_touches_nothing(cast: Cast) -> None:
    """Even where the school divides its year otherwise than its scheme says."""
    redraw_periods(
        year=cast.year,
        calendar=ReviewCalendar(usual="term"),
        since=SPRING,
        by=cast.viewer("leader"),
    )
    before = list(Period.objects.of_school(cast.school))
    version = adopted(cast, "half-term", SPRING)
    assert list(Period.objects.of_school(cast.school)) == before
    withdraw(version=version, by=cast.viewer("leader"))
    assert list(Period.objects.of_school(cast.school)) == before


def test_dates_of_its_own_are_left_to_the_school(cast: Cast) -> None:
    adopted(cast, "free", SPRING)
    assert drawn(cast) == HALVED


def test_the_year_after_is_divided_by_the_new_scheme_alone(cast: Cast) -> None:
    school = a_school("new", "New School")
    a_year(school)
    by = cast.viewer("leader")
    for span, starts_on in (("half-term", date(2026, 9, 1)), ("year", date(2027, 9, 1))):
        adopt(school=school, text=judging(span), starts_on=starts_on, by=by)
    assert [period.name for period in Period.objects.of_school(school)] == HALVED


def test_taking_it_back_divides_the_year_as_before(cast: Cast) -> None:
    version = adopted(cast, "term", SPRING)
    withdraw(version=version, by=cast.viewer("leader"))
    assert drawn(cast) == HALVED
    redrawn = Note.objects.filter(did="review periods redrawn").order_by("pk")
    assert [note.details["span"] for note in redrawn] == ["term", "half-term"]


@pytest.mark.parametrize(
    ("second", "third", "before", "after"),
    [
        (("term", SPRING), ("term", SUMMER), [*HALVED[:2], "Spring", "Summer"], MIXED),
        (("term", SPRING), ("half-term", SUMMER), [*HALVED[:2], "Spring", *HALVED[4:]], HALVED),
        (("term", SPRING), ("half-term", MID_SPRING), [*HALVED[:2], "Spring", *HALVED[4:]], HALVED),
        (("year", FIRST), ("term", MID_SPRING), ["2026/27"], MIXED),
        (("term", SPRING), ("free", SUMMER), [*HALVED[:2], "Spring", "Summer"], MIXED),
        (("half-term", SPRING), ("term", SUMMER), MIXED, MIXED),
    ],
)
def test_taking_back_one_in_the_middle_leaves_what_a_later_one_governs(
    cast: Cast, second: tuple[str, date], third: tuple[str, date], before: list[str],
    after: list[str],
) -> None:  # fmt: skip
    """The rest of the year is as if it had never been, under the one before and those after it."""
    version = adopted(cast, *second)
    adopted(cast, *third, note="# The third.")
    assert drawn(cast) == before
    withdraw(version=version, by=cast.viewer("leader"))
    assert drawn(cast) == after


def test_of_two_from_one_day_the_later_stays_in_force(cast: Cast) -> None:
    version = adopted(cast, "term", SPRING)
    adopted(cast, "half-term", SPRING)
    withdraw(version=version, by=cast.viewer("leader"))
    assert drawn(cast) == HALVED


@pytest.mark.parametrize(("span", "said"), [("term", "Reviews are then each term"), ("free", "")])
def test_a_leader_is_told_before(cast: Cast, span: str, said: str) -> None:
    told = pictures.beginning(load(judging(span)), SPRING, cast.viewer("leader"))
    assert said in " ".join(told)
    assert len(told) == (2 if said else 1)
