"""Two people judge the same cell in the same moment, and one closes while another judges."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from lantern.judgements.models import Judgement
from lantern.reviews.actions import JudgedMeanwhile, ReviewClosed, close, judge
from lantern.reviews.models import Closure, Shown
from lantern.reviews.tests.rows import a_cell
from tests.cast import Cast, set_the_stage

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*doings: Callable[[], object]) -> list[str]:
    """What became of each: its error's name, or nothing."""
    ready = Barrier(len(doings))

    def do(doing: Callable[[], object]) -> str:
        ready.wait()
        try:
            doing()
        except (JudgedMeanwhile, ReviewClosed) as trouble:
            return type(trouble).__name__
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(do, doings))


def says(cast: Cast, value: str, part: str, seen: str | None) -> Callable[[], object]:
    return lambda: judge(
        cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value=value, seen=seen,
        by=cast.viewer(part),
    )  # fmt: skip


def test_the_second_of_two_is_told() -> None:
    cast = set_the_stage()
    ends = at_once(says(cast, "green", "teacher", ""), says(cast, "amber", "assistant", ""))
    assert sorted(ends) == ["", "JudgedMeanwhile"]
    assert Judgement.objects.count() == 1


def test_without_looking_the_later_one_stands_and_the_earlier_is_kept() -> None:
    cast = set_the_stage()
    ends = at_once(says(cast, "green", "teacher", None), says(cast, "amber", "assistant", None))
    assert set(ends) <= {"", "JudgedMeanwhile"}
    assert Judgement.objects.filter(stands=True).count() == 1
    assert Judgement.objects.count() == ends.count("")


def test_nothing_is_judged_behind_a_closing() -> None:
    """Either the judgement came first and is in the picture, or it is refused."""
    cast = set_the_stage()
    ends = at_once(
        says(cast, "green", "teacher", ""),
        lambda: close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader")),
    )
    assert Closure.objects.count() == 1
    shown = Shown.objects.get(pupil=cast.settled).ratings
    assert ["area", "effort", "green"] in [row[:3] for row in shown] or ends[0] == "ReviewClosed"
