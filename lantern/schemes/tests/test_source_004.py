"""The rules of 004_c959793f9764e483.txt, each by its id, walked on `levels-with-parents`."""

import sys
from dataclasses import replace
from datetime import date

import pytest

from lantern.schemes.presets import Scheme, preset
from lantern.schemes.rules import areas_for, class_of_rating, facts_for, style_sheet
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

PRESET = "levels-with-parents"
RATINGS = ("green", "yellow", "red")


def rule_004_1(scheme: Scheme) -> None:
    """Targets each half term, set by the teacher, reviewed at termly meetings."""
    assert scheme.targets.subjects == ("reading", "writing", "maths")
    assert scheme.targets.set_by == ("teacher",)
    assert scheme.targets.shared == "With parents, so that they can help"
    assert (scheme.calendars.targets, scheme.calendars.meetings) == ("half-term", "term")
    assert scheme.meetings[0].every == "term"
    assert [everything(subject) for subject in scheme.subjects] == defaults.SUBJECTS


def rule_004_2(scheme: Scheme) -> None:
    """Level language."""
    assert keys(scheme.attainment) == ["levels"]
    assert [everything(use) for use in scheme.uses] == [{"scale": "levels"}]
    assert scheme.child_knows == ("own level", "next step")
    assert scheme.targets.advice == "What the child does next to reach the next level"


def rule_004_3(scheme: Scheme) -> None:
    """Green has exceeded."""
    assert stated(scale(scheme, "colours").ratings[0]) == {
        "key": "green",
        "name": "Green",
        "means": "has exceeded expectations in attainment, attitude, achievement and behaviour",
        "met": True,
    }


def rule_004_4(scheme: Scheme) -> None:
    """Yellow has met, so it counts as met, as green does, and only red does not."""
    assert count_as_met(scheme) == ["green", "yellow"]
    assert stated(scale(scheme, "colours").ratings[1]) == {
        "key": "yellow",
        "name": "Yellow",
        "means": "has met expectations: on target, working solidly, a good attitude to learning "
        "and behaviour",
        "met": True,
    }


def rule_004_5(scheme: Scheme) -> None:
    assert stated(scale(scheme, "colours").ratings[2]) == {
        "key": "red",
        "name": "Red",
        "means": "needs further support with targets in attainment, attitude and/or behaviour",
    }
    assert keys(scheme.scales) == ["colours"]
    assert keys(scale(scheme, "colours").ratings) == ["green", "yellow", "red"]
    for key in RATINGS:
        assert class_of_rating("colours", key) in style_sheet(scheme)


def rule_004_6(scheme: Scheme) -> None:
    """Parent and child come; it replaces parents' evenings; an evening and an afternoon."""
    [meeting] = scheme.meetings
    assert stated(meeting) == {
        "key": "mentoring",
        "name": "Mentoring meeting",
        "attends": ["parent", "child", "teacher"],
        "sessions": ["evening", "afternoon"],
        "replaces": "parents' evenings",
        "asks_feedback": True,
    }


def rule_004_7(scheme: Scheme) -> None:
    """Parents are asked what they think of the meeting."""
    assert scheme.meetings[0].asks_feedback


def rule_004_8(scheme: Scheme) -> None:
    """Attitude is new, so it begins on a day of its own; otherwise as 002, the file as 003."""
    [part] = scheme.parts
    assert everything(part) == {
        "key": "attitude",
        "name": "Attitude",
        "about": "New for the school",
    }
    school = replace(scheme, parts=(replace(part, starts_on=date(2026, 9, 7)),))
    assert areas_for(school, 4, date(2026, 9, 6)) == ()
    assert areas_for(school, 4, date(2026, 9, 7)) == scheme.areas
    assert keys(facts_for(school, 4, date(2026, 9, 6))) == ["attendance"]
    assert facts_for(school, 4, date(2026, 9, 7)) == scheme.facts
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
    assert scheme.mentors == ("teacher",)


def ours_2_27(scheme: Scheme) -> None:
    colours = scale(scheme, "colours")
    assert left_open(colours) == {"name": "Colours"}
    assert [left_open(rating) for rating in colours.ratings] == [
        {"letter": "g", "symbol": "●", "colour": "#1f7a4d"},
        {"letter": "y", "symbol": "◆", "colour": "#7a6200"},
        {"letter": "r", "symbol": "▲", "colour": "#b3261e"},
    ]


def ours_2_30(scheme: Scheme) -> None:
    """A plain ordered scale."""
    defaults.numbered_steps(scheme, "levels", "Level")
    defaults.expects(scheme, defaults.LEVELS_EXPECTED)


def ours_2_34(scheme: Scheme) -> None:
    defaults.the_four_areas(scheme, "colours", RATINGS, part="attitude")
    defaults.attendance_is_measured(scheme, RATINGS)
    defaults.counts_lates_and_kit(scheme, part="attitude")
    defaults.the_profile_goes_home(scheme)
    assert scheme.targets.each == 1
    assert left_open(scheme.targets) == {"outcomes": ["met", "nearly met", "not yet met"]}
    assert scheme.meetings[0].minutes == 10
    known = {"years", "mentors", "child_knows"}
    assert {k: v for k, v in everything(scheme).items() if k not in known} == {
        "format": 1,
        "key": "levels-with-parents",
        "name": "Levels with parents",
        "about": "Green means exceeded, yellow met and on target. Parent and child come to the "
        "mentoring meeting, which replaces parents' evenings.",
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
