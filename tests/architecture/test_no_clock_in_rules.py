"""What is derived asks for its day: no rule, and nothing that is drawn of one, looks at a clock."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.river import in_short, lines, source

PURE = {"rules", "reading", "presets", "drawing"}
DERIVED = ("lantern/profiles/",)  # all of it: a profile is of an explicit day
CLOCKS = {
    "today", "now", "Now", "utcnow", "localdate", "localtime", "gmtime", "time_ns", "monotonic",
    "perf_counter",
}  # fmt: skip
TIMES = {"time.time", "time"}  # a time of day is told which


def looks(tree: ast.Module) -> Iterator[str]:
    """Where a clock is asked: `date.today()`, `now()`, `time.time()`, the database's own `Now()`.

    `localdate(moment)` asks none: it says of which day a moment is.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            said = ast.unparse(node.func)
            last, told = said.rpartition(".")[2], bool(node.args or node.keywords)
            of_a_moment = told and last.startswith("local")
            if (last in CLOCKS and not of_a_moment) or (said in TIMES and not told):
                yield f"{node.lineno}: {said}()"


def test_no_rule_asks_what_day_it_is() -> None:
    faults = [
        f"{in_short(path)}:{each}: let whoever calls it say the day"
        for path, tree in source()
        if PURE & {*path.parts, path.stem} or in_short(path).startswith(DERIVED)
        for each in looks(tree)
    ]
    assert not faults, lines(faults)


@pytest.mark.parametrize(
    "code",
    [
        "date.today()", "timezone.now()", "datetime.now(tz)", "time.time()", "school.now()",
        "now()", "time()", "timezone.localdate()", "Shown.objects.filter(at__lt=Now())",
    ],
)  # fmt: skip
def test_a_clock_is_found(code: str) -> None:
    assert list(looks(ast.parse(code)))


@pytest.mark.parametrize("code", ["localdate(moment)", "time(9, 30)", "moment.time()"])
def test_what_is_of_a_moment_that_is_told_is_let_be(code: str) -> None:
    assert not list(looks(ast.parse(code)))
