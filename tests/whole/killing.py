"""A process that does what it is told, and is killed at the very statement it is told.

    python -m tests.whole.killing

Each line that comes in is a try, as JSON; each is answered by what became of it. Django is set up
once, and every try is a process of its own, forked before there is any connection.
"""

import gc
import json
import mmap
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any  # what goes through Django's own wrapper of statements has no types

import django
from django.db import connection, transaction

from lantern.within import within

NUMBER = 8  # bytes of a number that both processes see
NEEDED = (
    "lantern.config.urls",  # which each command's own checks look at
    "lantern.config.management.commands.prepare",
    "lantern.config.management.commands.restore",
    "lantern.roster.management.commands.roster_import",
    "lantern.habits.management.commands.attendance_import",
    "lantern.reviews.actions",
    "lantern.config.backups",
    "lantern.roster.actions.rollover",
)


@dataclass(frozen=True)
class Try:
    """What to do, and when to be killed: after how many statements, or at how many seconds.

    After -1 is right after the commit.
    """

    what: str
    about: tuple[str, ...]
    killed_after: int | None = None
    killed_at: float | None = None


@dataclass(frozen=True)
class Ended:
    """How a try ended, and how many statements were carried out."""

    killed: bool
    well: bool
    statements: int


class Counter:
    """Counts each statement once it is carried out, where the other process sees it."""

    def __init__(self, seen: mmap.mmap, killed_after: int | None) -> None:
        self.seen, self.killed_after = seen, killed_after
        self.waits_for_commit = killed_after == -1

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        done = execute(sql, params, many, context)
        count = number_in(self.seen) + 1
        self.seen[:NUMBER] = count.to_bytes(NUMBER)
        if count == self.killed_after:
            die()
        if self.waits_for_commit and connection.in_atomic_block:
            self.waits_for_commit = False
            transaction.on_commit(die)
        return done


def number_in(seen: mmap.mmap) -> int:
    return int.from_bytes(seen[:NUMBER])


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    django.setup()
    for module in NEEDED:
        import_module(module)  # once here, rather than once in each try
    gc.freeze()  # what has been read stays, so no try need look through it for rubbish
    for line in sys.stdin:
        told = json.loads(line)
        ended = tried(Try(**{**told, "about": tuple(told["about"])}))
        print(json.dumps(asdict(ended)), flush=True)  # noqa: T201 - it is the answer


def tried(one: Try) -> Ended:
    """Do it in a process of its own, and wait for its end."""
    with mmap.mmap(-1, NUMBER) as seen:
        child = os.fork()
        if not child:
            do(one, seen)
        status = waited_for(child, one.killed_at)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        return Ended(killed=killed, well=status == 0, statements=number_in(seen))


def waited_for(child: int, killed_at: float | None) -> int:
    """How it ended, killed from outside at that second if it still went on."""
    if killed_at is None:
        return os.waitpid(child, 0)[1]
    killer = threading.Timer(killed_at, os.kill, (child, signal.SIGKILL))
    killer.start()
    # the number is its own until it is waited for, so the one that is killed is no other
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    killer.cancel()
    killer.join()
    return os.waitpid(child, 0)[1]


def do(one: Try, seen: mmap.mmap) -> None:
    """In the new process, which never comes back from here."""
    code = 1
    try:
        with ExitStack() as stack:
            words = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
            os.dup2(words.fileno(), sys.stdout.fileno())
            stack.enter_context(connection.execute_wrapper(Counter(seen, one.killed_after)))
            DOINGS[one.what](*one.about)
            code = 0
    finally:
        os._exit(code)


def import_roster(file: str, school: str) -> None:
    from lantern.config.command import main as lantern

    sys.argv = ["lantern", "roster", "import", file, "--school", school]
    lantern()


def import_attendance(file: str, school: str) -> None:
    from lantern.config.command import main as lantern

    sys.argv = ["lantern", "attendance", "import", file, "--school", school]
    lantern()


def close_review(school_class: str, period: str, member: str) -> None:
    from lantern.accounts.models import Member
    from lantern.reviews.actions import close
    from lantern.roster.models import SchoolClass
    from lantern.schools.models import Period
    from tests.cast import viewer_of

    by = viewer_of(Member.objects.select_related("user", "school").get(ref=member))
    asked = Period.objects.of_school(by.school).get(ref=period)
    with within(by.school.pk):
        close(school_class=SchoolClass.objects.get(ref=school_class), period=asked, by=by)


def restore(file: str) -> None:
    from lantern.config.command import main as lantern

    sys.argv = ["lantern", "restore", file]
    lantern()


def move_up(year: str, member: str) -> None:
    from lantern.accounts.models import Member
    from lantern.roster.actions.rollover import roll_over
    from lantern.roster.pictures.rollover import planned
    from lantern.schools.models import AcademicYear
    from tests.cast import viewer_of

    by = viewer_of(Member.objects.select_related("user", "school").get(ref=member))
    into = AcademicYear.objects.get(pk=year)
    with within(by.school.pk):
        _, _, plan = planned(into, by.today)
        roll_over(year=into, digest=plan.digest, by=by)


def move_back(rollover: str, member: str) -> None:
    from lantern.accounts.models import Member
    from lantern.roster.actions.rollover import undo_rollover
    from lantern.roster.models import Rollover
    from tests.cast import viewer_of

    by = viewer_of(Member.objects.select_related("user", "school").get(ref=member))
    with within(by.school.pk):
        undo_rollover(rollover=Rollover.objects.get(ref=rollover), by=by)


DOINGS: dict[str, Callable[..., None]] = {
    "import": import_roster,
    "attendance": import_attendance,
    "close": close_review,
    "restore": restore,
    "move up": move_up,
    "move back": move_back,
}


if __name__ == "__main__":
    main()
