"""Who may be given a new password, and that a school is never left without a leader."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantern.accounts.actions import StaffTrouble, change_role, give_start_password
from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from tests.cast import PASSWORD, Cast, a_member, viewer_of


def elsewhere(cast: Cast, starts_on: date, ends_on: date | None) -> None:
    Member.objects.create(
        user=cast.teacher.user, school=cast.next_door.school, role=Role.TEACHER,
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip


def test_someone_who_once_worked_elsewhere_may_start_again(cast: Cast) -> None:
    elsewhere(cast, date(2020, 9, 1), date(2021, 7, 20))
    password = give_start_password(member=cast.teacher, by=cast.viewer("leader"))
    assert cast.teacher.user.check_password(password)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2020, 9, 1), None),
        (date(2020, 9, 1), date(2026, 11, 26)),
        (date(2027, 1, 4), None),
    ],
)
def test_someone_who_works_elsewhere_or_will_may_not(
    cast: Cast, starts_on: date, ends_on: date | None
) -> None:
    elsewhere(cast, starts_on, ends_on)
    with pytest.raises(StaffTrouble, match="another school"):
        give_start_password(member=cast.teacher, by=cast.viewer("leader"))
    assert cast.teacher.user.check_password(PASSWORD)


def test_two_leaders_cannot_go_at_once(cast: Cast) -> None:
    """The one who goes second waits for the first, and then is the only one."""
    second = a_member(cast.school, Role.LEADER, "Mr Second")
    with CaptureQueriesContext(connection) as asked:
        change_role(member=cast.leader, role=Role.TEACHER, by=viewer_of(second))
    held = any("FOR UPDATE" in query["sql"] for query in asked.captured_queries)
    assert held == connection.features.has_select_for_update
    with pytest.raises(StaffTrouble, match="only leader"):
        change_role(member=second, role=Role.TEACHER, by=cast.viewer("leader"))


def test_a_leader_does_not_shut_themselves_out(cast: Cast) -> None:
    """One press, and the page that follows is not theirs any more."""
    a_member(cast.school, Role.LEADER, "Mrs Second")
    with pytest.raises(StaffTrouble, match="Ask another leader"):
        change_role(member=cast.leader, role=Role.GOVERNOR, by=cast.viewer("leader"))
    cast.leader.refresh_from_db()
    assert cast.leader.role == Role.LEADER
