"""Every test on SQLite and on PostgreSQL, side by side, and one line with the sum.

    python -m tests.twice [--only sqlite|postgres] [what pytest takes]

Each database has four runs, of which a few go at once: a journey waits for its browser most of the
time, as others do for the programs they start, and a core would wait with them. What they begin
with is made once a database. The first run's words appear as they come, the others' when they are
done. A test that is skipped did not prove anything, so it counts as failed.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Self

from tests import browser, postgres
from tests.ground import Ground, lay

ROOT = Path(__file__).resolve().parent.parent
DATABASES = ("sqlite", "postgres")
NOT_OURS = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
# Of all there is; whoever names tests has one run. What waits for browsers and for other programs
# comes first, two kinds of it together. What keeps a core busy comes last, in halves: no core is
# idle for long then while the other ends.
NAMED = (
    ["tests/journeys"],
    ["tests/whole"],
    ["lantern/accounts", "lantern/doors", "lantern/reviews", "lantern/roster"],
)
PARTS = (*NAMED, [f"--ignore={path}" for part in NAMED for path in part])
AT_ONCE = 4  # on two cores
CANNOT_START = 2  # the machine is at fault, not Lantern
TIDY_ENDS = {0, 1}  # pytest: all passed, some failed; anything else means it could not do its work


@dataclass(frozen=True)
class Count:
    passed: int
    failed: int

    def __add__(self, other: Self) -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


@dataclass(frozen=True)
class Pass:
    """One run of pytest on one database."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def report(self) -> Path:
        return self.folder / "junit.xml"

    @property
    def words(self) -> Path:
        return self.folder / "words.txt"

    def count(self) -> Count:
        """Wait for the end and count. A run that broke off counts one more failure."""
        code = self.process.wait()
        count = counted(self.report)
        if code not in TIDY_ENDS or (code and not count.failed):
            count += Count(passed=0, failed=1)
        return count


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--only", choices=DATABASES)
    args, rest = parser.parse_known_args(arguments)
    chosen = (args.only,) if args.only else DATABASES
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        os.environ["CHROMIUM"] = browser.found()
    except browser.NoBrowser as trouble:
        print(trouble, file=sys.stderr, flush=True)
        return CANNOT_START
    return tell(run_all(chosen, rest))


def tell(counts: Mapping[str, Count]) -> int:
    """Say what each database came to, and last of all their sum; this command ends with that."""
    for database, count in counts.items():
        say(f"{database}: {count}")
    total = sum(counts.values(), Count(0, 0))
    say(str(total))
    return 1 if total.failed else 0


def run_all(databases: Sequence[str], arguments: list[str]) -> dict[str, Count]:
    """Run the parts, a few at once; the first speaks at once, the others when they are done."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lantern-tests-")))
        servers = stack.enter_context(ExitStack())
        pool = stack.enter_context(ThreadPoolExecutor(AT_ONCE))
        under_way = stack.enter_context(UnderWay.until_here(pool))
        grounds = {
            database: pool.submit(begin_with, database, home / database, servers, under_way)
            for database in databases
        }
        parts = parts_of(databases, arguments)
        runs = [
            pool.submit(run_one, grounds[database], part, home / f"{database}-{number}", under_way)
            for number, (database, part) in enumerate(parts)
        ]
        counts = dict.fromkeys(databases, Count(0, 0))
        for (database, _), run in zip(parts, runs, strict=True):
            counts[database] += run.result()
        return counts


@dataclass(frozen=True)
class UnderWay:
    """The runs that are not over: whoever breaks off ends them all, and none begins after that."""

    processes: list[subprocess.Popen[bytes]]
    broken_off: Event

    @classmethod
    @contextmanager
    def until_here(cls, pool: ThreadPoolExecutor) -> Iterator[Self]:
        """What is still under way on leaving is ended."""
        found = cls(processes=[], broken_off=Event())
        try:
            yield found
        finally:
            found.broken_off.set()
            pool.shutdown(wait=False, cancel_futures=True)
            for process in found.processes:
                end(process)

    def add(self, process: subprocess.Popen[bytes]) -> None:
        self.processes.append(process)
        if self.broken_off.is_set():
            end(process)


def begin_with(database: str, folder: Path, servers: ExitStack, under_way: UnderWay) -> Ground:
    """Where all the runs on one database begin. Raises RuntimeError if it cannot be made."""
    url = servers.enter_context(postgres.running()) if database == "postgres" else None
    env = environment(os.environ, home=folder)
    return lay(Ground(database, folder, url), env, under_way.add)


def run_one(laying: Future[Ground], part: list[str], folder: Path, under_way: UnderWay) -> Count:
    """What came of one part on one database; one that could not be begun is a failure."""
    try:
        ground = laying.result()
    except RuntimeError as trouble:
        say(str(trouble))
        return Count(passed=0, failed=1)
    run = begin(ground, folder, part, aloud=folder.name.endswith("-0"))
    under_way.add(run.process)
    count = run.count()
    if run.words.exists():
        words = run.words.read_text(encoding="utf-8", errors="replace")
        say(f"\n--- on {ground.database}: {' '.join(part) or 'all'} ---\n{words}")
    return count


def parts_of(databases: Sequence[str], arguments: list[str]) -> list[tuple[str, list[str]]]:
    """What each run is of: a database, and what pytest is told."""
    parts = [arguments] if arguments else PARTS
    return [(database, part) for part in parts for database in databases]


def begin(ground: Ground, folder: Path, arguments: list[str], *, aloud: bool) -> Pass:
    """Start pytest on one database; what it says goes to the screen, or to a file for later."""
    folder.mkdir()
    (folder.parent / "sound-pages").mkdir(exist_ok=True)
    report = ["--junit-xml", str(folder / "junit.xml")]
    cache = ["-o", f"cache_dir=.pytest_cache/{folder.name}"]
    say(f"Testing on {ground.database} ...")
    with ExitStack() as stack:
        words = None if aloud else stack.enter_context((folder / "words.txt").open("wb"))
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *report, *cache, *arguments],
            cwd=ROOT,
            env={**environment(os.environ, home=folder), **ground.env},
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
        )
    return Pass(folder=folder, process=process)


def environment(given: Mapping[str, str], *, home: Path) -> dict[str, str]:
    """Ours without what would point the tests at a real school's data.

    What Python makes of the sources is kept in the run's own folder, also where the machine says to
    keep none: some eighty processes start in a run, and each would spend a second on making it.
    """
    env = {
        name: value
        for name, value in given.items()
        if name not in NOT_OURS and not name.startswith(("LANTERN_", "DJANGO_", "PYTEST_"))
    }
    env["LANTERN_HOME"] = str(home)
    env["PYTHONPYCACHEPREFIX"] = str(home.parent / "bytecode")  # both passes write and read it
    env["SOUND_PAGES"] = str(home.parent / "sound-pages")  # found by one, known to the other
    env["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the tests' own thread
    return env


def counted(report: Path) -> Count:
    """What a JUnit report says. One that is missing or broken is one failure."""
    try:
        suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest wrote it
        rows = [{name: int(suite.get(name, 0)) for name in KINDS} for suite in suites]
    except (OSError, ET.ParseError):
        return Count(passed=0, failed=1)
    tests = sum(row["tests"] for row in rows)
    failed = sum(row["failures"] + row["errors"] + row["skipped"] for row in rows)
    return Count(passed=max(tests - failed, 0), failed=failed)


KINDS = ("tests", "failures", "errors", "skipped")


def end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
