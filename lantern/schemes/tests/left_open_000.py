"""What 000 leaves open: each default of ours in `stars-and-bands`, by its number in domain 2."""

from lantern.schemes.presets import Scheme
from lantern.schemes.rules import (
    expected_for,
    measuring,
)
from lantern.schemes.tests import defaults
from lantern.schemes.tests.walking import (
    area,
    bands_in_words,
    everything,
    is_for_reception_to_year_6,
    keys,
    left_open,
    offered,
    scale,
    suggested,
)


def ours_2_3(scheme: Scheme) -> None:
    """Nothing is rounded up: 97.6 is amber, 99.6 green."""
    for value, earned in (
        ("99.6", "green"),
        ("99.999", "green"),
        ("97.6", "amber"),
        ("3700/38", "amber"),
    ):
        assert suggested(scheme, "attendance", attendance=value) == earned, value
    assert bands_in_words(scheme, "attendance") == {
        "star": "100 %",
        "green": "98 to under 100 %",
        "amber": "95 to under 98 %",
        "red": "less than 95 %",
    }


def ours_2_4_and_2_41(scheme: Scheme) -> None:
    """Over the review period; below a floor it is too early to say."""
    for key, floors in (
        ("attendance", {"gaps": "down", "floor_sessions": 10}),
        ("behaviour", {"floor_days": 5}),
        ("reading-habit", {"floor_days": 5}),
    ):
        measure = area(scheme, key).measure
        assert measure is not None
        assert left_open(measure) == floors
    for key in ("attendance", "reading-habit"):
        measure = area(scheme, key).measure
        assert measure is not None
        assert measure.over == "period"


def ours_2_6(scheme: Scheme) -> None:
    """Worst first; any warning suggests amber, for few and regular have no number."""
    measure = area(scheme, "behaviour").measure
    assert measure is not None
    assert [(test.rating, test.fact) for test in measuring.tests_of(measure)] == [
        ("red", "exits"),
        ("amber", "warnings"),
        ("green", "exits"),
    ]
    assert suggested(scheme, "behaviour", exits="0", warnings="1") == "amber"
    tests = [everything(test) for test in measure.tests]
    assert tests[:2] == [
        {"rating": "red", "fact": "exits", "at_least": 1},
        {"rating": "amber", "fact": "warnings", "at_least": 1},
    ]


def ours_2_7(scheme: Scheme) -> None:
    """A star is an adult's choice, except in attendance."""
    for each in scheme.areas:
        tested = (
            {test.rating for test in measuring.tests_of(each.measure)} if each.measure else set()
        )
        assert ("star" in tested) == (each.key == "attendance")


def ours_2_9(scheme: Scheme) -> None:
    """Every night means the five school nights."""
    assert suggested(scheme, "reading-habit", nights="4.99") == "amber"
    assert suggested(scheme, "reading-habit", nights="5") == "green"
    measure = area(scheme, "reading-habit").measure
    assert measure is not None
    assert [everything(test) for test in measure.tests] == [
        {"rating": "green", "at_least": 5},
        {"rating": "amber", "at_least": 3},
        {"rating": "red"},
    ]


def ours_2_10(scheme: Scheme) -> None:
    """Short names, keys and colours of the bands, none of them the red of an area."""
    reds = {each.colour for each in scale(scheme, "attitude").ratings if not each.met}
    assert reds.isdisjoint(each.colour for each in scheme.attainment[0].steps)
    assert [left_open(step) for step in scheme.attainment[0].steps] == [
        {"short": "B+", "letter": "1", "colour": "#56606b"},
        {"short": "B", "letter": "2", "colour": "#7a5c3e"},
        {"short": "Beg", "letter": "3", "colour": "#1f6fb2"},
        {"letter": "4", "colour": "#1f6fb2"},
        {"short": "Sec", "letter": "5", "colour": "#1f7a4d"},
        {"short": "Sec+", "letter": "6", "colour": "#6941b8"},
    ]
    assert expected(scheme, 1) == ["beginning", "working-within"]
    assert expected(scheme, 2) == ["working-within"]
    assert [everything(wanted) for wanted in scheme.expected][:2] == [
        {
            "scale": "bands",
            "lowest": "beginning",
            "highest": "working-within",
            "terms": [1],
        },
        {"scale": "bands", "lowest": "working-within", "terms": [2]},
    ]


def ours_2_12(scheme: Scheme) -> None:
    """The calendars that the source does not name."""
    calendars = scheme.calendars
    assert (calendars.judgements, calendars.reports) == ("half-term", "term")
    assert {"calendars.judgements", "calendars.reports"} <= offered(scheme)
    assert scheme.reports[0].every == "term"


def ours_2_15(scheme: Scheme) -> None:
    """Three views, side by side."""
    assert scheme.voices.mentor == "Mentor"
    assert scheme.voices.agreed == "Agreed"


def ours_2_22(scheme: Scheme) -> None:
    """Which year groups, and who mentors."""
    is_for_reception_to_year_6(scheme)
    assert scheme.mentors == ("teacher", "assistant")


def ours_2_27(scheme: Scheme) -> None:
    """A colour, a shape and a key for each rating."""
    attitude = scale(scheme, "attitude")
    assert left_open(attitude) == {"name": "Attitude"}
    assert [left_open(rating) for rating in attitude.ratings] == [
        {"letter": "s", "colour": "#6941b8", "met": True},
        {"letter": "g", "symbol": "●", "colour": "#1f7a4d", "met": True},
        {"letter": "a", "symbol": "◆", "colour": "#945b00"},
        {"letter": "r", "symbol": "▲", "colour": "#b3261e"},
    ]


def ours_2_34(scheme: Scheme) -> None:
    """Names, numbers and words where the source has none."""
    assert everything(scheme) | {"aims": (), "years": ()} == {
        "format": 1,
        "key": "stars-and-bands",
        "name": "Stars and bands",
        "about": "One colour-coded form for each child: a band for each subject, and a colour or a "
        "star for each area of attitude, shown as the year goes on.",
        "years": (),
        "aims": (),
        "benefits": list(scheme.benefits),
        "guide": scheme.guide,
        "mentors": list(scheme.mentors),
    }
    assert [each.short for each in scheme.areas] == ["Att", "Punct", "Beh", "Eff", "Read", "Unif"]
    assert [each.short for each in scheme.subjects] == ["Ma", "Wr", "Re", "Gr"]
    assert left_open(scheme.targets) == {"outcomes": ["met", "nearly met", "not yet met"]}
    assert scheme.targets.each == 1
    assert left_open(scheme.meetings[0]) == {"name": "Mentoring meeting"}
    assert scheme.meetings[0].minutes == 10
    assert left_open(scheme.file) == {"whole_time": True}
    for counter in scheme.counters:
        assert left_open(counter) == {"resets": "year"}
        assert (counter.of, counter.direction) == ("child", "earn")


def ours_2_34_in_what_is_counted(scheme: Scheme) -> None:
    """Words and limits for each fact; lates, kit and homework, which 000 does not count."""
    assert keys(scheme.facts)[1:5] == ["lates", "nights", "kit", "homework"]
    assert [left_open(fact) for fact in scheme.facts] == [
        {},
        defaults.LATES,
        {"most": 5, "most_a_day": 1},
        defaults.KIT
        | {
            "name": "Days without kit",
            "one": "day without kit",
            "many": "days without kit",
            "none": "no day without kit",
        },
        {
            "key": "homework",
            "name": "Homework handed in",
            "kind": "tally",
            "one": "piece of homework",
            "many": "pieces of homework",
            "none": "no homework",
            "most": 5,
            "most_a_day": 1,
        },
        {"most": 25},
        {"most": 10},
    ]


def expected(scheme: Scheme, term: int) -> list[str]:
    """The steps expected in a term, the same for every subject and year and in either half."""
    found = {
        tuple(keys(expected_for(scheme, subject, year, term, half) or ()))
        for subject in keys(scheme.subjects)
        for year in scheme.years
        for half in (2 * term - 1, 2 * term)
    }
    assert len(found) == 1
    return list(found.pop())
