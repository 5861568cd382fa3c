"""What a leader is asked when adopting each preset: all that its source leaves open, and no more.

A mark `ours` too many would let a leader change what the school stated; one too few would pass a
default of ours off as theirs (domain 2.34). Each list says how many values of each kind are asked.
"""

import re
from collections import Counter

import pytest

from lantern.schemes.presets import PRESETS, build, preset
from lantern.schemes.rules import ours
from lantern.schemes.tests.mutants import Document, document_of, unmarked

# No source gives a length of meetings, a number of targets, a letter to press, or a floor.
ALL = """
name years scales[].name voices.mentor voices.agreed calendars.judgements
scales[].ratings[].letter*3 scales[].ratings[].symbol*3
areas[].short*4 areas[].measure.over areas[].measure.tests[].at_least*2
areas[].measure.floor_sessions areas[].measure.floor_days
facts[].name*2 facts[].one*2 facts[].many*2 facts[].none*2 facts[].most*2 facts[].most_a_day*2
facts[].wanted*2
attainment[].steps[].short*4 attainment[].steps[].letter*4 expected[].lowest subjects[].short*3
targets.each targets.outcomes meetings[].minutes
"""

# Levels and stages are named and not listed; the areas are examples without words.
STEPPED = """
about calendars.reports attainment[].steps[].name*7 attainment[].steps[].short*3
attainment[].steps[].letter*3 expected[].lowest*6 expected[].years*7
reports[].name reports[].every reports[].shows reports[].form
"""

COLOURED = """
scales[].ratings[].colour*3 areas[].says.green*4 areas[].says.yellow*4 areas[].says.red*4
"""

ASKED = {
    "stars-and-bands": f"""
        {ALL} about mentors calendars.reports
        scales[].ratings[].letter scales[].ratings[].colour*4 scales[].ratings[].met*4
        areas[].short*2 areas[].measure.over areas[].measure.gaps areas[].measure.floor_days
        facts[].name facts[].one facts[].many facts[].none facts[].most*4
        facts[].most_a_day*2 facts[].wanted
        attainment[].steps[].short attainment[].steps[].letter*2 attainment[].steps[].colour*6
        expected[].lowest expected[].highest expected[].terms*2 subjects[].short
        meetings[].name reports[].every file.whole_time
        counters[].of*2 counters[].direction*2 counters[].resets*2
    """,
    "smileys-and-time-outs": f"""
        {ALL} voices.child calendars.targets parts[].starts_on*3
        scales[].ratings[].colour*3 scales[].ratings[].means*3 scales[].ratings[].met*3
        areas[].name*4 areas[].short areas[].says.green*5 areas[].says.amber*5 areas[].says.red*5
        facts[].name facts[].most*2 facts[].wanted
        attainment[].name attainment[].steps[].name*4 attainment[].steps[].colour*4
        subjects[].name*2 targets.subjects meetings[].name reports[].shows reports[].form
        counters[].symbol*2 counters[].direction counters[].floor
        counters[].loss_needs_reason counters[].loss_names_child
        milestones[].decided_by*2 milestones[].ties
        ladders[].steps[].tell_parents*4 ladders[].steps[].in_file ladders[].steps[].tell_leaders
    """,
    "one-to-one-levels": f"""
        {ALL} {STEPPED} scales[].ratings[].name*3 scales[].ratings[].met*3 expected[].highest*2
        areas[].says.always*4 areas[].says.mostly*4 areas[].says.not-yet*4
    """,
    "stages-with-parents": f"""
        {ALL} {STEPPED} {COLOURED} attainment[].steps[].name*7 attainment[].steps[].short*7
        attainment[].steps[].letter*7
    """,
    "levels-with-parents": f"""
        {ALL} {STEPPED} {COLOURED} mentors parts[].starts_on expected[].highest*2
    """,
}


@pytest.mark.parametrize("key", PRESETS)
def test_a_leader_is_asked_what_the_source_leaves_open(key: str) -> None:
    assert _asked(document_of(key)) == _counted(ASKED[key])


@pytest.mark.parametrize("key", PRESETS)
def test_every_mark_asks_something(key: str) -> None:
    """But for the marks of a scale's use, which names no value of its own."""
    document = document_of(key)
    idle = [
        mutant.what for mutant in unmarked(document) if _asked(mutant.document) == _asked(document)
    ]
    assert [what for what in idle if "uses" not in what] == []


@pytest.mark.parametrize("key", PRESETS)
def test_a_choice_is_asked_once(key: str) -> None:
    paths = [choice.path for choice in ours(preset(key))]
    assert len(paths) == len(set(paths))


def _asked(document: Document) -> Counter[str]:
    """How many choices there are of each kind of path, whatever stands in its brackets."""
    return Counter(re.sub(r"\[[^]]*\]", "[]", choice.path) for choice in ours(build(document)))


def _counted(words: str) -> Counter[str]:
    total: Counter[str] = Counter()
    for word in words.split():
        path, _, times = word.partition("*")
        total[path] += int(times or 1)
    return total
