"""A school with a million notes: its audit, and a governor's numbers."""

import statistics
from functools import partial

from django.db import connection
from django.test import Client
from django.urls import reverse

from lantern.accounts.models import Viewer
from lantern.accounts.rules import Role
from lantern.audit.actions import note
from lantern.audit.models import Note
from lantern.reviews.models import Closure
from lantern.schools.models import Period
from tests.bench.pages import fetch
from tests.bench.the_school import seconds, the_children, the_school, viewer

NOTES, TIMES = 1_000_000, 30
RARE = "signing in set"


def measure() -> dict[str, float]:
    leader = viewer()
    fill(leader)
    school, child = the_school(), the_children()[7]
    audit, numbers = (reverse(name, args=[school.key]) for name in ("staff:audit", "staff:numbers"))
    closures = Closure.objects.filter(school_class__school=school, stands=True)
    closed = Period.objects.filter(pk__in=closures.values("period")).latest("starts_on")
    asked = {
        "audit": (leader, audit),
        "audit_rare": (leader, f"{audit}?did={RARE.replace(' ', '+')}&who={leader.member.ref}"),
        "audit_child": (leader, f"{audit}?child={child.called_surname}"),
        "numbers": (viewer(Role.GOVERNOR), f"{numbers}?period={closed.ref}"),
    }
    return {f"{name}_ms": middle(by, address) for name, (by, address) in asked.items()}


def fill(by: Viewer) -> None:
    """The school's notes again and again until they are a million, and one of a rare kind."""
    columns = ", ".join(
        connection.ops.quote_name(str(each.column))
        for each in Note._meta.fields
        if not each.primary_key
    )
    table = connection.ops.quote_name(Note._meta.db_table)
    while (there := Note.objects.count()) < NOTES:
        more = min(there, NOTES - there)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} LIMIT {more}"  # noqa: S608
            )
    note(RARE, about=by.school, by=by, second_factor=False)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def middle(by: Viewer, address: str) -> float:
    """The middle one of some times, in milliseconds."""
    client = Client(headers={"host": "localhost"})
    client.force_login(by.member.user)
    fetch(client, address)
    return 1000 * statistics.median(seconds(partial(fetch, client, address)) for _ in range(TIMES))
