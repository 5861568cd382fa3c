"""What is told of a reward or a counter; the line, place and remedy of some letter by letter."""

import pytest

from lantern.schemes.rules import examine
from lantern.schemes.tests.making import COUNT, HEAD, PERCENT, SMALL, measured, only

COUNTER = '[[counters]]\nkey = "beads"\nname = "Beads"\n'
MILESTONE = "[[milestones]]\nkey='m'\ncounter='beads'\n"
CLASS = f'{COUNTER}of = "class"\nresets = "week"\n'


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (
            f"{COUNTER}[[milestones]]\nkey='m'\ncounter='beads'\nreward='Tea'",
            "It can never be reached: no number is given.",
        ),
        (
            (
                f"{COUNTER}converts = {{ every = 1, into = 'jars' }}\n"
                '[[counters]]\nkey = "jars"\nname = "Jars"'
            ),
            "Every 1 of Beads can become nothing else.",
        ),
        (
            f"{COUNTER}start = 20\n[[milestones]]\nkey='m'\ncounter='beads'\nat=20\nreward='Tea'",
            "Everyone has 20 from the start.",
        ),
        (
            f"{COUNTER}direction='lose'\n[[milestones]]\nkey='m'\ncounter='beads'\nat=5\nreward='Tea'",
            "Nothing adds to Beads, so 5 is never reached.",
        ),
        (
            (
                f"{COUNTER}direction='both'\n[[awards]]\nkey='x'\nname='X'\n"
                "moves=[{counter='beads',by=-1}]\n"
                "[[milestones]]\nkey='m'\ncounter='beads'\nat=5\nreward='Tea'"
            ),
            "Nothing adds to Beads, so 5 is never reached.",
        ),
        (
            f"{CLASS}[[milestones]]\nkey='m'\ncounter='beads'\nat=5\nwhole_class=true\nreward='Tea'",
            "Beads belong to a class, so its children have none.",
        ),
        (
            (
                f"{COUNTER}resets='week'\n[[milestones]]\nkey='m'\ncounter='beads'\n"
                "most_in_school=true\nreward='Tea'"
            ),
            "Beads belong to a child, so no class has the most.",
        ),
        (
            f"{CLASS}[[milestones]]\nkey='m'\ncounter='beads'\nat=3\nmost_in_school=true\nreward='T'",
            "The class with the most is one thing, a number to reach another.",
        ),
        (
            f"{COUNTER}[[milestones]]\nkey='m'\ncounter='beads'\nat=5\nwhole_class=true\nreward='T'",
            "It is decided when Beads start again, and they never do.",
        ),
        (
            f"{COUNTER}[[milestones]]\nkey='m'\ncounter='bead'\nat=5\nreward='T'",
            'There is no counter "bead" in this scheme.',
        ),
        (
            f"{COUNTER}[[milestones]]\nkey='m'\ncounter='beads'\nat=5\nreward='T'\nphases={{ks1='Jam'}}",
            '"ks1" is named, but the scheme has none.',
        ),
        (f"{COUNTER}floor = 5", "It starts at 0, below its floor of 5."),
        (f"{COUNTER}start = 9\naim = 9", "The aim of 9 is reached before anyone begins."),
        (f"{COUNTER}converts = {{ every = 10, into = 'beads' }}", "It turns into itself."),
        (
            f"{COUNTER}[[awards]]\nkey='x'\nname='X'\nmoves=[{{counter='beads',by=-1}}]",
            "beads is only earned.",
        ),
        (
            f"{COUNTER}direction='lose'\n[[awards]]\nkey='x'\nname='X'\nmoves=[{{counter='beads',by=1}}]",
            "beads is only lost.",
        ),
        (
            f"{COUNTER}[[awards]]\nkey='x'\nname='X'\nmoves=[{{counter='beads',by=0}}]",
            "It moves by nothing.",
        ),
        (f"{COUNTER}[[awards]]\nkey='x'\nname='X'\nmoves=[]", "This award moves nothing."),
        ("[[ladders]]\nkey='l'\nname='L'", "The ladder has no steps."),
        (
            "[[ladders]]\nkey='l'\nname='L'\nletter_after=3\nsteps=[{key='a',name='A'}]",
            "A letter goes home after a number, and nothing says which.",
        ),
    ],
)
def test_a_reward_that_can_never_come_is_told(lines: str, what: str) -> None:
    assert only(HEAD + lines).what == what


def test_a_reset_that_no_period_has() -> None:
    scheme, problems = examine(f"{HEAD}{COUNTER}resets = 'fortnight'")
    assert scheme is None
    assert problems[0].what == '"fortnight" is none of the choices.'
    text = f"{HEAD}[calendars]\njudgements='term'\ntargets='term'\nreports='term'\n{COUNTER}"
    problem = only(f"{text}resets = 'half-term'", "look at this")
    assert problem.what.startswith("It starts again each half-term, and no calendar here goes by")
    assert problem.instead == "Your calendars go by: term."


@pytest.mark.parametrize(
    ("text", "line", "where", "what", "instead"),
    [
        (
            measured(
                f"{PERCENT}bands = [\n"
                '  { rating = "top", from = 90, to = 100 },\n'
                '  { rating = "low", from = 0, to = 90 },\n]'
            ),
            SMALL.count("\n") + 7,
            'areas[1] "habit" · measure · bands[2]',
            "90 is in both top and low.",
            "End low below 90.",
        ),
        (
            measured(
                f"{COUNT}tests = [\n"
                '  { rating = "toppp", at_least = 1 },\n'
                '  { rating = "low" },\n]'
            ),
            SMALL.count("\n") + 5,
            'areas[1] "habit" · measure · tests[1]',
            'This area has no rating "toppp".',
            'Did you mean "top"?',
        ),
        (
            f'{SMALL}[areas.says]\ngold = "shiny"\ntop = "T"\nmiddle = "M"\nlow = "L"',
            SMALL.count("\n") + 2,
            'areas[1] "habit" · says · gold',
            'This area has no rating "gold".',
            "Use one of: top, middle, low.",
        ),
        (
            f"{HEAD}{COUNTER}[[milestones]]\nkey='m'\ncounter='beads'\nreward='Tea'",
            7,
            'milestones[1] "m"',
            "It can never be reached: no number is given.",
            "Add at = 50, say.",
        ),
        (
            f"{HEAD}{COUNTER}direction='lose'\n{MILESTONE}at=5\nreward='Tea'",
            11,
            'milestones[1] "m" · at',
            "Nothing adds to Beads, so 5 is never reached.",
            "Let an award add to it, or take this out.",
        ),
    ],
)
def test_it_says_on_which_line_where_what_and_what_instead(
    text: str, line: int, where: str, what: str, instead: str
) -> None:
    """An overlap, a rating that the scale has not, a reward that never comes."""
    problem = only(text)
    told = (problem.line, problem.where, problem.what, problem.instead)
    assert told == (line, where, what, instead)
