"""The class page and the profile page: their time, their queries, and what the database read."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any  # what Django hands to a wrapper of statements

from django.db import connection
from django.test import Client
from django.urls import reverse

from lantern.within import within
from tests.bench.the_school import seconds, signed_in, the_children, the_class, the_school

WARM, TIMES = 5, 60
Statement = tuple[str, Any]


def measure() -> dict[str, float]:
    return figures("")


def figures(after: str) -> dict[str, float]:
    """Each page's figures, named with what `after` says about the circumstances."""
    client, found = signed_in(), {}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    for page, address in addresses().items():
        for _ in range(WARM):
            fetch(client, address)
        began = time.process_time()
        times = [seconds(partial(fetch, client, address)) for _ in range(TIMES)]
        own = time.process_time() - began
        with statements() as said:
            fetch(client, address)
        found[f"{page}_ms{after}"] = 1000 * statistics.median(times)
        found[f"{page}_best_ms{after}"] = 1000 * min(times)
        found[f"{page}_cpu_ms{after}"] = 1000 * own / TIMES
        found[f"{page}_queries{after}"] = len(said)
        found[f"{page}_read{after}"] = rows_read(said, client, address)
    return found


def addresses() -> dict[str, str]:
    """The two pages that are opened all day."""
    school = the_school().key
    return {
        "class": reverse("reviews:class", args=[school, the_class().ref]),
        "profile": reverse("reviews:profile", args=[school, the_children()[7].ref]),
    }


def fetch(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)


@contextmanager
def statements() -> Iterator[list[Statement]]:
    """Every statement that is sent meanwhile."""
    said: list[Statement] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield said


def rows_read(said: list[Statement], client: Client, address: str) -> int:
    """How much the database read for a page: rows on PostgreSQL, steps of its machine on SQLite.

    SQLite does not tell the rows it looks at; its steps grow with them.
    """
    if connection.vendor == "postgresql":
        with within(the_school().pk):  # as the page was when it asked
            return sum(_rows_of(sql, params) for sql, params in said if sql.startswith("SELECT"))
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(step, 1)
    fetch(client, address)
    connection.connection.set_progress_handler(None, 1)
    return steps


def _rows_of(sql: str, params: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
        [(plan,)] = cursor.fetchall()
    return int(_scanned(plan[0]["Plan"]))


def _scanned(node: dict[str, Any]) -> float:
    """The rows that the scans of a plan looked at, those that they let go by too."""
    here = 0.0
    if "Scan" in node["Node Type"] and node["Node Type"] != "Bitmap Index Scan":
        looked = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        looked += node.get("Rows Removed by Index Recheck", 0)
        here = looked * node["Actual Loops"]
    return here + sum(_scanned(child) for child in node.get("Plans", ()))
