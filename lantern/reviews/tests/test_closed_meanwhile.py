"""A week's page that was opened before a review was closed: it asks why before it corrects it."""

from collections.abc import Callable
from datetime import date

from lantern.habits.models import DayTally, Tally
from lantern.reviews.actions import close, reopen
from lantern.reviews.models import Closure
from lantern.reviews.tests.rows import later
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period
from tests.cast import Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
SAID = "Autumn 2 was closed for Kestrels by Ms Farrow since this page was opened."


def address(cast: Cast) -> str:
    return f"/amberley/classes/{cast.kestrels.ref}/week/"


def shut(cast: Cast, *, days: int = 0) -> Closure:
    by = later(cast.teacher, days=days)
    return close(school_class=cast.kestrels, period=cast.period, by=by)


def told(client: CheckedClient, cast: Cast) -> dict[str, str]:
    """What the page's form says of itself."""
    week = client.get(address(cast)).context["week"]
    return {"was": week.was, "told": week.told}


def nights(cast: Cast) -> str:
    return f"{cast.settled.ref}.nights"


def test_a_page_from_before_the_closing_saves_nothing_yet(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    old = told(client, cast)
    shut(cast)
    answer = client.post(address(cast), {**old, nights(cast): "3"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert SAID in page
    assert 'name="why"' in page
    assert "Autumn 2 is closed for Kestrels: Ms Farrow closed it on" in page
    assert f'name="{nights(cast)}" value="3"' in page
    assert not Tally.objects.exists()


def test_the_page_that_came_back_saves_with_its_reason(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    old = told(client, cast)
    shut(cast)
    shown = client.post(address(cast), {**old, nights(cast): "3"}).context
    new = {"was": shown["was"], "told": shown["week"].told, "why": "found the slip"}
    client.post(address(cast), {**new, nights(cast): "3"})
    assert Tally.objects.standing().get().count == 3


def test_a_cell_sent_by_itself_is_sent_back_to_the_whole_page(
    cast: Cast, client_of: ClientOf
) -> None:
    client = client_of("teacher")
    old = told(client, cast)
    shut(cast)
    answer = client.post(address(cast), {**old, nights(cast): "3"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert answer.content.decode() == f"{SAID} Press Save to say why it is changed."
    assert not Tally.objects.exists()


def test_closed_again_is_closed_anew(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    first = shut(cast)
    old = told(client, cast)
    reopen(closure=first, reason="A mark was missing", by=later(cast.leader))
    assert client.post(address(cast), {**old, nights(cast): "1"}).status_code == 302
    shut(cast, days=1)
    assert client.post(address(cast), {**old, nights(cast): "2"}).status_code == 422


def test_a_closing_that_does_not_show_the_week_stops_nobody(
    cast: Cast, client_of: ClientOf
) -> None:
    client = client_of("teacher")
    old = told(client, cast)
    autumn = next(period for period in cast.periods if period.starts_on == date(2026, 9, 3))
    close(school_class=cast.kestrels, period=autumn, by=later(cast.teacher))
    assert client.post(address(cast), {**old, nights(cast): "3"}).status_code == 302


def test_a_day_of_the_week_in_which_a_closed_period_began_says_so(
    cast: Cast, client_of: ClientOf
) -> None:
    """The week is counted whole: its Tuesday is in what is shown of the period from Wednesday."""
    text = cast.version.text.replace('over = "term"', 'over = "period"')
    SchemeVersion.objects.filter(pk=cast.version.pk).update(text=text)
    Period.objects.filter(pk=cast.period.pk).update(starts_on=date(2026, 11, 18))
    shut(cast)
    assert corrected(client_of("teacher"), cast, "2026-11-17")
    assert not corrected(client_of("teacher"), cast, "2026-11-13")


def corrected(client: CheckedClient, cast: Cast, on: str) -> bool:
    path = f"/amberley/classes/{cast.kestrels.ref}/day/?on={on}"
    return "Autumn 2 is closed for Kestrels" in client.get(path).content.decode()


def test_a_day_that_was_opened_before_the_closing_asks_again(
    cast: Cast, client_of: ClientOf
) -> None:
    client, path = client_of("teacher"), f"/amberley/classes/{cast.kestrels.ref}/day/"
    old = client.get(path).context["day"].told
    shut(cast)
    press = {"set": f"{cast.settled.ref}.lates::1"}
    for script in ({"HX-Request": "true"}, {}):
        answer = client.post(path, {**press, "told": old}, headers=script)
        assert answer.status_code == 422
        assert SAID in answer.content.decode()
    assert not DayTally.objects.exists()
    now = client.get(path).context["day"].told
    client.post(path, {**press, "told": now, "why": "found the slip"})
    assert DayTally.objects.get().count == 1
