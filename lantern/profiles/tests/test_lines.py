"""The lines under an area and a subject, kind and the same on page and paper."""

from dataclasses import replace

import pytest

from lantern.profiles.pictures import Past, SubjectPicture
from lantern.profiles.pictures.lines import area_lines, subject_lines
from lantern.profiles.tests.pictures import a_profile, said
from lantern.schemes.presets import preset
from lantern.schemes.presets.shape import Step

STEPS = tuple(Step(key=key, name=key.title()) for key in ("first", "second", "third"))
SCHEME = preset("stars-and-bands")


def subject(now: str, before: str, child: str = "") -> SubjectPicture:
    return SubjectPicture(
        key="any", name="Any", short="Any", mentor=said(now) if now else None,
        child=said(child) if child else None, agreed=None, before=before,
        trend=(Past(period="Summer 2", value=before, name=before),) if before else (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("now", "before", "line"),
    [
        ("third", "second", ["Up 1 step since Summer 2."]),
        ("third", "first", ["Up 2 steps since Summer 2."]),
        ("second", "second", ["The same as in Summer 2."]),
        ("first", "third", ["In Summer 2: Third."]),
        ("first", "", []),
        ("", "first", []),
        ("first", "gone", []),
    ],
)
def test_what_moved_is_said_and_never_as_a_fall(now: str, before: str, line: list[str]) -> None:
    assert list(subject_lines(subject(now, before), STEPS, SCHEME.voices)) == line


def test_the_childs_own_view_is_in_their_own_line_000_24() -> None:
    assert list(subject_lines(subject("", "", "second"), STEPS, SCHEME.voices)) == [
        "My own view: Second"
    ]


def test_an_adults_reason_stands_under_the_fact_domain_2_5() -> None:
    attendance = replace(a_profile().areas[0], mentor=said("green", "A week in hospital."))
    assert list(area_lines(attendance, SCHEME)) == [
        "97.3 %, 37 of 38 sessions since 2 November; “Amber” is 95 to under 98 %.",
        "Ms Farrow: A week in hospital.",
    ]


def test_what_would_move_it_up_stands_under_a_suggestion() -> None:
    attendance = replace(a_profile().areas[0], mentor=None)
    assert list(area_lines(attendance, SCHEME))[-1] == "6 more full days would bring it to “Green”."


def test_an_area_that_adults_pick_has_the_schools_own_words_domain_2_32() -> None:
    uniform = replace(a_profile().areas[5], mentor=said("amber"))
    assert list(area_lines(uniform, SCHEME)) == ["Mostly in uniform, with all equipment"]
