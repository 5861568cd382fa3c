"""What a leader is told before adopting, and that Lantern starts on sound presets alone."""

from datetime import date

import pytest
from django.core.checks.registry import registry

from lantern.schemes import pictures
from lantern.schemes.apps import errors_in, presets_are_sound
from lantern.schemes.pictures import Difference, differences, path_of
from lantern.schemes.pictures.words import and_, years_words
from lantern.schemes.presets import PRESETS, load, preset, preset_text
from lantern.schemes.rules import ours
from lantern.schools.models import Period
from tests.cast import Cast, a_school, a_year, viewer_of

PRESET = "stars-and-bands"


def test_every_preset_is_sound_when_lantern_starts() -> None:
    assert presets_are_sound() == []


def test_a_preset_that_contradicts_itself_keeps_lantern_from_starting() -> None:
    text = preset_text(PRESET).replace('scale = "bands"', 'scale = "bends"', 1)
    errors = errors_in(PRESET, text)
    assert "bends" in errors[0].msg
    assert all(error.is_serious() for error in errors)
    assert "presets_are_sound" in str(registry.get_checks())


def changed(*pairs: tuple[str, str]) -> tuple[Difference, ...]:
    text = preset_text(PRESET)
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return differences(preset(PRESET), load(text))


def test_nothing_differs_from_itself() -> None:
    for key in PRESETS:
        assert differences(preset(key), preset(key)) == ()


def test_a_value_that_differs_is_one_line() -> None:
    [line] = changed(("floor_sessions = 10", "floor_sessions = 12"))
    assert line == Difference(
        kind="changed", label="Attendance · fewest sessions to go by", before="10", after="12"
    )


def test_whatever_is_new_or_gone_is_one_line() -> None:
    [gone, new] = sorted(
        changed(('key = "grammar"\nname = "Grammar"', 'key = "spelling"\nname = "Spelling"')),
        key=lambda line: line.label,
    )
    assert (gone.kind, gone.label) == ("refused", "Grammar")
    assert (new.kind, new.label) == ("added", "Spelling")


def test_another_order_is_a_difference() -> None:
    text = preset_text(PRESET).replace('key = "maths"', 'key = "x"', 1)
    text = text.replace('key = "grammar"', 'key = "maths"', 1).replace(
        'key = "x"', 'key = "grammar"'
    )
    assert any(line.after == "another order" for line in differences(preset(PRESET), load(text)))


@pytest.mark.parametrize("key", PRESETS)
def test_every_choice_has_one_place_in_the_form(key: str) -> None:
    scheme = preset(key)
    groups = pictures.choosing(scheme, ours(scheme))
    shown = [each.choice.path for group in groups for _, some in group.items for each in some]
    assert sorted(shown) == sorted(choice.path for choice in ours(scheme))
    assert len(groups) <= 16
    assert [group.count for group in groups] == [
        sum(len(some) for _, some in group.items) for group in groups
    ]


def test_a_problems_place_is_named_as_the_choice_is() -> None:
    scheme = preset(PRESET)
    assert path_of(scheme, ("scales", 0, "ratings", 1, "colour")) == (
        "scales[attitude].ratings[green].colour"
    )
    assert path_of(scheme, ("expected", 0, "lowest")) == "expected[0].lowest"
    assert path_of(scheme, ()) == ""


def test_the_day_offered_begins_the_next_review(cast: Cast) -> None:
    by = cast.viewer("leader")
    assert pictures.suggested_day(by, cast.version) == date(2027, 1, 4)
    assert pictures.suggested_day(by, None) == date(2026, 9, 1)
    Period.objects.all().delete()
    assert pictures.suggested_day(by, cast.version) == by.today


def test_what_becomes_of_the_review_periods_is_said(cast: Cast) -> None:
    cast.leader.school = a_school("new", "New School")
    by, scheme = viewer_of(cast.leader), preset(PRESET)
    assert "has no dates for that year" in " ".join(pictures.beginning(scheme, by.today, by))
    a_year(by.school)
    assert "they will be drawn, each half term" in " ".join(
        pictures.beginning(scheme, by.today, by)
    )


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ((), ""),
        ((0,), "Reception"),
        ((2, 6), "Year 2 and Year 6"),
        ((3, 4), "Year 3 and Year 4"),
        ((0, 1, 2), "Reception to Year 2"),
        ((-1, 0, 1, 3), "Nursery, Reception, Year 1 and Year 3"),
    ],
)
def test_year_groups_in_words(years: tuple[int, ...], said: str) -> None:
    assert years_words(years) == said
    assert and_(["one"]) == "one"
