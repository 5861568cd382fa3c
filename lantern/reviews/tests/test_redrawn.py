"""A scheme that judges by terms, adopted after half terms were judged: those never change."""

from datetime import date

import pytest

from lantern.reviews.actions import close, judge, reopen
from lantern.reviews.models import Shown
from lantern.reviews.tests.rows import a_cell
from lantern.schemes.actions import adopt
from lantern.schemes.presets import preset_text
from lantern.schools.models import Period
from tests.cast import Cast

BY_TERMS = preset_text("stages-with-parents").replace(
    'judgements = "half-term"', 'judgements = "term"'
)


def drawn_from_september(cast: Cast) -> list[str]:
    by = cast.viewer("leader")
    adopt(school=cast.school, text=BY_TERMS, starts_on=date(2026, 9, 1), by=by)
    return [period.name for period in Period.objects.of_school(cast.school)]


def test_a_judged_half_term_stays_and_so_does_its_neighbour(cast: Cast) -> None:
    judge(
        cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value="green",
        by=cast.viewer("teacher"),
    )  # fmt: skip
    assert drawn_from_september(cast) == ["Autumn 1", "Autumn 2", "Spring", "Summer"]
    assert Period.objects.get(pk=cast.period.pk) == cast.period


@pytest.mark.parametrize("again", [False, True])
def test_a_closed_review_stays_even_if_it_was_opened_again(cast: Cast, again: bool) -> None:
    by = cast.viewer("leader")
    closure = close(school_class=cast.kestrels, period=cast.periods[0], by=by)
    before = list(Shown.objects.values_list("pk", "picture"))
    if again:
        reopen(closure=closure, reason="A mark was missing", by=by)
    assert drawn_from_september(cast) == ["Autumn 1", "Autumn 2", "Spring", "Summer"]
    assert list(Shown.objects.values_list("pk", "picture")) == before


def test_where_nothing_was_judged_the_terms_begin_at_once(cast: Cast) -> None:
    assert drawn_from_september(cast) == ["Autumn", "Spring", "Summer"]


def test_what_was_closed_stays_everyone_s_though_some_are_set_apart_since(cast: Cast) -> None:
    """Domain 2.28 and 2.31: the version changes who is in which review, from the next one on."""
    by = cast.viewer("leader")
    closure = close(school_class=cast.wrens, period=cast.periods[0], by=by)
    before = list(Shown.objects.values_list("pk", "pupil", "picture"))
    text = BY_TERMS + '\n[[calendars.exceptions]]\nyears = [3]\njudgements = "half-term"\n'
    adopt(school=cast.school, text=text, starts_on=date(2026, 9, 1), by=by)
    rows = Period.objects.of_school(cast.school).order_by("starts_on", "-ends_on")
    assert [row.label for row in rows] == [
        "Autumn 1", "Autumn 2", "Spring · all but Year 3", "Spring 1 · Year 3",
        "Spring 2 · Year 3", "Summer · all but Year 3", "Summer 1 · Year 3", "Summer 2 · Year 3",
    ]  # fmt: skip
    assert Period.objects.get(pk=closure.period_id).years == []
    assert list(Shown.objects.values_list("pk", "pupil", "picture")) == before
