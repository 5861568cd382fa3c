"""The defaults of ours that several presets share, as their walks expect them (domain 2.34)."""

from lantern.schemes.presets import Scheme
from lantern.schemes.rules import expected_for
from lantern.schemes.tests.walking import area, everything, keys, offered, suggested

SPOKEN = {
    "uniform": (
        "Uniform",
        "Unif",
        ("always in uniform", "mostly in uniform", "not often in uniform yet"),
    ),
    "pe-kit": (
        "PE kit",
        "Kit",
        ("always has PE kit", "mostly has PE kit", "not often with PE kit yet"),
    ),
    "attendance": ("Attendance", "Att", ("98% or more", "95% to under 98%", "less than 95%")),
    "punctuality": (
        "Punctuality",
        "Punct",
        ("always on time", "mostly on time", "not often on time yet"),
    ),
}

ATTENDANCE = {"key": "attendance", "name": "Attendance", "kind": "attendance"}
LATES = {
    "key": "lates",
    "name": "Lates",
    "kind": "tally",
    "one": "late",
    "many": "lates",
    "none": "no lates",
    "most": 10,
    "most_a_day": 2,
    "wanted": "fewer",
}
KIT = {
    "key": "kit",
    "name": "Days without PE kit",
    "kind": "tally",
    "one": "day without PE kit",
    "many": "days without PE kit",
    "none": "no day without PE kit",
    "most": 5,
    "most_a_day": 1,
    "wanted": "fewer",
}
SUBJECTS = [
    {"key": "reading", "name": "Reading", "short": "Re"},
    {"key": "writing", "name": "Writing", "short": "Wr"},
    {"key": "maths", "name": "Mathematics", "short": "Ma"},
]


def counts_lates_and_kit(scheme: Scheme, part: str = "") -> None:
    """Attendance is the source's; lates and forgotten kit are ours, and begin with their part."""
    begins = {"part": part} if part else {}
    assert [everything(fact) for fact in scheme.facts[:3]] == [
        ATTENDANCE,
        LATES | begins,
        KIT | begins,
    ]
    for fact in (LATES, KIT):
        assert {f"facts[{fact['key']}].{word}" for word in ("one", "most")} <= offered(scheme)


def the_four_areas(scheme: Scheme, scale: str, ratings: tuple[str, str, str], part: str) -> None:
    """Uniform, PE kit, attendance and punctuality, in our words for three ratings."""
    for key, (name, short, words) in SPOKEN.items():
        said: dict[str, object] = {"key": key, "name": name, "short": short, "scale": scale}
        said["says"] = dict(zip(ratings, words, strict=True))
        if part:
            said["part"] = part
        assert everything(area(scheme, key)) == said
        if key != "attendance":
            assert area(scheme, key).measure is None


def attendance_is_measured(scheme: Scheme, ratings: tuple[str, str, str]) -> None:
    """98 and 95, nothing rounded up, over the review period, not before ten sessions."""
    best, middle, worst = ratings
    for value, earned in (
        ("100", best),
        ("98", best),
        ("97.999", middle),
        ("95", middle),
        ("94.999", worst),
    ):
        assert suggested(scheme, "attendance", attendance=value) == earned
    measure = area(scheme, "attendance").measure
    assert measure is not None
    assert everything(measure) == {
        "fact": "attendance",
        "counted": "percent",
        "floor_sessions": 10,
    }
    assert measure.over == "period"
    assert [everything(test) for test in measure.tests] == [
        {"rating": best, "at_least": 98},
        {"rating": middle, "at_least": 95},
        {"rating": worst},
    ]


def numbered_steps(scheme: Scheme, key: str, word: str) -> None:
    """Working towards the first, then one to six, each with its number for a key to press."""
    [scale] = [each for each in scheme.attainment if each.key == key]
    assert everything(scale) == {"key": key, "name": f"{word}s"}
    low = word.lower()
    assert [everything(step) for step in scale.steps] == [
        {
            "key": f"below-{low}-1",
            "name": f"Working towards {word} 1",
            "short": "W",
            "letter": "w",
        },
        *(
            {
                "key": f"{low}-{number}",
                "name": f"{word} {number}",
                "short": f"{word[0]}{number}",
                "letter": str(number),
            }
            for number in range(1, 7)
        ),
    ]


def expects(scheme: Scheme, steps: list[list[str]]) -> None:
    """The steps expected from Reception to Year 6, in every subject and term."""
    for year, wanted in enumerate(steps):
        for subject in keys(scheme.subjects):
            for half in range(1, 7):
                found = expected_for(scheme, subject, year, (half + 1) // 2, half)
                assert keys(found or ()) == wanted
    said = [everything(wanted) for wanted in scheme.expected]
    assert [each["years"] for each in said] == [[year] for year in range(7)]
    assert all(set(each) <= {"scale", "lowest", "highest", "years"} for each in said)


LEVELS_EXPECTED = [
    ["below-level-1"],
    ["level-1"],
    ["level-2"],
    ["level-2", "level-3"],
    ["level-3"],
    ["level-3", "level-4"],
    ["level-4"],
]


def the_profile_goes_home(scheme: Scheme) -> None:
    """One report of ours: the profile, each term."""
    [report] = scheme.reports
    assert everything(report) == {
        "key": "profile",
        "name": "My Pupil Profile",
        "every": "term",
        "shows": ["attainment", "attitude", "behaviour"],
    }
    assert report.form == "profile"
