"""What is wrong with a scheme, in the words of the form that a leader sees."""

from collections.abc import Callable

import pytest

from lantern.schemes.pictures import problem_lines
from lantern.schemes.presets import preset_text
from lantern.schemes.rules import examine
from lantern.schemes.tests.odd import ODD, odd_text
from tests.cast import PRESET
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
ADOPTING = "/amberley/scheme/adopting/"


def first_of(written: str, instead: str) -> tuple[str, str]:
    """What the first problem is about, and where in the file, once one thing is written so."""
    text = preset_text(PRESET).replace(written, instead, 1)
    _, problems = examine(text)
    line = problem_lines(text, problems)[0]
    return line.said, line.problem.where


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('fact = "attendance"', 'fact = "atendance"', "Attendance · fact"),
        ("from = 98", "from = 97", "Attendance · amber"),
        ("colour = ", "color = ", "Attitude · Star · color"),
        ('lowest = "', 'lowest = "x', "Expected 1 · lowest step expected"),
        ("format = 1", "format = 2", "The scheme · format"),
        ("[calendars]", "[calenders]", "Calenders"),
        ('name = "', "name = 3 #", "The scheme · name"),
        ("name =", "name", "The text as a whole"),
    ],
)
def test_it_is_said_by_name_whether_the_text_can_be_read_or_not(
    written: str, instead: str, said: str
) -> None:
    assert first_of(written, instead)[0] == said


def test_a_path_is_for_the_file_alone() -> None:
    said, where = first_of('fact = "attendance"', 'fact = "atendance"')
    assert where == 'areas[1] "attendance" · measure · fact'
    assert "areas" not in said


@pytest.mark.parametrize("name", ODD)
def test_whatever_a_school_wrote_has_words(name: str) -> None:
    text = odd_text(name).replace("format = 1", "format = 1\nnonsense = 1\n[[facts]]\nx = 1\n", 1)
    _, problems = examine(text)
    assert problems
    assert all(line.said for line in problem_lines(text, problems))


def test_the_page_says_the_words_first_and_the_path_after(client_of: ClientOf) -> None:
    client = client_of("leader")
    text = preset_text(PRESET).replace('fact = "attendance"', 'fact = "atendance"')
    page = client.post(ADOPTING, {"start": "own", "text": text}).content.decode()
    assert "<b>Attendance · fact</b>: There is no fact &quot;atendance&quot;" in page
    assert "<code>areas[1] &quot;attendance&quot; · measure · fact</code>" in page


def test_what_no_field_holds_is_said_above_them_all(client_of: ClientOf) -> None:
    client = client_of("leader")
    draft = str(client.post(ADOPTING, {"start": PRESET})["Location"])
    form = client.get(draft).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    page = client.post(draft, {**sent, "facts[nights].most": "0"}).content.decode()
    assert "<li>Reading · amber: No value gets this far, so amber is never earned" in page
    assert "In the file: areas[5] &quot;reading-habit&quot; · measure · tests[2]</span>" in page


def test_what_is_wrong_with_one_number_is_said_beside_it(client_of: ClientOf) -> None:
    client = client_of("leader")
    draft = str(client.post(ADOPTING, {"start": "levels-with-parents"})["Location"])
    form = client.get(draft).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    answer = client.post(draft, {**sent, "areas[attendance].measure.tests[0].at_least": "90"})
    wrong = answer.context["form"].errors
    assert list(wrong) == ["areas[attendance].measure.tests[1].at_least"]
    assert "No value gets this far" in answer.content.decode()
