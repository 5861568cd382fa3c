"""How fast Lantern is for a school of 420 children, on SQLite and on PostgreSQL.

    python -m tests.bench [--only sqlite|postgres] [--json FILE]

Everything is measured on this machine with nothing else asked of it; docs/performance.md keeps a
run and says what it means. Each database has a new home, the demo's recipe, and a process of its
own, so that its memory is its own too.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from tests import postgres
from tests.bench.targets import as_table

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASES = ("sqlite", "postgres")
STEPS = (
    "making", "printing", "pages", "halfterm", "load", "saving", "roster", "attendance", "rollover",
    "history", "notes", "keeping",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=DATABASES, help="one database, to save time")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures there too")
    args = parser.parse_args()
    chosen = [args.only] if args.only else list(DATABASES)
    found = {database: measured_on(database) for database in chosen}
    print(f"\n{machine()}\n\n{as_table(found)}")
    if args.json:
        args.json.write_text(json.dumps(found, indent=2), encoding="utf-8")
    return 0


def measured_on(database: str) -> dict[str, float]:
    """Every figure of one database, by name."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", dir=a_real_disk()))
        env = {**os.environ, "LANTERN_HOME": home, "LANTERN_DEMO": "1"}
        env.pop("DATABASE_URL", None)
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # a school's commands begin with it made
        env["PYTHONPYCACHEPREFIX"] = stack.enter_context(tempfile.TemporaryDirectory())
        if database == "postgres":
            env["DATABASE_URL"] = stack.enter_context(postgres.running(durable=True))
        env["DJANGO_SETTINGS_MODULE"] = "lantern.config.settings"
        return run(env, Path(home), database)


def a_real_disk() -> Path:
    """Where an installation would be; a temporary folder may be memory."""
    disk = ROOT / "var"
    disk.mkdir(exist_ok=True)
    return disk


def run(env: Mapping[str, str], home: Path, database: str) -> dict[str, float]:
    """The steps in order, each in a process of its own; some need what the one before has made."""
    found: dict[str, float] = {}
    for step in STEPS:
        print(f"{database}: {step} ...", file=sys.stderr, flush=True)
        kept = home / f"{step}.json"
        command = [sys.executable, "-m", "tests.bench.step", step, str(kept)]
        subprocess.run(command, cwd=ROOT, env=dict(env), check=True)
        found |= json.loads(kept.read_text(encoding="utf-8"))
    return found


def machine() -> str:
    """What the figures are of."""
    cores = os.cpu_count() or 1
    words = f"Python {platform.python_version()}, {platform.system()}, {cores} cores, {model()}"
    if not hasattr(os, "getloadavg"):
        return words
    busy = os.getloadavg()[2]
    return (
        f"{words}; {busy:.1f} processes wanted them in the last quarter of an hour, ours included"
    )


def model() -> str:
    """The processor's name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main())
