"""Every row of every table of a database, in words that are the same on both.

    python -m tests.whole.rows

It asks each model plainly, and shares nothing with how a backup is made.
"""

import json
import sys
from typing import Any  # a value is whatever its column holds

import django
from django.apps import apps

from lantern.within import every_school

Everything = dict[str, list[list[str]]]


def everything() -> Everything:
    """By the table's label, every row by its key."""
    return {
        model._meta.label_lower: [
            [as_words(value) for value in row]
            for row in model._base_manager.order_by("pk").values_list()
        ]
        for model in apps.get_models(include_auto_created=True)
    }


def as_words(value: Any) -> str:
    """Bytes by their numbers, JSON in the order of its names, all else as Python writes it."""
    match value:
        case memoryview() | bytes():
            return bytes(value).hex()
        case dict() | list():
            return json.dumps(value, sort_keys=True)
    return repr(value)


if __name__ == "__main__":
    django.setup()
    with every_school("a test compares them all"):
        found = everything()
    json.dump(found, sys.stdout)
