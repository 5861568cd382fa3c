"""The rules of 000_e045975a6b79cb16.txt, each by its id, walked on `stars-and-bands`."""

import sys
from collections.abc import Mapping

import pytest

from lantern.schemes.presets import Scheme, preset
from lantern.schemes.rules import (
    attainment_for,
    class_of_step,
    rating,
    scale_of,
    step,
    style_sheet,
)
from lantern.schemes.tests import left_open_000
from lantern.schemes.tests.walking import (
    Rule,
    area,
    bands_in_words,
    count_as_met,
    everything,
    keys,
    offered,
    rules_in,
    scale,
    stated,
    suggested,
)

PRESET = "stars-and-bands"


def rule_000_1(scheme: Scheme) -> None:
    """Five aims."""
    assert scheme.aims == (
        "Raise standards for all",
        "Motivate and involve every child in learning, progress and setting targets",
        "Track and monitor progress so that all children meet their targets",
        "Unpick barriers to progress in achievement or attitude",
        "Inform and involve parents",
    )


def rule_000_2(scheme: Scheme) -> None:
    """Four subjects, all on the same bands."""
    names = {"maths": "Mathematics", "writing": "Writing", "reading": "Reading"}
    names["grammar"] = "Grammar"
    assert [stated(subject) for subject in scheme.subjects] == [
        {"key": key, "name": name} for key, name in names.items()
    ]
    for subject in names:
        for year in range(7):
            found = attainment_for(scheme, subject, year)
            assert found is not None
            assert found.key == "bands"


def rule_000_3(scheme: Scheme) -> None:
    """Targets in three of them: grammar has none."""
    assert scheme.targets.subjects == ("reading", "writing", "maths")


def rule_000_4(scheme: Scheme) -> None:
    """Teacher and child set targets together, realistic for one term."""
    assert scheme.targets.set_by == ("teacher", "child")
    assert scheme.targets.advice == "Realistic for one term"


def rule_000_5(scheme: Scheme) -> None:
    """Targets every term, reviewed each term or as and when met."""
    assert stated(scheme.calendars) == {"targets": "term"}
    assert scheme.calendars.meetings == "term"
    assert "calendars.meetings" not in offered(scheme)
    assert [meeting.every for meeting in scheme.meetings] == ["term"]
    assert scheme.targets.when_met


def rule_000_6(scheme: Scheme) -> None:
    """One personal target a term, by child and mentor."""
    assert scheme.targets.personal == 1
    assert scheme.targets.personal_set_by == ("child", "mentor")
    [meeting] = scheme.meetings
    assert stated(meeting) == {"key": "mentoring", "attends": ["child", "mentor"]}
    assert meeting.every == "term"


def rule_000_7(scheme: Scheme) -> None:
    """Targets go to parents, so that they can help."""
    assert scheme.targets.shared == "With parents at parent consultations, so that they can help"


def rule_000_8(scheme: Scheme) -> None:
    assert scheme.targets.improvement_points == "Improvement Points"


def rule_000_9(scheme: Scheme) -> None:
    """My Pupil Profile holds attainment and attitude targets, and shows the year's progress."""
    assert scheme.words.profile == "My Pupil Profile"
    assert (scheme.words.attitude, scheme.words.attainment) == ("Attitude", "Attainment")
    [report] = scheme.reports
    assert stated(report) == {
        "key": "profile",
        "name": "My Pupil Profile",
        "shows": ["attainment", "attitude", "targets"],
    }
    assert report.form == "profile"
    assert scheme.targets.attitude
    assert stated(scheme.file) == {
        "name": "Assertive Mentoring File",
        "holds": ["attainment targets", "attitude targets"],
    }


def rule_000_10(scheme: Scheme) -> None:
    _step(
        scheme, 0, "BELOW +", "in the curriculum band at least 2 years below the one for this age"
    )


def rule_000_11(scheme: Scheme) -> None:
    _step(scheme, 1, "BELOW", "in the curriculum band below the one for this age")


def rule_000_12(scheme: Scheme) -> None:
    """One row, two codes."""
    row = "BEGINNING / WORKING WITHIN"
    one_row = [each.key for each in scheme.attainment[0].steps if each.group]
    assert one_row == ["beginning", "working-within"]
    in_year_4 = [step(scheme, "grammar", 4, key) for key in one_row]
    assert [each.group for each in in_year_4 if each] == [row, row]
    _step(scheme, 2, "BEGINNING", "in the band for this age: being taught it", group=row)
    means = "in the band for this age: starting to embed it"
    _step(scheme, 3, "WORKING WITHIN", means, group=row, short="WW")


def rule_000_13(scheme: Scheme) -> None:
    """SECURE is what is expected at the end of the year."""
    means = "at the expectation for the end of the year: secure knowledge, and can apply it"
    _step(scheme, 4, "SECURE", means)
    assert left_open_000.expected(scheme, 3) == ["secure"]
    assert [stated(wanted) for wanted in scheme.expected][2] == {
        "scale": "bands",
        "lowest": "secure",
        "terms": [3],
    }


def rule_000_14(scheme: Scheme) -> None:
    """SECURE+ has a star."""
    means = "at greater depth: applies skills in open-ended or cross-curricular work"
    _step(scheme, 5, "SECURE+", means, symbol="★")


def rule_000_15(scheme: Scheme) -> None:
    """Bands are colour coded."""
    [bands] = scheme.attainment
    assert everything(bands) == {"key": "bands", "name": "Bands"}
    assert keys(bands.steps) == [
        "below-plus",
        "below",
        "beginning",
        "working-within",
        "secure",
        "secure-plus",
    ]
    assert all(step.colour for step in bands.steps)
    sheet = style_sheet(scheme)
    assert all(class_of_step("bands", key) in sheet for key in keys(bands.steps))
    assert [everything(use) for use in scheme.uses] == [{"scale": "bands"}]


def rule_000_16(scheme: Scheme) -> None:
    """Star, Green, Amber, Red; a star in four of the six areas."""
    attitude = scale(scheme, "attitude")
    assert [stated(rating) for rating in attitude.ratings] == [
        {
            "key": "star",
            "name": "Star",
            "symbol": "★",
            "means": "Consistently goes beyond what we ask",
        },
        {"key": "green", "name": "Green"},
        {"key": "amber", "name": "Amber"},
        {"key": "red", "name": "Red"},
    ]
    assert count_as_met(scheme) == ["star", "green"]
    assert keys(scheme.scales) == ["attitude"]
    assert [(each.key, each.name) for each in scheme.areas] == [
        ("attendance", "Attendance"),
        ("punctuality", "Punctuality"),
        ("behaviour", "Behaviour"),
        ("effort", "Effort"),
        ("reading-habit", "Reading"),
        ("uniform", "Uniform"),
    ]
    starred = [each.key for each in scheme.areas if rating(scheme, each.key, "star")]
    assert starred == ["attendance", "behaviour", "effort", "reading-habit"]
    for each in scheme.areas:
        assert keys(scale_of(scheme, each).ratings)[-3:] == ["green", "amber", "red"]
        assert not each.part
        assert not each.years


def rule_000_17(scheme: Scheme) -> None:
    """Attendance: star 100, green 98-99, amber 95-97, red below 95."""
    for value, earned in (
        ("100", "star"),
        ("99", "green"),
        ("98", "green"),
        ("97", "amber"),
        ("95", "amber"),
        ("94.999", "red"),
        ("0", "red"),
    ):
        assert suggested(scheme, "attendance", attendance=value) == earned, value
    attendance = area(scheme, "attendance")
    assert attendance.says == {
        "star": "100%",
        "green": "98% to 99%",
        "amber": "95% to 97%",
        "red": "less than 95%",
    }
    assert attendance.measure is not None
    assert stated(attendance.measure) == {"fact": "attendance", "counted": "percent"}
    assert [(str(band.low), str(band.high)) for band in attendance.measure.bands] == [
        ("100", "100"),
        ("98", "99"),
        ("95", "97"),
        ("None", "None"),
    ]
    assert everything(scheme.facts[0]) == {
        "key": "attendance",
        "name": "Attendance",
        "kind": "attendance",
    }


def rule_000_18(scheme: Scheme) -> None:
    """Punctuality: three descriptions, no star, an adult picks."""
    _described(
        scheme,
        "punctuality",
        green="always on time and ready to learn",
        amber="mostly on time, sometimes not ready to learn",
        red="erratic, and not always ready to learn",
    )
    assert rating(scheme, "punctuality", "star") is None


def rule_000_19(scheme: Scheme) -> None:
    """Behaviour: one exit this term is red; green and amber have none."""
    assert area(scheme, "behaviour").says == {
        "star": "positive, engaged in learning, hands up; merits and postcards home",
        "green": "no exits",
        "amber": "few warnings, but no exits",
        "red": "one or more exits this term and/or regular warnings",
    }
    for exits, warnings, earned in (
        ("0", "0", "green"),
        ("0", "1", "amber"),
        ("0", "20", "amber"),
        ("1", "0", "red"),
        ("3", "9", "red"),
    ):
        assert suggested(scheme, "behaviour", exits=exits, warnings=warnings) == earned
    assert bands_in_words(scheme, "behaviour") == {
        "star": "",
        "green": "no exits and no warnings",
        "amber": "no exits and one or more warnings",
        "red": "one or more exits",
    }
    measure = area(scheme, "behaviour").measure
    assert measure is not None
    assert measure.over == "term"
    assert stated(measure) == {"fact": "exits", "over": "term"}
    words = {"exits": "exit", "warnings": "warning"}
    for number, (key, one) in zip((6, 5), words.items(), strict=True):
        stands = {"key": key, "name": key.title(), "kind": "tally", "wanted": "fewer"}
        _tally(scheme, number, stands | {"one": one, "many": key, "none": f"no {key}"})


def rule_000_20(scheme: Scheme) -> None:
    """Effort: four descriptions, an adult picks."""
    _described(
        scheme,
        "effort",
        star="extra effort shows in results, such as things brought from home for Art or DT; "
        "offers help in own time",
        green="always tries hard and goes the extra mile; postcards home",
        amber="tries hard all of the time but does just the minimum",
        red="needs much encouragement, or catch up club, to do what is expected",
    )


def rule_000_21(scheme: Scheme) -> None:
    """Reading: fewer than three nights a week is red."""
    for nights, earned in (("0", "red"), ("2.99", "red"), ("3", "amber"), ("5", "green")):
        assert suggested(scheme, "reading-habit", nights=nights) == earned
    assert bands_in_words(scheme, "reading-habit") == {
        "star": "",
        "green": "5 nights a week",
        "amber": "3 to under 5 nights a week",
        "red": "fewer than 3 nights a week",
    }
    reading = area(scheme, "reading-habit")
    assert reading.says == {
        "star": "reads for pleasure",
        "green": "done and signed every night; will read alone, even without a parent's help",
        "amber": "reads most nights, but not consistently",
        "red": "reads fewer than three nights a week",
    }
    assert reading.measure is not None
    assert stated(reading.measure) == {"fact": "nights", "counted": "per-week"}
    words = {"one": "night", "many": "nights", "none": "no nights"}
    _tally(scheme, 2, {"key": "nights", "name": "Nights read", "kind": "tally"} | words)


def rule_000_22(scheme: Scheme) -> None:
    """Uniform: three descriptions, no star, an adult picks."""
    _described(
        scheme,
        "uniform",
        green="always in uniform with the right equipment, including PE kit, book bag, reading "
        "book and glasses",
        amber="mostly in uniform, with all equipment",
        red="rarely in uniform and never equipped",
    )
    assert rating(scheme, "uniform", "star") is None


def rule_000_23(scheme: Scheme) -> None:
    """Merits and postcards home have names, warnings and exits are counted."""
    assert [stated(counter) for counter in scheme.counters] == [
        {"key": "merits", "name": "Merits", "one": "merit"},
        {"key": "postcards", "name": "Postcards home", "one": "postcard home"},
    ]
    assert keys(scheme.facts)[-2:] == ["warnings", "exits"]


def rule_000_24(scheme: Scheme) -> None:
    """Children judge their own attainment and attitude."""
    assert stated(scheme.voices) == {"child": "Child"}


def rule_000_25(scheme: Scheme) -> None:
    assert scheme.benefits == ("A good attitude to learning is rewarded and praised",)


def rule_000_26(scheme: Scheme) -> None:
    """Not stated, so ours: who mentors, meeting length, target count, how long files are kept."""
    unsaid = {"mentors", "meetings[mentoring].minutes", "targets.each", "file.whole_time"}
    assert unsaid <= offered(scheme)


def rule_000_27(scheme: Scheme) -> None:
    """A guide for parents."""
    assert "guide" not in offered(scheme)
    assert scheme.guide == (
        "A guide tells parents what the scheme and its colours mean; the profile is shown with it."
    )


def _step(scheme: Scheme, number: int, name: str, means: str, **more: str) -> None:
    said = stated(scheme.attainment[0].steps[number])
    key = name.lower().replace(" +", "-plus").replace("+", "-plus").replace(" ", "-")
    assert said == {"key": key, "name": name, "means": means, **more}


def _described(scheme: Scheme, key: str, **says: str) -> None:
    described = area(scheme, key)
    assert described.says == says
    assert described.measure is None


def _tally(scheme: Scheme, number: int, said: Mapping[str, object]) -> None:
    assert stated(scheme.facts[number]) == said


RULES = rules_in(sys.modules[__name__]) | rules_in(left_open_000)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_preset_holds(rule: Rule) -> None:
    rule(preset(PRESET))
