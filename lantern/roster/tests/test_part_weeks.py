"""Children who are here for part of the week: dated, in which sessions, and until which age."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, set_part_week
from lantern.roster.models import PartWeek, Pupil
from lantern.roster.pictures import part_weeks, plan_of, table_of
from lantern.roster.rules import guess_mapping
from lantern.roster.rules.part_weeks import (
    PRESCRIBED,
    compulsory_from,
    session_of,
    sessions_kept,
    sessions_told,
)
from lantern.roster.tests.test_import_pages import chosen, digest, sent
from tests.cast import TODAY, Cast, a_place, a_pupil, unnamed
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
ELSEWHERE, YOUNG = PartWeek.Why.ELSEWHERE, PartWeek.Why.YOUNG
DAY = timedelta(days=1)
WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("sessions", "kept", "told"),
    [
        ("", "", ""),
        ("54", "45", "Wednesday"),
        ("1", "1", "Monday afternoon"),
        ("13579", "13579", "every afternoon"),
        ("02468", "02468", "every morning"),
        ("6789", "6789", "Thursday and Friday"),
        ("88x", "8", "Friday morning"),
    ],
)
def test_sessions_are_kept_in_order_and_told_in_words(sessions: str, kept: str, told: str) -> None:
    assert sessions_kept(sessions) == kept
    assert sessions_told(kept) == told


def test_a_weekend_has_no_session_of_the_week() -> None:
    assert session_of(WEDNESDAY, "am") == "4"
    assert session_of(WEDNESDAY, "pm") == "5"
    assert session_of(date(2026, 11, 28), "am") not in "0123456789"


@pytest.mark.parametrize(
    ("born", "first"),
    [
        (date(2021, 9, 1), date(2026, 12, 31)),
        (date(2021, 8, 31), date(2026, 8, 31)),
        (date(2022, 3, 31), date(2027, 3, 31)),
        (date(2022, 4, 1), date(2027, 8, 31)),
        (date(2021, 12, 31), date(2026, 12, 31)),
        (date(2020, 2, 29), date(2025, 3, 31)),
    ],
)
def test_compulsory_school_age_begins_on_a_prescribed_day_standards_7(
    born: date, first: date
) -> None:
    assert compulsory_from(born) == first


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_it_begins_within_five_months_of_the_fifth_birthday(born: date) -> None:
    first = compulsory_from(born)
    assert (first.month, first.day) in PRESCRIBED
    assert born.year + 5 <= first.year <= born.year + 6
    assert timedelta(days=1825) <= first - born <= timedelta(days=1827 + 154)


def said(cast: Cast, pupil: Pupil, **other: object) -> PartWeek | None:
    told = {"why": ELSEWHERE, "away": ["4", "5"], "starts_on": TODAY, "ends_on": None}
    return set_part_week(pupil=pupil, **{**told, **other}, by=cast.viewer("leader"))  # type: ignore[arg-type]  # as the form has them


def is_away(pupil: Pupil, on: date) -> bool:
    return part_weeks([pupil.pk], on, on).is_away_all(pupil.pk, on)


def test_it_holds_from_its_day_and_what_was_so_before_stays(cast: Cast) -> None:
    said(cast, cast.settled, starts_on=WEDNESDAY)
    assert is_away(cast.settled, WEDNESDAY)
    assert not is_away(cast.settled, WEDNESDAY - DAY * 7)
    assert not is_away(cast.settled, TODAY)
    said(cast, cast.settled, away=["6"])
    assert not is_away(cast.settled, TODAY)
    there = part_weeks([cast.settled.pk], WEDNESDAY, TODAY)
    assert there.is_away(cast.settled.pk, TODAY, "am")
    assert there.is_away(cast.settled.pk, WEDNESDAY, "pm")
    said(cast, cast.settled, why=None, starts_on=TODAY + DAY)
    assert not PartWeek.objects.on(TODAY + DAY).exists()
    assert PartWeek.objects.count() == 2


def test_part_time_by_age_ends_as_compulsory_age_begins_standards_7(cast: Cast) -> None:
    small = a_pupil(cast.school, "Nia", "Small", date(2022, 2, 1))
    a_place(small, cast.wrens)
    row = said(cast, small, why=YOUNG, away=list("13579"))
    assert row is not None
    assert row.ends_on == date(2027, 3, 30)
    longer = said(cast, small, why=YOUNG, starts_on=TODAY + DAY, ends_on=date(2027, 7, 21))
    assert longer is not None
    assert longer.ends_on == date(2027, 3, 30)
    with pytest.raises(RosterTrouble, match="of compulsory school age from 31 August 2022"):
        said(cast, a_pupil(cast.school, "Old", "Er", date(2017, 8, 1)), why=YOUNG)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"away": []}, "not all of them"),
        ({"away": list("0123456789")}, "not all of them"),
        ({"ends_on": TODAY - DAY}, "The last day is before the first."),
        ({"starts_on": TODAY - DAY * 20}, "Something else is said from"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, other: dict[str, object], says: str) -> None:
    said(cast, cast.settled, starts_on=TODAY - DAY * 9)
    with pytest.raises(RosterTrouble, match=says):
        said(cast, cast.settled, **other)
    assert PartWeek.objects.get().ends_on is None


def test_the_database_holds_one_at_a_time(cast: Cast) -> None:
    said(cast, cast.settled)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartWeek.objects.create(pupil=cast.settled, why=ELSEWHERE, away="1", starts_on=TODAY)


def test_it_is_noted_or_it_is_not_so(cast: Cast) -> None:
    said(cast, cast.settled)
    assert Note.objects.get(did="part of the week set").details["sessions"] == 2
    with pytest.raises(IntegrityError):
        set_part_week(
            pupil=cast.wren, why=ELSEWHERE, away=["1"], starts_on=TODAY, ends_on=None,
            by=unnamed(cast.viewer("leader")),
        )  # fmt: skip
    assert PartWeek.objects.count() == 1


def test_here_all_week_is_noted_as_what_stands_though_sessions_are_left_ticked(cast: Cast) -> None:
    said(cast, cast.settled)
    said(cast, cast.settled, why=None)
    (told,) = Note.objects.filter(did="here all week again")
    assert told.details == {"on": str(TODAY)}
    assert Note.objects.filter(did="part of the week set").count() == 1
    said(cast, cast.settled, why=None)  # nothing stood there
    assert Note.objects.filter(did="here all week again").count() == 1


def test_what_was_said_by_mistake_is_taken_back_and_the_note_keeps_it(cast: Cast) -> None:
    said(cast, cast.settled, starts_on=TODAY - DAY * 20, away=["0"])
    said(cast, cast.settled, starts_on=TODAY - DAY * 9)
    said(cast, cast.settled, starts_on=TODAY - DAY * 9, why=None, mistaken=True)
    left = PartWeek.objects.get()
    assert (left.away, left.ends_on) == ("0", TODAY - DAY * 10)
    told = Note.objects.get(did="part of the week taken back").details
    first = str(TODAY - DAY * 9)
    assert told == {"on": first, "until": "further notice", "away": "Wednesday"}


def test_in_place_of_a_mistake_stands_what_is_so_from_an_earlier_day(cast: Cast) -> None:
    said(cast, cast.settled, starts_on=TODAY - DAY * 9, ends_on=TODAY - DAY * 2)
    said(cast, cast.settled, starts_on=TODAY + DAY * 9)
    said(cast, cast.settled, starts_on=TODAY - DAY * 12, away=["6"], mistaken=True)
    left = PartWeek.objects.get()
    assert (left.away, left.starts_on, left.ends_on) == ("6", TODAY - DAY * 12, None)
    assert Note.objects.filter(did="part of the week taken back").count() == 2


def test_a_mistake_stays_where_what_is_said_in_its_place_cannot_be(cast: Cast) -> None:
    said(cast, cast.settled, starts_on=TODAY - DAY * 9)
    with pytest.raises(RosterTrouble, match="not all of them"):
        said(cast, cast.settled, starts_on=TODAY - DAY * 9, away=[], mistaken=True)
    with pytest.raises(IntegrityError):
        set_part_week(
            pupil=cast.settled, why=None, away=[], starts_on=TODAY - DAY * 9, ends_on=None,
            mistaken=True, by=unnamed(cast.viewer("leader")),
        )  # fmt: skip
    assert PartWeek.objects.get().away == "45"


def test_the_office_puts_a_mistake_of_a_past_day_right(cast: Cast, client_of: ClientOf) -> None:
    client, path = client_of("office"), f"/amberley/pupils/{cast.settled.ref}/"
    asked = {"why": "else", "away": ["4", "5"], "starts_on": "2026-11-23", "ends_on": ""}
    client.post(f"{path}part-week/", asked)
    right = {**asked, "why": ""}
    page = body_of(client.post(f"{path}part-week/", right))
    assert "from 23 November 2026: not here on Wednesday. If that was a mistake" in page
    assert client.post(f"{path}part-week/", {**right, "mistaken": "on"}).status_code == 302
    page = body_of(client.get(path))
    assert "Here all week" in page
    assert "not here on" not in page


def test_the_office_says_so_on_the_childs_record(cast: Cast, client_of: ClientOf) -> None:
    client, path = client_of("office"), f"/amberley/pupils/{cast.settled.ref}/"
    assert "Here all week" in body_of(client.get(path))
    asked = {"why": "else", "away": ["4", "5", "9"], "starts_on": "2026-11-26", "ends_on": ""}
    assert client.post(f"{path}part-week/", asked).status_code == 302
    page = body_of(client.get(path))
    assert "Educated elsewhere: not here on Wednesday and Friday afternoon" in page
    assert "not all of them" in body_of(client.post(f"{path}part-week/", {**asked, "away": []}))
    client.post(f"{path}part-week/", {"why": "", "starts_on": "2026-11-26"})
    assert "Here all week" in body_of(client.get(path))


def test_what_is_to_come_is_on_the_record_too(cast: Cast, client_of: ClientOf) -> None:
    client, path = client_of("office"), f"/amberley/pupils/{cast.settled.ref}/"
    asked = {"why": "else", "away": ["4", "5"], "starts_on": "2026-12-02", "ends_on": ""}
    client.post(f"{path}part-week/", asked)
    words = "Educated elsewhere: not here on Wednesday, from Wed 2 Dec 2026"
    assert f"Here all week; {words}" in body_of(client.get(path))


# --- a file that changes the date of birth ----------------------------------------------------

LIST = "Forename,Surname,DOB,UPN,Class\n"
NIA = "F860123456002"


def cautions(cast: Cast, *lines: str) -> tuple[str, ...]:
    table = table_of((LIST + "\n".join(lines)).encode(), "list.csv")
    plan = plan_of(table, guess_mapping(table.header), year=cast.year, on=TODAY)
    assert plan.changed
    assert not plan.refused
    return tuple(words for each in plan.changed for words in each.cautions if "code X" in words)


@pytest.fixture
def small(cast: Cast) -> Pupil:
    """Five on 1 February 2027, so part-time by age until 30 March."""
    made = a_pupil(cast.school, "Nia", "Small", date(2022, 2, 1), NIA)
    a_place(made, cast.wrens)
    said(cast, made, why=YOUNG, away=list("13579"))
    return made


@pytest.mark.parametrize(
    ("born", "warned"),
    [
        ("01/02/2021", "31 March 2026"),
        ("31/12/2021", "31 December 2026"),
        ("01/01/2022", ""),  # the same prescribed day as before
        ("01/04/2022", ""),
    ],
)
def test_a_list_warns_where_a_part_time_week_lasts_into_compulsory_age_standards_7(
    cast: Cast, small: Pupil, born: str, warned: str
) -> None:
    words = cautions(cast, f"Nia,Small,{born},{NIA},Wrens")
    until = f"Part-time by age until 30 March 2027, but of compulsory school age from {warned}:"
    then = "code X is wrong from then. Put the part of the week right on their page."
    assert words == ((f"{until} {then}",) if warned else ())


def test_it_does_not_warn_of_a_week_that_is_over_or_of_one_elsewhere(
    cast: Cast, small: Pupil
) -> None:
    line = f"Nia,Small,01/02/2021,{NIA},Wrens"
    PartWeek.objects.update(starts_on=TODAY - DAY * 9, ends_on=TODAY - DAY)
    assert cautions(cast, line) == ()
    PartWeek.objects.update(ends_on=None, why=ELSEWHERE)
    assert cautions(cast, line) == ()
    PartWeek.objects.update(why=YOUNG)
    (words,) = cautions(cast, line)
    assert words.startswith("Part-time by age with no last day, but")


def test_the_preview_says_it_in_the_childs_row_and_loads_it(
    cast: Cast, small: Pupil, client_of: ClientOf
) -> None:
    client = client_of("office")
    content = f"{LIST}Nia,Small,01/02/2021,{NIA},Wrens\n".encode()
    page_at = chosen(client, sent(client, content))
    page = body_of(client.get(page_at))
    assert page.count("of compulsory school age from 31 March 2026") == 2  # among all, and the row
    client.post(f"{page_at}confirmation/", {"digest": digest(page)})
    small.refresh_from_db()
    assert small.born_on == date(2021, 2, 1)


def test_within_the_days_that_are_asked_for_it_ends_on_its_last(cast: Cast) -> None:
    said(cast, cast.settled, away=list("45678"), starts_on=WEDNESDAY, ends_on=TODAY)
    there = part_weeks([cast.settled.pk], WEDNESDAY - DAY * 7, TODAY + DAY * 7)
    days = [TODAY + DAY * n for n in range(-8, 9)]
    away = [on for on in days if there.is_away(cast.settled.pk, on, "am")]
    assert away == [WEDNESDAY, TODAY]
