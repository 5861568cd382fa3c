"""What a backup holds is there again: every row of every table, on either database."""

import hashlib
import json
import uuid
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any  # a value is whatever its column takes

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.utils import timezone

from lantern.accounts.models import User
from lantern.behaviour.models import Due, Given, Move
from lantern.config.backups import write
from lantern.config.backups.tables import LEFT_BEHIND
from lantern.roster.models import Photograph
from lantern.schemes.presets import PRESETS, preset_text
from lantern.schools.models import Trust
from tests.cast import NOW, Cast, set_the_stage
from tests.installation import Installation, a_copy_of
from tests.whole.happenings import play
from tests.whole.places import Place, empty_place
from tests.whole.rows import Everything, everything

pytestmark = pytest.mark.django_db(transaction=True)
NEVER_FILLED = {"auth.group", "auth.group_permissions"}  # Django's own, which Lantern does not use
SAYS_SO = "restored from a backup"
TWO_SCHOOLS = ("amberley", "next door")
OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}


@pytest.fixture
def played() -> Cast:
    """A school in which everything has happened that can, and a row in every table."""
    cast = set_the_stage()
    play(cast, preset_text(next(iter(PRESETS))))
    Trust.objects.create(name="Ünïcode & Söhne \N{SNOWMAN} 'q\" \\N \\t\t\n Trust")
    User.objects.filter(pk=cast.office.user_id).update(start_password=True)
    ends = timezone.now() + timedelta(days=1)
    Session.objects.create(session_key="signed-in", session_data="x", expire_date=ends)
    photographs(cast)
    a_tap(cast)
    for model in apps.get_models():
        if not model._base_manager.exists() and model._meta.label_lower not in NEVER_FILLED:
            a_row_of(model).save(force_insert=True)
    return cast


def photographs(cast: Cast) -> None:
    """One with every byte there is, and a family that wants none."""
    for child, picture in ((cast.settled, bytes(range(256))), (cast.mentee, None)):
        Photograph.objects.create(
            pupil=child, picture=picture, set_at=NOW, set_by=cast.leader.user
        )  # fmt: skip


def a_tap(cast: Cast) -> None:
    """Something given, though this scheme gives nothing, to a child and to a class."""
    when = {"at": NOW, "on": NOW.date()}
    given = Given.objects.create(
        ref=uuid.uuid4(), school=cast.school, version=cast.version, award="any", **when,
        recorded_at=NOW, recorded_by=cast.leader.user,
    )  # fmt: skip
    for whose in ({"pupil": cast.settled}, {"school_class": cast.kestrels}):
        Move.objects.create(
            given=given, school=cast.school, counter="any", by=-1, **when, **whose
        )  # fmt: skip
    Due.objects.create(
        school=cast.school, version=cast.version, milestone="any", pupil=cast.settled,
        since=NOW.date(), given=given,
    )  # fmt: skip


def a_row_of(model: type[models.Model]) -> models.Model:
    """Any row, where nothing that happens makes one."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    values = {field.attname: any_value(field) for field in fields if not field.has_default()}
    return model(**{name: value for name, value in values.items() if value is not None})


def any_value(field: Any) -> Any:
    if field.primary_key or field.null or field.blank:
        return None
    if field.remote_field is not None:
        return field.related_model._base_manager.order_by("pk").values_list("pk", flat=True)[0]
    if field.choices:
        return field.choices[0][0]
    made: dict[str, Any] = {
        "DateField": date(2026, 9, 1), "DateTimeField": NOW, "UUIDField": uuid.uuid4(),
        "BinaryField": b"\x00\xff", "JSONField": {"ä": [None, 1.5]}, "BooleanField": True,
    }  # fmt: skip
    kind = field.get_internal_type()
    return made.get(kind, "any" if "Char" in kind or "Text" in kind else 1)


@pytest.fixture
def place(tmp_path: Path, made_ready: Installation) -> Iterator[Place]:
    with empty_place(tmp_path, connection.vendor, pages=made_ready.pages) as found:
        yield found


@pytest.fixture
def started(tmp_path: Path, made_ready: Installation) -> Iterator[Place]:
    """Where Lantern has been started, and nothing has come in."""
    with a_copy_of(made_ready, tmp_path / "started") as found:
        yield Place(found.home, found.url)


def kept(folder: Path) -> str:
    """A backup of the tests' own database."""
    return str(write(folder / "backups", say=lambda _: None).file)


def as_it_travels(rows: Everything) -> Everything:
    """What is to be there: everything but what may open a door a second time."""
    names = [field.attname for field in User._meta.concrete_fields]
    start, password = names.index("start_password"), names.index("password")
    users = [list(row) for row in rows["accounts.user"]]
    for row in users:
        if row[start] == "True":
            row[password] = repr("!")
    return {**rows, **{left: [] for left in LEFT_BEHIND}, "accounts.user": users}


def without_saying_so(rows: Everything) -> Everything:
    """All but the line that each school's audit has of the restore itself."""
    return {**rows, "audit.note": [row for row in rows["audit.note"] if repr(SAYS_SO) not in row]}


def test_every_row_of_every_table_is_there_again(
    played: Cast, place: Place, tmp_path: Path
) -> None:
    before = everything()
    every = {model._meta.label_lower for model in apps.get_models()}
    assert {label for label, rows in before.items() if rows} == every - NEVER_FILLED
    done = place.lantern("restore", kept(tmp_path))
    assert done.returncode == 0, done.stderr
    there = place.rows()
    assert without_saying_so(there) == as_it_travels(before)
    assert len([row for row in there["audit.note"] if repr(SAYS_SO) in row]) == len(TWO_SCHOOLS)
    assert "Everyone signs in again" in done.stdout
    assert "One person had a start password" in done.stdout


def test_from_one_database_to_the_other_and_back(
    played: Cast, place: Place, made_ready: Installation, tmp_path: Path
) -> None:
    expected, file = as_it_travels(everything()), kept(tmp_path)
    with empty_place(tmp_path, OTHER[connection.vendor], pages=made_ready.pages) as other:
        assert other.lantern("restore", file).returncode == 0
        assert without_saying_so(other.rows()) == expected
        assert other.lantern("backup", "--to", str(tmp_path / "back")).returncode == 0
        (back,) = (tmp_path / "back").iterdir()
        assert place.lantern("restore", str(back)).returncode == 0
    assert without_saying_so(place.rows()) == expected


def test_a_place_made_ready_by_a_start_is_empty_until_something_is_there(
    played: Cast, started: Place, tmp_path: Path
) -> None:
    """And a number that was given is not given again: the audit names people by number."""
    trust = Trust.objects.create(name="Gone tomorrow")
    last = trust.pk
    trust.delete()
    file = kept(tmp_path)
    for words in (["restore", file, "--dry-run"], ["restore", file]):
        assert started.lantern(*words).returncode == 0
    said = started.python("Trust.objects.create(name='New').pk", "lantern.schools.models", "Trust")
    assert int(said) == last + 1
    before = started.rows()
    done = started.lantern("restore", file)
    assert done.returncode == 1
    assert "There is something here already (rows of account.emailaddress)" in done.stderr
    assert started.rows() == before


def test_another_program_s_database_is_left_alone(db: None, place: Place, tmp_path: Path) -> None:
    theirs = "create table theirs (id integer)"
    place.python(f"connection.cursor().execute({theirs!r})", "django.db", "connection")
    done = place.lantern("restore", kept(tmp_path))
    assert done.returncode == 1
    assert "holds tables that are not Lantern's" in done.stderr
    assert place.tables() == ["theirs"]


def test_a_row_that_points_nowhere_brings_nothing_back(
    played: Cast, place: Place, tmp_path: Path
) -> None:
    """A backup made by somebody's hands: it says of itself that it is whole, and it is not."""
    file = forged(kept(tmp_path), "roster.pupil")
    done = place.lantern("restore", file)
    assert done.returncode == 1
    assert "do not belong together" in done.stderr
    assert place.tables() == []


def forged(file: str, model: str) -> str:
    """The same backup without the rows of a table, and with a manifest that knows of it."""
    empty = file.replace(".zip", "-forged.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(empty, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        for table in manifest["tables"]:
            lines = old.read(f"tables/{table['model']}.jsonl")
            if table["model"] == model:
                lines = b""
                table |= {"rows": 0, "bytes": 0, "sha256": hashlib.sha256(b"").hexdigest()}
            new.writestr(f"tables/{table['model']}.jsonl", lines)
        new.writestr("manifest.json", json.dumps(manifest))
    return empty
