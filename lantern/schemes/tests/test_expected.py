"""What a school may expect when: what is never asked for, and that every value tells."""

import pytest

from lantern.schemes.pictures.attainment import expected_of
from lantern.schemes.presets import Scheme, SchemeTrouble, build
from lantern.schemes.rules import examine, expected_for, ours
from lantern.schemes.tests.making import HEAD
from lantern.schemes.tests.mutants import Mutant, document_of_text, mutants
from lantern.schemes.tests.odd import odd, odd_text

LADDER = """
[[attainment]]
key = "ladder"
steps = [{ key = "one", name = "One", letter = "1" }, { key = "two", name = "Two", letter = "2" }]
[[uses]]
scale = "ladder"
[[subjects]]
key = "number"
name = "Number"
"""
TERMLY = "[calendars]\njudgements = 'term'\n"
YEARLY = "[calendars]\njudgements = 'year'\n"
SIXTH = "[[calendars.exceptions]]\nyears = [6]\njudgements = 'half-term'\n"
FREELY = "[calendars]\njudgements = 'free'\n"


def expecting(*lines: str, calendars: str = "") -> str:
    """A small scheme that expects the second step whenever each of the lines says."""
    tables = [f"[[expected]]\nscale = 'ladder'\nlowest = 'two'\n{line}\n" for line in lines]
    return "".join([HEAD, calendars, LADDER, *tables])


@pytest.mark.parametrize(
    ("line", "what", "instead"),
    [
        (
            "half_terms = [7]", "There is no 7 here.",
            "A half term is 1 to 6: 1 and 2 are autumn's, 3 and 4 spring's.",
        ),
        ("half_terms = [0]", "There is no 0 here.", None),
        ("half_terms = [3, 3]", "3 is given twice.", "Keep one."),
        ("half_terms = ['3']", "This should be a whole number, without quotation marks.", None),
        (
            "terms = [1]\nhalf_terms = [1, 3]", "Half term 3 is spring 1, which is not in autumn.",
            "Leave terms out: half_terms says it all.",
        ),
        (
            "terms = [1, 2]\nhalf_terms = [2]",
            "Term 2 is spring, and none of its half terms is given.",
            "Leave terms out: half_terms says it all.",
        ),
    ],
)  # fmt: skip
def test_a_time_that_no_year_has(line: str, what: str, instead: str | None) -> None:
    _, problems = examine(expecting(line))
    [problem] = [each for each in problems if each.severity == "wrong"]
    assert problem.what == what
    assert instead is None or problem.instead == instead


@pytest.mark.parametrize(
    ("text", "what", "instead"),
    [
        (
            expecting("half_terms = [2]", calendars=TERMLY),
            "Reviews are each term: none begins in half term 2.",
            "Write 1, when that one begins.",
        ),
        (
            expecting("half_terms = [6]", calendars=YEARLY),
            "Reviews are each year: none begins in half term 6.",
            "Write 1, when that one begins.",
        ),
        (
            expecting("terms = [3]", calendars=YEARLY),
            "Reviews are each year: none begins in term 3.",
            "Write 1, when that one begins.",
        ),
        (
            expecting("years = [5]\nhalf_terms = [4]", calendars=TERMLY + SIXTH),
            "Reviews are each term: none begins in half term 4.",
            "Write 3, when that one begins.",
        ),
        (
            expecting("", "half_terms = [3]"),
            "Those before it fit all that it fits, so it is never reached.",
            "Put it before them: the first that fits wins.",
        ),
        (
            expecting("terms = [2]", "half_terms = [1, 2]", "half_terms = [1, 4]"),
            "Those before it fit all that it fits, so it is never reached.",
            "Put it before them: the first that fits wins.",
        ),
    ],
)
def test_an_expectation_that_is_never_asked_for(text: str, what: str, instead: str) -> None:
    _, [problem] = examine(text)
    assert (problem.severity, problem.what, problem.instead) == ("look at this", what, instead)
    assert problem.line is not None


@pytest.mark.parametrize(
    "text",
    [
        expecting("half_terms = [1, 2]", "half_terms = [3, 4, 5, 6]", calendars=TERMLY),
        expecting("half_terms = [1]", "terms = [1]", ""),
        expecting("terms = [2]\nhalf_terms = [3]", "terms = [2]"),
        expecting("years = [6]\nhalf_terms = [4]", calendars=TERMLY + SIXTH),
        expecting("half_terms = [4]", calendars=TERMLY + SIXTH),
        expecting("half_terms = [2]", calendars=FREELY),
        expecting("half_terms = [1, 6]", calendars=YEARLY),
    ],
)
def test_an_expectation_that_is_asked_for(text: str) -> None:
    assert examine(text)[1] == []


def test_every_value_of_an_expectation_is_noticed() -> None:
    """Each is changed in turn: loading refuses it, or something else is expected of somebody.

    What stands in another order says the same, but for two tables that fit the same children.
    """
    document = document_of_text(odd_text("invented"))
    before = wanted_of(build(document))
    changed = [mutant for mutant in mutants(document) if mutant.what.startswith("('expected'")]
    unnoticed = [mutant.what for mutant in changed if not is_noticed(mutant, before)]
    assert [what for what in unnoticed if not what.endswith("swapped")] == []
    assert "('expected',): 0 and the next swapped" not in unnoticed
    assert any("half_terms" in mutant.what for mutant in changed)


def is_noticed(mutant: Mutant, before: list[object]) -> bool:
    try:
        return wanted_of(build(mutant.document)) != before
    except (SchemeTrouble, ValueError):  # a step that the scale does not have
        return True


def wanted_of(scheme: Scheme) -> list[object]:
    """All that is expected of anyone at any time."""
    return [
        expected_for(scheme, subject.key, year, (half + 1) // 2, half)
        for subject in scheme.subjects
        for year in range(-2, 7)
        for half in range(1, 8)
    ]


def test_the_scheme_s_page_and_its_choices_name_the_half_terms() -> None:
    assert [wanted.when for wanted in expected_of(odd("invented"))][:3] == [
        "Year 2 and Year 3, spring 1 and spring 2",
        "Year 2 and Year 4, spring 2, summer 1 and summer 2",
        "Autumn and spring",
    ]
    scheme = build(document_of_text(expecting("half_terms = [1, 4]\nours = ['half_terms']")))
    [choice] = ours(scheme)
    assert choice.label == "Expected · autumn 1, spring 2 · half terms"
    assert (choice.kind, choice.value) == ("numbers", (1, 4))
