"""The demo never touches a real school's database, on either kind of database."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from lantern.accounts.models import User
from lantern.audit.models import Note
from lantern.demo.actions import NotForReal, make
from lantern.demo.tests.small import quiet, small_trust
from lantern.schools.models import School, Trust
from tests.cast import Cast, a_school
from tests.installation import an_installation

pytestmark = pytest.mark.django_db


def refused() -> CommandError:
    with pytest.raises(CommandError) as said:
        call_command("demo_make")
    assert said.value.returncode == 2
    return said.value


def everything() -> tuple[int, int, int, int]:
    rows = (School, Trust, User, Note)
    return tuple(model.objects.count() for model in rows)  # type: ignore[return-value]


def test_it_is_refused_unless_this_is_said_to_be_a_demo(settings: Settings) -> None:
    settings.DEMO = False
    assert "This is not a demo" in str(refused())
    with pytest.raises(NotForReal):
        make(recipe=small_trust(), say=quiet)
    assert everything() == (0, 0, 0, 0)


def test_it_is_refused_beside_a_real_school(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    before = everything()
    assert "a real school" in str(refused())
    with pytest.raises(NotForReal):
        make(recipe=small_trust(), say=quiet)
    assert everything() == before


@pytest.mark.parametrize("trust", [None, "The Real Trust"])
def test_a_pretend_trust_does_not_hide_a_real_school(settings: Settings, trust: str | None) -> None:
    settings.DEMO = True
    pretend = Trust.objects.create(name="Pretend", pretend=True)
    School.objects.create(key="pretend", name="Pretend Primary", trust=pretend)
    real = a_school("real", "Real Primary")
    if trust:
        real.trust = Trust.objects.create(name=trust)
        real.save()
    assert "Real Primary" in str(refused())


def test_the_command_ends_with_2_and_makes_no_database(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from lantern.config.command import main; main()"]
    with an_installation(tmp_path) as ours:
        done = subprocess.run(
            [*command, "demo", "make"], env=ours.env, capture_output=True, text=True, check=False
        )
        assert not ours.has_tables
    assert done.returncode == 2
    assert "This is not a demo" in done.stderr
