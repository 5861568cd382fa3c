"""Of every table it is said how its rows belong to a school; PostgreSQL holds it (decision 26)."""

from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models
from django.test.utils import isolate_apps

from lantern.schools.models import School
from lantern.within import ALL, POLICY, Held, holds
from tests.architecture.river import lines

Model = type[models.Model]
SCHOOL = Held(School._meta.db_table, "id")

# No policy holds these: they are asked before a school is named, or hold nobody's data.
OPEN = {
    "accounts.user": "one adult may work at several schools, and signs in before any is named",
    "accounts.member": "it says at which schools someone may come in",
    "accounts.invitation": "whoever has its code has not come in yet",
    "accounts.visit": "likewise; and the gate asks for it before a school",
    "accounts.firstcode": "there is no school yet",
    "schools.trust": "nobody's data",
    "schools.school": "nobody's data; the gate asks it which school an address means",
    "schools.academicyear": "nobody's data: dates",
    "schools.term": "nobody's data: dates",
    "schools.halfterm": "nobody's data: dates",
    "schools.closedday": "nobody's data: dates",
    "schools.period": "nobody's data: dates",
    "account.emailaddress": "as the user",
    "account.emailconfirmation": "as the user",
    "mfa.authenticator": "as the user",
    "socialaccount.socialaccount": "as the user",
    "socialaccount.socialapp": "nobody's data",
    "socialaccount.socialtoken": "as the user",
    "sessions.session": "a browser that is signed in, of which only its own key finds it",
    "auth.group": "not used",
    "auth.group_permissions": "not used",
    "auth.permission": "not used",
    "contenttypes.contenttype": "nobody's data",
    "django_tasks_database.dbtaskresult": "work that waits: numbers and refs alone",
}


def label(model: Model) -> str:
    return model._meta.label_lower


def path_of(model: Model) -> str:
    """The field by which a row belongs to a school, as the model says it."""
    return str(getattr(getattr(model, "Privacy", None), "within", ""))


def held(model: Model) -> Held:
    """How a row belongs to a school. Raises FieldDoesNotExist or ValueError if it does not."""
    field = model._meta.get_field(path_of(model))
    table, other = model._meta.db_table, field.related_model
    if not isinstance(field, models.ForeignKey):
        return Held(table, str(field.name), SCHOOL, points_to="key")
    if field.null or not isinstance(other, type):
        raise ValueError(f"{field.name} may be empty")
    if other is School:
        return Held(table, field.column)
    return Held(table, field.column, held(other))


def faults(found: Iterable[Model]) -> Iterator[str]:
    for model in found:
        name = label(model)
        if path_of(model) and name in OPEN:
            yield f"{name} is held by a policy and said to be open"
        if not path_of(model):
            yield from _faults_of_open(model)
            continue
        try:
            held(model)
        except (FieldDoesNotExist, ValueError):
            yield f'{name}: Privacy.within = "{path_of(model)}" leads to no school'


def _faults_of_open(model: Model) -> Iterator[str]:
    if label(model) not in OPEN:
        yield f"{label(model)}: say in Privacy.within what its school is known by, and hold() it"
    for field in model._meta.local_fields:
        other = field.related_model
        if isinstance(other, type) and path_of(other):
            yield f"{label(model)} is said to be open, and points to {label(other)}, which is not"


def every_model() -> list[Model]:
    return list(apps.get_models(include_auto_created=True))


def kept() -> list[Model]:
    return [model for model in every_model() if path_of(model)]


def test_each_table_has_been_thought_of() -> None:
    found = list(faults(every_model()))
    assert not found, lines(found)
    assert kept()
    assert OPEN.keys() <= {label(model) for model in every_model()}


@pytest.mark.django_db
def test_the_database_holds_what_the_models_say() -> None:
    """The rule as the database wrote it down is that of a policy made now from the models."""
    if not holds():
        return
    with connection.cursor() as cursor:
        for model in kept():
            each = held(model)
            cursor.execute(f"CREATE POLICY now ON {each.table} USING ({ALL} OR {each.rule})")
        cursor.execute(RULES)
        found = {(table, name): rule for table, name, rule, *_ in cursor.fetchall()}
        cursor.execute(RULES)
        assert {row[3:] for row in cursor.fetchall()} == {("*", True, None, True, True)}
    tables = {model._meta.db_table for model in kept()}
    assert set(found) == {(table, name) for table in tables for name in (POLICY, "now")}
    for table in tables:
        assert found[table, POLICY] == found[table, "now"], table


RULES = """
SELECT c.relname, p.polname, pg_get_expr(p.polqual, p.polrelid), p.polcmd, p.polpermissive,
       p.polwithcheck, c.relrowsecurity, c.relforcerowsecurity
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
"""


@isolate_apps("lantern.roster")
def test_a_table_that_nobody_thought_of_is_found() -> None:
    class Loose(models.Model):
        pupil = models.ForeignKey("roster.Pupil", models.PROTECT, related_name="+")

        class Meta:
            app_label = "roster"

        def __str__(self) -> str:
            return "sample"

    class Astray(models.Model):
        name = models.CharField(max_length=10)
        pupil = models.ForeignKey(School, models.PROTECT, null=True, related_name="+")

        class Privacy:
            within = "pupil"

        class Meta:
            app_label = "roster"

        def __str__(self) -> str:
            return "sample"

    assert [fault.split(":")[0] for fault in faults([Loose, Astray])] == [
        "roster.loose", "roster.astray",
    ]  # fmt: skip
