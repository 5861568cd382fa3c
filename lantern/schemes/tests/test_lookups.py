"""What applies to a child of a year on a day."""

from datetime import date

import pytest

from lantern.schemes.presets import load
from lantern.schemes.rules import (
    areas_for,
    attainment_for,
    expected_for,
    facts_for,
    in_scope,
    rating,
    scale_of,
    step,
    subjects_for,
)
from lantern.schemes.tests.odd import odd

BEFORE, AFTER = date(2027, 1, 3), date(2027, 1, 4)


def names(things: tuple[object, ...]) -> list[str]:
    return [getattr(thing, "key") for thing in things]  # noqa: B009 - areas, subjects or facts


def test_a_part_that_has_not_begun_has_no_column() -> None:
    """Domain 2.40."""
    scheme = odd("invented")
    assert names(areas_for(scheme, 4, BEFORE)) == ["drizzen", "flimmer"]
    assert names(areas_for(scheme, 4, AFTER)) == ["drizzen", "flimmer", "wexling"]
    assert names(areas_for(scheme, 2, BEFORE)) == ["drizzen", "flimmer", "ostrel"]
    assert names(subjects_for(scheme, 4, date(2026, 8, 31))) == ["glyphony", "numbrage"]
    assert names(subjects_for(scheme, 4, AFTER)) == ["glyphony", "numbrage", "yodelry"]
    assert names(subjects_for(scheme, 2, AFTER)) == ["glyphony", "numbrage"]
    assert names(facts_for(scheme, 2, AFTER)) == ["tockery", "wimps", "snards"]


def test_a_year_out_of_scope_has_nothing() -> None:
    scheme = odd("invented")
    assert not in_scope(scheme, -2)
    assert areas_for(scheme, -2, AFTER) == ()
    assert subjects_for(scheme, -2, AFTER) == ()
    assert facts_for(scheme, -2, AFTER) == ()
    assert in_scope(odd("bare"), -2)


def test_an_area_may_do_without_a_rating() -> None:
    """Domain 2.8."""
    scheme = odd("invented")
    drizzen, flimmer = scheme.areas[:2]
    assert names(scale_of(scheme, drizzen).ratings) == ["bliv", "darn", "krun"]
    assert names(scale_of(scheme, flimmer).ratings) == ["darn", "krun"]
    assert rating(scheme, "flimmer", "bliv") is None
    assert rating(scheme, "nowhere", "darn") is None
    found = rating(scheme, "flimmer", "darn")
    assert found is not None
    assert found.name == "Darnick"


def test_an_area_without_a_scale_has_no_ratings() -> None:
    scheme = load('format = 1\nkey = "x"\nname = "X"\n[[areas]]\nkey = "a"\nname = "A"\n')
    assert scale_of(scheme, scheme.areas[0]).ratings == ()


def test_the_first_use_that_fits_wins() -> None:
    """Domain 2.13."""
    scheme = odd("invented")
    found = [attainment_for(scheme, key, 4) for key in ("glyphony", "yodelry")]
    assert [scale.key for scale in found if scale] == ["rungs", "warbles"]
    assert attainment_for(odd("barest"), "glyphony", 4) is None
    tivven = step(scheme, "glyphony", 4, "tiv")
    assert tivven is not None
    assert tivven.name == "Tivven"
    assert step(scheme, "yodelry", 4, "tiv") is None
    assert step(odd("barest"), "yodelry", 4, "tiv") is None


def test_what_is_expected_when() -> None:
    scheme = odd("invented")
    assert names(expected_for(scheme, "glyphony", 6, 1, 1) or ()) == ["pog", "tiv"]
    assert names(expected_for(scheme, "glyphony", 6, 3, 5) or ()) == ["zun"]
    assert expected_for(scheme, "glyphony", 5, 3, 5) is None
    assert expected_for(scheme, "yodelry", 5, 1, 1) is None
    assert expected_for(odd("barest"), "yodelry", 5, 1, 1) is None


@pytest.mark.parametrize(
    ("half_term", "steps"),
    [(1, ["pog", "tiv"]), (2, ["pog", "tiv"]), (3, ["tiv"]), (4, ["tiv"]), (5, []), (6, [])],
)
def test_what_is_expected_in_a_half_term(half_term: int, steps: list[str]) -> None:
    """Domain 4: by year group and point in the year."""
    scheme = odd("invented")
    term = (half_term + 1) // 2
    assert names(expected_for(scheme, "glyphony", 3, term, half_term) or ()) == steps
    others = ["zun"] if half_term > 4 else steps
    assert names(expected_for(scheme, "glyphony", 2, term, half_term) or ()) == others
    assert expected_for(scheme, "glyphony", 2, term, 7) == expected_for(
        scheme, "glyphony", 4, term, 7
    )
