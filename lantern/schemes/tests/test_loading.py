"""Reading a scheme: every mistake at once, with its line, and never any other error."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lantern.schemes.presets import (
    PRESETS,
    Problem,
    SchemeTrouble,
    load,
    load_once,
    positions,
    preset,
    preset_text,
)
from lantern.schemes.rules import examine
from lantern.schemes.tests.making import HEAD, SMALL, measured


def troubles(text: str | bytes) -> list[Problem]:
    with pytest.raises(SchemeTrouble) as caught:
        load(text)
    return list(caught.value.problems)


def loads_or_says_why(text: str | bytes) -> None:
    """Nothing but a scheme or a trouble that says something may come of a text."""
    scheme, problems = examine(text)
    assert scheme is not None or problems
    assert all(problem.what and problem.where for problem in problems)


def test_a_name_is_enough() -> None:
    assert load(HEAD).name == "Ours"


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    text = (
        'format = 1\nkey = "A School"\nname = 3\n\n[words]\nprofil = "Mine"\n\n'
        '[[areas]]\nkey = "tidy"\nscale = "x"\nwithout = "star"\n'
    )
    assert [(p.line, p.where, p.what, p.instead) for p in troubles(text)] == [
        (
            2,
            "key",
            "A key has only small letters, digits and hyphens, 40 at most.",
            'Write "a-school".',
        ),
        (3, "name", "This should be words in quotation marks.", 'Write "3".'),
        (6, "words · profil", 'There is no key "profil" here.', 'Did you mean "profile"?'),
        (8, 'areas[1] "tidy" · name', 'The key "name" is missing.', "Add a line name = … here."),
        (
            11,
            'areas[1] "tidy" · without',
            "This should be a list.",
            "Put square brackets round it: without = [ … ].",
        ),
    ]


def test_a_key_deep_inside_is_found() -> None:
    [problem] = troubles(measured('fact = "present"\nbands = [\n  { rating = "top", frm = 9 },\n]'))
    assert problem.where == 'areas[1] "habit" · measure · bands[1] · frm'
    assert problem.instead == 'Did you mean "from"?'
    assert problem.line == SMALL.count("\n") + 5


@pytest.mark.parametrize(
    ("line", "what", "instead"),
    [
        (
            "years = [true]",
            "This should be a whole number, without quotation marks.",
            "Write 3, say.",
        ),
        (
            "years = [3.0]",
            "This should be a whole number, without quotation marks.",
            "Write 3, say.",
        ),
        (
            'years = ["3"]',
            "This should be a whole number, without quotation marks.",
            "Write 3, say.",
        ),
        ("years = [9999999]", "This number is too large.", "Use 1000000 at most."),
        ('about = " padded"', "There are spaces before or after these words.", 'Write "padded".'),
        (
            'about = "a\\u0000b"',
            "There is a character here that cannot be seen.",
            "Type the words again.",
        ),
        (
            "[calendars]\ntargets = 'weekly'",
            '"weekly" is none of the choices.',
            'Use one of: "half-term", "term", "year" or "free".',
        ),
        (
            "[file]\nany_time = 'yes'",
            "This should be true or false.",
            "Write true or false, nothing around it.",
        ),
        (
            "[[parts]]\nkey = 'p'\nname = 'P'\nstarts_on = 2026-09-01T09:00:00",
            "This should be a date.",
            "Write it like 2026-11-02, no quotation marks.",
        ),
        ("words = 3", "This should be a table of keys.", "Write [words] above its keys."),
        ("areas = [1]", "This should be a table of keys.", "Write [[areas]] above its keys."),
    ],
)
def test_a_wrong_value_says_what_to_write(line: str, what: str, instead: str) -> None:
    [problem] = troubles(f"{HEAD}{line}\n")
    assert (problem.what, problem.instead) == (what, instead)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("name", 1, "A line needs a key, an equals sign and a value."),
        ("a = 1\nname = Green", 2, "What follows the equals sign is no value."),
        ("a = 1\na = 2", 2, "This key was given before."),
        ('a = 1\nb = "two\n', 2, "Something here must not stand in a text like this."),
        ("a = [1,\n2", 2, "A list was opened and not closed."),
        ("a = 1 b = 2", 1, "There is something after the value."),
        ("a = " + "[" * 5000, 1, "There are too many brackets inside brackets."),
    ],
)
def test_what_is_not_toml_is_told_in_plain_words(text: str, line: int, what: str) -> None:
    [problem] = troubles(text)
    assert problem.what == what
    assert problem.line in {line, None}


def test_a_file_that_is_not_utf_8_or_too_large_is_refused() -> None:
    assert troubles("name = 'Zoë'".encode("cp1252"))[0].what == "The file is not saved as UTF-8."
    assert troubles("#" * 1_000_001)[0].what == "The file is larger than 1 MB."
    assert troubles("\ud800")[0].what == "The file is not saved as UTF-8."


def test_a_byte_order_mark_and_windows_lines_are_no_trouble() -> None:
    assert load(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode()) == load(HEAD)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_lines_are_counted_alike_on_every_machine(ending: str) -> None:
    """As one sees them in an editor: in the grammar, in the shape, and in what they mean."""
    wrong = HEAD.replace("\n", "\n# a remark\n", 1) + "\n\n[words]\nprofil = 'Mine'\n"
    broken = HEAD + "\n\nname = = 3\n"
    twice = preset_text("stars-and-bands").replace('colour = "', 'colour = "#12', 1)
    for text in (wrong, broken, twice):
        ours, theirs = examine(text)[1], examine(text.replace("\n", ending).encode())[1]
        assert [problem.line for problem in ours] == [problem.line for problem in theirs]
        assert ours
        assert all(problem.line for problem in ours)


def test_huge_numbers_are_refused_quickly() -> None:
    for number in ("1e9999999", "nan", "inf", "0.00000001", "1e99999999999999999999", "9" * 5000):
        lines = f'fact = "present"\ntests = [{{ rating = "top", at_least = {number} }}]'
        assert troubles(measured(lines))


def test_the_presets_are_found_and_remembered() -> None:
    assert PRESETS == (
        "levels-with-parents",
        "one-to-one-levels",
        "smileys-and-time-outs",
        "stages-with-parents",
        "stars-and-bands",
    )
    for key in PRESETS:
        assert preset(key).key == key
        assert preset(key) is load_once(preset_text(key))


def test_an_unknown_preset_suggests_the_nearest() -> None:
    with pytest.raises(SchemeTrouble, match='Did you mean "stars-and-bands"'):
        preset("stars-and-band")
    with pytest.raises(SchemeTrouble, match="There is no preset"):
        preset_text("../loading")


@pytest.mark.parametrize("key", PRESETS)
def test_every_key_of_a_preset_has_its_line(key: str) -> None:
    text = preset_text(key)
    lines = text.splitlines()
    for path, line in positions(text).items():
        name = next(step for step in reversed(path) if isinstance(step, str))
        if isinstance(path[-1], str):
            assert name in lines[line - 1], path


@given(st.text())
@example('a."b" = 1')
@example("[a]\n[[a]]")
@example("a = {b = {c = [{}, {}]}}")
@example("format = 0x" + "f" * 9000)
@example("name = 0x" + "f" * 9000)
def test_no_text_raises_anything_else(text: str) -> None:
    loads_or_says_why(text)


@given(st.binary())
def test_no_bytes_raise_anything_else(raw: bytes) -> None:
    loads_or_says_why(raw)


@given(st.data())
def test_a_preset_with_a_piece_torn_out_raises_nothing_else(data: st.DataObject) -> None:
    text = preset_text(data.draw(st.sampled_from(PRESETS)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 200)))
    put = data.draw(st.sampled_from(["", "[", "]]", '"', "= 1", "\n[areas]\n", "{", "é", "'''"]))
    loads_or_says_why(text[:start] + put + text[end:])
