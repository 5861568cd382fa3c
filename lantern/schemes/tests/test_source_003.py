"""The rules of 003_2a5f77912f01be0e.txt, each by its id, walked on `stages-with-parents`."""

import sys

import pytest

from lantern.schemes.presets import Scheme, preset
from lantern.schemes.rules import attainment_for, class_of_rating, step, style_sheet
from lantern.schemes.tests import defaults
from lantern.schemes.tests.walking import (
    Rule,
    count_as_met,
    everything,
    is_for_reception_to_year_6,
    keys,
    left_open,
    rules_in,
    scale,
    stated,
)

PRESET = "stages-with-parents"
RATINGS = ("green", "yellow", "red")


def rule_003_1(scheme: Scheme) -> None:
    """Targets in three subjects, each half term, set by teacher and child."""
    assert scheme.targets.subjects == ("reading", "writing", "maths")
    assert scheme.calendars.targets == "half-term"
    assert scheme.targets.set_by == ("teacher", "child")
    assert scheme.targets.shared == "With parents, so that they can help"
    assert scheme.targets.advice == "What the child needs to learn to make progress"
    assert scheme.child_knows == ("what to learn to make progress",)
    assert [everything(subject) for subject in scheme.subjects] == defaults.SUBJECTS


def rule_003_2(scheme: Scheme) -> None:
    """Stages replace levels, except in Years 2 and 6."""
    for subject in keys(scheme.subjects):
        used = [attainment_for(scheme, subject, year) for year in range(7)]
        found = [each.key for each in used if each]
        assert found == ["stages", "stages", "levels", "stages", "stages", "stages", "levels"]
        for year, level, stage in ((2, True, False), (3, False, True), (6, True, False)):
            assert bool(step(scheme, subject, year, "level-3")) == level
            assert bool(step(scheme, subject, year, "stage-3")) == stage
    assert keys(scheme.attainment) == ["stages", "levels"]
    uses = [everything(use) for use in scheme.uses]
    assert uses == [{"scale": "levels", "years": [2, 6]}, {"scale": "stages"}]


def rule_003_3(scheme: Scheme) -> None:
    """Green has met, and counts as met."""
    assert stated(scale(scheme, "colours").ratings[0]) == {
        "key": "green",
        "name": "Green",
        "means": "has met expectations in attainment, attitude, achievement and behaviour",
        "met": True,
    }


def rule_003_4(scheme: Scheme) -> None:
    """Yellow has nearly met, and does not count as met; only green does."""
    assert count_as_met(scheme) == ["green"]
    assert stated(scale(scheme, "colours").ratings[1]) == {
        "key": "yellow",
        "name": "Yellow",
        "means": "has nearly met expectations for learning",
    }


def rule_003_5(scheme: Scheme) -> None:
    assert stated(scale(scheme, "colours").ratings[2]) == {
        "key": "red",
        "name": "Red",
        "means": "needs further support with targets in attainment, attitude and/or behaviour",
    }
    assert keys(scheme.scales) == ["colours"]
    assert keys(scale(scheme, "colours").ratings) == ["green", "yellow", "red"]
    for key in RATINGS:
        assert class_of_rating("colours", key) in style_sheet(scheme)


def rule_003_6(scheme: Scheme) -> None:
    """Consultation days: parent, child and teacher, for the term ahead."""
    [meeting] = scheme.meetings
    assert stated(meeting) == {
        "key": "consultation",
        "name": "Parent Consultation Day",
        "attends": ["parent", "child", "teacher"],
    }
    assert (meeting.every, scheme.calendars.meetings) == ("term", "term")
    assert scheme.mentors == ("teacher",)


def rule_003_7(scheme: Scheme) -> None:
    """Attitude and self-judgement as 002; the file stays; nothing of parents' evenings."""
    names = ["Uniform", "PE kit", "Attendance", "Punctuality"]
    assert [each.name for each in scheme.areas] == names
    assert scheme.targets.attitude
    assert stated(scheme.voices) == {"child": "Child"}
    assert everything(scheme.file) == {
        "name": "Assertive Mentoring file",
        "holds": ["achievement", "attitude", "behaviour"],
        "whole_time": True,
    }
    assert stated(scheme.facts[0]) == defaults.ATTENDANCE


# --- what the source leaves open -----------------------------------------------------------------


def ours_2_12(scheme: Scheme) -> None:
    assert scheme.calendars.judgements == "half-term"
    assert left_open(scheme.calendars) == {"reports": "term"}


def ours_2_15(scheme: Scheme) -> None:
    assert left_open(scheme.voices) == {"mentor": "Teacher", "agreed": "Agreed"}


def ours_2_22(scheme: Scheme) -> None:
    is_for_reception_to_year_6(scheme)


def ours_2_27(scheme: Scheme) -> None:
    colours = scale(scheme, "colours")
    assert left_open(colours) == {"name": "Colours"}
    assert [left_open(rating) for rating in colours.ratings] == [
        {"letter": "g", "symbol": "●", "colour": "#1f7a4d"},
        {"letter": "y", "symbol": "◆", "colour": "#7a6200"},
        {"letter": "r", "symbol": "▲", "colour": "#b3261e"},
    ]


def ours_2_30(scheme: Scheme) -> None:
    """The lists of stages and of levels are plain ordered scales of ours."""
    defaults.numbered_steps(scheme, "stages", "Stage")
    defaults.numbered_steps(scheme, "levels", "Level")
    wanted = ["below-stage-1", "stage-1", "level-2", "stage-3", "stage-4", "stage-5", "level-4"]
    defaults.expects(scheme, [[step] for step in wanted])


def ours_2_34(scheme: Scheme) -> None:
    defaults.the_four_areas(scheme, "colours", RATINGS, part="")
    defaults.attendance_is_measured(scheme, RATINGS)
    defaults.counts_lates_and_kit(scheme)
    defaults.the_profile_goes_home(scheme)
    assert scheme.targets.each == 1
    assert left_open(scheme.targets) == {"outcomes": ["met", "nearly met", "not yet met"]}
    assert scheme.meetings[0].minutes == 10
    known = {"years", "mentors", "child_knows"}
    assert {k: v for k, v in everything(scheme).items() if k not in known} == {
        "format": 1,
        "key": "stages-with-parents",
        "name": "Stages with parents",
        "about": "Green means met, yellow nearly met. Stages replace levels except in Years 2 and "
        "6. Parent, child and teacher meet at consultation days.",
        "aims": [
            "Raise standards for all",
            "Motivate and involve children in their learning",
            "Inform and involve parents",
        ],
    }


RULES = rules_in(sys.modules[__name__])


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_preset_holds(rule: Rule) -> None:
    rule(preset(PRESET))
