"""Judging one cell: who may, in which class, over what, and never after closing."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError

from lantern.audit.models import Note
from lantern.judgements.models import Judgement, Voice, What
from lantern.reviews.actions import (
    JudgedMeanwhile,
    Mark,
    NotOnTheScale,
    NotTheirs,
    ReviewClosed,
    close,
    judge,
    judge_many,
)
from lantern.reviews.models import Shown
from lantern.reviews.tests.rows import a_cell, later, standing
from tests.cast import Cast, a_place, unnamed


def test_a_judgement_is_a_row_and_a_note(cast: Cast) -> None:
    cell = a_cell(cast, cast.settled)
    judge(cell=cell, school_class=cast.kestrels, value="green", by=cast.viewer("teacher"))
    row = standing(cell)
    assert (row.value, row.recorded_by) == ("green", cast.teacher.user)
    assert Note.objects.get(did="judged").about == str(cast.settled.ref)


def test_three_voices_stand_side_by_side_000_24_domain_2_15(cast: Cast) -> None:
    said = {Voice.MENTOR: "green", Voice.CHILD: "star", Voice.AGREED: "amber"}
    for voice, value in said.items():
        judge(
            cell=a_cell(cast, cast.settled, voice=voice), school_class=cast.kestrels, value=value,
            by=cast.viewer("teacher"),
        )  # fmt: skip
    kept = {voice: standing(a_cell(cast, cast.settled, voice=voice)).value for voice in said}
    assert kept == said


def test_what_stood_before_is_kept_domain_2_15(cast: Cast) -> None:
    cell = a_cell(cast, cast.settled)
    for value in ("green", "amber", ""):
        judge(cell=cell, school_class=cast.kestrels, value=value, by=cast.viewer("teacher"))
    rows = Judgement.objects.order_by("pk").values_list("value", "stands")
    assert list(rows) == [("green", False), ("amber", False), ("", True)]


@pytest.mark.parametrize("part", ["other_teacher", "office"])
def test_others_may_not_judge(cast: Cast, part: str) -> None:
    with pytest.raises(NotTheirs):
        judge(
            cell=a_cell(cast, cast.settled), school_class=cast.kestrels, value="green",
            by=cast.viewer(part),
        )  # fmt: skip


def test_an_assistant_judges_a_mentee_of_another_class_001_16(cast: Cast) -> None:
    cell = a_cell(cast, cast.mentee)
    judge(cell=cell, school_class=cast.wrens, value="green", by=cast.viewer("assistant"))
    assert standing(cell).value == "green"


def test_a_child_is_judged_in_their_own_class_alone(cast: Cast) -> None:
    """Else a closed class could be judged by way of an open one."""
    with pytest.raises(NotTheirs):
        judge(
            cell=a_cell(cast, cast.settled), school_class=cast.wrens, value="green",
            by=cast.viewer("leader"),
        )  # fmt: skip


def test_a_child_in_two_classes_is_judged_in_the_one_that_holds(cast: Cast) -> None:
    a_place(cast.settled, cast.wrens, date(2026, 11, 2), date(2026, 11, 6))
    cell, by = a_cell(cast, cast.settled), cast.viewer("leader")
    with pytest.raises(NotTheirs):
        judge(cell=cell, school_class=cast.wrens, value="green", by=by)
    judge(cell=cell, school_class=cast.kestrels, value="green", by=by)
    assert standing(cell).value == "green"


def test_a_star_is_not_on_every_scale_000_18_domain_2_8(cast: Cast) -> None:
    with pytest.raises(NotOnTheScale):
        judge(
            cell=a_cell(cast, cast.settled, "punctuality"), school_class=cast.kestrels,
            value="star", by=cast.viewer("teacher"),
        )  # fmt: skip


def test_a_closed_review_is_not_judged_domain_2_31(cast: Cast) -> None:
    by = cast.viewer("teacher")
    close(school_class=cast.kestrels, period=cast.period, by=by)
    cell = a_cell(cast, cast.settled)
    with pytest.raises(ReviewClosed):
        judge(cell=cell, school_class=cast.kestrels, value="green", by=by)
    with pytest.raises(ReviewClosed):
        judge_many(
            marks=[Mark(cell=cell, value="green")], school_class=cast.kestrels,
            period=cast.period, by=by,
        )  # fmt: skip


def test_judging_over_a_change_one_has_not_seen_is_refused(cast: Cast) -> None:
    cell = a_cell(cast, cast.settled)
    judge(cell=cell, school_class=cast.kestrels, value="amber", by=cast.viewer("assistant"))
    with pytest.raises(JudgedMeanwhile):
        judge(
            cell=cell, school_class=cast.kestrels, value="green", seen="",
            by=cast.viewer("teacher"),
        )  # fmt: skip
    judge(
        cell=cell, school_class=cast.kestrels, value="green", seen="amber",
        by=cast.viewer("teacher"),
    )  # fmt: skip
    assert standing(cell).value == "green"


def test_a_judgement_without_its_note_is_undone(cast: Cast) -> None:
    cell, by = a_cell(cast, cast.settled), unnamed(cast.viewer("teacher"))
    with pytest.raises(IntegrityError):
        judge(cell=cell, school_class=cast.kestrels, value="green", by=by)
    assert not Judgement.objects.exists()


@pytest.mark.parametrize("part", ["office", "governor", "visitor", "stranger"])
def test_whoever_sees_no_judgement_is_given_no_row_of_one(cast: Cast, part: str) -> None:
    judged_and_closed(cast)
    assert not any(rows.visible_to(cast.viewer(part)).exists() for rows in OF_JUDGEMENTS)
    assert all(rows.visible_to(cast.viewer("teacher")).exists() for rows in OF_JUDGEMENTS)


def test_at_a_narrowed_school_another_teacher_is_given_none_either(cast: Cast) -> None:
    cast.school.own_classes_only = True
    cast.school.save()
    other = replace(cast.viewer("other_teacher"), school=cast.school)
    judged_and_closed(cast)
    assert not any(rows.visible_to(other).exists() for rows in OF_JUDGEMENTS)


OF_JUDGEMENTS = (Judgement.objects, Shown.objects)


def judged_and_closed(cast: Cast) -> None:
    cell, by = a_cell(cast, cast.settled), cast.viewer("teacher")
    judge(cell=cell, school_class=cast.kestrels, value="green", by=by)
    close(school_class=cast.kestrels, period=cast.period, by=by)


def both(cast: Cast, value: str = "green") -> list[Mark]:
    return [
        Mark(cell=a_cell(cast, cast.settled), value=value),
        Mark(cell=a_cell(cast, cast.joiner, "reading", what=What.SUBJECT), value="secure"),
    ]


def test_many_are_one_note_that_names_the_count(cast: Cast) -> None:
    made = judge_many(
        marks=both(cast), school_class=cast.kestrels, period=cast.period,
        by=cast.viewer("teacher"),
    )  # fmt: skip
    assert [row.value for row in made] == ["green", "secure"]
    note = Note.objects.get(did="judged many")
    assert note.details == {"count": 2, "period": "Autumn 2"}


def test_many_again_add_nothing(cast: Cast) -> None:
    made = [
        judge_many(
            marks=both(cast), school_class=cast.kestrels, period=cast.period,
            by=cast.viewer("teacher"),
        )
        for _ in range(2)
    ]  # fmt: skip
    assert [len(rows) for rows in made] == [2, 0]
    assert Judgement.objects.count() == 2
    assert Note.objects.filter(did="judged many").count() == 1


def test_many_in_one_voice_leave_every_other_as_it_was_domain_2_15(cast: Cast) -> None:
    """The child's above all: whoever judges a column after them, it stands until they say more."""
    said: dict[Voice, str] = {}
    for voice, value in (
        (Voice.CHILD, "star"), (Voice.MENTOR, "green"), (Voice.AGREED, "amber"),
        (Voice.CHILD, "red"), (Voice.MENTOR, "amber"),
    ):  # fmt: skip
        marks = [Mark(cell=a_cell(cast, cast.settled, voice=voice), value=value)]
        judge_many(
            marks=marks, school_class=cast.kestrels, period=cast.period, by=later(cast.teacher)
        )
        said[voice] = value
        kept = {each: standing(a_cell(cast, cast.settled, voice=each)).value for each in said}
        assert kept == said


def test_many_supersede_what_stood(cast: Cast) -> None:
    for value in ("green", "amber"):
        judge_many(
            marks=both(cast, value), school_class=cast.kestrels, period=cast.period,
            by=later(cast.teacher),
        )  # fmt: skip
    row = standing(a_cell(cast, cast.settled))
    assert row.value == "amber"
    before = Judgement.objects.get(stands=False, key="effort")
    assert (before.value, before.pk) == ("green", row.supersedes_id)


@pytest.mark.parametrize(
    ("key", "value", "pupil", "trouble"),
    [
        ("effort", "mauve", "settled", NotOnTheScale),
        ("punctuality", "star", "settled", NotOnTheScale),
        ("effort", "green", "wren", NotTheirs),
    ],
)
def test_one_bad_cell_keeps_all_of_many_out(
    cast: Cast, key: str, value: str, pupil: str, trouble: type[Exception]
) -> None:
    bad = Mark(cell=a_cell(cast, getattr(cast, pupil), key), value=value)
    good = Mark(cell=a_cell(cast, cast.two_homes), value="green")
    with pytest.raises(trouble):
        judge_many(
            marks=[good, bad], school_class=cast.kestrels, period=cast.period,
            by=cast.viewer("teacher"),
        )  # fmt: skip
    assert not Judgement.objects.exists()


def test_a_cell_named_twice_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError):
        judge_many(
            marks=[*both(cast), *both(cast, "red")], school_class=cast.kestrels,
            period=cast.period, by=cast.viewer("teacher"),
        )  # fmt: skip


def test_many_without_their_note_are_undone(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        judge_many(
            marks=both(cast), school_class=cast.kestrels, period=cast.period,
            by=unnamed(cast.viewer("teacher")),
        )  # fmt: skip
    assert not Judgement.objects.exists()
