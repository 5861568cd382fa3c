"""All that can be checked without running a test: formatting, lint, types, imports, settings.

python -m tests.check [words]     only the steps whose names hold one of the words
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
CODE = ("run.py", "conftest.py", "lantern", "tests")


@dataclass(frozen=True)
class Step:
    """One command that must end well. `live` runs it with the settings of a real school."""

    name: str
    command: tuple[str, ...]
    live: bool = False


STEPS = (
    Step("types", ("mypy", *CODE)),
    Step("formatting", ("ruff", "format", "--check", *CODE)),
    Step("lint", ("ruff", "check", *CODE)),
    Step("imports", ("lint-imports", "--no-logo")),
    Step("templates", ("djlint", "lantern", "--lint", "--quiet")),
    Step("migrations", ("lantern", "makemigrations", "--check", "--dry-run")),
    Step("settings", ("lantern", "check", "--deploy", "--fail-level", "WARNING"), live=True),
)


def main(words: Sequence[str]) -> int:
    """Two at a time; each says how long it took, and what is wrong if anything is."""
    chosen = [step for step in STEPS if not words or any(word in step.name for word in words)]
    with (
        tempfile.TemporaryDirectory(prefix="lantern-check-") as home,
        ThreadPoolExecutor(2) as pool,
    ):
        kept = list(pool.map(lambda step: holds(step, Path(home)), chosen))
    print(f"check: {sum(kept)} of {len(kept)} kept", flush=True)
    return 0 if kept and all(kept) else 1


def holds(step: Step, home: Path) -> bool:
    program, *arguments = step.command
    began = time.monotonic()
    done = subprocess.run(
        [PROGRAMS / program, *arguments],
        cwd=ROOT,
        env=environment(home, live=step.live),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    kept = done.returncode == 0
    said = "" if kept else f"\n{done.stdout.rstrip()}"
    mark = "kept  " if kept else "BROKEN"
    print(f"{mark} {step.name:<11} {time.monotonic() - began:5.1f} s{said}", flush=True)
    return kept


def environment(home: Path, *, live: bool) -> dict[str, str]:
    """Ours without a real school's data; and for `live`, what a real school must set."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith(("LANTERN_", "DJANGO_"))
    }
    school = {
        "LANTERN_SECRET_KEY": "".join(chr(33 + number) for number in range(90)),
        "LANTERN_HOSTS": "lantern.example.org",
        "LANTERN_HSTS_WHOLE_DOMAIN": "1",  # a school's own choice, which the check asks for
    }
    return {**kept, "LANTERN_HOME": str(home), **(school if live else {})}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
