"""Which tables travel, in the shape that a database has at one state of its migrations.

The shape is Django's own history of the models, not today's: so a database can be backed up
before an upgrade and restored after it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any  # a state's models are made as they are asked for

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Field, Model
from django.db.models.fields import AutoFieldMixin

from lantern.config.backups.manifest import BackupTrouble

Step = tuple[str, str]  # a migration: its app and its name

# Whoever held a row of these could come in as somebody else, or it asks for work done once already.
LEFT_BEHIND = {
    "accounts.firstcode": "a code by which the first school is made, good once",
    "accounts.invitation": "a code by which someone first comes in, good once",
    "accounts.visit": "a code by which someone comes in for one day, good once",
    "sessions.session": "a browser that is signed in; everyone signs in again",
    "account.emailconfirmation": "a link sent by email, good once",
    "socialaccount.socialapp": "another provider's secret; Lantern reads those from its settings",
    "socialaccount.socialtoken": "a key to somebody's account elsewhere",
    "django_tasks_database.dbtaskresult": "work asked for, which a page asks for again",
}
# Others' tables that travel. A new one has to be put here or above (test_what_travels.py).
TRAVELS = {
    "account.emailaddress",
    "auth.group",
    "auth.group_permissions",
    "auth.permission",
    "contenttypes.contenttype",
    "socialaccount.socialaccount",  # who somebody is at the provider: no key to anything
    "mfa.authenticator",  # sealed with the installation's own secret, which is not in the database
}
MADE_BY_ITSELF = {"auth.permission", "contenttypes.contenttype"}  # as soon as there are tables

NO_PASSWORD = "!"  # noqa: S105 - as Django writes that there is none


@dataclass(frozen=True)
class Shape:
    """The models of a database at some state of its migrations."""

    steps: tuple[Step, ...]
    apps: Apps

    def models(self) -> list[type[Model]]:
        """Every table there is in that state."""
        every = self.apps.get_models(include_auto_created=True)
        own = (model for model in every if model._meta.managed and not model._meta.proxy)
        return sorted(own, key=lambda model: model._meta.label_lower)

    def travelling(self) -> list[type[Model]]:
        """Those whose rows a backup holds."""
        return [model for model in self.models() if model._meta.label_lower not in LEFT_BEHIND]


def shape_of(connection: BaseDatabaseWrapper) -> Shape:
    """What the database is now. Raises BackupTrouble if a newer Lantern has been at it."""
    applied = MigrationRecorder(connection).applied_migrations()
    return shape_at(applied, newer="A newer Lantern has been at this database")


def shape_at(steps: Iterable[Step], *, newer: str) -> Shape:
    """The models after those migrations.

    Raises BackupTrouble if one is unknown, which begins as told, or if one lacks another that it
    stands on.
    """
    loader, steps = MigrationLoader(None), tuple(sorted(steps))
    if unknown := [step for step in steps if step not in loader.disk_migrations]:
        app, name = unknown[0]
        raise BackupTrouble(f"{newer}: this one does not know the migration {app} {name}.")
    needed = {each for step in steps for each in loader.graph.forwards_plan(step)}
    if needed != set(steps):
        raise BackupTrouble("The list of migrations has gaps.")
    return Shape(steps, loader.project_state(list(steps)).apps)


def last_steps(steps: Sequence[Step]) -> list[Step]:
    """Of each app the steps that nothing of the same app follows."""
    graph, known = MigrationLoader(None).graph, set(steps)
    return [
        step
        for step in steps
        if not any(child.key in known and child.key[0] == step[0] for child in _after(graph, step))
    ]


def _after(graph: Any, step: Step) -> Iterable[Any]:
    return graph.node_map[step].children  # type: ignore[no-any-return]


def fields_of(model: type[Model]) -> list["Field[Any, Any]"]:
    """Its fields with a column each, without those that the database works out by itself."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def columns_of(model: type[Model]) -> list[str]:
    """The names of their columns, in the same order."""
    return [str(field.column) for field in fields_of(model)]


def numbered_by(model: type[Model]) -> str:
    """The column in which the database numbers its rows; empty if it does not."""
    key = model._meta.pk
    own = isinstance(key, AutoFieldMixin)
    return str(key.column) if own and key is not None else ""


def without_secrets(model: type[Model], rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """The rows as they travel: a start password is good once, so it stays behind.

    Else a slip that was used and thrown away would open the door again after a restore.
    """
    if model._meta.label_lower != "accounts.user":
        return rows
    names = columns_of(model)
    if "start_password" not in names:
        return rows
    start, password = names.index("start_password"), names.index("password")
    return (
        [NO_PASSWORD if row[start] and n == password else value for n, value in enumerate(row)]
        for row in rows
    )
