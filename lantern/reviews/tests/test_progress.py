"""How far each class has come, in a few queries."""

import pytest
from pytest_django import DjangoAssertNumQueries

from lantern.judgements.models import Voice
from lantern.reviews.actions import close, judge
from lantern.reviews.pictures import progress
from lantern.reviews.tests.rows import a_cell
from lantern.schemes.models import SchemeVersion
from tests.cast import Cast


def told(cast: Cast, part: str = "leader") -> list[tuple[str, int, int, int, bool]]:
    found = progress(cast.period, by=cast.viewer(part))
    return [(e.school_class.name, e.children, e.judged, e.cells, e.closed) for e in found]


def test_each_class_has_its_cells(cast: Cast) -> None:
    assert told(cast) == [("Kestrels", 3, 0, 30, False), ("Wrens", 2, 0, 20, False)]


def test_a_cell_counts_once_whoever_said_it_domain_2_15(cast: Cast) -> None:
    for voice in Voice:
        judge(
            cell=a_cell(cast, cast.settled, voice=voice), school_class=cast.kestrels,
            value="green", by=cast.viewer("teacher"),
        )  # fmt: skip
    assert told(cast)[0] == ("Kestrels", 3, 1, 30, False)


def test_a_childs_own_view_is_no_decision_000_24(cast: Cast) -> None:
    cell = a_cell(cast, cast.settled, voice=Voice.CHILD)
    judge(cell=cell, school_class=cast.kestrels, value="green", by=cast.viewer("teacher"))
    assert told(cast)[0][2] == 0


def test_a_closed_class_says_so(cast: Cast) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    assert [row[4] for row in told(cast)] == [True, False]


@pytest.mark.parametrize("part", ["office", "leader"])
def test_without_a_scheme_nothing_is_to_judge(cast: Cast, part: str) -> None:
    SchemeVersion.objects.all().delete()
    assert {row[3] for row in told(cast, part)} == {0}


def test_five_queries_for_the_school(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    progress(cast.period, by=cast.viewer("leader"))  # a version is read once a process
    with django_assert_num_queries(5):
        progress(cast.period, by=cast.viewer("leader"))
