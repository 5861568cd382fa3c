"""Whatever is said in whatever order, one row stands and nothing is lost (domain 2.15, 2.31)."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantern.judgements.models import Judgement
from lantern.reviews.actions import Mark, judge, judge_many
from lantern.reviews.tests.rows import a_cell, later
from tests.cast import Cast

VALUES = ("star", "green", "amber", "red", "-", "")
decisions = st.lists(
    st.tuples(st.sampled_from(VALUES), st.sampled_from(["", "ill"]), st.booleans()), max_size=8
)


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decisions)
def test_one_row_stands_and_the_history_is_whole(
    cast: Cast, said: list[tuple[str, str, bool]]
) -> None:
    for row in Judgement.objects.order_by("-pk"):  # what the example before this one said
        row.delete()
    cell = a_cell(cast, cast.settled)
    told: list[tuple[str, str]] = []
    for minute, (value, why, in_bulk) in enumerate(said):
        reason = why if value else ""
        by = later(cast.teacher, minutes=minute)
        if in_bulk:
            judge_many(
                marks=[Mark(cell=cell, value=value, reason=reason)],
                school_class=cast.kestrels, period=cast.period, by=by,
            )  # fmt: skip
        else:
            judge(cell=cell, school_class=cast.kestrels, value=value, reason=reason, by=by)
        before = told[-1] if told else ("", "")
        if value != before[0] or reason not in ("", before[1]):
            told.append((value, reason))
    rows = list(Judgement.objects.order_by("recorded_at", "pk"))
    assert [row.stands for row in rows] == [False] * (len(rows) - 1) + [True] * bool(rows)
    kept = [(row.value, row.reason) for row in rows]
    assert kept == told or kept == [("", ""), *told]  # taking back at first is kept or is nothing
    assert all(after.supersedes == before for before, after in pairwise(rows))
