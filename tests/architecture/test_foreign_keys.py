"""A foreign key to another app points upstream and leaves no way back.

import-linter cannot see a foreign key named by a string, nor `pupil.judgement_set`.
"""

from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.db import models
from django.db.models.fields.related import ForeignObject
from django.test.utils import isolate_apps

from tests.architecture.river import folder_of, lines, may_know

Model = type[models.Model]


def ours() -> list[Model]:
    return [model for model in apps.get_models() if folder_of(model.__module__)]


def relations(model: Model) -> Iterator[tuple[str, str, str | None]]:
    """Each relation to an app of ours: the field, that app's folder, the name of the way back."""
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if not isinstance(field, ForeignObject | models.ManyToManyField):
            continue
        folder = folder_of(apps.get_app_config(app_label(field.remote_field.model)).name)
        if folder:
            yield field.name, folder, field.remote_field.related_name


def app_label(target: Model | str) -> str:
    """The app a key points to; Django leaves the string where it found no such model."""
    return target.split(".")[0] if isinstance(target, str) else target._meta.app_label


def faults(found: Iterable[Model]) -> list[str]:
    """What is wrong, in sentences."""
    wrong = []
    for model in found:
        home = folder_of(apps.get_app_config(model._meta.app_label).name)
        for name, target, back in relations(model):
            if home is None or home == target:
                continue
            if not may_know(home, target):
                wrong.append(f"{model.__name__}.{name} points downstream, from {home} to {target}")
            if not (back or "").endswith("+"):
                wrong.append(f'{model.__name__}.{name}: add related_name="+"')
    return wrong


def test_foreign_keys_point_upstream_and_leave_no_way_back() -> None:
    found = faults(ours())
    assert not found, lines(found)


@pytest.mark.parametrize(
    ("target", "back", "words"),
    [
        ("reviews.Review", "+", "points downstream"),
        ("schemes.Version", "+", "points downstream"),
        ("schools.School", None, "related_name"),
        ("schools.School", "pupils", "related_name"),
    ],
)
@isolate_apps("lantern.roster")
def test_a_bad_key_is_found(target: str, back: str | None, words: str) -> None:
    class Sample(models.Model):
        other = models.ForeignKey(target, models.PROTECT, related_name=back)

        class Meta:
            app_label = "roster"

        def __str__(self) -> str:
            return "sample"

    assert [words in fault for fault in faults([Sample])] == [True]


@isolate_apps("lantern.roster")
def test_a_good_key_is_let_be() -> None:
    class Sample(models.Model):
        school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
        like = models.ForeignKey("roster.Sample", models.PROTECT)

        class Meta:
            app_label = "roster"

        def __str__(self) -> str:
            return "sample"

    assert not faults([Sample])
