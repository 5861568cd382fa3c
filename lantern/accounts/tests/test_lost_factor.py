"""A second factor that is lost: a leader takes it away, and its owner hears of it."""

from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.core.management import CommandError, call_command

from lantern.accounts.actions import StaffTrouble, take_second_factor
from lantern.accounts.models import Member, User
from lantern.accounts.rules import Role
from lantern.accounts.tests.test_second_factor import TRUST, an_app, codes, knocks, shown
from lantern.audit.models import Note
from tests.cast import Cast, nameless
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
TOLD = "Mrs Okafor took your second step away on"


@pytest.fixture(autouse=True)
def secret(cast: Cast) -> Iterator[str]:
    """The teacher's, who has an app."""
    cache.clear()
    made = an_app(cast.teacher.user)
    RecoveryCodes.activate(cast.teacher.user)
    yield made
    cache.clear()


def path(member: Member) -> str:
    return f"/amberley/staff/{member.ref}/"


def test_a_leader_takes_it_away_and_its_owner_is_told_once(client_of: ClientOf, cast: Cast) -> None:
    leader = client_of("leader")
    assert "Take their second step away" in leader.get(path(cast.teacher)).content.decode()
    answer = leader.post(f"{path(cast.teacher)}second-factor/", follow=True)
    assert "sets up a new second step" in answer.content.decode()
    assert not Authenticator.objects.exists()
    assert Note.objects.get(did="second factor taken away").about == str(cast.teacher.ref)
    client = knocks(cast.teacher.user)
    assert TOLD in client.get("/amberley/").content.decode()
    assert TOLD not in client.get("/amberley/").content.decode()
    client.post("/account/logout/")
    assert TOLD not in knocks(cast.teacher.user).get("/amberley/").content.decode()


def test_every_session_of_theirs_ends(secret: str, cast: Cast) -> None:
    """Whoever holds the lost phone may be signed in on it."""
    client = knocks(cast.teacher.user)
    assert shown(client, codes(secret)[1]) == TRUST
    client.post(TRUST, {"action": "trust"})
    assert client.get("/amberley/").status_code == 200
    take_second_factor(member=cast.teacher, by=cast.viewer("leader"))
    assert client.get("/amberley/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize("ends_on", [None, date(2026, 11, 26)])
def test_not_across_another_schools_door(cast: Cast, ends_on: date | None) -> None:
    Member.objects.create(
        user=cast.teacher.user, school=cast.next_door.school, role=Role.TEACHER,
        starts_on=date(2020, 9, 1), ends_on=ends_on,
    )  # fmt: skip
    with pytest.raises(StaffTrouble, match="another school"):
        take_second_factor(member=cast.teacher, by=cast.viewer("leader"))
    assert Authenticator.objects.count() == 2


def test_not_ones_own(cast: Cast) -> None:
    an_app(cast.leader.user)
    with pytest.raises(StaffTrouble, match="My second step"):
        take_second_factor(member=cast.leader, by=cast.viewer("leader"))


def test_nothing_to_take_is_said(client_of: ClientOf, cast: Cast) -> None:
    there = f"{path(cast.assistant)}second-factor/"
    answer = client_of("leader").post(there, follow=True)
    assert "has set up no second step" in answer.content.decode()
    assert User.objects.get(pk=cast.assistant.user_id).factor_taken_at is None


def test_without_its_note_it_stays(cast: Cast) -> None:
    with pytest.raises(Exception, match="at_by"):
        take_second_factor(member=cast.teacher, by=nameless(cast.school))
    assert Authenticator.objects.count() == 2
    assert User.objects.get(pk=cast.teacher.user_id).factor_taken_at is None


def test_whoever_runs_the_machine_may_wherever_they_work(cast: Cast) -> None:
    email = cast.teacher.user.email
    out = StringIO()
    call_command("staff_factor", email, "--school", "amberley", stdout=out)
    assert out.getvalue() == f"{email} sets up a new second step at the next sign-in.\n"
    page = knocks(cast.teacher.user).get("/amberley/").content.decode()
    assert "Whoever looks after Lantern took your second step away" in page
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("staff_factor", email, "--school", "amberley")
    with pytest.raises(CommandError, match="not on the staff"):
        call_command("staff_factor", email, "--school", "nowhere")
