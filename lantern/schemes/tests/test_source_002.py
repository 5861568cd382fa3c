"""The rules of 002_b29cdfdc21304fd6.txt, each by its id, walked on `one-to-one-levels`."""

import sys

import pytest

from lantern.schemes.presets import Scheme, preset
from lantern.schemes.rules import scale_of, style_sheet
from lantern.schemes.tests import defaults
from lantern.schemes.tests.walking import (
    Rule,
    count_as_met,
    everything,
    is_for_reception_to_year_6,
    keys,
    left_open,
    offered,
    rules_in,
    scale,
    stated,
)

PRESET = "one-to-one-levels"
RATINGS = ("always", "mostly", "not-yet")


def rule_002_1(scheme: Scheme) -> None:
    """Three aims."""
    assert scheme.aims == (
        "Raise standards for all",
        "Motivate and involve children in their learning",
        "Inform and involve parents",
    )


def rule_002_2(scheme: Scheme) -> None:
    assert scheme.joins == ("assessment", "marking policy", "behaviour policy")


def rule_002_3(scheme: Scheme) -> None:
    """Seven benefits."""
    assert scheme.benefits == (
        "Focused teaching",
        "Children know where they are",
        "Relevant intervention",
        "Personalised learning",
        "Motivation",
        "Targets met",
        "Success",
    )


def rule_002_4(scheme: Scheme) -> None:
    """Targets in three subjects, each half term, set by the teacher."""
    assert scheme.targets.subjects == ("reading", "writing", "maths")
    assert scheme.calendars.targets == "half-term"
    assert scheme.targets.set_by == ("teacher",)
    assert scheme.targets.shared == "With parents, so that they can help"
    assert [everything(subject) for subject in scheme.subjects] == defaults.SUBJECTS


def rule_002_5(scheme: Scheme) -> None:
    """Level language; a child knows the exact level and the next step."""
    assert scheme.child_knows == ("own level", "next step")
    assert scheme.targets.advice == "What the child does next to reach the next level"
    assert keys(scheme.attainment) == ["levels"]
    assert [everything(use) for use in scheme.uses] == [{"scale": "levels"}]


def rule_002_6(scheme: Scheme) -> None:
    """Termly, teacher and child, one to one."""
    [meeting] = scheme.meetings
    assert stated(meeting) == {
        "key": "mentoring",
        "name": "Mentoring meeting",
        "attends": ["teacher", "child"],
    }
    assert (meeting.every, scheme.calendars.meetings) == ("term", "term")
    assert scheme.mentors == ("teacher",)


def rule_002_7(scheme: Scheme) -> None:
    """Attitude is measured; uniform, PE kit, attendance and punctuality are the examples."""
    names = ["Uniform", "PE kit", "Attendance", "Punctuality"]
    assert [each.name for each in scheme.areas] == names
    assert scheme.targets.attitude
    assert stated(scheme.facts[0]) == defaults.ATTENDANCE


def rule_002_8(scheme: Scheme) -> None:
    """The file stays, holds three things, and is shared at parents' evenings."""
    assert everything(scheme.file) == {
        "name": "Assertive Mentoring file",
        "holds": ["achievement", "attitude", "behaviour"],
        "at_parents_evening": True,
        "whole_time": True,
    }


def rule_002_9(scheme: Scheme) -> None:
    """No colours are named, so none is shown, and none is asked for on adoption."""
    assert not any(path.endswith(".colour") for path in offered(scheme))
    assert style_sheet(scheme) == ""
    assert keys(scheme.scales) == ["attitude"]


def rule_002_10(scheme: Scheme) -> None:
    """Children judge their own learning and behaviour."""
    assert stated(scheme.voices) == {"child": "Child"}


# --- what the source leaves open -----------------------------------------------------------------


def ours_2_12(scheme: Scheme) -> None:
    assert scheme.calendars.judgements == "half-term"
    assert left_open(scheme.calendars) == {"reports": "term"}


def ours_2_15(scheme: Scheme) -> None:
    assert left_open(scheme.voices) == {"mentor": "Teacher", "agreed": "Agreed"}


def ours_2_22(scheme: Scheme) -> None:
    is_for_reception_to_year_6(scheme)


def ours_2_30(scheme: Scheme) -> None:
    """A plain ordered scale."""
    defaults.numbered_steps(scheme, "levels", "Level")
    defaults.expects(scheme, defaults.LEVELS_EXPECTED)


def ours_2_34(scheme: Scheme) -> None:
    """Three words for attitude, each with a shape; what each area says."""
    attitude = scale(scheme, "attitude")
    assert count_as_met(scheme) == ["always"]
    for each in scheme.areas:
        assert keys(scale_of(scheme, each).ratings) == ["always", "mostly", "not-yet"]
    assert everything(attitude) == {"key": "attitude", "name": "Attitude"}
    assert [everything(rating) for rating in attitude.ratings] == [
        {"key": "always", "name": "Always", "letter": "a", "symbol": "●", "met": True},
        {"key": "mostly", "name": "Mostly", "letter": "m", "symbol": "◆"},
        {"key": "not-yet", "name": "Not yet", "letter": "n", "symbol": "▲"},
    ]
    defaults.the_four_areas(scheme, "attitude", RATINGS, part="")
    defaults.attendance_is_measured(scheme, RATINGS)
    defaults.counts_lates_and_kit(scheme)
    defaults.the_profile_goes_home(scheme)
    assert scheme.targets.each == 1
    assert left_open(scheme.targets) == {"outcomes": ["met", "nearly met", "not yet met"]}
    assert scheme.meetings[0].minutes == 10
    known = {"aims", "benefits", "joins", "child_knows", "years", "mentors"}
    assert {k: v for k, v in everything(scheme).items() if k not in known} == {
        "format": 1,
        "key": "one-to-one-levels",
        "name": "One to one, with levels",
        "about": "Teachers set targets every half term and meet each child once a term, one to "
        "one. The scheme names no colours: a word and a shape say how things are going.",
    }


RULES = rules_in(sys.modules[__name__])


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_preset_holds(rule: Rule) -> None:
    rule(preset(PRESET))
