"""What Django itself puts into empty tables, kept once a run and put back once they are emptied.

It would ask for each app's permissions and make them anew after every test that commits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any  # what a signal hands on is Django's own business

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.signals import post_migrate

THEIRS = (
    (create_permissions, "django.contrib.auth.management.create_permissions"),
    (create_contenttypes, None),
)


Rows = list[tuple[type[Model], list[Model]]]


def django_s_own_rows() -> Rows:
    """Those that are there now."""
    return [(model, list(model._base_manager.all())) for model in (ContentType, Permission)]


@contextmanager
def put_back_when_emptied(kept: Rows) -> Iterator[None]:
    """Inside, emptied tables are given these rows, with the numbers that they had."""

    def put_back(*, using: str, **_: Any) -> None:
        if using == DEFAULT_DB_ALIAS:
            for model, rows in kept:
                model._base_manager.bulk_create(rows, ignore_conflicts=True)

    ours = apps.get_app_config("auth")
    for receiver, uid in THEIRS:
        assert post_migrate.disconnect(receiver, dispatch_uid=uid)
    post_migrate.connect(put_back, sender=ours)
    yield
    assert post_migrate.disconnect(put_back, sender=ours)
    for receiver, uid in THEIRS:
        post_migrate.connect(receiver, dispatch_uid=uid)
