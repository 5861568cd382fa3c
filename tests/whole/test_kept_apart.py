"""Every row of every table that is held: of its own school, to see and to write (decision 26).

What belongs to whom is asked of the models here, and of the database there. SQLite holds nothing,
so there every row is everybody's.
"""

import pytest
from django.db import DatabaseError, connection, models, transaction

from lantern.schools.models import School
from lantern.within import every_school, holds, within
from tests.architecture.test_kept_apart import Model, kept, label, path_of
from tests.cast import Cast
from tests.whole.test_restored import played

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["played"]


def school_of(row: models.Model) -> int:
    """The number of the school that a row belongs to, step by step."""
    there = getattr(row, path_of(type(row)))
    if isinstance(there, str):
        return School.objects.get(key=there).pk
    return there.pk if isinstance(there, School) else school_of(there)


def shown(model: Model) -> set[int]:
    return set(model._base_manager.values_list("pk", flat=True))


def of_each(model: Model) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {school.pk: set() for school in School.objects.all()}
    for row in model._base_manager.all():
        found[school_of(row)].add(row.pk)
    return found


def test_a_school_s_rows_are_shown_to_it_alone(played: Cast) -> None:
    ours, theirs = played.school.pk, played.stranger.school.pk
    for model in kept():
        with every_school("to compare"):
            each = of_each(model)
        everyone = each[ours] | each[theirs]
        assert each[ours], f"nothing is proved of {label(model)}: no row of it was made"
        for school in (ours, theirs):
            with within(school):
                assert shown(model) == (each[school] if holds() else everyone), label(model)


def test_nobody_else_writes_there(played: Cast) -> None:
    """No change, no end and no beginning: each table is tried by the school next door."""
    if not holds():
        return
    for model in kept():
        table = connection.ops.quote_name(model._meta.db_table)
        with every_school("to compare"):
            mine = sorted(of_each(model)[played.school.pk])
            copied = model._base_manager.get(pk=mine[0])
        with within(played.stranger.school.pk), connection.cursor() as cursor:
            for change in ("UPDATE {} SET id = id", "DELETE FROM {}"):
                cursor.execute(f"{change.format(table)} WHERE id = ANY(%s)", [mine])
                assert cursor.rowcount == 0, (change, label(model))
            refused = pytest.raises(DatabaseError, match="row-level security")
            with refused, transaction.atomic():
                copied.save(force_insert=True)
