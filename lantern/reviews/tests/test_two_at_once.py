"""Two people judge the same cell in the same moment, and one closes while another judges."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from lantern.habits.actions import record_marks
from lantern.habits.rules import Mark
from lantern.judgements.models import Judgement
from lantern.reviews.actions import JudgedMeanwhile, ReviewClosed, close, judge
from lantern.reviews.models import Shown
from lantern.reviews.tests.rows import a_cell
from lantern.roster.tests.test_groups_at_once import meanwhile
from tests.cast import Cast, set_the_stage

pytestmark = pytest.mark.django_db(transaction=True)
BEGAN = date(2026, 11, 2)


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


def closes(cast: Cast) -> Callable[[], object]:
    by = cast.viewer("leader")
    return lambda: close(school_class=cast.kestrels, period=cast.period, by=by)


def shown(cast: Cast) -> list[list[str]]:
    """What the closing kept of Maya: what, key and value of each that had one."""
    return [row[:3] for row in Shown.objects.get(pupil=cast.settled).ratings]


def test_who_judges_while_it_is_closed_waits_and_is_refused_domain_2_31() -> None:
    cast = set_the_stage()
    with pytest.raises(ReviewClosed):
        meanwhile(closes(cast), says(cast, "green", "teacher", ""))
    assert not Judgement.objects.exists()


def test_who_closes_while_it_is_judged_waits_and_keeps_it_domain_2_31() -> None:
    cast = set_the_stage()
    meanwhile(says(cast, "green", "teacher", ""), closes(cast))
    assert ["area", "effort", "green"] in shown(cast)


def test_who_closes_while_a_register_comes_in_waits_and_keeps_it_domain_2_31() -> None:
    cast = set_the_stage()
    marks = [
        Mark(pupil=cast.settled.pk, on=BEGAN + timedelta(days=day), session=session, code=code)
        for day in range(5)
        for session, code in (("am", "/"), ("pm", "\\"))
    ]
    meanwhile(lambda: record_marks(marks=marks, by=cast.viewer("office")), closes(cast))
    assert ["area", "attendance", "star"] in shown(cast)
