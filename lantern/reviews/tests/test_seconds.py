"""Two adults judge the same child's work; the second does not know, and both views are kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.judgements.actions import (
    AlreadyGiven,
    Draw,
    NothingToDraw,
    NotOnTheScale,
    NotTheirOpinion,
    draw_sample,
    end_sample,
    give,
)
from lantern.judgements.models import (
    Judgement,
    Piece,
    Sample,
    SecondOpinion,
    Settlement,
    Voice,
    What,
)
from lantern.reviews.actions import NotTheirs, ReviewClosed, agree, close, judge, reopen
from lantern.reviews.models import Closure, Shown
from lantern.reviews.pictures import review_of_pupil
from lantern.reviews.pictures.drawn import candidates
from lantern.reviews.pictures.seconds import asked_of, comparison_of, talked_over_by
from lantern.reviews.tests.rows import a_cell, later
from lantern.roster.models import Pupil
from tests.cast import TODAY, Cast, unnamed, viewer_of

FORTNIGHT = TODAY + timedelta(weeks=2)


def drawn(cast: Cast, key: str = "effort", *, many: int = 10) -> Sample:
    """Kestrels judged by the teacher of Wrens, and Wrens by the teacher of Kestrels."""
    pupils = [cast.settled.pk, cast.two_homes.pk, cast.joiner.pk]
    draws = [
        Draw(school_class=cast.kestrels, pupils=pupils, asked_of=cast.other_teacher),
        Draw(school_class=cast.wrens, pupils=[cast.wren.pk], asked_of=cast.teacher),
    ]
    cell = (cast.period, cast.version, What.AREA, key)
    by = cast.viewer("leader")
    return draw_sample(cell=cell, draws=draws, many=many, until=FORTNIGHT, by=by)


def piece_of(cast: Cast, pupil: Pupil) -> Piece:
    return Piece.objects.select_related("sample__version", "pupil").get(pupil=pupil)


def given(cast: Cast, value: str = "amber", pupil: Pupil | None = None) -> SecondOpinion:
    piece = piece_of(cast, pupil or cast.settled)
    return give(piece=piece, value=value, reason="by her books", by=cast.viewer("other_teacher"))


def judged(cast: Cast, value: str = "green", voice: Voice = Voice.MENTOR) -> Judgement:
    return judge(
        cell=a_cell(cast, cast.settled, voice=voice), school_class=cast.kestrels, value=value,
        reason="seen on Tuesdays", by=cast.viewer("teacher"),
    )  # fmt: skip


def narrow(cast: Cast) -> None:
    type(cast.school).objects.filter(pk=cast.school.pk).update(own_classes_only=True)
    cast.school.refresh_from_db()


# --- drawing -------------------------------------------------------------------------------------


def test_a_sample_is_drawn_by_chance_and_never_more_than_there_are(cast: Cast) -> None:
    assert Piece.objects.filter(sample=drawn(cast)).count() == 4
    few = drawn(cast, "uniform", many=1)
    assert Piece.objects.filter(sample=few, school_class=cast.kestrels).count() == 1


def test_that_someone_may_now_see_a_child_is_noted_of_each(cast: Cast) -> None:
    drawn(cast)
    notes = Note.objects.filter(did="second opinion asked for")
    assert notes.count() == 4
    assert set(notes.values_list("details__of", flat=True)) == {"Mr Bellamy", "Ms Farrow"}
    assert notes.filter(about=str(cast.settled.ref)).get().details["until"] == str(FORTNIGHT)


@pytest.mark.parametrize("part", ["teacher", "assistant", "office"])
def test_leaders_alone_draw_and_end(cast: Cast, part: str) -> None:
    sample = drawn(cast)
    with pytest.raises(NotTheirOpinion):
        draw_sample(
            cell=(cast.period, cast.version, What.AREA, "effort"), draws=[], many=1,
            until=FORTNIGHT, by=cast.viewer(part),
        )  # fmt: skip
    with pytest.raises(NotTheirOpinion):
        end_sample(sample=sample, by=cast.viewer(part))


@pytest.mark.parametrize(
    ("asked", "until"), [("office", FORTNIGHT), ("gone", FORTNIGHT), ("teacher", TODAY)]
)
def test_nobody_is_asked_who_could_not_judge_or_for_a_day_that_is_over(
    cast: Cast, asked: str, until: object
) -> None:
    draw = Draw(
        school_class=cast.kestrels, pupils=[cast.settled.pk], asked_of=cast.member(asked)
    )  # fmt: skip
    last = TODAY - timedelta(days=1) if until == TODAY else FORTNIGHT
    with pytest.raises(ValueError, match="must be able to judge"):
        draw_sample(
            cell=(cast.period, cast.version, What.AREA, "effort"), draws=[draw], many=1,
            until=last, by=cast.viewer("leader"),
        )  # fmt: skip
    assert not Sample.objects.exists()


def test_where_nobody_can_be_drawn_nothing_is(cast: Cast) -> None:
    theirs = cast.next_door.pupil.pk  # another school's child is none of ours
    draw = Draw(school_class=cast.wrens, pupils=[theirs], asked_of=cast.teacher)
    with pytest.raises(NothingToDraw, match="Wrens"):
        draw_sample(
            cell=(cast.period, cast.version, What.AREA, "effort"), draws=[draw], many=1,
            until=FORTNIGHT, by=cast.viewer("leader"),
        )  # fmt: skip
    assert not Sample.objects.exists()


def test_those_who_are_judged_are_drawn_if_they_are_enough(cast: Cast) -> None:
    judged(cast)
    by, cell = cast.viewer("leader"), (What.AREA, "effort")
    one = candidates(cast.kestrels, cast.period, cast.version, cell, many=1, by=by)
    assert one == [cast.settled.pk]
    assert len(candidates(cast.kestrels, cast.period, cast.version, cell, many=2, by=by)) == 3


# --- who sees it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("own_classes_only", [False, True])
def test_whoever_is_asked_sees_those_children_and_nobody_else_does(
    cast: Cast, own_classes_only: bool
) -> None:
    if own_classes_only:
        narrow(cast)
    drawn(cast)
    for part, names in (
        ("other_teacher", ["Ewa Zielińska", "Maya Brook", "Rowan Ashdown"]),
        ("teacher", ["Tom Sparrow"]), ("assistant", []), ("office", []), ("stranger", []),
    ):  # fmt: skip
        by = viewer_of(cast.member(part))
        seen = Piece.objects.visible_to(by).select_related("pupil")
        assert sorted(piece.pupil.name for piece in seen) == names, part
        assert {piece.pupil.name for piece in asked_of(by)} == set(names), part
    by = viewer_of(cast.other_teacher)
    assert Pupil.objects.visible_to(by).filter(pk=cast.settled.pk).exists() != own_classes_only


def test_a_second_opinion_can_be_given_of_a_child_one_does_not_see_otherwise(cast: Cast) -> None:
    narrow(cast)
    drawn(cast)
    assert given(cast).value == "amber"


def test_it_is_over_with_its_day_and_when_it_is_ended(cast: Cast) -> None:
    sample = drawn(cast)
    last, after = later(cast.other_teacher, days=14), later(cast.other_teacher, days=15)
    assert Piece.objects.visible_to(last).count() == 3
    assert not Piece.objects.visible_to(after).exists()
    with pytest.raises(NotTheirOpinion):
        give(piece=piece_of(cast, cast.settled), value="amber", reason="late", by=after)
    assert end_sample(sample=sample, by=cast.viewer("leader"))
    assert not end_sample(sample=sample, by=cast.viewer("leader"))
    assert not Piece.objects.visible_to(cast.viewer("other_teacher")).exists()
    with pytest.raises(NotTheirOpinion):
        given(cast)


def test_the_childs_own_adults_learn_of_it_when_it_is_given(cast: Cast) -> None:
    drawn(cast)
    assert talked_over_by(cast.viewer("teacher")) == []
    given(cast)
    assert [each.piece.pupil for each in talked_over_by(cast.viewer("teacher"))] == [cast.settled]
    assert talked_over_by(cast.viewer("office")) == []


# --- giving it -----------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["teacher", "assistant", "office", "leader", "stranger"])
def test_nobody_gives_it_but_whoever_is_asked(cast: Cast, part: str) -> None:
    drawn(cast)
    by = viewer_of(cast.member(part))
    with pytest.raises(NotTheirOpinion):
        give(piece=piece_of(cast, cast.settled), value="amber", reason="so", by=by)


@pytest.mark.parametrize(
    ("value", "reason", "trouble"),
    [("blue", "so", NotOnTheScale), ("", "so", NotOnTheScale), ("amber", "  ", ValueError)],
)
def test_it_is_on_the_scale_and_says_why(
    cast: Cast, value: str, reason: str, trouble: type[Exception]
) -> None:
    drawn(cast)
    by = cast.viewer("other_teacher")
    with pytest.raises(trouble):
        give(piece=piece_of(cast, cast.settled), value=value, reason=reason, by=by)
    assert not SecondOpinion.objects.exists()


def test_it_is_given_once_for_who_has_seen_both_cannot_judge_without_knowing(cast: Cast) -> None:
    drawn(cast)
    given(cast)
    with pytest.raises(AlreadyGiven):
        given(cast, "green")
    assert SecondOpinion.objects.get().value == "amber"


def test_the_database_holds_that_it_says_why_and_is_drawn_once(cast: Cast) -> None:
    drawn(cast)
    piece = piece_of(cast, cast.settled)
    row = SecondOpinion(piece=piece, value="amber", reason="", given_at=cast.version.adopted_at)
    row.given_by = cast.teacher.user
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    twice = Piece(
        sample=piece.sample, pupil=piece.pupil, school_class=cast.wrens, asked_of=cast.teacher
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()


def test_the_first_view_is_kept_as_it_was_when_the_second_was_given(cast: Cast) -> None:
    drawn(cast)
    first = judged(cast, "green")
    opinion = given(cast)
    judged(cast, "red")
    line = next(e for e in comparison_of(opinion.piece.sample, by=cast.viewer("leader")).lines
                if e.piece.pupil == cast.settled)  # fmt: skip
    assert opinion.first == first
    assert line.first is not None
    assert line.second is not None
    assert (line.first.word, line.first.by, line.first.why) == (
        "Green",
        "Ms Farrow",
        "seen on Tuesdays",
    )
    assert (line.second.word, line.second.by) == ("Amber", "Mr Bellamy")
    assert (line.steps, line.apart) == (1, "one step apart")


def test_no_profile_reads_a_second_opinion(cast: Cast) -> None:
    drawn(cast)
    by = cast.viewer("leader")
    judged(cast)
    before = review_of_pupil(cast.settled, cast.period, by=by)
    given(cast)
    assert review_of_pupil(cast.settled, cast.period, by=by) == before


def test_a_closed_review_stays_as_it_was_and_its_work_is_still_compared(cast: Cast) -> None:
    drawn(cast)
    judged(cast)
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("leader"))
    shown = list(Shown.objects.order_by("pk").values_list("picture", "ratings"))
    opinion = given(cast)
    assert list(Shown.objects.order_by("pk").values_list("picture", "ratings")) == shown
    with pytest.raises(ReviewClosed):
        agree(opinion=opinion, value="amber", reason="we agree", by=cast.viewer("leader"))
    assert not Settlement.objects.exists()


# --- agreeing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["leader", "teacher"])
def test_what_is_agreed_stands_as_an_ordinary_judgement_and_both_are_kept(
    cast: Cast, part: str
) -> None:
    drawn(cast)
    first, opinion = judged(cast), given(cast)
    row = agree(opinion=opinion, value="amber", reason="the last piece", by=cast.viewer(part))
    now = Judgement.objects.of(a_cell(cast, cast.settled)).get()
    assert row.judgement == now
    assert (now.value, now.supersedes) == ("amber", first)
    assert now.reason == "With Mr Bellamy’s second opinion: the last piece"
    opinion.refresh_from_db()
    assert (opinion.value, opinion.first) == ("amber", first)
    assert Note.objects.filter(did="second opinion settled").exists()


def test_what_was_agreed_with_the_child_is_what_changes_where_it_stands(cast: Cast) -> None:
    drawn(cast)
    judged(cast)
    judged(cast, "star", Voice.AGREED)
    opinion = given(cast)
    agree(opinion=opinion, value="amber", reason="all three of us", by=cast.viewer("leader"))
    assert Judgement.objects.of(a_cell(cast, cast.settled)).get().value == "green"
    agreed = a_cell(cast, cast.settled, voice=Voice.AGREED)
    assert Judgement.objects.of(agreed).get().value == "amber"


def test_the_second_adult_alone_settles_nothing(cast: Cast) -> None:
    drawn(cast)
    judged(cast)
    with pytest.raises(NotTheirs):
        agree(opinion=given(cast), value="amber", reason="I say", by=cast.viewer("other_teacher"))
    assert Judgement.objects.of(a_cell(cast, cast.settled)).get().value == "green"


def test_opened_again_it_can_be_settled_and_later_otherwise(cast: Cast) -> None:
    drawn(cast)
    judged(cast)
    opinion, by = given(cast), cast.viewer("leader")
    close(school_class=cast.kestrels, period=cast.period, by=by)
    reopen(closure=Closure.objects.get(), reason="to settle it", by=by)
    agree(opinion=opinion, value="amber", reason="first", by=by)
    agree(opinion=opinion, value="red", reason="on second thoughts", by=by)
    assert Settlement.objects.get().judgement.value == "red"


@pytest.mark.parametrize("where", ["give", "draw", "end"])
def test_without_its_note_nothing_is_written(cast: Cast, where: str) -> None:
    sample = drawn(cast)
    before = (Sample.objects.count(), Piece.objects.count())
    piece = piece_of(cast, cast.settled)
    cell, leader = (cast.period, cast.version, What.AREA, "uniform"), unnamed(cast.viewer("leader"))
    draws = [
        Draw(school_class=cast.wrens, pupils=[cast.wren.pk], asked_of=cast.teacher),
    ]
    tries: dict[str, Callable[[], object]] = {
        "give": lambda: give(
            piece=piece, value="amber", reason="by her books",
            by=unnamed(cast.viewer("other_teacher")),
        ),
        "draw": lambda: draw_sample(cell=cell, draws=draws, many=1, until=FORTNIGHT, by=leader),
        "end": lambda: end_sample(sample=sample, by=leader),
    }  # fmt: skip
    with pytest.raises(IntegrityError):
        tries[where]()
    assert (Sample.objects.count(), Piece.objects.count()) == before
    assert not SecondOpinion.objects.exists()
    assert Sample.objects.filter(ended_at=None).count() == 1


def test_agreement_is_counted(cast: Cast) -> None:
    sample = drawn(cast)
    judged(cast, "green")
    given(cast, "green")
    given(cast, "red", cast.two_homes)  # whom nobody of theirs has judged
    found = comparison_of(sample, by=cast.viewer("leader"))
    assert (found.counts.same, found.counts.uncounted, found.waiting) == (1, 1, 2)


def test_another_schools_leader_sees_nothing_of_it(cast: Cast) -> None:
    drawn(cast)
    head: Viewer = viewer_of(cast.stranger)
    assert not Sample.objects.visible_to(head).exists()
    assert not Piece.objects.visible_to(head).exists()
