"""A question that forgot its school: PostgreSQL answers with the rows of the one that was named.

SQLite has no such thing, so there each test says what it would show.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from lantern.accounts.actions import factors_changed, invite, take_up
from lantern.accounts.gates import SchoolRequest, allow
from lantern.accounts.models import Member
from lantern.accounts.rules import Can
from lantern.audit.models import Note
from lantern.roster.models import Pupil
from lantern.within import every_school, holds, name_nobody, within
from tests.cast import CANARY, PASSWORD, TODAY, Cast
from tests.client import CheckedClient
from tests.stage import the_stage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


@allow(Can.COME_IN)
def forgetful(request: SchoolRequest) -> HttpResponse:
    """Everyone's children, whoever asks."""
    return HttpResponse(" ".join(Pupil.objects.values_list("legal_forename", flat=True)))


@allow(Can.COME_IN)
def overwriting(request: SchoolRequest) -> HttpResponse:
    """Everyone's children are called the same from now on."""
    return HttpResponse(str(Pupil.objects.update(legal_forename="Same")))


@allow(Can.COME_IN)
def failing(request: SchoolRequest) -> HttpResponse:
    """It breaks off within a transaction that the database has given up."""
    with transaction.atomic():
        Pupil.objects.latest("pk").save(force_insert=True)
    raise AssertionError("the database took the same number twice")


@allow(Can.COME_IN)
def cut_off(request: SchoolRequest) -> HttpResponse:
    """The line to the database is cut by the page's own question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    return HttpResponse()


@allow(Can.COME_IN)
def cut_off_elsewhere(request: SchoolRequest) -> HttpResponse:
    """The line is cut when the page has all it needs, and does not know."""
    other = connection.copy()
    with other.cursor() as cursor:
        mine = connection.connection.info.backend_pid
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [mine])
    other.close()
    return HttpResponse()


urlpatterns = [
    path("<slug:school>/forgetful/", forgetful),
    path("<slug:school>/overwriting/", overwriting),
    path("<slug:school>/failing/", failing),
    path("<slug:school>/cut-off/", cut_off),
    path("<slug:school>/cut-off-elsewhere/", cut_off_elsewhere),
    path("", include("lantern.config.urls")),
]


@pytest.fixture
def cast(transactional_db: None) -> Iterator[Cast]:
    """Everyone; and then a line to the database as a school has it, on which nothing is named."""
    made = the_stage()
    options = connection.settings_dict["OPTIONS"]
    told = options.pop("options", None)
    connection.close()
    yield made
    if told is not None:
        options["options"] = told
    connection.close()


def browser(member: Member) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member.user)
    return client


def named() -> str:
    """What is named on this connection; nothing on SQLite."""
    if not holds():
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lantern.school', true)")
        return cursor.fetchone()[0] or ""


def of(member: Member) -> int:
    """How many children there are at that school."""
    with every_school("to count"):
        return Pupil.objects.filter(school=member.school).count()


def test_the_tests_own_role_is_held_by_policies() -> None:
    if holds():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            assert cursor.fetchone() == (False,)


def test_where_none_is_named_there_is_no_child(cast: Cast) -> None:
    assert Pupil.objects.exists() is not holds()
    assert Note.objects.exists() is not holds()


def test_a_page_that_forgot_its_school_shows_no_other(cast: Cast) -> None:
    ours, next_door = (cast.leader, "Maya", CANARY), (cast.stranger, CANARY, "Maya")
    for member, theirs, others in (ours, next_door, ours):
        shown = browser(member).get(f"/{member.school.key}/forgetful/").content.decode()
        assert theirs in shown
        assert (others in shown) is not holds()


def test_nor_does_it_write_into_another(cast: Cast) -> None:
    everyone = of(cast.leader) + of(cast.stranger)
    changed = int(browser(cast.leader).get("/amberley/overwriting/").content)
    assert changed == (of(cast.leader) if holds() else everyone)
    with within(cast.stranger.school.pk):
        kept = Pupil.objects.get(school=cast.stranger.school).legal_forename
    assert kept == (CANARY if holds() else "Same")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/amberley/", 200),
        ("/amberley/staff/", 403),
        ("/next-door/", 404),
        ("/amberley/failing/", 500),
        ("/", 302),
        ("/account/login/", 302),
        ("/nowhere/at/all/", 404),
    ],
)
def test_nothing_is_named_when_a_request_is_over(cast: Cast, address: str, status: int) -> None:
    assert browser(cast.teacher).get(address).status_code == status
    assert named() == ""
    assert Pupil.objects.exists() is not holds()


def test_nor_after_someone_who_has_left(cast: Cast) -> None:
    assert browser(cast.gone).get("/amberley/").status_code == 404
    assert named() == ""


@pytest.mark.parametrize(("where", "status"), [("cut-off", 500), ("cut-off-elsewhere", 200)])
def test_nor_where_the_line_was_cut(cast: Cast, where: str, status: int) -> None:
    if holds():
        client = browser(cast.leader)
        assert client.get(f"/amberley/{where}/").status_code == status
        assert client.get("/amberley/").status_code == 200
        assert named() == ""


def test_pages_of_no_school_need_none(cast: Cast) -> None:
    """Coming in, one's hats, and one's own account."""
    client = CheckedClient()
    told = {"login": cast.leader.user.email, "password": PASSWORD}
    assert client.post("/account/login/", told).status_code == 302
    for address in ("/account/second-factor/", "/account/password/again/", "/account/lock/"):
        assert client.get(address).status_code in {200, 302}, address
    with every_school("to work at both"):
        Member.objects.create(
            user=cast.leader.user, school=cast.stranger.school, role="leader", starts_on=TODAY
        )
    client.may_see_the_canary = True
    assert CANARY in client.get("/").content.decode()


def test_what_they_do_to_their_account_is_noted_at_their_school(cast: Cast) -> None:
    factors_changed(user=cast.leader.user, added=True)
    with within(cast.school.pk):
        assert Note.objects.latest("pk").did == "second factor added"
        invited, _ = invite(member=cast.office, how="slip", by=cast.viewer("leader"))
    take_up(invitation=invited, password=None)
    with within(cast.school.pk):
        assert Note.objects.latest("pk").did == "invitation taken up"
    assert named() == ""


def test_one_within_another_and_back(cast: Cast) -> None:
    ours, theirs = str(cast.school.pk), str(cast.stranger.school.pk)
    said = [named()]
    with within(cast.school.pk):
        said.append(named())
        with every_school("to try"), within(cast.stranger.school.pk):
            said.append(named())
        said.append(named())
    assert [*said, named()] == (["", ours, theirs, ours, ""] if holds() else [""] * 5)


def fails_inside(school_id: int) -> None:
    with transaction.atomic(), within(school_id):
        Pupil.objects.latest("pk").save(force_insert=True)


def fails_outside(school_id: int) -> None:
    with within(school_id), transaction.atomic():
        Pupil.objects.latest("pk").save(force_insert=True)


def fails_in_part(school_id: int) -> None:
    with within(school_id), transaction.atomic():
        try:
            fails_inside(school_id)
        except DatabaseError:
            assert named() in {"", str(school_id)}
            assert Pupil.objects.exists()
            raise


@pytest.mark.parametrize("failing", [fails_inside, fails_outside, fails_in_part])
def test_a_transaction_that_is_undone_leaves_nothing_named(
    cast: Cast, failing: Callable[[int], None]
) -> None:
    with pytest.raises(IntegrityError):
        failing(cast.school.pk)
    assert named() == ""


def test_forgetting_is_harmless_where_there_is_nothing(cast: Cast) -> None:
    name_nobody()
    connection.close()
    name_nobody()
    assert named() == ""
