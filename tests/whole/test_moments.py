"""When something is killed: as often as is asked for, and never outside of it."""

import pytest

from tests.whole.moments import kills, spread


@pytest.mark.parametrize(("said", "times"), [(None, 7), ("100", 100), ("1", 1), ("0", 1)])
def test_as_often_as_is_said(monkeypatch: pytest.MonkeyPatch, said: str | None, times: int) -> None:
    monkeypatch.delenv("KILLS", raising=False)
    if said is not None:
        monkeypatch.setenv("KILLS", said)
    assert kills(7) == times


@pytest.mark.parametrize(
    ("statements", "many", "found"),
    [
        (40, 1, [1]),
        (40, 2, [1, 40]),
        (41, 5, [1, 11, 21, 31, 41]),
        (3, 100, [1, 2, 3]),
        (1, 7, [1]),
    ],
)
def test_from_the_first_to_the_last_evenly(statements: int, many: int, found: list[int]) -> None:
    assert spread(statements, many) == found
