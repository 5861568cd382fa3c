"""The dates page: a year typed, a day closed, review periods chosen once."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from lantern.habits.models import AttendanceMark
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import AcademicYear, ClosedDay, HalfTerm, Period
from tests.cast import NOW, Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
DATES = "/amberley/dates/"
NEXT_YEAR = {
    "autumn_1_from": "2027-09-02", "autumn_1_to": "2027-10-22",
    "autumn_2_from": "2027-11-01", "autumn_2_to": "2027-12-17",
    "spring_1_from": "2028-01-04", "spring_1_to": "2028-02-11",
    "spring_2_from": "2028-02-21", "spring_2_to": "2028-03-31",
    "summer_1_from": "2028-04-18", "summer_1_to": "2028-05-26",
    "summer_2_from": "2028-06-05", "summer_2_to": "2028-07-21",
    "span": "half-term",
}  # fmt: skip
NOT_YET = NEXT_YEAR | {"span": "later"}


def test_the_page_shows_the_year_and_its_sum(client_of: ClientOf) -> None:
    page = client_of("office").get(DATES).content.decode()
    assert "2026/27" in page
    assert "INSET day" in page
    assert "192 school days, 384 sessions." in page
    assert "fewer than the 190" not in page


def test_fewer_than_190_days_is_a_caution_and_no_more(client_of: ClientOf) -> None:
    client = client_of("office")
    for day in (1, 2, 3):
        told = {"on": f"2026-12-0{day}", "part": "all", "why": "inset", "name": ""}
        client.post(f"{DATES}closed-days/", told)
    assert "1 day fewer than the 190" in client.get(DATES).content.decode()


def test_a_year_is_typed_as_six_half_terms(client_of: ClientOf, cast: Cast) -> None:
    response = client_of("office").post(f"{DATES}new-year/", NEXT_YEAR)
    assert response.status_code == 302
    year = AcademicYear.objects.get(school=cast.school, name="2027/28")
    assert (year.starts_on, year.ends_on) == (date(2027, 9, 1), date(2028, 8, 31))
    assert HalfTerm.objects.filter(term__year=year).count() == 6


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"autumn_2_from": "2027-10-20"}, "Autumn 1 and Autumn 2 overlap."),
        ({"spring_1_to": "2028-01-01"}, "Spring 1 ends before it starts."),
        ({"summer_2_to": "soon"}, "Write the date like 4/9/2026."),
        ({"autumn_1_from": ""}, "Fill this in."),
    ],
)
def test_wrong_dates_are_told_in_plain_words(
    client_of: ClientOf, cast: Cast, wrong: dict[str, str], words: str
) -> None:
    page = client_of("office").post(f"{DATES}new-year/", NEXT_YEAR | wrong).content.decode()
    assert words in page
    assert AcademicYear.objects.filter(school=cast.school).count() == 1


def test_a_year_is_not_typed_twice(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("office")
    client.post(f"{DATES}new-year/", NEXT_YEAR)
    page = client.post(f"{DATES}new-year/", NEXT_YEAR, follow=True).content.decode()
    assert "2027/28 is set already." in page
    assert "overlap" not in page
    other = NEXT_YEAR | {"autumn_1_to": "2027-10-21"}
    page = client.post(f"{DATES}new-year/", other).content.decode()
    assert "2027/28 is set already. Its days can be changed on the Dates page." in page
    assert AcademicYear.objects.filter(school=cast.school).count() == 2


def test_every_wrong_date_is_told_at_once(client_of: ClientOf) -> None:
    wrong = {
        "autumn_1_to": "", "autumn_2_to": "soon", "spring_1_to": "2028-01-01",
        "spring_2_from": "2028-04-20", "summer_2_from": "2028-05-20",
    }  # fmt: skip
    page = client_of("office").post(f"{DATES}new-year/", NEXT_YEAR | wrong).content.decode()
    for words in (
        "Write the date like 4/9/2026.", "Spring 1 ends before it starts.",
        "Spring 2 ends before it starts.", "Summer 1 and Summer 2 overlap.",
    ):  # fmt: skip
        assert words in page


def test_what_becomes_of_a_closed_day_is_said(client_of: ClientOf) -> None:
    client = client_of("office")

    def said(part: str, why: str, name: str = "") -> str:
        told = {"on": "2026-11-30", "part": part, "why": why, "name": name}
        return client.post(f"{DATES}closed-days/", told, follow=True).content.decode()

    assert "30 November 2026 is added: an INSET day." in said("all", "inset")
    assert "30 November 2026 was an INSET day already." in said("all", "inset")
    now = "it is now a bank holiday (St Andrew)."
    assert f"30 November 2026 was an INSET day; {now}" in said("all", "holiday", "St Andrew")
    now = "it is now an unplanned closure in the morning."
    assert f"was a bank holiday (St Andrew); {now}" in said("am", "unplanned")
    assert "is added: a planned closure in the afternoon." in said("pm", "planned")
    was = "an unplanned closure in the morning and a planned closure in the afternoon"
    assert f"30 November 2026 was {was}; it is now an INSET day." in said("all", "inset")


def test_a_day_is_closed_and_opened_again(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("office")
    snow = {"on": "2026-11-30", "part": "am", "why": "unplanned", "name": "Snow"}
    client.post(f"{DATES}closed-days/", snow)
    assert "383 sessions" in client.get(DATES).content.decode()
    client.post(f"{DATES}opening/", {"on": "2026-11-30", "part": "am"})
    assert not ClosedDay.objects.filter(school=cast.school, on=date(2026, 11, 30)).exists()


def test_a_day_that_is_closed_half_by_half_is_no_school_day(client_of: ClientOf) -> None:
    client = client_of("office")
    assert "192 school days, 384 sessions." in client.get(DATES).content.decode()
    for part, left in (("am", "192 school days, 383"), ("pm", "191 school days, 382")):
        told = {"on": "2026-11-30", "part": part, "why": "unplanned", "name": ""}
        client.post(f"{DATES}closed-days/", told)
        assert f"{left} sessions." in client.get(DATES).content.decode()


WITH_MARKS = "16 November 2026"


def register(cast: Cast) -> None:
    """Both sessions of a Monday, of two children."""
    AttendanceMark.objects.bulk_create(
        AttendanceMark(
            pupil=pupil, on=date(2026, 11, 16), session=session, code=code, recorded_at=NOW,
            recorded_by=cast.office.user,
        )
        for pupil in (cast.settled, cast.two_homes)
        for session, code in (("am", "/"), ("pm", "\\"))
    )  # fmt: skip


@pytest.mark.parametrize(("part", "count"), [("all", 4), ("pm", 2)])
def test_a_day_with_marks_is_closed_only_if_one_is_sure(
    client_of: ClientOf, cast: Cast, part: str, count: int
) -> None:
    register(cast)
    client = client_of("office")
    told = {"on": "2026-11-16", "part": part, "why": "inset", "name": "Phonics"}
    page = client.post(f"{DATES}closed-days/", told).content.decode()
    assert f"{count} attendance marks of 2 children" in page
    assert "counts no longer" in page
    assert not ClosedDay.objects.filter(on=date(2026, 11, 16)).exists()
    for word, value in told.items():
        assert f'name="{word}" value="{value}"' in page
    sure = client.post(f"{DATES}closed-days/", {**told, "sure": "yes"}, follow=True)
    assert f"{WITH_MARKS} is added: an INSET day" in sure.content.decode()
    assert AttendanceMark.objects.standing().count() == 4


def test_a_day_without_marks_is_closed_at_once(client_of: ClientOf, cast: Cast) -> None:
    register(cast)
    told = {"on": "2026-11-17", "part": "all", "why": "inset", "name": ""}
    client_of("office").post(f"{DATES}closed-days/", told)
    assert ClosedDay.objects.filter(school=cast.school, on=date(2026, 11, 17)).exists()


def test_another_reason_for_a_closed_day_asks_nothing(client_of: ClientOf, cast: Cast) -> None:
    """Its marks count for nothing already."""
    register(cast)
    ClosedDay.objects.create(school=cast.school, on=date(2026, 11, 16), why="inset")
    told = {"on": "2026-11-16", "part": "all", "why": "unplanned", "name": ""}
    page = client_of("office").post(f"{DATES}closed-days/", told, follow=True).content.decode()
    assert "it is now an unplanned closure" in page


def test_a_past_day_is_opened_only_if_one_is_sure(client_of: ClientOf, cast: Cast) -> None:
    register(cast)
    client, told = client_of("office"), {"on": "2026-11-16", "part": "all"}
    ClosedDay.objects.create(school=cast.school, on=date(2026, 11, 16), why="inset")
    page = client.post(f"{DATES}opening/", told).content.decode()
    assert "4 attendance marks of 2 children" in page
    assert "counts again" in page
    assert ClosedDay.objects.filter(on=date(2026, 11, 16)).exists()
    client.post(f"{DATES}opening/", {**told, "sure": "yes"})
    assert not ClosedDay.objects.filter(on=date(2026, 11, 16)).exists()


def test_a_past_day_without_a_register_says_that_it_will_be_missing(
    client_of: ClientOf, cast: Cast
) -> None:
    ClosedDay.objects.create(school=cast.school, on=date(2026, 11, 16), why="inset")
    told = {"on": "2026-11-16", "part": "all"}
    page = client_of("office").post(f"{DATES}opening/", told).content.decode()
    assert "its registers will be missing" in page


@pytest.mark.parametrize("on", ["2026-11-28", "2026-10-28", "2030-01-07"])
def test_a_day_that_is_shut_anyway_is_refused(client_of: ClientOf, on: str) -> None:
    told = {"on": on, "part": "all", "why": "inset", "name": ""}
    page = client_of("office").post(f"{DATES}closed-days/", told).content.decode()
    assert "shut anyway" in page


def drawn(cast: Cast) -> list[str]:
    made = Period.objects.filter(year__school=cast.school, year__name="2027/28")
    return [period.name for period in made.order_by("starts_on")]


def test_a_year_is_drawn_at_once_each_half_term_unless_one_chooses_otherwise(
    client_of: ClientOf, cast: Cast
) -> None:
    client = client_of("office")
    assert 'value="half-term" required id="id_span_0" checked' in (
        client.get(f"{DATES}new-year/").content.decode()
    )
    page = client.post(f"{DATES}new-year/", NEXT_YEAR, follow=True).content.decode()
    assert "2027/28 is set, with 6 review periods." in page
    assert drawn(cast)[:2] == ["Autumn 1", "Autumn 2"]


@pytest.mark.parametrize(
    ("span", "names"),
    [("term", ["Autumn", "Spring", "Summer"]), ("year", ["2027/28"]), ("later", [])],
)
def test_a_year_is_drawn_as_one_chooses(
    client_of: ClientOf, cast: Cast, span: str, names: list[str]
) -> None:
    client_of("office").post(f"{DATES}new-year/", NEXT_YEAR | {"span": span})
    assert drawn(cast) == names


def test_a_scheme_that_judges_by_the_term_is_offered_terms(client_of: ClientOf, cast: Cast) -> None:
    text = cast.version.text.replace('judgements = "half-term"', 'judgements = "term"')
    SchemeVersion.objects.filter(pk=cast.version.pk).update(text=text, ref=uuid.uuid4())
    page = client_of("office").get(f"{DATES}new-year/").content.decode()
    assert 'value="term" required id="id_span_1" checked' in page


def test_next_year_is_drawn_for_those_who_are_judged_otherwise_too(
    client_of: ClientOf, cast: Cast
) -> None:
    """September: Tom, now in Year 3, is in Year 4 then, and so by its calendar."""
    more = '\n[[calendars.exceptions]]\nyears = [4]\njudgements = "term"\n'
    versions = SchemeVersion.objects.filter(pk=cast.version.pk)
    versions.update(text=cast.version.text + more, ref=uuid.uuid4())
    client_of("office").post(f"{DATES}new-year/", NEXT_YEAR | {"span": "half-term"})
    made = Period.objects.filter(year__school=cast.school, year__name="2027/28")
    born = cast.wren.year_in(date(2027, 9, 1))
    theirs = [row.name for row in made.order_by("starts_on") if row.concerns(born)]
    assert theirs == ["Autumn", "Spring", "Summer"]
    assert "Autumn · Year 4" in client_of("office").get(DATES).content.decode()


def test_wrong_dates_of_ones_own_keep_the_year_from_being_set(
    client_of: ClientOf, cast: Cast
) -> None:
    wrong = NEXT_YEAR | {"span": "free", "free": "Baseline, 1/7/2027, 15/10/2027"}
    page = client_of("office").post(f"{DATES}new-year/", wrong).content.decode()
    assert "Baseline is not within 2027/28." in page
    assert AcademicYear.objects.filter(school=cast.school).count() == 1


def test_review_periods_are_chosen_once(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("office")
    client.post(f"{DATES}new-year/", NOT_YET)
    client.post(f"{DATES}2027/periods/", {"span": "term"})
    client.post(f"{DATES}2027/periods/", {"span": "half-term"})
    made = Period.objects.filter(year__school=cast.school, year__name="2027/28")
    assert [period.name for period in made] == ["Autumn", "Spring", "Summer"]


def test_review_periods_may_have_dates_of_their_own(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("office")
    client.post(f"{DATES}new-year/", NOT_YET)
    free = "Baseline, 2/9/2027, 15/10/2027\nWinter check, 18/10/2027 to 2028-02-11"
    client.post(f"{DATES}2027/periods/", {"span": "free", "free": free})
    made = Period.objects.filter(year__school=cast.school, year__name="2027/28")
    assert [(period.name, period.ends_on) for period in made] == [
        ("Baseline", date(2027, 10, 15)),
        ("Winter check", date(2028, 2, 11)),
    ]


@pytest.mark.parametrize("free", ["", "Baseline", "Baseline, 2/9/2027, 31/2/2028", "A, x, y"])
def test_dates_that_cannot_be_read_are_shown_with_an_example(
    client_of: ClientOf, cast: Cast, free: str
) -> None:
    client = client_of("office")
    client.post(f"{DATES}new-year/", NOT_YET)
    page = client.post(f"{DATES}2027/periods/", {"span": "free", "free": free}).content.decode()
    assert "Autumn check, 3/9/2026, 23/10/2026" in page
    assert not Period.objects.filter(year__school=cast.school, year__name="2027/28").exists()
