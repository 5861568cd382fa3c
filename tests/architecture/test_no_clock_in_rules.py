"""What is derived asks for its day: no rule, and nothing that is drawn of one, looks at a clock."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.river import in_short, lines, source

PURE = {"rules", "reading", "presets", "drawing"}
DERIVED = ("lantern/profiles/",)  # all of it: a profile is of an explicit day
CLOCKS = {"today", "now", "utcnow", "localdate", "localtime", "monotonic", "perf_counter"}


def looks(tree: ast.Module) -> Iterator[str]:
    """Where a clock is asked: `date.today()`, `timezone.now()`, `time.time()`.

    `localdate(moment)` asks none: it says of which day a moment is.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            said = ast.unparse(node.func)
            of_a_moment = bool(node.args) and said.rpartition(".")[2].startswith("local")
            if (said.rpartition(".")[2] in CLOCKS and not of_a_moment) or said == "time.time":
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
    "code", ["date.today()", "timezone.now()", "datetime.now(tz)", "time.time()", "school.now()"]
)
def test_a_clock_is_found(code: str) -> None:
    assert list(looks(ast.parse(code)))
