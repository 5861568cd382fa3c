"""Closing keeps what was shown for ever; opening again needs a leader and a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.habits.actions import record_marks
from lantern.habits.rules import Mark as SessionMark
from lantern.judgements.models import Voice
from lantern.profiles.drawing import class_grid
from lantern.profiles.rules import Suggestion
from lantern.reviews.actions import (
    Mark,
    NothingToClose,
    NotTheirs,
    ReasonsWanted,
    ReviewClosed,
    close,
    judge,
    judge_many,
    reopen,
)
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures import corrections_of, review_of_class, review_of_pupil, turns_of
from lantern.reviews.tests.rows import a_cell, attendance, later
from lantern.reviews.views.asked import addresses_for
from lantern.schemes.models import SchemeVersion
from lantern.schemes.presets import preset_text
from tests.cast import NOW, Cast, unnamed


def shut(cast: Cast, part: str = "teacher") -> Closure:
    return close(school_class=cast.kestrels, period=cast.period, by=cast.viewer(part))


def drawn(cast: Cast) -> str:
    by = cast.viewer("teacher")
    review = review_of_class(cast.kestrels, cast.period, by=by)
    assert review is not None
    return class_grid(review.profiles, review.version.scheme, addresses_for(by, ""))


def test_closing_keeps_each_profile_and_a_note(cast: Cast) -> None:
    shut(cast)
    assert Shown.objects.count() == 3
    assert Note.objects.get(did="review closed").details["period"] == "Autumn 2"


@pytest.mark.parametrize("part", ["other_teacher", "assistant", "office"])
def test_only_its_own_teachers_and_leaders_close(cast: Cast, part: str) -> None:
    with pytest.raises(NotTheirs):
        shut(cast, part)


def test_twice_is_once(cast: Cast) -> None:
    shut(cast)
    with pytest.raises(ReviewClosed):
        shut(cast, "leader")


def test_a_period_that_has_not_begun_is_not_closed(cast: Cast) -> None:
    with pytest.raises(NothingToClose):
        close(school_class=cast.kestrels, period=cast.periods[2], by=cast.viewer("leader"))


def test_closing_waits_for_reasons_domain_2_5(cast: Cast) -> None:
    attendance(cast, cast.settled, missed=1)
    cell, by = a_cell(cast, cast.settled, "attendance"), cast.viewer("teacher")
    judge(cell=cell, school_class=cast.kestrels, value="star", by=by)
    with pytest.raises(ReasonsWanted) as wanted:
        shut(cast)
    assert wanted.value.names == ["Maya Brook"]
    judge(cell=cell, school_class=cast.kestrels, value="star", reason="was ill", by=by)
    assert shut(cast).stands


def test_a_closed_review_stays_byte_for_byte_domain_2_28_domain_2_31(cast: Cast) -> None:
    attendance(cast, cast.settled, missed=1)
    marks = [Mark(cell=a_cell(cast, cast.settled, voice=voice), value="green") for voice in Voice]
    by = cast.viewer("teacher")
    for mark in marks:
        judge_many(marks=[mark], school_class=cast.kestrels, period=cast.period, by=by)
    shut(cast)
    before = drawn(cast)
    away = SessionMark(pupil=cast.settled.pk, on=date(2026, 11, 4), session="am", code="O")
    record_marks(marks=[away], by=cast.viewer("office"), reason="The register was wrong")
    SchemeVersion.objects.create(
        school=cast.school, number=2, starts_on=cast.period.starts_on, adopted_at=NOW,
        text=preset_text("smileys-and-time-outs"),
    )  # fmt: skip
    assert drawn(cast) == before


def test_later_facts_are_listed_beneath_domain_2_31(cast: Cast) -> None:
    closure = shut(cast)
    pupils = [cast.settled.pk, cast.two_homes.pk]
    assert corrections_of(closure, pupils) == []
    attendance(cast, cast.settled, missed=1, at=closure.closed_at + timedelta(minutes=5))
    found = corrections_of(closure, pupils)
    assert [(each.child, each.about, each.by) for each in found] == [
        ("Maya Brook", "30 attendance marks, 2 Nov to 20 Nov: all new", "Mr Pell")
    ]


def test_opening_again_needs_a_leader_and_a_reason(cast: Cast) -> None:
    closure = shut(cast)
    with pytest.raises(NotTheirs):
        reopen(closure=closure, reason="a slip", by=cast.viewer("teacher"))
    with pytest.raises(ValueError, match="Say why"):
        reopen(closure=closure, reason="  ", by=cast.viewer("leader"))
    reopen(closure=closure, reason="a slip", by=later(cast.leader, minutes=9))
    assert Note.objects.get(did="review reopened").details["reason"] == "a slip"
    with pytest.raises(ReviewClosed):
        reopen(closure=closure, reason="again", by=cast.viewer("leader"))


def test_what_was_shown_is_kept_when_opened_and_closed_again(cast: Cast) -> None:
    closure = shut(cast)
    then = [closure.closed_at + timedelta(minutes=minutes) for minutes in (9, 20)]
    reopen(closure=closure, reason="a slip", by=replace(cast.viewer("leader"), now=then[0]))
    by = replace(cast.viewer("teacher"), now=then[1])
    close(school_class=cast.kestrels, period=cast.period, by=by)
    turns = turns_of(cast.kestrels, cast.period)
    assert [(turn.closed, turn.by, turn.reason) for turn in turns] == [
        (True, "Ms Farrow", ""), (False, "Mrs Okafor", "a slip"), (True, "Ms Farrow", ""),
    ]  # fmt: skip
    assert Shown.objects.count() == 6


def test_closing_without_its_note_is_undone(cast: Cast) -> None:
    by = unnamed(cast.viewer("teacher"))
    with pytest.raises(IntegrityError):
        close(school_class=cast.kestrels, period=cast.period, by=by)
    assert not Closure.objects.exists()
    assert not Shown.objects.exists()


def test_what_is_kept_asks_nothing_of_days_that_will_not_count(cast: Cast) -> None:
    """Closed early it says why, and promises nothing for the weeks to come."""
    attendance(cast, cast.settled, missed=1)
    by = cast.viewer("teacher")
    (open_now,) = [each for each in _suggested(cast, by) if each]
    assert "would bring it to “Green”" in open_now.upwards
    shut(cast)
    (kept,) = [each for each in _suggested(cast, by) if each]
    assert (kept.because, kept.upwards) == (open_now.because, "")


def _suggested(cast: Cast, by: Viewer) -> list[Suggestion | None]:
    review = review_of_pupil(cast.settled, cast.period, by=by)
    assert review is not None
    return [area.suggestion for area in review.profiles[0].areas if area.key == "attendance"]
