"""Giving: what one tap moves, once, with its note, and who may."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError

from lantern.audit.models import Note
from lantern.behaviour.models import Given, Move
from lantern.behaviour.tests.taps import (
    a_slip,
    a_tap,
    count_of,
    gives_smileys,
    outcomes,
    tell,
)
from tests.cast import NOW, Cast, unnamed


@pytest.fixture
def school(cast: Cast) -> Cast:
    return gives_smileys(cast)


def test_a_smiley_is_one_more_and_is_noted_001_5(school: Cast) -> None:
    teacher = school.viewer("teacher")
    assert outcomes(tell(teacher, a_tap(school.settled, reason="good manners"))) == ["taken"]
    assert count_of(school.settled, "smileys") == 1
    given = Given.objects.get()
    assert (given.reason, given.on, given.recorded_by) == (
        "good manners", NOW.date(), school.teacher.user,
    )  # fmt: skip
    note = Note.objects.get(did="gave")
    assert note.about == str(given.ref)
    assert note.details == {"whom": "1 child"}


def test_nothing_is_given_where_the_audit_fails(school: Cast) -> None:
    with pytest.raises(IntegrityError):
        tell(unnamed(school.viewer("teacher")), a_tap(school.settled))
    assert not Given.objects.exists()
    assert not Move.objects.exists()


def test_one_tap_gives_to_each_of_several(school: Cast) -> None:
    tell(school.viewer("teacher"), a_tap(school.settled, school.joiner, school.wren))
    assert Given.objects.count() == 1
    for child in (school.settled, school.joiner, school.wren):
        assert count_of(child, "smileys") == 1
    assert count_of(school.mentee, "smileys") == 0


def test_the_same_deed_counts_once_however_often_it_comes(school: Cast) -> None:
    teacher, tap = school.viewer("teacher"), a_tap(school.settled)
    assert outcomes(tell(teacher, tap, tap)) == ["taken", "taken"]
    assert outcomes(tell(teacher, tap)) == ["known"]
    assert count_of(school.settled, "smileys") == 1


def test_a_star_is_the_classs_and_begins_with_twenty_001_9(school: Cast) -> None:
    teacher = school.viewer("teacher")
    assert count_of(school.kestrels, "class-stars") == 20
    tell(teacher, a_tap(award="class-star", school_class=school.kestrels))
    assert count_of(school.kestrels, "class-stars") == 21
    assert count_of(school.wrens, "class-stars") == 20


def test_a_lost_star_keeps_its_reason_and_never_a_child_001_9(school: Cast) -> None:
    teacher = school.viewer("teacher")
    lost = a_tap(
        school.settled, award="class-star-lost", reason="someone let the class down",
        school_class=school.kestrels,
    )  # fmt: skip
    assert outcomes(tell(teacher, lost)) == ["taken"]
    move = Move.objects.get()
    assert (move.pupil_id, move.school_class_id, move.by) == (None, school.kestrels.pk, -1)
    assert count_of(school.kestrels, "class-stars") == 19
    [why] = tell(teacher, a_tap(award="class-star-lost", school_class=school.kestrels))
    assert (why.outcome, why.words) == ("refused", "This one needs a reason.")


def test_a_class_never_has_less_than_none_domain_2_18(school: Cast) -> None:
    lost = [
        a_tap(
            award="class-star-lost", reason="someone let the class down",
            school_class=school.kestrels, at=NOW + timedelta(seconds=second),
        )
        for second in range(22)
    ]  # fmt: skip
    tell(school.viewer("teacher"), *lost)
    assert count_of(school.kestrels, "class-stars") == 0
    more = a_tap(award="class-star", school_class=school.kestrels, at=NOW + timedelta(minutes=1))
    tell(school.viewer("teacher"), more)
    assert count_of(school.kestrels, "class-stars") == 1


@pytest.mark.parametrize(
    ("at", "of_monday_23", "of_monday_30"),
    [
        (datetime(2026, 11, 29, 23, 59, 59, tzinfo=NOW.tzinfo), 21, 20),
        (datetime(2026, 11, 30, 0, 0, 0, tzinfo=NOW.tzinfo), 20, 21),
    ],
)
def test_the_week_turns_at_the_schools_own_midnight_001_9(
    school: Cast, at: datetime, of_monday_23: int, of_monday_30: int
) -> None:
    tell(school.viewer("teacher"), a_tap(award="class-star", school_class=school.kestrels, at=at))
    assert count_of(school.kestrels, "class-stars", date(2026, 11, 29)) == of_monday_23
    assert count_of(school.kestrels, "class-stars", date(2026, 11, 30)) == of_monday_30


def test_the_week_turns_at_midnight_in_summer_too(school: Cast) -> None:
    """The clocks go on at the end of March: 23:30 by Greenwich is the next day at the school."""
    sunday = datetime.fromisoformat("2027-04-11T23:30:00+00:00")
    tell(
        school.viewer("teacher"),
        a_tap(award="class-star", school_class=school.kestrels, at=sunday),
    )
    assert count_of(school.kestrels, "class-stars", date(2027, 4, 11)) == 20
    assert count_of(school.kestrels, "class-stars", date(2027, 4, 12)) == 21


def test_smileys_begin_again_each_term_001_5(school: Cast) -> None:
    autumn = datetime(2026, 12, 18, 12, tzinfo=NOW.tzinfo)
    tell(school.viewer("teacher"), a_tap(school.settled, at=autumn))
    assert count_of(school.settled, "smileys", date(2027, 1, 3)) == 1
    assert count_of(school.settled, "smileys", date(2027, 1, 4)) == 0


def test_any_adult_praises_any_child_of_the_school(school: Cast) -> None:
    for part in ("leader", "other_teacher", "assistant", "office", "needs", "visitor"):
        assert outcomes(tell(school.viewer(part), a_tap(school.wren))) == ["taken"], part
    assert count_of(school.wren, "smileys") == 6


def test_nobody_praises_a_child_of_another_school(school: Cast) -> None:
    answers = tell(
        school.viewer("teacher"),
        a_tap(school.next_door.pupil),
        a_tap(award="class-star", school_class=school.next_door.school_class),
    )
    assert [each.words for each in answers] == [
        "Nobody of those was here that day.", "That class was not here that day.",
    ]  # fmt: skip
    assert not Move.objects.exists()


def test_who_was_not_here_that_day_is_left_out(school: Cast) -> None:
    tell(school.viewer("teacher"), a_tap(school.settled, school.leaver))
    assert [move.pupil for move in Move.objects.all()] == [school.settled]
    before = datetime(2026, 10, 22, 12, tzinfo=NOW.tzinfo)
    tell(school.viewer("teacher"), a_tap(school.leaver, at=before))
    assert count_of(school.leaver, "smileys") == 1


def test_who_only_praises_takes_nothing_away(school: Cast) -> None:
    lost = a_tap(
        award="class-star-lost", reason="someone let the class down", school_class=school.wrens
    )
    [answer] = tell(school.viewer("office"), lost)
    assert answer.words == "You may give here, and not take away."


@pytest.mark.parametrize(
    ("award", "reason", "words"),
    [
        ("no-such", "", "Your scheme had no such award that day."),
        ("smiley", "being tall", "Your scheme had no such reason that day."),
        ("counter:smileys", "", "Your scheme had no such award that day."),
    ],
)
def test_only_the_schemes_own_words_are_kept(
    school: Cast, award: str, reason: str, words: str
) -> None:
    [answer] = tell(school.viewer("teacher"), a_tap(school.settled, award=award, reason=reason))
    assert answer.words == words


def test_before_its_part_has_begun_there_is_no_award_001_1(cast: Cast) -> None:
    later = 'starts_on = 2026-11-27\nkey = "behaviour"'
    from lantern.schemes.presets import preset_text

    text = preset_text("smileys-and-time-outs").replace('key = "behaviour"', later, 1)
    gives_smileys(cast, text)
    [answer] = tell(cast.viewer("teacher"), a_tap(cast.settled))
    assert answer.words == "Your scheme had no such award that day."
    tomorrow = a_tap(cast.settled, at=NOW + timedelta(days=1))
    assert outcomes(tell(cast.viewer("teacher"), tomorrow)) == ["taken"]


def test_a_slip_is_taken_back_without_a_word(school: Cast) -> None:
    teacher, tap = school.viewer("teacher"), a_tap(school.settled, school.joiner)
    tell(teacher, tap)
    assert outcomes(tell(teacher, a_slip(tap, at=NOW + timedelta(seconds=10)))) == ["taken"]
    assert count_of(school.settled, "smileys") == count_of(school.joiner, "smileys") == 0
    assert Given.objects.count() == 1
    assert Note.objects.filter(did="took back").count() == 1


def test_later_it_takes_a_reason_and_one_child_may_be_meant(school: Cast) -> None:
    teacher, tap = school.viewer("teacher"), a_tap(school.settled, school.joiner)
    tell(teacher, tap)
    later = NOW + timedelta(minutes=5)
    [answer] = tell(teacher, a_slip(tap, at=later, pupil=school.joiner))
    assert answer.words == "Say why: it was given more than ten seconds before."
    tell(teacher, a_slip(tap, at=later, pupil=school.joiner, why="The wrong child"))
    assert count_of(school.settled, "smileys") == 1
    assert count_of(school.joiner, "smileys") == 0


@pytest.mark.parametrize(
    ("part", "why", "outcome"),
    [
        ("leader", "A mistake", "taken"),
        ("leader", "", "refused"),
        ("office", "A mistake", "refused"),
        ("visitor", "A mistake", "refused"),
        ("stranger", "A mistake", "taken"),  # to them it is a tap that nobody knows: nothing moves
    ],
)
def test_who_takes_back_what_another_gave(school: Cast, part: str, why: str, outcome: str) -> None:
    tap = a_tap(school.settled)
    tell(school.viewer("teacher"), tap)
    assert outcomes(tell(school.viewer(part), a_slip(tap, why=why))) == [outcome]
    assert count_of(school.settled, "smileys") == (
        0 if (part, why) == ("leader", "A mistake") else 1
    )


def test_a_slip_that_comes_before_its_tap_is_known_when_it_comes(school: Cast) -> None:
    teacher, tap = school.viewer("teacher"), a_tap(school.settled)
    tell(teacher, a_slip(tap))
    assert outcomes(tell(teacher, tap)) == ["taken"]
    assert count_of(school.settled, "smileys") == 0


def test_a_slip_of_another_person_that_comes_before_means_nothing(school: Cast) -> None:
    tap = a_tap(school.settled)
    tell(school.viewer("assistant"), a_slip(tap, why="Not mine"))
    tell(school.viewer("teacher"), tap)
    assert count_of(school.settled, "smileys") == 1
