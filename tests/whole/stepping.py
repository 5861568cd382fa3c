"""Every app of ours one migration back, in the database that this process is told of."""

from collections.abc import Iterator

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Step = tuple[str, str]


def step_back() -> list[Step]:
    """Undo the last migration of each app, and whatever stands on it; what is left."""
    for last, before in lasts():
        if last in MigrationRecorder(connection).applied_migrations():
            call_command("migrate", *before, verbosity=0)
    return sorted(MigrationRecorder(connection).applied_migrations())


def lasts() -> Iterator[tuple[Step, Step]]:
    """Of each app of ours that has two migrations or more: the last, and the one before."""
    graph = MigrationLoader(None).graph
    for config in apps.get_app_configs():
        leaves = graph.leaf_nodes(config.label)
        if config.name.startswith("lantern.") and leaves:
            own = [step for step in graph.forwards_plan(leaves[0]) if step[0] == config.label]
            if len(own) > 1:
                yield own[-1], own[-2]
