"""What stood at an earlier closing can be opened after the review was opened and closed again."""

from collections.abc import Callable
from datetime import date
from urllib.parse import unquote

import pytest

from lantern.habits.actions import record_tallies
from lantern.habits.rules import Count
from lantern.reviews.actions import close, judge, reopen
from lantern.reviews.models import Closure
from lantern.reviews.tests.rows import a_cell, attendance, later
from lantern.roster.models import Enrolment
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
WHY = "Effort was on the wrong child"


@pytest.fixture
def twice(cast: Cast) -> tuple[Closure, Closure]:
    """Closed on a green, opened again, judged red with four nights read, and closed again."""
    attendance(cast, cast.settled)
    says(cast, "green", minutes=0)
    first = shut(cast, minutes=1)
    reopen(closure=first, reason=WHY, by=later(cast.leader, minutes=2))
    says(cast, "red", minutes=3)
    told = Count(pupil=cast.settled.pk, week=date(2026, 11, 16), fact="nights", count=4)
    record_tallies(tallies=[told], by=later(cast.teacher, minutes=3))
    return first, shut(cast, minutes=4)


def says(cast: Cast, value: str, *, minutes: int) -> None:
    by = later(cast.teacher, minutes=minutes)
    judge(cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value=value, by=by)


def shut(cast: Cast, *, minutes: int) -> Closure:
    by = later(cast.teacher, minutes=minutes)
    return close(school_class=cast.kestrels, period=cast.period, by=by)


def of(closure: Closure, cast: Cast, *, child: bool = False) -> str:
    rest = f"pupils/{cast.settled.ref}/" if child else ""
    return f"/amberley/closures/{closure.ref}/{rest}"


def page(client: CheckedClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_an_earlier_closing_leads_to_what_it_kept(
    cast: Cast, client_of: ClientOf, twice: tuple[Closure, Closure]
) -> None:
    first, second = twice
    closing = page(client_of("teacher"), f"/amberley/classes/{cast.kestrels.ref}/closing/")
    assert f'href="{of(first, cast)}"' in closing
    assert f'href="{of(second, cast)}"' not in closing  # which is the class as it stands


def test_the_class_as_it_was_then_is_marked_as_an_earlier_closing(
    cast: Cast, client_of: ClientOf, twice: tuple[Closure, Closure]
) -> None:
    told = page(client_of("teacher"), of(twice[0], cast))
    assert "An earlier closing of Autumn 2" in told
    assert f"Mrs Okafor opened it again on Thu 26 Nov: “<bdi>{WHY}</bdi>”" in told
    assert "Maya Brook" in told
    assert of(twice[0], cast, child=True) in told
    assert "Nights read, week of 16 Nov: not entered → 4" in told
    assert "judging/" not in told


def test_the_profile_as_it_was_then(
    cast: Cast, client_of: ClientOf, twice: tuple[Closure, Closure]
) -> None:
    client = client_of("teacher")
    then = page(client, of(twice[0], cast, child=True))
    now = page(client, f"/amberley/pupils/{cast.settled.ref}/profile/")
    assert "An earlier closing of Autumn 2" in then
    assert "An earlier closing" not in now
    assert effort(then) == "Green"
    assert effort(now) == "Red"
    assert "Nights read, week of 16 Nov: not entered → 4" in then
    assert "/profile/area/" not in then


def effort(told: str) -> str:
    row = told[told.index(">Effort<") :]
    return min(("Green", "Red"), key=lambda word: row.find(f"{word}<") % 1_000_000)


def test_the_closing_that_stands_is_the_class_itself(
    cast: Cast, client_of: ClientOf, twice: tuple[Closure, Closure]
) -> None:
    client = client_of("teacher")
    period = f"?period={cast.period.ref}"
    answer = client.get(of(twice[1], cast))
    assert unquote(answer["Location"]) == f"/amberley/classes/{cast.kestrels.ref}/{period}"
    answer = client.get(of(twice[1], cast, child=True))
    assert answer["Location"] == f"/amberley/pupils/{cast.settled.ref}/profile/{period}"


def test_after_reopening_alone_it_can_be_opened_too(cast: Cast, client_of: ClientOf) -> None:
    first = shut(cast, minutes=1)
    reopen(closure=first, reason=WHY, by=later(cast.leader, minutes=2))
    assert "An earlier closing" in page(client_of("assistant"), of(first, cast))


@pytest.mark.parametrize(
    ("part", "status"),
    [("teacher", 200), ("leader", 200), ("office", 403), ("stranger", 404)],
)
def test_who_may(
    cast: Cast, client_of: ClientOf, twice: tuple[Closure, Closure], part: str, status: int
) -> None:
    for child in (False, True):
        assert client_of(part).get(of(twice[0], cast, child=child)).status_code == status


def test_another_class_is_not_there_where_staff_see_their_own(
    cast: Cast, client_of: ClientOf, twice: tuple[Closure, Closure]
) -> None:
    cast.school.own_classes_only = True
    cast.school.save()
    client = client_of("other_teacher")
    for child in (False, True):
        assert client.get(of(twice[0], cast, child=child)).status_code == 404


def test_a_child_who_is_not_in_it_is_not_there(
    cast: Cast, client_of: ClientOf, twice: tuple[Closure, Closure]
) -> None:
    address = f"/amberley/closures/{twice[0].ref}/pupils/{cast.wren.ref}/"
    assert client_of("leader").get(address).status_code == 404


def test_a_child_whom_the_viewer_no_longer_sees_is_left_out(
    cast: Cast, client_of: ClientOf, twice: tuple[Closure, Closure]
) -> None:
    cast.school.own_classes_only = True
    cast.school.save()
    client = client_of("teacher")
    assert "Maya Brook" in page(client, of(twice[0], cast))
    Enrolment.objects.filter(pupil=cast.settled).update(ends_on=date(2026, 11, 24))
    assert "Maya Brook" not in page(client, of(twice[0], cast))
    assert client.get(of(twice[0], cast, child=True)).status_code == 404
