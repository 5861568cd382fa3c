"""What 001 leaves open: each default of ours in `smileys-and-time-outs`, by domain 2."""

from lantern.schemes.presets import Scheme
from lantern.schemes.rules import expected_for
from lantern.schemes.tests import defaults
from lantern.schemes.tests.walking import (
    area,
    count_as_met,
    everything,
    is_for_reception_to_year_6,
    keys,
    left_open,
    scale,
)

RATINGS = ("green", "amber", "red")


def ours_2_12(scheme: Scheme) -> None:
    calendars = scheme.calendars
    assert (calendars.judgements, calendars.targets) == ("half-term", "half-term")


def ours_2_15(scheme: Scheme) -> None:
    assert everything(scheme.voices) == {"child": "Child", "agreed": "Agreed"}
    assert scheme.voices.mentor == "Mentor"


def ours_2_16(scheme: Scheme) -> None:
    """Earn-only."""
    assert scheme.counters[0].direction == "earn"
    assert left_open(scheme.counters[0]) == {"symbol": "☺"}


def ours_2_17_and_2_18(scheme: Scheme) -> None:
    """The head confirms; ties all win; a floor of 0; a loss has a reason and names no child."""
    assert left_open(scheme.counters[1]) == {"symbol": "★", "loss_needs_reason": True}
    assert scheme.counters[1].floor == 0
    assert not scheme.counters[1].loss_names_child
    assert scheme.milestones[3].ties == "all win"
    assert [milestone.decided_by for milestone in scheme.milestones] == ["leader"] * 4


def ours_2_19(scheme: Scheme) -> None:
    """Telling of A can wait for a weekly note, the others go the same day.

    001 says what becomes of time-outs; on report, which is none, is ours throughout.
    """
    steps = scheme.ladders[0].steps
    told = [step.tell_parents for step in steps]
    assert told == ["weekly", "same day", "same day", "same day"]
    assert [step.tell_leaders for step in steps] == [False, False, False, True]
    assert left_open(steps[3]) == {
        "in_file": True,
        "tell_parents": "same day",
        "tell_leaders": True,
    }


def ours_2_22(scheme: Scheme) -> None:
    is_for_reception_to_year_6(scheme)


def ours_2_27(scheme: Scheme) -> None:
    tick_sheet = scale(scheme, "tick-sheet")
    assert count_as_met(scheme) == ["green"]
    assert left_open(tick_sheet) == {"name": "Tick sheet"}
    assert [left_open(rating) for rating in tick_sheet.ratings] == [
        {"letter": "g", "symbol": "●", "colour": "#1f7a4d", "met": True},
        {"letter": "a", "symbol": "◆", "colour": "#945b00"},
        {"letter": "r", "symbol": "▲", "colour": "#b3261e"},
    ]


def ours_2_34(scheme: Scheme) -> None:
    """Areas, facts, subjects and steps where the source names none."""
    order = ["behaviour", "uniform", "pe-kit", "attendance", "punctuality"]
    assert keys(scheme.areas) == order
    assert left_open(area(scheme, "behaviour")) == {
        "short": "Beh",
        "says": {
            "green": "keeps the three rules",
            "amber": "mostly keeps the three rules",
            "red": "needs help to keep the three rules",
        },
    }
    defaults.the_four_areas(scheme, "tick-sheet", RATINGS, part="")
    defaults.attendance_is_measured(scheme, RATINGS)
    defaults.counts_lates_and_kit(scheme)
    assert left_open(scheme.facts[3]) == {"most": 25}
    assert [everything(subject) for subject in scheme.subjects] == [
        {"key": "reading", "name": "Reading", "short": "Re"},
        {"key": "writing", "name": "Writing", "short": "Wr"},
        {"key": "maths", "name": "Maths", "short": "Ma", "part": "maths"},
    ]
    _progress(scheme)
    assert everything(scheme) | {"rules": [], "years": [], "mentors": []} == {
        "format": 1,
        "key": "smileys-and-time-outs",
        "name": "Smileys and time-outs",
        "about": "Good behaviour earns smileys and class stars; time-outs A, B and C come before "
        "being on report. The scheme begins in parts over 6 months, with regular updates to "
        "parents.",
        "rules": [],
        "years": [],
        "mentors": [],
    }
    assert scheme.targets.subjects == ("maths",)
    assert scheme.targets.each == 1
    assert scheme.targets.outcomes == ("met", "nearly met", "not yet met")
    assert left_open(scheme.meetings[0]) == {"name": "Meeting with the mentor"}
    assert scheme.meetings[0].minutes == 10


def _progress(scheme: Scheme) -> None:
    [progress] = scheme.attainment
    assert everything(progress) == {"key": "progress", "name": "Progress"}
    assert [everything(step) for step in progress.steps] == [
        {
            "key": key,
            "name": name,
            "short": short,
            "letter": str(number),
            "colour": colour,
        }
        for number, (key, name, short, colour) in enumerate(
            (
                ("beginning", "Beginning", "Beg", "#b3261e"),
                ("developing", "Developing", "Dev", "#945b00"),
                ("expected", "As expected", "Exp", "#1f7a4d"),
                ("beyond", "Beyond", "Bey", "#1f6fb2"),
            ),
            1,
        )
    ]
    assert [everything(use) for use in scheme.uses] == [{"scale": "progress"}]
    for subject in keys(scheme.subjects):
        for year in scheme.years:
            for half in range(1, 7):
                found = expected_for(scheme, subject, year, (half + 1) // 2, half)
                assert keys(found or ()) == ["expected"]
    assert [everything(each) for each in scheme.expected] == [
        {"scale": "progress", "lowest": "expected"}
    ]
