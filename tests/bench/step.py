"""One step of the benchmark in a process of its own; it leaves its figures in a file."""

import importlib
import json
import sys
from pathlib import Path

import django


def main(step: str, kept: str) -> None:
    django.setup()
    measure = importlib.import_module(f"tests.bench.{step}").measure
    Path(kept).write_text(json.dumps(measure()), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
