"""What is kept for a day is gone after a day, though nobody comes back to it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from lantern.config import clock
from lantern.reviews.models import PrintRun
from lantern.roster.models import Upload
from lantern.schemes.models import SchemeDraft
from tests.cast import Cast, set_the_stage

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
DRAFTED = "[scheme]"


def keep(cast: Cast, ago: timedelta) -> None:
    """One of each thing that is kept for a day, so long ago."""
    then, user = clock.now_at_school() - ago, cast.leader.user
    for kind in ("roster", "attendance"):
        Upload.objects.create(
            school=cast.school, kind=kind, name="list.csv", content=b"Maya,Brook", mapping={},
            uploaded_at=then, uploaded_by=user,
        )  # fmt: skip
    SchemeDraft.objects.create(school=cast.school, text=DRAFTED, drafted_at=then, drafted_by=user)
    PrintRun.objects.create(
        school=cast.school, period=cast.period, asked_at=then, asked_by=user, finished=True,
        content=b"PK",
    )  # fmt: skip


def left() -> dict[str, int]:
    """How many of each still hold anything."""
    held = Upload.objects.exclude(content=b"")
    return {
        "roster": held.filter(kind="roster").count(),
        "attendance": held.filter(kind="attendance").count(),
        "drafts": SchemeDraft.objects.count(),
        "prints": PrintRun.objects.count(),
    }


def test_after_a_day_it_is_gone(cast: Cast) -> None:
    keep(cast, ago=A_DAY + AN_HOUR)
    said = StringIO()
    call_command("tidy", stdout=said)
    assert left() == {"roster": 0, "attendance": 0, "drafts": 0, "prints": 0}
    assert "     1 files of the roll that nobody confirmed within a day\n" in said.getvalue()


def test_before_that_it_is_there(cast: Cast) -> None:
    keep(cast, ago=A_DAY - AN_HOUR)
    call_command("tidy", stdout=StringIO())
    assert left() == {"roster": 1, "attendance": 1, "drafts": 1, "prints": 1}


def test_a_session_that_ran_out_is_gone(db: None) -> None:
    for key, days in (("over", -1), ("going", 1)):
        ends = timezone.now() + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    assert clock.forget_old_sessions() == 1
    assert [session.session_key for session in Session.objects.all()] == ["going"]


def test_a_chore_that_fails_stops_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(cast, ago=A_DAY + AN_HOUR)

    def fail() -> int:
        raise DatabaseError

    chores = (clock.Chore(what="what cannot be done", do=fail), *clock.HOURLY)
    monkeypatch.setattr(clock, "HOURLY", chores)
    clock.clear_away()
    assert left()["roster"] == 0


@pytest.fixture
def staged(transactional_db: None) -> Cast:
    """Rows that another thread sees."""
    return set_the_stage()


def test_beside_the_worker_nobody_needs_to_ask(staged: Cast) -> None:
    """The clock of `lantern work` runs at once, in its own thread, and ends with the work."""
    keep(staged, ago=A_DAY + AN_HOUR)
    with clock.ticking():
        pass
    assert left() == {"roster": 0, "attendance": 0, "drafts": 0, "prints": 0}
