"""Ask the office before this goes home: who is told so, where, and that nothing else is told."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantern.reviews.actions import close
from lantern.reviews.tests.rows import attendance
from lantern.roster.actions import enrol, leave
from lantern.roster.models import Restriction
from tests.cast import NOW, Cast
from tests.client import CheckedClient
from tests.papers import words_on

ClientOf = Callable[[str], CheckedClient]
LINE = "Ask the office before this goes home."
SOME = "Ask the office about <a"
THESE = "Ask the office before these go home"
SECRETS = ("Piers", "Stoke Family Court", "No contact", "Hazel")


def profile(cast: Cast) -> str:
    return f"/amberley/pupils/{cast.two_homes.ref}/profile/"


def pages(cast: Cast) -> dict[str, str]:
    """The pages from which paper comes, each with its line."""
    return {profile(cast): LINE, class_page(cast): SOME, "/amberley/prints/": THESE}


def class_page(cast: Cast) -> str:
    return f"/amberley/classes/{cast.kestrels.ref}/"


def no_line(cast: Cast) -> str:
    return f"/amberley/classes/{cast.wrens.ref}/"


@pytest.mark.parametrize("part", ["teacher", "assistant", "other_teacher"])
def test_whoever_prints_and_sees_no_family_is_told_to_ask(
    cast: Cast, client_of: ClientOf, part: str
) -> None:
    client = client_of(part)
    for address, line in pages(cast).items():
        page = client.get(address).content.decode()
        assert page.count(line) == 1, address
        assert not any(secret in page for secret in SECRETS), address
    assert ">Rowan Ashdown</a>, Kestrels" in client.get("/amberley/prints/").content.decode()


def test_a_leader_is_reminded_and_led_to_the_restriction_itself(
    cast: Cast, client_of: ClientOf
) -> None:
    client = client_of("leader")
    for address in pages(cast):
        page = client.get(address).content.decode()
        assert "Ask the office" not in page
        assert page.count("Look at the restriction") == 1, address
        assert not any(secret in page for secret in SECRETS), address
    record = f'<a href="/amberley/pupils/{cast.two_homes.ref}/">Rowan Ashdown</a>, Kestrels'
    assert record in client.get("/amberley/prints/").content.decode()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("teacher", "Ask the office first about"),
        ("leader", "Look first at the restrictions about"),
    ],
)
def test_the_class_says_so_before_the_press_that_prints_it(
    cast: Cast, client_of: ClientOf, part: str, words: str
) -> None:
    client, first = client_of(part), f'<p class="small" id="first">{words} <a href='
    press = f'<a aria-describedby="first" href="{class_page(cast)}profiles/pdf/'
    for query in ("", f"?group={cast.premium.ref}"):
        page = client.get(class_page(cast) + query).content.decode()
        assert 0 < page.find(first) < page.find(press)
    Restriction.objects.update(lifted_at=NOW, lifted_by=cast.leader.user)
    page = client.get(class_page(cast)).content.decode()
    assert 'id="first"' not in page
    assert f'<a href="{class_page(cast)}profiles/pdf/' in page


def test_the_child_at_the_table_reads_nothing_of_it(cast: Cast, client_of: ClientOf) -> None:
    """It is in the drop-down that prints, and the browser's own print holds no profile."""
    page = client_of("teacher").get(profile(cast)).content.decode()
    press = page.index('<summary class="btn">PDF')
    drop = page[press : page.index("</details>", press)]
    assert drop.index(LINE) < drop.index('<a aria-describedby="first" href=')
    assert LINE not in page.replace(drop, "")
    shown = page[page.index('<p class="paper-only">') :]
    assert shown.index('<div class="screen-only">') < shown.index('<div class="two profile">')
    other = client_of("teacher").get(f"/amberley/pupils/{cast.settled.ref}/profile/")
    assert "paper-only" not in other.content.decode()


def test_other_children_and_classes_have_no_line(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    for address in (f"pupils/{cast.settled.ref}/profile/", f"classes/{cast.wrens.ref}/"):
        assert "Ask the office" not in client.get(f"/amberley/{address}").content.decode()


def test_once_it_is_lifted_nobody_need_ask(cast: Cast, client_of: ClientOf) -> None:
    Restriction.objects.update(lifted_at=NOW, lifted_by=cast.leader.user)
    client = client_of("teacher")
    for address in pages(cast):
        assert "Ask the office" not in client.get(address).content.decode()


def test_the_paper_itself_says_nothing(cast: Cast, client_of: ClientOf) -> None:
    """It may go home with the child."""
    made = client_of("teacher").get(f"{profile(cast)}pdf/").content
    text = words_on(made)
    assert "Rowan Ashdown" in text
    assert "office" not in text.casefold()


def move(cast: Cast) -> None:
    by, first = cast.viewer("office"), date(2026, 11, 9)
    enrol(pupil=cast.two_homes, school_class=cast.wrens, starts_on=first, by=by)


def go(cast: Cast) -> None:
    leave(pupil=cast.two_homes, last_day=date(2026, 11, 6), by=cast.viewer("office"))


def go_before_closing(cast: Cast) -> None:
    leave(pupil=cast.two_homes, last_day=date(2026, 10, 9), by=cast.viewer("office"))
    close(school_class=cast.kestrels, period=cast.periods[0], by=cast.viewer("teacher"))


@pytest.mark.parametrize(
    ("what_happened", "class_name"),
    [(move, "Wrens"), (go, "Kestrels"), (go_before_closing, "Kestrels")],
    ids=["moved since", "left since", "left before it was closed"],
)
def test_what_is_printed_of_an_earlier_period_has_its_line(
    cast: Cast, client_of: ClientOf, what_happened: Callable[[Cast], None], class_name: str
) -> None:
    what_happened(cast)
    client, then = client_of("teacher"), f"?period={cast.periods[0].ref}"
    assert "Rowan Ashdown" in words_on(client.get(f"{class_page(cast)}profiles/pdf/{then}").content)
    assert SOME in client.get(class_page(cast) + then).content.decode()
    assert f">Rowan Ashdown</a>, {class_name}" in client.get("/amberley/prints/").content.decode()
    assert SOME not in client.get(class_page(cast)).content.decode()


def test_a_closed_class_asks_about_whom_it_kept(cast: Cast, client_of: ClientOf) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    assert SOME in client_of("teacher").get(class_page(cast)).content.decode()
    assert SOME not in client_of("leader").get(class_page(cast)).content.decode()
    Restriction.objects.update(lifted_at=NOW, lifted_by=cast.leader.user)
    assert SOME not in client_of("teacher").get(class_page(cast)).content.decode()


@pytest.mark.parametrize("closed", [False, True])
def test_a_groups_page_asks_about_the_whole_class_that_is_printed_from_it(
    cast: Cast, client_of: ClientOf, closed: bool
) -> None:
    if closed:
        close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    page = f"{class_page(cast)}?group={cast.premium.ref}"
    shown = client_of("teacher").get(page).content.decode()
    assert "Rowan" not in shown
    assert SOME in shown
    assert SOME not in client_of("leader").get(page).content.decode()


def asked(client: CheckedClient, address: str) -> list[str]:
    client.get(address)  # what is remembered once a process
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [str(query["sql"]) for query in queries]


@pytest.mark.parametrize(
    ("page", "teacher", "leader"), [(profile, 19, 18), (class_page, 12, 12), (no_line, 12, 12)]
)
def test_it_costs_no_query_more(
    cast: Cast, client_of: ClientOf, page: Callable[[Cast], str], teacher: int, leader: int
) -> None:
    """It comes along with the children; a leader may judge any child, which saves one."""
    for pupil in (cast.settled, cast.two_homes, cast.joiner, cast.mentee, cast.wren):
        attendance(cast, pupil)
    for part, count in (("teacher", teacher), ("leader", leader)):
        told = asked(client_of(part), page(cast))
        assert len(told) == count, part
        assert sum("restriction" in sql for sql in told) == 1, part
