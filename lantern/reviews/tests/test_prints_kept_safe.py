"""Prints: who may still fetch one, what is noted, a large class, and what came after closing."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lantern.accounts.models import Member
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.reviews.actions import close
from lantern.reviews.jobs import ask_for_print, print_school, wake
from lantern.reviews.models import PrintRun
from lantern.reviews.pictures.frozen import freeze, thaw
from lantern.reviews.tests.rows import attendance
from tests.cast import Cast, a_place, a_pupil
from tests.client import CheckedClient, body_of
from tests.papers import words_on

ClientOf = Callable[[str], CheckedClient]


def printed(cast: Cast, part: str) -> PrintRun:
    run = ask_for_print(period=cast.period, by=cast.viewer(part))
    print_school.call(str(run.ref))
    run.refresh_from_db()
    return run


def test_a_print_says_who_is_in_it(cast: Cast) -> None:
    there = [cast.settled, cast.joiner, cast.two_homes, cast.mentee, cast.wren]
    assert printed(cast, "teacher").pupils == sorted(pupil.pk for pupil in there)


@pytest.mark.parametrize("change", ["narrowed", "office"])
def test_a_print_does_not_outlive_the_right_to_see_it_000_26(
    cast: Cast, client_of: ClientOf, change: str
) -> None:
    run = printed(cast, "teacher")
    client, place = client_of("teacher"), f"/amberley/prints/{run.ref}/"
    assert client.get(place).status_code == 200
    if change == "narrowed":
        cast.school.own_classes_only = True
        cast.school.save()
        assert str(run.ref) not in body_of(client.get("/amberley/prints/"))
    else:
        Member.objects.filter(pk=cast.teacher.pk).update(role=Role.OFFICE)
    assert client.get(place).status_code == (404 if change == "narrowed" else 403)


def test_a_print_that_does_not_say_who_is_in_it_is_nobodys(cast: Cast, client_of: ClientOf) -> None:
    run = printed(cast, "leader")
    PrintRun.objects.update(pupils=None)
    assert client_of("leader").get(f"/amberley/prints/{run.ref}/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize(("minutes", "woken"), [(2, True), (0, False)])
def test_a_run_that_nobody_works_on_is_woken_and_made(
    cast: Cast, taken: bool, minutes: int, woken: bool
) -> None:
    """Whether a worker took it and was killed, or none ever came: but not one just asked for."""
    run = ask_for_print(period=cast.period, by=cast.viewer("leader"))
    DBTaskResult.objects.all().delete()
    quiet_since = timezone.now() - timedelta(minutes=minutes)
    PrintRun.objects.update(asked_at=quiet_since, beat=quiet_since if taken else None, done=1)
    run.refresh_from_db()
    wake(run)
    assert DBTaskResult.objects.exists() == woken
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    run.refresh_from_db()
    assert (run.finished, run.done) == ((True, 5) if woken else (False, 1))


def test_prints_are_noted(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("teacher")
    client.get(f"/amberley/pupils/{cast.settled.ref}/profile/pdf/")
    client.get(f"/amberley/classes/{cast.kestrels.ref}/profiles/pdf/")
    assert Note.objects.get(did="profile printed").about == str(cast.settled.ref)
    assert Note.objects.get(did="class profiles printed").details == {
        "period": "Autumn 2", "profiles": 3,
    }  # fmt: skip


def test_a_files_name_keeps_its_letters(cast: Cast, client_of: ClientOf) -> None:
    response = client_of("teacher").get(f"/amberley/pupils/{cast.joiner.ref}/profile/pdf/")
    assert response["Content-Disposition"] == (
        "inline; filename*=utf-8''Ewa%20Zieli%C5%84ska%20Autumn%202%202026_27.pdf"
    )


def test_a_class_of_sixty_one_is_printed_in_parts(cast: Cast, client_of: ClientOf) -> None:
    for place in range(59):
        a_place(a_pupil(cast.school, f"N{place}", "Lind", date(2018, 5, 5)), cast.wrens)
    response = client_of("leader").get(f"/amberley/classes/{cast.wrens.ref}/profiles/pdf/")
    folder = zipfile.ZipFile(io.BytesIO(response.content))
    assert folder.namelist() == ["Wrens 1.pdf", "Wrens 2.pdf"]
    assert "part 2 of 2" in words_on(folder.read("Wrens 2.pdf"))
    assert "Idris Vale" in words_on(folder.read("Wrens 2.pdf"))


def test_paper_says_what_was_recorded_since_it_was_closed_domain_2_31(
    cast: Cast, client_of: ClientOf
) -> None:
    closure = close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    attendance(cast, cast.settled, missed=1, at=closure.closed_at + timedelta(minutes=5))
    client = client_of("teacher")
    one = words_on(client.get(f"/amberley/pupils/{cast.settled.ref}/profile/pdf/").content)
    said = "Recorded since: 30 attendance marks, 2 Nov to 20 Nov: all new (Mr Pell"
    assert said in one
    every = words_on(client.get(f"/amberley/classes/{cast.kestrels.ref}/profiles/pdf/").content)
    assert every.count("Recorded since") == 1


def test_a_sheet_says_of_which_year_it_is_and_that_it_is_not_closed(
    cast: Cast, client_of: ClientOf
) -> None:
    address = f"/amberley/pupils/{cast.settled.ref}/profile/pdf/"
    said = words_on(client_of("teacher").get(address).content)
    assert "Kestrels · mentor Ms Farrow · Autumn 2 2026/27" in said
    assert "Not closed yet: as it stands on 26 November 2026." in said
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    closed = words_on(client_of("teacher").get(address).content)
    assert "As it was on 26 November 2026" in closed
    assert "Not closed yet" not in closed


def test_paper_dates_by_the_clock_of_the_school(cast: Cast, client_of: ClientOf) -> None:
    """Half past midnight in summer is the evening before by the clock that is kept."""
    midnight, first = datetime(2026, 10, 9, 23, 30, tzinfo=UTC), cast.periods[0]
    by = replace(cast.viewer("leader"), now=midnight)
    close(school_class=cast.kestrels, period=first, by=by)
    soon = midnight + timedelta(minutes=5)
    attendance(cast, cast.settled, missed=1, since=date(2026, 9, 7), at=soon)
    page = client_of("teacher").get(
        f"/amberley/pupils/{cast.settled.ref}/profile/pdf/?period={first.ref}"
    )
    said = words_on(page.content)
    assert "As it was on 10 October 2026" in said
    assert "(Mr Pell, 10 October)" in said


def test_a_profile_frozen_long_ago_is_read_as_it_was_domain_2_31() -> None:
    """A closed review has to open for ever: what is read here never changes, only our code."""
    old = json.loads((Path(__file__).parent / "frozen_profile.json").read_text("utf-8"))
    profile = thaw(old)
    assert (profile.name, len(profile.areas), len(profile.subjects)) == ("Maya Brook", 6, 4)
    assert profile.areas[1].mentor is not None
    assert freeze(profile) == old
