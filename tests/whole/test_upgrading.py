"""A school's data come through every migration: from an older Lantern, and back one step and on.

`kept/` has backups as an older Lantern's database was, of pretend schools in which everything had
happened that could. One more is put there before a release that schools run: see
docs/decisions/0016.
"""

import json
import zipfile
from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path
from typing import Any  # a value is whatever its column takes

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from lantern.config.backups.tables import fields_of, shape_at
from tests.cast import Cast
from tests.whole.places import Place, empty_place
from tests.whole.rows import everything
from tests.whole.stepping import lasts
from tests.whole.test_restored import as_it_travels, kept, played, without_saying_so

pytestmark = pytest.mark.django_db(transaction=True)
OLD = sorted((Path(__file__).parent / "kept").glob("*.zip"))

__all__ = ["played"]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with empty_place(tmp_path, connection.vendor) as found:
        yield found


@pytest.mark.parametrize("file", OLD, ids=lambda file: file.stem)
def test_an_older_lantern_s_school_is_there_again(
    file: Path, place: Place, db: None, tmp_path: Path
) -> None:
    done = place.lantern("restore", str(file))
    assert done.returncode == 0, done.stderr
    there = without_saying_so(place.rows())
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    said = {table["model"]: table["rows"] for table in manifest["tables"] if table["rows"]}
    grown = {"auth.permission", "contenttypes.contenttype"}  # by the models that came since
    assert {label: len(there[label]) for label in said if label not in grown} == {
        label: rows for label, rows in said.items() if label not in grown
    }
    printed = place.lantern("profiles", "print", "--school", "amberley", "--out", str(tmp_path))
    assert printed.returncode == 0, printed.stderr
    assert list(tmp_path.rglob("*.pdf"))


def test_one_step_back_and_on_again_loses_only_what_the_step_brought(
    played: Cast, place: Place, tmp_path: Path
) -> None:
    """Every app's last migration, with a row in every table."""
    assert place.lantern("restore", kept(tmp_path)).returncode == 0
    before, undone = as_it_travels(everything()), {last for last, _ in lasts()}
    steps = literal_eval(place.python("step_back()", "tests.whole.stepping", "step_back"))
    assert undone
    assert not undone & set(steps)
    were = columns_at(steps)
    assert place.lantern("prepare").returncode == 0
    after = without_saying_so(place.rows())
    for label, rows in before.items():
        if label in were:
            assert only(label, after[label], were[label]) == only(label, rows, were[label]), label


def columns_at(steps: list[tuple[str, str]]) -> dict[str, set[str]]:
    """Which columns each table had then."""
    models = shape_at(steps, newer="").models()
    return {
        model._meta.label_lower: {str(field.attname) for field in fields_of(model)}
        for model in models
    }


def only(label: str, rows: list[list[str]], columns: set[str]) -> list[list[Any]]:
    """Those columns of a table's rows."""
    model: type[Model] = apps.get_model(label)
    names = [field.attname for field in model._meta.concrete_fields]
    places = [n for n, name in enumerate(names) if name in columns]
    return [[row[n] for n in places] for row in rows]
