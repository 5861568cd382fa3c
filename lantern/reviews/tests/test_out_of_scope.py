"""Children whom the scheme is not for: nothing of theirs is judged, closed or missed."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse

from lantern.judgements.models import Judgement, Voice, What
from lantern.reviews.actions import Mark, NothingToClose, NotOnTheScale, close, judge, judge_many
from lantern.reviews.drawing.words import overview_line
from lantern.reviews.pictures.overview import overview
from lantern.reviews.tests.rows import a_cell, attendance
from lantern.schemes.models import SchemeVersion
from tests.cast import NOW, TODAY, Cast, a_class, a_place, a_pupil
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
ALL = "years = [0, 1, 2, 3, 4, 5, 6]"


def only_for(cast: Cast, *years: int) -> Cast:
    """The same scheme, but for some year groups alone."""
    text = cast.version.text.replace(ALL, f"years = {list(years)}", 1)
    SchemeVersion.objects.filter(pk=cast.version.pk).update(text=text)
    cast.version.refresh_from_db()
    return cast


@pytest.fixture
def without_kestrels(cast: Cast) -> Cast:
    """Kestrels are all in Year 4, and the scheme is for Year 3 alone, in which one of Wrens is."""
    return only_for(cast, 3)


@pytest.mark.parametrize("voice", [Voice.MENTOR, Voice.CHILD])
@pytest.mark.parametrize(
    ("what", "key", "value"),
    [(What.AREA, "effort", "green"), (What.AREA, "effort", "-"), (What.SUBJECT, "reading", "-")],
)
def test_nothing_may_be_said_of_them(
    without_kestrels: Cast, what: What, key: str, value: str, voice: Voice
) -> None:
    cast, by = without_kestrels, without_kestrels.viewer("leader")
    cell = a_cell(cast, cast.settled, key, what=what, voice=voice)
    with pytest.raises(NotOnTheScale):
        judge(cell=cell, school_class=cast.kestrels, value=value, by=by)
    with pytest.raises(NotOnTheScale):
        judge_many(
            marks=[Mark(cell=cell, value=value)], school_class=cast.kestrels, period=cast.period,
            by=by,
        )  # fmt: skip
    assert not Judgement.objects.exists()


def test_in_a_mixed_class_the_others_are_judged(without_kestrels: Cast) -> None:
    cast, by = without_kestrels, without_kestrels.viewer("leader")
    judge(cell=a_cell(cast, cast.wren), school_class=cast.wrens, value="green", by=by)
    with pytest.raises(NotOnTheScale):
        judge(cell=a_cell(cast, cast.mentee), school_class=cast.wrens, value="green", by=by)


def test_a_part_that_begins_after_the_period_is_not_judged_in_it_domain_2_40(cast: Cast) -> None:
    part = '\n[[parts]]\nkey = "late"\nname = "Late"\nstarts_on = 2027-01-04\n'
    area = 'key = "effort"'
    assert area in cast.version.text
    text = cast.version.text.replace(area, f'{area}\npart = "late"', 1) + part
    SchemeVersion.objects.filter(pk=cast.version.pk).update(text=text)
    cast.version.refresh_from_db()
    with pytest.raises(NotOnTheScale):
        judge(
            cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value="green",
            by=cast.viewer("leader"),
        )  # fmt: skip


def test_a_class_of_them_alone_is_not_closed(without_kestrels: Cast) -> None:
    cast = without_kestrels
    with pytest.raises(NothingToClose):
        close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    assert close(school_class=cast.wrens, period=cast.period, by=cast.viewer("leader")).stands


@pytest.mark.parametrize("page", ["reviews:class", "staff:home"])
def test_nobody_is_offered_to_judge_or_close_it(
    without_kestrels: Cast, client_of: ClientOf, page: str
) -> None:
    place = {"school": "amberley", "ref": without_kestrels.kestrels.ref}
    address = reverse(page, kwargs=place if page == "reviews:class" else {"school": "amberley"})
    body = body_of(client_of("teacher").get(address))
    assert "Kestrels" in body
    assert ">Close Autumn 2<" not in body
    assert "Judge " not in body


@pytest.mark.parametrize("page", ["reviews:closing", "reviews:judging"])
def test_its_pages_say_that_there_is_nothing(
    without_kestrels: Cast, client_of: ClientOf, page: str
) -> None:
    place = {"school": "amberley", "ref": without_kestrels.kestrels.ref}
    client, address = client_of("teacher"), reverse(page, kwargs=place)
    assert "Nothing to judge" in body_of(client.get(address))
    if page == "reviews:closing":
        assert "Nothing to judge" in body_of(client.post(address, {"sure": "yes"}))


def test_what_was_closed_before_stays_to_be_seen(cast: Cast, client_of: ClientOf) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    text = cast.version.text.replace(ALL, "years = [3]", 1)
    SchemeVersion.objects.create(
        school=cast.school, number=2, starts_on=TODAY, text=text, adopted_at=NOW
    )
    place = {"school": "amberley", "ref": cast.kestrels.ref}
    body = body_of(client_of("teacher").get(reverse("reviews:closing", kwargs=place)))
    assert "Closed by Ms Farrow" in body


def test_no_attendance_of_theirs_is_waited_for(without_kestrels: Cast) -> None:
    cast, by = without_kestrels, without_kestrels.viewer("leader")
    attendance(cast, cast.wren, days=5)
    found = {each.name: each for each in overview(cast.period, by=by).classes}
    assert found["Kestrels"].unloaded == ()
    assert found["Wrens"].unloaded == (date(2026, 11, 9), date(2026, 11, 16))


def test_the_school_is_closed_when_every_class_that_can_be_is(without_kestrels: Cast) -> None:
    cast, by = without_kestrels, without_kestrels.viewer("leader")
    assert "0 of 1 closed" in overview_line(overview(cast.period, by=by), TODAY)
    close(school_class=cast.wrens, period=cast.period, by=by)
    assert "all closed" in overview_line(overview(cast.period, by=by), TODAY)


def test_a_nursery_that_is_on_the_roll_waits_for_nothing(cast: Cast) -> None:
    nursery = a_class(cast.kestrels.year, "Nursery")
    a_place(a_pupil(cast.school, "Nia", "Small", date(2023, 2, 1)), nursery)
    only_for(cast, 3)
    found = {each.name: each for each in overview(cast.period, by=cast.viewer("leader")).classes}
    assert (found["Nursery"].cells, found["Nursery"].is_ready) == (0, False)
