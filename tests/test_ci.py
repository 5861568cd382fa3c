"""What CI runs: the tests and the checks, and both have to hold."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.twice import ROOT

STANDS_IN = """#!/bin/sh
echo "$@" >> "$ASKED"
[ "$2" = check ] && exit "$CHECKED"
echo "7 passed, 0 failed"
exit "$TESTED"
"""


@pytest.mark.parametrize(
    ("checked", "tested", "holds"), [(0, 0, True), (1, 0, False), (0, 1, False), (2, 1, False)]
)
def test_it_holds_where_the_tests_and_the_checks_do(
    checked: int, tested: int, holds: bool, tmp_path: Path
) -> None:
    python, asked = tmp_path / "python3", tmp_path / "asked"
    python.write_text(STANDS_IN)
    python.chmod(0o755)
    told = {"ASKED": str(asked), "CHECKED": str(checked), "TESTED": str(tested)}
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [ROOT / ".ci" / "run"], env={**os.environ, **told, "PATH": path}, cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) == holds
    assert sorted(asked.read_text().splitlines()) == ["run.py check", "run.py test"]
    assert "7 passed, 0 failed" in done.stdout
    assert ("checks above did not all hold" in done.stderr) == bool(checked)
