"""Whatever can happen by a scheme has happened: facts, three voices, a close, a correction."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from lantern.accounts.models import Viewer
from lantern.behaviour.actions import decide, record
from lantern.behaviour.models import Decision, Due
from lantern.behaviour.pictures import board_of
from lantern.behaviour.rules import Give, TakeBack
from lantern.habits.actions import record_days, record_marks, record_tallies
from lantern.habits.pictures import daily_facts, tally_facts
from lantern.habits.rules import SESSIONS, Count, DayCount, Mark
from lantern.judgements.actions import values_of
from lantern.judgements.models import Cell, Voice, What
from lantern.profiles.pictures import Profile
from lantern.reviews import actions as reviews
from lantern.reviews.jobs import ask_for_print, print_school
from lantern.reviews.models import Closure, PrintRun
from lantern.reviews.pictures import Review, review_of_class
from lantern.reviews.pictures.sheets import voices_of
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.roster.tests.next_year import a_year_later
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import Period
from tests.cast import Cast

WEEKS = [date(2026, 10, 5), date(2026, 10, 12), date(2026, 11, 9), date(2026, 11, 16)]
CODES = "///L/I/////O"  # what one morning after another had
OFTEN = 12  # times that each award is given
REASON = "Ill for a week, and here since"


def play(cast: Cast, text: str) -> PrintRun:
    """Amberley has always had the scheme of that text, and knows next year's dates; the print of
    the whole school.
    """
    SchemeVersion.objects.filter(school=cast.school).update(text=text, ref=uuid.uuid4())
    cast.version.refresh_from_db()
    by = cast.viewer("leader")
    record_facts(cast, by)
    first, second = cast.periods[0], cast.period
    for school_class in (cast.kestrels, cast.wrens):
        judge_all(school_class, first, by, skip=0)
        reviews.close(school_class=school_class, period=first, by=by)
        judge_all(school_class, second, by, skip=4)
    correct_and_reopen(cast, by)
    praise(cast, by)
    run = ask_for_print(period=second, by=by)
    print_school.call(str(run.ref))
    run.refresh_from_db()
    a_year_later(cast.school)
    return run


def praise(cast: Cast, by: Viewer) -> None:
    """Everything is given that can be, often enough for what is due; the first has a slip in it."""
    board = board_of(cast.kestrels, by)
    if board is None:
        return
    taps = [
        Give(
            ref=uuid.uuid4(),
            at=by.now,
            award=each.key,
            reason=next(iter(each.reasons), ""),
            school_class=cast.kestrels.ref,
            pupils=tuple(tile.ref for tile in board.tiles),
        )
        for each in board.gives
        for _ in range(OFTEN)
    ]
    slip = TakeBack(
        ref=uuid.uuid4(), at=by.now, of=taps[0].ref, pupil=board.tiles[0].ref, why=""
    )  # fmt: skip
    assert {each.outcome for each in record(deeds=[*taps, slip], by=by)} == {"taken"}
    for due in Due.objects.visible_to(by):
        decide(due=due, word=Decision.Word.APPROVED, by=by)


def record_facts(cast: Cast, by: Viewer) -> None:
    pupils = list(Pupil.objects.visible_to(by))
    days = [week + timedelta(days=n) for week in WEEKS for n in range(5)]
    marks = [
        Mark(pupil=pupil.pk, on=on, session=session, code=CODES[(n + place) % len(CODES)])
        for place, pupil in enumerate(pupils)
        for n, on in enumerate(days)
        for session in SESSIONS
    ]
    record_marks(marks=marks, by=by)
    counted = tally_facts(cast.school, WEEKS)
    counts = [
        Count(pupil=pupil.pk, week=week, fact=fact.key, count=(place + n) % (fact.most + 1))
        for place, pupil in enumerate(pupils)
        for week in WEEKS
        for n, fact in enumerate(counted[week])
    ]
    record_tallies(tallies=counts, by=by)
    for on in days[-5:]:
        counted_by_day = daily_facts(cast.school, on)
        record_days(
            days=[
                DayCount(pupil=pupil.pk, on=on, fact=fact.key, count=n % 2)
                for n, pupil in enumerate(pupils)
                for fact in counted_by_day
                if Enrolment.objects.on(on).filter(pupil=pupil).exists()
            ],
            by=by,
        )


def judge_all(school_class: SchoolClass, period: Period, by: Viewer, *, skip: int) -> None:
    """Every cell in every voice; of each `skip` cells one is left to the facts, none if 0."""
    review = review_of_class(school_class, period, by=by)
    assert review is not None
    marks = [mark for n, mark in enumerate(_marks(review, by)) if not skip or n % skip]
    reviews.judge_many(marks=marks, school_class=school_class, period=period, by=by)


def _marks(review: Review, by: Viewer) -> Iterator[reviews.Mark]:
    pupils = {pupil.pk: pupil for pupil in Pupil.objects.visible_to(by)}
    for row, profile in enumerate(review.profiles):
        for column, (what, key) in enumerate(_places(profile)):
            for turn, voice in enumerate(voices_of(review)):
                cell = _cell(review, pupils[profile.pk], what, key, voice)
                value = ["-", *values_of(cell)][(row + column + turn) % (len(values_of(cell)) + 1)]
                yield reviews.Mark(cell=cell, value=value, reason=REASON)


def _places(profile: Profile) -> Iterator[tuple[What, str]]:
    yield from ((What.SUBJECT, subject.key) for subject in profile.subjects)
    yield from ((What.AREA, area.key) for area in profile.areas)


def _cell(review: Review, pupil: Pupil, what: What, key: str, voice: Voice) -> Cell:
    return Cell(
        pupil=pupil, period=review.period, version=review.version, what=what, key=key, voice=voice
    )


def correct_and_reopen(cast: Cast, by: Viewer) -> None:
    """A register came in late after Kestrels' was closed; Wrens' was opened again and closed."""
    late = Mark(pupil=cast.settled.pk, on=WEEKS[0], session="am", code="M")
    record_marks(marks=[late], by=by, reason="The register came in late")
    wrens = Closure.objects.get(school_class=cast.wrens, period=cast.periods[0])
    reviews.reopen(closure=wrens, reason="Two registers were missing", by=by)
    reviews.close(school_class=cast.wrens, period=cast.periods[0], by=by)
