"""The defaults of ours: all of them are offered, each can be changed, and comments stay."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantern.schemes.presets import PRESETS, SchemeTrouble, load, preset, preset_text
from lantern.schemes.rules import Choice, Value, ours, with_choices
from lantern.schemes.tests.making import SMALL


def choices(key: str) -> dict[str, Choice]:
    return {choice.path: choice for choice in ours(preset(key))}


def test_a_choice_says_what_it_is_about() -> None:
    found = choices("stars-and-bands")
    floor = found["areas[attendance].measure.floor_sessions"]
    assert (floor.label, floor.kind, floor.value) == (
        "Attendance · fewest sessions to go by",
        "whole number",
        10,
    )
    gaps = found["areas[attendance].measure.gaps"]
    assert (gaps.kind, gaps.options, gaps.value) == ("choice", ("down", "up"), "down")
    lowest = found["expected[0].lowest"]
    assert lowest.label == "Expected · autumn · lowest step expected"
    assert lowest.options[0] == "below-plus"
    amber = found["areas[behaviour].measure.tests[1].at_least"]
    assert (amber.label, amber.kind, amber.value) == (
        "Behaviour · amber · at least",
        "number",
        Decimal(1),
    )
    assert found["scales[attitude].ratings[star].colour"].kind == "colour"
    assert found["file.whole_time"].kind == "yes or no"
    assert found["years"].kind == "numbers"
    assert found["targets.outcomes"].kind == "words"
    assert found["mentors"].options[0] == "teacher"


def test_the_day_a_part_begins_is_a_choice() -> None:
    """Domain 2.40."""
    found = choices("smileys-and-time-outs")
    days = [path for path, choice in found.items() if choice.kind == "date"]
    assert days == [f"parts[{key}].starts_on" for key in ("behaviour", "report", "maths")]
    text = with_choices(
        preset_text("smileys-and-time-outs"), {"parts[maths].starts_on": date(2027, 2, 22)}
    )
    assert load(text).parts[2].starts_on == date(2027, 2, 22)


def test_what_the_source_states_is_no_choice() -> None:
    found = choices("stars-and-bands")
    assert "aims" not in found
    assert not any(path.endswith((".key", ".scale", ".rating")) for path in found)
    assert "areas[attendance].measure.bands[0].from" not in found
    assert "targets.subjects" in choices("smileys-and-time-outs")
    with pytest.raises(SchemeTrouble, match="no choice of ours"):
        with_choices(preset_text("stars-and-bands"), {"aims": ("None",)})


@pytest.mark.parametrize("key", PRESETS)
def test_nothing_chosen_changes_nothing(key: str) -> None:
    text = preset_text(key)
    assert with_choices(text, {}) == text
    same = {path: choice.value for path, choice in choices(key).items()}
    assert with_choices(text, same) == text


@pytest.mark.parametrize("key", PRESETS)
def test_every_choice_can_be_changed_and_comments_stay(key: str) -> None:
    text = preset_text(key)
    others = {path: _other(choice) for path, choice in choices(key).items()}
    written = with_choices(text, others)
    assert {choice.path: choice.value for choice in ours(load(written))} == others
    assert _comments(written) == _comments(text)


def test_one_change_leaves_the_rest_alone() -> None:
    before = choices("stars-and-bands")
    one_of_each_kind = {choice.kind: path for path, choice in before.items()}.values()
    for path in one_of_each_kind:
        written = with_choices(preset_text("stars-and-bands"), {path: _other(before[path])})
        after = ours(load(written))
        changed = [each.path for each in after if before[each.path].value != each.value]
        assert changed == [path]


def _comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


def _other(choice: Choice) -> Value:
    """A value that it does not have."""
    if isinstance(choice.value, bool):
        return not choice.value
    if isinstance(choice.value, int | Decimal):
        return choice.value + 1
    match choice.kind:
        case "choice":
            return next(option for option in choice.options if option != choice.value)
        case "words":
            return choice.options[-2:] or ("one", "two")
        case "numbers":
            return (1, 4)
        case "colour":
            return "#3d3d3d"
        case "date":
            return date(2026, 9, 1)
    return f"{choice.value}q"


def test_a_value_that_will_not_do_is_refused_like_any_other() -> None:
    text = preset_text("stars-and-bands")
    path = "scales[attitude].ratings[star].colour"
    with pytest.raises(SchemeTrouble, match="A colour is a hash"):
        with_choices(text, {path: "purple"})


def test_a_default_that_was_left_out_is_written() -> None:
    text = SMALL.replace('key = "habit"', 'key = "habit"\nours = ["short", "years"]')
    written = with_choices(text, {"areas[habit].short": "Hab", "areas[habit].years": (1,)})
    area = load(written).areas[0]
    assert (area.short, area.years) == ("Hab", (1,))


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", " Green ", "Green"),
        ("text", "", ""),
        ("colour", "#1f7a4d", "#1f7a4d"),
        ("whole number", "10", 10),
        ("number", "97.5", Decimal("97.5")),
        ("number", "", None),
        ("yes or no", "Yes", True),
        ("yes or no", "no", False),
        ("date", "2026-11-02", date(2026, 11, 2)),
        ("date", "", None),
        ("words", "met\n\n nearly met \r\n", ("met", "nearly met")),
        ("numbers", "1, 2,3", (1, 2, 3)),
    ],
)
def test_what_is_typed_is_read(kind: str, typed: str, value: Value) -> None:
    assert Choice("p", "P", kind, None).read(typed) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("whole number", "ten", '"ten" should be a whole number such as 10.'),
        ("number", "98%", '"98%" should be a number such as 97.5.'),
        ("yes or no", "maybe", '"maybe" should be yes or no.'),
        ("date", "2/11/26", '"2/11/26" should be a date such as 2026-11-02.'),
        ("choice", "sideways", '"sideways" is none of: down, up.'),
        ("numbers", "1, two", '"two" should be a whole number such as 10.'),
    ],
)
def test_what_cannot_be_read_says_why(kind: str, typed: str, sentence: str) -> None:
    choice = Choice("p", "P", kind, None, ("down", "up"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=re.escape(sentence)):
        choice.read(typed)


@settings(max_examples=25)  # each reads and writes a whole scheme
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"])))
def test_any_words_come_back_as_they_were_typed(words: str) -> None:
    text = preset_text("stars-and-bands")
    written = with_choices(text, {"name": words.strip() or "x"})
    assert load(written).name == (words.strip() or "x")
