"""The sum at the end of the tests can be trusted."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.ground import Ground, lay
from tests.twice import (
    NAMED,
    PARTS,
    ROOT,
    Count,
    Pass,
    UnderWay,
    counted,
    environment,
    parts_of,
    run_one,
    tell,
)

REPORT = """<testsuites><testsuite name="pytest" tests="{}" failures="{}" errors="{}" skipped="{}">
</testsuite></testsuites>"""


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((7, 0, 0, 0), Count(7, 0)),
        ((7, 1, 0, 0), Count(6, 1)),
        ((7, 1, 1, 0), Count(5, 2)),
        ((7, 0, 0, 2), Count(5, 2)),  # what was skipped was not proved
        ((1, 1, 1, 0), Count(0, 2)),  # a test that failed, and failed again on its way out
    ],
)
def test_a_report_is_counted(numbers: tuple[int, ...], expected: Count, tmp_path: Path) -> None:
    report = tmp_path / "junit.xml"
    report.write_text(REPORT.format(*numbers))
    assert counted(report) == expected


@pytest.mark.parametrize("text", [None, "", "<testsuites>"])
def test_a_report_that_is_missing_or_broken_is_a_failure(text: str | None, tmp_path: Path) -> None:
    report = tmp_path / "junit.xml"
    if text is not None:
        report.write_text(text)
    assert counted(report) == Count(passed=0, failed=1)


@pytest.mark.parametrize(
    ("ended_with", "failures", "expected"),
    [
        (0, 0, Count(7, 0)),
        (1, 2, Count(5, 2)),
        (1, 0, Count(7, 1)),  # something failed that no test says
        (2, 0, Count(7, 1)),  # broken off
        (5, 0, Count(7, 1)),  # there were no tests
    ],
)
def test_a_run_that_did_not_end_well_is_a_failure_whatever_it_reports(
    ended_with: int, failures: int, expected: Count, tmp_path: Path
) -> None:
    (tmp_path / "junit.xml").write_text(REPORT.format(7, failures, 0, 0))
    process = subprocess.Popen([sys.executable, "-c", f"raise SystemExit({ended_with})"])
    assert Pass(folder=tmp_path, process=process).count() == expected


@pytest.mark.parametrize(("failed", "code"), [(0, 0), (1, 1)])
def test_it_ends_in_one_line_with_the_sum(
    failed: int, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tell({"sqlite": Count(7, 0), "postgres": Count(6, failed)}) == code
    *each, last = capsys.readouterr().out.splitlines()
    assert each == ["sqlite: 7 passed, 0 failed", f"postgres: 6 passed, {failed} failed"]
    assert last == f"13 passed, {failed} failed"


def test_every_test_is_in_one_part() -> None:
    """What one run leaves out is all of the others; tests that are named are one run a database."""
    *named, rest = PARTS
    paths = [path for part in NAMED for path in part]
    assert named == list(NAMED)
    assert rest == [f"--ignore={path}" for path in paths]
    assert len(set(paths)) == len(paths)
    assert all(list((ROOT / path).rglob("test_*.py")) for path in paths)
    assert not [(one, two) for one in paths for two in paths if one.startswith(f"{two}/")]
    assert parts_of(["sqlite"], []) == [("sqlite", part) for part in PARTS]
    assert parts_of(["sqlite", "postgres"], ["-q"]) == [("sqlite", ["-q"]), ("postgres", ["-q"])]


def test_who_breaks_off_leaves_no_run_behind() -> None:
    """Neither one that is under way nor one that is just about to begin."""
    with ThreadPoolExecutor(1) as pool, UnderWay.until_here(pool) as under_way:
        running, late = endless(), endless()
        under_way.add(running)
        assert running.poll() is None
    assert running.poll() is not None
    assert late.poll() is None
    under_way.add(late)
    assert late.poll() is not None


def test_a_run_that_has_nothing_to_begin_with_is_a_failure(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """And is said: a server or a migration that fails must not pass for tests that passed."""
    ground, broken = Ground("sqlite", tmp_path / "ground", None), {"DJANGO_SETTINGS_MODULE": "none"}
    with ThreadPoolExecutor(1) as pool, UnderWay.until_here(pool) as under_way:
        laying = pool.submit(lay, ground, broken, under_way.add)
        assert run_one(laying, [], tmp_path, under_way) == Count(passed=0, failed=1)
    assert "lantern migrate did not work" in capfd.readouterr().out


def endless() -> subprocess.Popen[bytes]:
    waits = "import threading; threading.Event().wait()"
    return subprocess.Popen([sys.executable, "-c", waits], stderr=subprocess.DEVNULL)


def test_the_tests_never_meet_a_real_school() -> None:
    given = {"DATABASE_URL": "postgres://school", "LANTERN_HOME": "school", "PATH": "x"}
    env = environment(given, home=Path("here"))
    assert "DATABASE_URL" not in env
    assert env["LANTERN_HOME"] == "here"
    assert env["PATH"] == "x"


def test_the_sources_are_made_ready_once_for_both_databases(tmp_path: Path) -> None:
    given = {"PYTHONDONTWRITEBYTECODE": "1", "PATH": "x"}
    kept = set()
    for database in ("sqlite", "postgres"):
        env = environment(given, home=tmp_path / database)
        assert "PYTHONDONTWRITEBYTECODE" not in env
        kept.add(env["PYTHONPYCACHEPREFIX"])
    assert kept == {str(tmp_path / "bytecode")}
