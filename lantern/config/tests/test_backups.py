"""A backup is one whole file for its owner alone; what is not whole, or not ours, is refused."""

import contextlib
import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantern.config.backups import BackupTrouble, opened, write
from lantern.config.backups.manifest import SHAPE, manifest_of
from lantern.config.backups.restoring import _shape_of
from lantern.config.backups.writing import HALF, keep_newest
from lantern.schools.models import Trust

NAMES = ("2026-11-20T023000Z", "2026-11-21T023000Z", "2026-11-22T023000Z")
Change = Callable[[dict[str, object]], object]


def silent(_: str) -> None:
    """Whoever does not listen."""


@pytest.fixture
def file(db: None, tmp_path: Path) -> Path:
    """A backup of a database in which nothing has happened yet."""
    return write(tmp_path / "backups", say=silent).file


def verified(file: Path) -> dict[str, list[bytes]]:
    """Every line of a whole backup. Raises BackupTrouble if it is not."""
    with opened(file) as backup:
        backup.verify(say=silent)
        return {table.model: list(backup.lines(table)) for table in backup.manifest.tables}


def test_it_is_for_its_owner_alone(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_whoever_unpacks_it_can_read_it(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        lines = archive.read("tables/contenttypes.contenttype.jsonl").splitlines()
    (table,) = (each for each in manifest["tables"] if each["model"] == "contenttypes.contenttype")
    assert table["rows"] == len(lines)
    assert dict(zip(table["columns"], json.loads(lines[0]), strict=True)).keys() == {
        "id", "app_label", "model",
    }  # fmt: skip


def test_one_that_is_interrupted_leaves_nothing(db: None, tmp_path: Path) -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, say=interrupt)
    assert not list(tmp_path.iterdir())


def test_what_a_power_cut_left_goes_a_day_later(db: None, tmp_path: Path) -> None:
    old, young = tmp_path / f"{HALF}old", tmp_path / f"{HALF}young"
    for half in (old, young):
        half.touch()
    os.utime(old, (time.time() - 90_000,) * 2)
    write(tmp_path, say=silent)
    assert (old.exists(), young.exists()) == (False, True)


def test_a_folder_that_cannot_be_is_said(db: None, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(CommandError, match="could not be written: File exists"):
        call_command("backup", to=tmp_path / "taken")


def test_only_the_newest_stay_and_what_is_not_ours(tmp_path: Path) -> None:
    for name in (*(f"lantern-{name}.zip" for name in NAMES), "lantern-mine.zip", "letters.zip"):
        (tmp_path / name).touch()
    gone = keep_newest(tmp_path, 2)
    assert [file.name for file in gone] == [f"lantern-{NAMES[0]}.zip"]
    assert len(list(tmp_path.iterdir())) == 4


def test_the_school_works_on_meanwhile(transactional_db: None, tmp_path: Path) -> None:
    """Nobody waits for a backup, and it shows one moment: what comes later is not half in it."""

    def work(_: str) -> None:
        Trust.objects.get_or_create(name="Made meanwhile")

    written = write(tmp_path, say=work)
    assert Trust.objects.count() == 1
    assert verified(written.file)["schools.trust"] == []


def test_part_of_one_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for length in range(0, len(whole), len(whole) // 50):
        file.write_bytes(whole[:length])
        with pytest.raises(BackupTrouble):
            verified(file)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_bit_that_falls_over_is_found_or_matters_not(
    place: float, bit: int, file: Path
) -> None:
    """A zip has a few bytes that say nothing, such as the hour; every other is held by a digest."""
    other, whole = file.with_name("other.zip"), bytearray(file.read_bytes())
    expected = verified(file)
    whole[int(place * len(whole))] ^= 1 << bit
    other.write_bytes(whole)
    with contextlib.suppress(BackupTrouble):
        assert verified(other) == expected


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7 a letter", b"\x00" * 5000])
def test_another_kind_of_file_is_refused(content: bytes, tmp_path: Path) -> None:
    other = tmp_path / "letter.zip"
    other.write_bytes(content)
    with pytest.raises(BackupTrouble, match=r"letter.zip is not a backup of Lantern"):
        verified(other)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BackupTrouble, match="No such file"):
        verified(tmp_path / "gone.zip")
    with pytest.raises(CommandError, match="Nothing was restored"):
        call_command("restore", str(tmp_path / "gone.zip"))


def changed(file: Path, change: Change) -> Path:
    """The same backup with another manifest."""
    other = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        change(manifest)
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, json.dumps(manifest) if name == "manifest.json" else text)
    return other


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda told: told.update(what="somebody's backup"), "not a backup of Lantern"),
        (lambda told: told.pop("what"), "not a backup of Lantern"),
        (lambda told: told.update(shape=SHAPE + 1), "A newer Lantern made this backup"),
        (lambda told: told.pop("tables"), "damaged"),
        (lambda told: told.update(more=1), "damaged"),
        (lambda told: told["tables"].pop(), "holds more or less than it says"),
        (lambda told: told["tables"][0].update(sha256="0"), "is not what was written"),
        (lambda told: told["tables"][0].update(bytes=-1), "is not as long as it says"),
    ],
)
def test_a_changed_manifest_is_refused(change: Change, words: str, file: Path) -> None:
    with pytest.raises(BackupTrouble, match=words):
        verified(changed(file, change))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda told: told["migrations"].append(["roster", "9999_next_year"]),
            "A newer Lantern made this backup: this one does not know the migration roster 9999",
        ),
        (lambda told: told["migrations"].remove(["roster", "0001_initial"]), "gaps"),
        (lambda told: told["tables"][-1]["columns"].pop(), "other columns"),
        (lambda told: told["tables"][-1].update(model="roster.secrets"), "other columns"),
    ],
)
def test_a_shape_that_this_lantern_cannot_make_is_refused(
    change: Change, words: str, file: Path
) -> None:
    told = json.loads(zipfile.ZipFile(file).read("manifest.json"))
    change(told)
    with pytest.raises(BackupTrouble, match=words):
        _shape_of(manifest_of(json.dumps(told).encode()))
