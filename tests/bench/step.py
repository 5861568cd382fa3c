"""One step of the benchmark in a process of its own; it leaves its figures in a file."""

import importlib
import json
import sys
from pathlib import Path

import django
from django.conf import settings

from tests.postgres import EVERY_SCHOOL


def main(step: str, kept: str) -> None:
    django.setup()
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
        settings.DATABASES["default"]["OPTIONS"]["options"] = EVERY_SCHOOL
    measure = importlib.import_module(f"tests.bench.{step}").measure
    Path(kept).write_text(json.dumps(measure()), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
