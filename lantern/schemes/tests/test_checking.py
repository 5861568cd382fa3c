"""What contradicts itself is told: where, what, and what to write instead."""

import pytest

from lantern.schemes.presets import PRESETS, preset_text
from lantern.schemes.rules import is_sound
from lantern.schemes.tests.making import COUNT, HEAD, PERCENT, SMALL, found, measured, only

STEPS = """
[[attainment]]
key = "ladder"
steps = [
  { key = "one", name = "One", letter = "1" },
  { key = "two", name = "Two", letter = "2" },
]
[[uses]]
scale = "ladder"
[[subjects]]
key = "number"
name = "Number"
"""


@pytest.mark.parametrize("key", PRESETS)
def test_presets_have_nothing_to_mend_or_to_look_at(key: str) -> None:
    assert found(preset_text(key)) == []


def test_the_small_scheme_of_these_tests_is_sound() -> None:
    assert found(SMALL) == []
    assert found(HEAD + STEPS) == []


def test_a_pair_that_leaves_90_to_91_open_is_asked_about() -> None:
    """Domain 2.39: the school says on which side a gap falls."""
    bands = 'bands = [\n  { rating = "top", from = 91, to = 100 },\n'
    bands += '  { rating = "low", from = 0, to = 90 },\n]'
    problem = only(measured(PERCENT + bands))
    assert problem.where == 'areas[1] "habit" · measure · bands'
    assert problem.line == SMALL.count("\n") + 5
    assert problem.what == "90 to 91 is open: what is a number in between?"
    assert problem.instead == 'Add gaps = "down" if it is low, gaps = "up" if it is top.'
    for side in ("down", "up"):
        assert found(measured(f'{PERCENT}gaps = "{side}"\n{bands}')) == []


def test_whole_things_leave_no_gap_between_two_and_three() -> None:
    bands = 'bands = [{ rating = "top", to = 2 }, { rating = "low", from = 3 }]'
    assert found(measured(COUNT + bands)) == []


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (
            PERCENT + 'bands = [{rating="top",from=90,to=100},{rating="low",from=0,to=90}]',
            "90 is in both top and low.",
        ),
        (
            PERCENT + 'bands = [{rating="top",from=90,to=80},{rating="low"}]',
            "90 is more than 80.",
        ),
        (
            PERCENT + 'bands = [{rating="top",from=90},{rating="middle"},{rating="low"}]',
            "Two bands take all that is lower.",
        ),
        (
            PERCENT + 'bands = [{rating="top",from=90},{rating="middle",from=80},{rating="low"}]',
            "This and top go up for ever.",
        ),
        (
            PERCENT + 'bands = [{rating="top",from=90,to=101},{rating="low"}]',
            "There is no more than 100 per cent.",
        ),
        (PERCENT, "A measure has either tests or bands."),
        (
            PERCENT + 'tests = [{rating="top",at_least=90}]',
            "Nothing is said of a child who meets no test.",
        ),
        (
            PERCENT + 'tests = [{rating="top",at_least=101},{rating="low"}]',
            "No value gets this far, so top is never earned here.",
        ),
        (
            PERCENT + 'tests = [{rating="top",at_least=90},{rating="middle",at_least=95},'
            '{rating="low"}]',
            "No value gets this far, so middle is never earned here.",
        ),
        (
            PERCENT + 'tests = [{rating="top"},{rating="low"}]',
            "No value gets this far, so low is never earned here.",
        ),
        (
            COUNT + 'tests = [{rating="low",at_least=0},{rating="top"}]',
            "No value gets this far, so top is never earned here.",
        ),
        (
            COUNT + 'tests = [{rating="middle",above=1,below=2},{rating="top"}]',
            "No value gets this far, so middle is never earned here.",
        ),
        (
            COUNT + 'tests = [{rating="low",at_least=1,above=1},{rating="top"}]',
            "Two bounds stand at one end.",
        ),
        (
            COUNT + 'gaps="up"\ntests = [{rating="low",at_least=1},{rating="top"}]',
            "Tests leave no gaps.",
        ),
        (
            COUNT + 'tests = [{rating="lowest",at_least=1},{rating="top"}]',
            'This area has no rating "lowest".',
        ),
        (
            'fact = "slip"\ntests = [{rating="low",at_least=1},{rating="top"}]',
            'There is no fact "slip" in this scheme.',
        ),
        (
            'fact = "present"\ntests = [{rating="top",at_least=1},{rating="low"}]',
            "Present is no count.",
        ),
        (
            COUNT + 'floor_days = -1\ntests = [{rating="low",at_least=1},{rating="top"}]',
            "-1 is too small.",
        ),
    ],
)
def test_a_measure_gives_each_value_one_rating(lines: str, what: str) -> None:
    assert only(measured(lines)).what == what


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (
            PERCENT + 'bands = [{rating="low",from=90,to=100},{rating="top",to=89.5}]\ngaps="up"',
            "More earns less here.",
        ),
        (
            PERCENT + 'bands = [{rating="top",from=90,to=99},{rating="low"}]',
            "Above 99 counts as top too.",
        ),
        (
            PERCENT + 'bands = [{rating="top",from=90},{rating="low",from=10,to=90}]',
            "Below 10 counts as low too.",
        ),
        (
            PERCENT + 'gaps="up"\nbands = [{rating="top",from=90},{rating="low"}]',
            "Your bands leave no gap.",
        ),
    ],
)
def test_what_may_not_be_meant_is_pointed_out(lines: str, what: str) -> None:
    problems = found(measured(lines))
    assert what in [problem.what for problem in problems if problem.severity == "look at this"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f'{SMALL}without = ["gold"]', 'This area has no rating "gold".'),
        (f'{SMALL}without = ["top", "middle", "low"]', "No rating is left."),
        (f'{SMALL}says = {{ gold = "shiny" }}', 'This area has no rating "gold".'),
        (f'{SMALL}part = "later"', '"later" is named, but the scheme has none.'),
        (f"{SMALL}years = [7]", "There is no 7 here."),
        (f"{SMALL}years = [1, 1]", "1 is given twice."),
        (f'{SMALL}ours = ["nam"]', 'There is no key "nam" here.'),
        (
            SMALL.replace('scale = "three"', 'scale = "four"'),
            'There is no scale "four" in this scheme.',
        ),
        (SMALL.replace('key = "slips"', 'key = "present"'), 'The key "present" is given twice.'),
        (SMALL.replace('letter = "l"', 'letter = "t"'), 'Another one here has the letter "t" too.'),
        (SMALL.replace('letter = "l"', 'letter = "lo"'), '"lo" is no single key.'),
        (SMALL.replace('letter = "l"', 'symbol = "low"'), "A shape is one sign."),
        (SMALL.replace('name = "Habit"', 'name = ""'), "There are no words here."),
        (f'{HEAD}[words]\nprofile = ""', "There are no words here."),
        (f'{HEAD}aims = ["One", "One"]', '"One" is given twice.'),
        (f'{SMALL}[[facts]]\nkey = "x"\nname = "X"\nkind = "tally"\nmost = 0', "0 is too small."),
        (
            f'{SMALL}[[facts]]\nkey = "x"\nname = "X"\nkind = "tally"\nmost_a_day = 0',
            "0 is too small.",
        ),
        (
            f'{SMALL}[[facts]]\nkey = "x"\nname = "X"\nkind = "tally"\nmost = 5\nmost_a_day = 2',
            "Five days of 2 come to more than 5 in a week.",
        ),
        (
            f'{SMALL}[[facts]]\nkey = "x"\nname = "X"\nkind = "attendance"\nmost_a_day = 1',
            "X is not entered at all.",
        ),
        (
            f"{HEAD}{STEPS}[[expected]]\nscale = 'ladder'\nlowest = 'three'",
            'ladder has no step "three".',
        ),
        (
            f"{HEAD}{STEPS}[[expected]]\nscale = 'ladder'\nlowest = 'two'\nhighest = 'one'",
            "two is above one.",
        ),
        (
            HEAD
            + STEPS.replace(
                "[[subjects]]", '[[uses]]\nscale = "ladder"\nyears = [2]\n[[subjects]]'
            ),
            "This use fits everyone, so those after it are never reached.",
        ),
        (f"{HEAD}[[attainment]]\nkey = 'none'\nsteps = []", "There are no steps."),
        (
            f"{HEAD}{STEPS}[targets]\nsubjects = ['numbers']",
            'There is no subject "numbers" in this scheme.',
        ),
    ],
)
def test_names_numbers_and_references(text: str, what: str) -> None:
    assert what in [problem.what for problem in found(text) if problem.severity == "wrong"]


def test_a_scale_has_seven_ratings_at_most() -> None:
    """Domain 4."""
    rows = ", ".join(f'{{ key = "r{n}", name = "R{n}", letter = "{n}" }}' for n in range(8))
    text = f'{HEAD}[[scales]]\nkey = "many"\nratings = [{rows}]\n'
    text += '[[areas]]\nkey = "a"\nname = "A"\nscale = "many"\n'
    assert only(text).what == "There are 8 ratings."


def test_a_pale_colour_is_refused_with_a_darker_one_that_will_do() -> None:
    text = SMALL.replace('letter = "l"', 'letter = "l", symbol = "▲", colour = "#ffd400"')
    problem = only(text)
    assert problem.what == "#ffd400 is too pale to read on paper."
    darker = problem.instead.split('"')[1]
    assert found(text.replace("#ffd400", darker)) == []


def test_a_colour_needs_a_shape_beside_it() -> None:
    """Domain 2.27."""
    text = SMALL.replace('letter = "l"', 'letter = "l", colour = "#b3261e"')
    assert only(text, "look at this").what == "Low has a colour and no shape."


def test_two_marks_never_share_a_class() -> None:
    text = HEAD + "".join(
        f'[[scales]]\nkey = "{scale}"\nratings = [{{ key = "{key}", name = "X", letter = "x" }}]\n'
        f'[[areas]]\nkey = "{scale}"\nname = "A"\nscale = "{scale}"\n'
        for scale, key in (("a-b", "c"), ("a", "b-c"))
    )
    assert only(text).what == '"r-a-b-c" could be two things.'


def test_a_rating_of_a_scale_that_has_none_is_told_how_to_mend_it() -> None:
    text = measured(f'{COUNT}tests = [{{rating="low",at_least=1}},{{rating="top"}}]')
    unknown = [
        problem for problem in found(text.replace('scale = "three"', 'scale = "thirty"'))
        if problem.what == 'This area has no rating "low".'
    ]  # fmt: skip
    assert [problem.instead for problem in unknown] == ["Add it, or leave this out."]


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (
            "cutoffs = [{step='one',at_least=40}]\nmarks = [{key='n',name='No'}]",
            "No mark counts as achieved, so no cut-off is ever reached.",
        ),
        (
            "cutoffs = [{step='one',at_least=40},{step='two',at_least=40}]",
            "Cut-offs rise with the steps.",
        ),
        ("cutoffs = [{step='three',at_least=40}]", 'number has no step "three".'),
        ("cutoffs = [{step='two',at_least=140}]", "A share is 0 to 100."),
        ("items = [{key='a',says='A'},{key='a',says='B'}]", 'The key "a" is given twice.'),
    ],
)
def test_statements_suggest_steps_in_order(lines: str, what: str) -> None:
    marks = "" if "marks" in lines else "marks = [{key='y',name='Yes',achieved=true}]\n"
    text = f"{HEAD}{STEPS}[[statements]]\nsubject = 'number'\n{marks}{lines}"
    assert only(text).what == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEAD + STEPS.replace('[[uses]]\nscale = "ladder"\n', ""), "No subject uses this scale."),
        (
            HEAD + STEPS.replace('scale = "ladder"\n', 'scale = "ladder"\nyears = [1]\n'),
            "Nothing says which steps Number uses in year -2, -1, 0, 2, 3, 4, 5, 6.",
        ),
        (SMALL.replace('letter = "l"', 'symbol = "▲"'), "Low has no letter."),
        (f"{HEAD}[[meetings]]\nkey='m'\nname='M'", "Nobody is asked to come."),
        (f"{HEAD}[[reports]]\nkey='r'\nname='R'", "This report shows nothing."),
        (
            SMALL.replace('name = "Ours"', 'name = "Ours"\nyears = [1]') + "years = [1, 2]",
            "The scheme itself is not for 2.",
        ),
        (
            measured(
                "fact='present'\ncounted='percent'\ntests=[{rating='top',at_least=90},"
                "{rating='low'}]"
            ).replace('"attendance"', '"test"'),
            "Nothing enters Present yet, so nothing is suggested in Habit.",
        ),
    ],
)
def test_small_things_are_pointed_out(text: str, what: str) -> None:
    assert what in [problem.what for problem in found(text) if problem.severity == "look at this"]


def test_what_must_be_mended_comes_first_and_keeps_it_from_being_adopted() -> None:
    text = SMALL.replace('letter = "l"', 'symbol = "low"')
    problems = found(text)
    assert [problem.severity for problem in problems] == ["wrong", "look at this"]
    assert not is_sound(problems)
    assert is_sound(problems[1:])
