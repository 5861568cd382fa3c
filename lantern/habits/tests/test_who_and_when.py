"""Whom the rows of an attendance file are about, and what of it cannot have happened yet."""

from dataclasses import replace
from datetime import datetime

import pytest

from lantern.habits import pictures
from lantern.habits.actions import keep_file
from lantern.habits.reading import Span
from lantern.habits.tests.small_school import NOW, Small, small_school

UPN = "A801200001001"  # Ada Ash's
OTHER = "B801200001001"  # nobody's
HEAD = "UPN,Name,Date,Session,Mark"


@pytest.fixture
def small(db: None) -> Small:
    return small_school()


def found(small: Small, *rows: str, now: datetime = NOW) -> pictures.Understood:
    by = replace(small.office, now=now)
    text = "\n".join([HEAD, *rows]).encode()
    return pictures.understood(keep_file(content=text, name="a.csv", span=Span(), by=by), by)


def said(small: Small, row: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of one row what is refused, and what is to be looked at."""
    preview = found(small, row).preview
    assert preview is not None
    (child,) = preview.children
    return tuple(refusal.why for refusal in child.refused), child.cautions


@pytest.mark.parametrize(
    "name", ["Ada Ash", "ADA ASH", "Ada Mary Ash", "Ada Ash-Birch", "Ada Birch Ash", "Ash", ""]
)
def test_a_name_that_may_be_the_childs_is_no_matter_beside_a_upn(small: Small, name: str) -> None:
    assert said(small, f"{UPN},{name},23/11/2026,AM,/") == ((), ())


@pytest.mark.parametrize("name", ["Wrong Name", "Tom Ash", "Ada Wren"])
def test_a_upn_beside_an_unlike_name_is_to_be_checked(small: Small, name: str) -> None:
    words = f"The file calls this child “{name}”: please check that it is the same child."
    assert said(small, f"{UPN},{name},23/11/2026,AM,/") == ((), (words,))


def test_a_upn_beside_another_childs_name_is_refused(small: Small) -> None:
    words = "It names two children: the name is another child's. Put right which is wrong."
    assert said(small, f"{UPN},Ben Birch,23/11/2026,AM,/") == ((words,), ())


def test_a_wrong_upn_beside_a_name_that_is_there_says_so(small: Small) -> None:
    words = (
        "No child of this school has this UPN. Someone with this name has another UPN: put right "
        "which of the two is wrong."
    )
    assert said(small, f"{OTHER},Ada Ash,23/11/2026,AM,/") == ((words,), ())
    nobody = "No child of this school has this UPN or name."
    assert said(small, f"{OTHER},Ned Nobody,23/11/2026,AM,/") == ((nobody,), ())


def test_rows_of_one_unknown_child_are_one_line(small: Small) -> None:
    rows = [f",Ned Nobody,{day}/11/2026,AM,/" for day in (23, 24, 25)]
    preview = found(small, *rows).preview
    assert preview is not None
    assert [(child.name, child.where, child.count.refused) for child in preview.children] == [
        ("Ned Nobody", "2 to 4", 3)
    ]


@pytest.mark.parametrize(("clock", "taken"), [((9, 42), 1), ((11, 59), 1), ((12, 0), 2)])
def test_an_afternoon_that_has_not_begun_has_no_marks(
    small: Small, clock: tuple[int, int], taken: int
) -> None:
    rows = [f",Ada Ash,26/11/2026,{session},/" for session in ("AM", "PM")]
    preview = found(small, *rows, now=NOW.replace(hour=clock[0], minute=clock[1])).preview
    assert preview is not None
    (child,) = preview.children
    assert child.added == taken
    words = "26 November 2026: that afternoon has not begun yet."
    assert [refusal.why for refusal in child.refused] == [words] * (2 - taken)
