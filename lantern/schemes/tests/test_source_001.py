"""The rules of 001_65cf2d55ae73426b.txt, each by its id, walked on `smileys-and-time-outs`."""

import sys
from dataclasses import replace
from datetime import date

import pytest

from lantern.schemes.presets import Scheme, preset
from lantern.schemes.rules import areas_for, facts_for, scale_of, subjects_for
from lantern.schemes.tests import left_open_001
from lantern.schemes.tests.walking import (
    Rule,
    area,
    everything,
    keys,
    offered,
    rules_in,
    scale,
    stated,
)

PRESET = "smileys-and-time-outs"


def rule_001_1(scheme: Scheme) -> None:
    """In parts: behaviour and folders, then the report, then maths in Spring 2."""
    assert [everything(part) for part in scheme.parts] == [
        {"key": "behaviour", "name": "Behaviour and folders", "about": "First"},
        {
            "key": "report",
            "name": "Half-termly report",
            "about": "Next, just before February half-term",
        },
        {"key": "maths", "name": "Maths", "about": "In Spring 2"},
    ]
    assert "in parts over 6 months, with regular updates to parents" in scheme.about
    assert scheme.file.part == "behaviour"
    _begins_by_itself(scheme)


def _begins_by_itself(scheme: Scheme) -> None:
    """Before its day a part has no column; after it, it has (domain 2.40)."""
    starts = {"behaviour": date(2026, 9, 1), "maths": date(2027, 2, 22)}
    dated = tuple(replace(part, starts_on=starts.get(part.key)) for part in scheme.parts)
    school = replace(scheme, parts=dated)
    before, after = date(2027, 2, 21), date(2027, 2, 22)
    assert keys(subjects_for(school, 3, before)) == ["reading", "writing"]
    assert keys(subjects_for(school, 3, after)) == ["reading", "writing", "maths"]
    assert "behaviour" not in keys(areas_for(school, 3, date(2026, 8, 31)))
    assert "behaviour" in keys(areas_for(school, 3, date(2026, 9, 1)))
    assert "time-outs" not in keys(facts_for(school, 3, date(2026, 8, 31)))
    assert "time-outs" in keys(facts_for(school, 3, date(2026, 9, 1)))


def rule_001_2(scheme: Scheme) -> None:
    """Parents and children own their data; children set their own targets with their mentor."""
    assert scheme.file.owned_by == ("parent", "child")
    assert scheme.targets.set_by == ("child", "mentor")


def rule_001_3(scheme: Scheme) -> None:
    """A folder for every child, open to them and their parents at any time."""
    assert scheme.file.name == "Folder"
    assert scheme.file.open_to == ("parent", "child")
    assert scheme.file.any_time


def rule_001_4(scheme: Scheme) -> None:
    assert scheme.rules == (
        "Take care of yourself",
        "Take care of others",
        "Take care of your school",
    )


def rule_001_5(scheme: Scheme) -> None:
    """Smileys for each child, 100 a term the aim."""
    assert stated(scheme.counters[0]) == {
        "key": "smileys",
        "name": "Smileys",
        "one": "smiley",
        "aim": 100,
        "resets": "term",
        "part": "behaviour",
    }
    assert scheme.counters[0].of == "child"
    award = scheme.awards[0]
    assert everything(award) == {
        "key": "smiley",
        "name": "Smiley",
        "reasons": [
            "good work or effort",
            "good manners",
            "caring for others",
            "staying on task",
            "playing properly at play and lunch",
        ],
    }
    assert [everything(move) for move in award.moves] == [{"counter": "smileys", "by": 1}]


def rule_001_6(scheme: Scheme) -> None:
    """The leadership team writes at 50 and again at 100."""
    assert [everything(milestone) for milestone in scheme.milestones[:2]] == [
        {
            "key": "half-way",
            "counter": "smileys",
            "at": 50,
            "reward": "A letter home from the leadership team",
            "letter": True,
        },
        {
            "key": "all-the-way",
            "counter": "smileys",
            "at": 100,
            "reward": "A second letter home from the leadership team",
            "letter": True,
        },
    ]
    assert all(milestone.decided_by == "leader" for milestone in scheme.milestones[:2])


def rule_001_7(scheme: Scheme) -> None:
    assert scheme.file.holds[0] == "progress in smileys"


def rule_001_8(scheme: Scheme) -> None:
    """A reward for the class when every child has 100."""
    assert stated(scheme.milestones[2]) == {
        "key": "whole-class",
        "counter": "smileys",
        "at": 100,
        "whole_class": True,
        "reward": "A reward for the whole class",
    }


def rule_001_9(scheme: Scheme) -> None:
    """Class stars: each week from 20, gained and lost."""
    assert stated(scheme.counters[1]) == {
        "key": "class-stars",
        "name": "Class stars",
        "one": "class star",
        "of": "class",
        "start": 20,
        "direction": "both",
        "resets": "week",
        "part": "behaviour",
    }
    gained, lost = scheme.awards[1:]
    assert everything(gained) == {
        "key": "class-star",
        "name": "Class star",
        "reasons": ["excellence from the whole class"],
    }
    assert everything(lost) == {
        "key": "class-star-lost",
        "name": "Class star lost",
        "reasons": ["someone let the class down"],
    }
    moves = [[everything(move) for move in award.moves] for award in (gained, lost)]
    assert moves == [
        [{"counter": "class-stars", "by": 1}],
        [{"counter": "class-stars", "by": -1}],
    ]


def rule_001_10(scheme: Scheme) -> None:
    """The class with most is rewarded the week after."""
    assert stated(scheme.milestones[3]) == {
        "key": "weekly-winner",
        "counter": "class-stars",
        "most_in_school": True,
        "reward": "A reward the following week, such as chairs in assembly",
    }


def rule_001_11(scheme: Scheme) -> None:
    """Time-outs A, B and C, then on report; no number moves anyone up."""
    [ladder] = scheme.ladders
    assert [(step.key, step.name, step.place) for step in ladder.steps] == [
        ("a", "Time-out A", "in class"),
        ("b", "Time-out B", "another class"),
        ("c", "Time-out C", "out of classes"),
        ("on-report", "On report", ""),
    ]
    assert not any(step.hint_after or step.minutes for step in ladder.steps)
    assert [step.counts_as for step in ladder.steps] == ["time-outs"] * 3 + [""]
    assert stated(scheme.facts[3]) == {
        "key": "time-outs",
        "name": "Time-outs",
        "kind": "tally",
        "one": "time-out",
        "many": "time-outs",
        "none": "no time-outs",
        "wanted": "fewer",
        "part": "behaviour",
    }


def rule_001_12(scheme: Scheme) -> None:
    """Time-outs B and higher are in the file; parents are told of all, A too."""
    time_outs = [step for step in scheme.ladders[0].steps if step.counts_as == "time-outs"]
    assert [step.in_file for step in time_outs] == [False, True, True]
    assert all(step.tell_parents != "no" for step in time_outs)
    assert not any(path.endswith("steps[b].in_file") for path in offered(scheme))
    assert "time-outs B and higher" in scheme.file.holds


def rule_001_13(scheme: Scheme) -> None:
    """Letters for regular incidents if needed; no number."""
    assert everything(scheme.ladders[0]) == {
        "key": "time-outs",
        "name": "Time-outs",
        "letter": "For regular incidents, if needed",
        "part": "behaviour",
    }


def rule_001_14(scheme: Scheme) -> None:
    """The file follows the child, and goes to the high school."""
    assert scheme.file.whole_time
    assert scheme.file.leaves_with_child
    assert scheme.file.goes_to == "high school"


def rule_001_15(scheme: Scheme) -> None:
    """A half-termly tick sheet in red, amber and green; a fuller report at the end of the year."""
    assert [everything(report) for report in scheme.reports] == [
        {
            "key": "half-termly",
            "name": "Half-termly report",
            "shows": ["attainment", "attitude", "behaviour"],
            "form": "tick sheet",
            "part": "report",
        },
        {
            "key": "end-of-year",
            "name": "End of year report",
            "every": "year",
            "shows": ["attainment", "attitude", "behaviour"],
            "form": "prose",
        },
    ]
    about = {part.key: part.about for part in scheme.parts}
    assert about["report"] == "Next, just before February half-term"
    later = {"reports[end-of-year].shows", "reports[end-of-year].form"}
    assert later <= offered(scheme)
    assert scheme.reports[0].every == "half-term"
    assert keys(scheme.scales) == ["tick-sheet"]
    assert [stated(rating) for rating in scale(scheme, "tick-sheet").ratings] == [
        {"key": "green", "name": "Green"},
        {"key": "amber", "name": "Amber"},
        {"key": "red", "name": "Red"},
    ]
    assert stated(area(scheme, "behaviour")) == {
        "key": "behaviour",
        "name": "Behaviour",
        "scale": "tick-sheet",
        "part": "behaviour",
    }
    assert area(scheme, "behaviour").measure is None
    assert keys(scale_of(scheme, area(scheme, "behaviour")).ratings) == ["green", "amber", "red"]
    assert scheme.calendars.reports == "half-term"


def rule_001_16(scheme: Scheme) -> None:
    """Mentors are the class teacher or a teaching assistant; a meeting that half-term."""
    assert scheme.mentors == ("teacher", "assistant")
    [meeting] = scheme.meetings
    assert stated(meeting) == {
        "key": "mentor",
        "every": "half-term",
        "attends": ["child", "mentor"],
    }
    assert scheme.calendars.meetings == "half-term"


def rule_001_18(scheme: Scheme) -> None:
    """Parents can follow behaviour over a period of time."""
    assert scheme.file.holds == (
        "progress in smileys",
        "time-outs B and higher",
        "behaviour over time",
    )
    assert "behaviour" in scheme.reports[0].shows


RULES = rules_in(sys.modules[__name__]) | rules_in(left_open_001)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_preset_holds(rule: Rule) -> None:
    rule(preset(PRESET))
