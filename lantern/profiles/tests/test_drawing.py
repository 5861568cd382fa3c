"""The dense grid: every value escaped, no word of any scheme known to it."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest

from lantern.judgements.models import What
from lantern.profiles.drawing import (
    Addresses,
    Looks,
    class_grid,
    class_key,
    columns_of,
    draw_cell,
    face,
)
from lantern.profiles.drawing.looks import KEPT
from lantern.profiles.pictures import AreaPicture, Profile, SubjectPicture
from lantern.profiles.rules import Suggestion
from lantern.profiles.tests.pictures import a_profile, said
from lantern.schemes.presets import PRESETS, preset
from lantern.schemes.presets.shape import AttainmentScale, Scheme
from lantern.schemes.tests.odd import odd
from tests.client import check_part

STARS = preset("stars-and-bands")
ADDRESSES = Addresses(before="/amberley/pupils/", after="/profile/", query="?period=x&group=y")


def area(profile: Profile, key: str) -> AreaPicture:
    return next(each for each in profile.areas if each.key == key)


def seen(picture: AreaPicture, scheme: Scheme = STARS) -> tuple[str, str, str, str]:
    choices = Looks.of(scheme).choices(What.AREA, picture.key, 4)
    shown = face(picture, choices, scheme.words)
    return shown.symbol, shown.small, shown.mark, shown.says


@pytest.mark.parametrize("scheme", [*map(preset, PRESETS), odd("invented")], ids=lambda s: s.key)
def test_any_scheme_draws_sound_html(scheme: Scheme) -> None:
    grid = class_grid([a_profile(scheme=scheme)], scheme, ADDRESSES)
    check_part(grid)
    check_part(class_key([a_profile(scheme=scheme)], scheme))
    names = [subject.name for subject in scheme.subjects] + [each.name for each in scheme.areas]
    assert all(name in grid for name in names)


@pytest.mark.parametrize("kind", ["bare", "barest"])
def test_a_scheme_without_parts_leaves_no_holes_000_16(kind: str) -> None:
    scheme = odd(kind)
    profile = a_profile(scheme=scheme)
    groups = columns_of([profile], scheme)
    assert all(groups)
    assert class_grid([profile], scheme, ADDRESSES).count('class="gap"') == 2 * len(groups)


def test_no_areas_or_no_subjects_is_one_group() -> None:
    whole = a_profile()
    assert [len(group) for group in columns_of([whole], STARS)] == [4, 6]
    assert [len(group) for group in columns_of([replace(whole, areas=())], STARS)] == [4]
    assert [len(group) for group in columns_of([replace(whole, subjects=())], STARS)] == [6]
    assert columns_of([replace(whole, subjects=(), areas=())], STARS) == []


@pytest.mark.parametrize("scheme", [*map(preset, PRESETS), odd("invented")], ids=lambda s: s.key)
def test_a_word_that_heads_two_columns_stands_under_two_names(scheme: Scheme) -> None:
    """Such as Reading, a subject and an area (000-20): who hears the page hears which."""
    profile = a_profile(scheme=scheme)
    groups = columns_of([profile], scheme)
    spans = [len(group) for group in groups]
    said = [scheme.words.attainment, scheme.words.attitude]
    grid = class_grid([profile], scheme, ADDRESSES)
    found = re.findall(r'<th scope="colgroup" colspan="(\d+)"><span>([^<]+)</span></th>', grid)
    assert found == [(str(span), word) for span, word in zip(spans, said, strict=True)]
    assert [int(span) for span in re.findall(r'<colgroup span="(\d+)">', grid)] == spans
    check_part(grid)


def test_one_group_alone_needs_no_name() -> None:
    grid = class_grid([replace(a_profile(), subjects=())], STARS, ADDRESSES)
    assert "colgroup" in grid
    assert 'scope="colgroup"' not in grid


def test_a_part_not_begun_has_no_column_domain_2_40() -> None:
    whole = a_profile()
    begun = replace(whole, areas=whole.areas[1:])
    keys = [column.key for column in columns_of([begun], STARS)[1]]
    assert STARS.areas[0].key not in keys


def test_a_child_without_a_column_has_a_blank_not_a_hole() -> None:
    one, other = a_profile(pk=1), replace(a_profile(pk=2), pupil=uuid4(), subjects=())
    grid = class_grid([one, other], STARS, ADDRESSES)
    assert grid.count('class="blank"') == 4
    check_part(grid)


def test_names_and_words_are_escaped() -> None:
    nasty = '<b onclick="x">&'
    profile = replace(a_profile(), name=nasty)
    renamed = replace(profile.areas[0], name=nasty)
    grid = class_grid([replace(profile, areas=(renamed,))], STARS, ADDRESSES)
    assert nasty not in grid
    assert "&lt;b onclick=&quot;x&quot;&gt;&amp;" in grid
    assert "&amp;group=y" in grid


def test_a_suggestion_is_seen_and_heard_to_be_one() -> None:
    picture = replace(area(a_profile(), "attendance"), mentor=None)
    assert seen(picture) == ("◆", "97.3 %", "", "amber, 97.3 %, suggested")


def test_a_decision_against_the_facts_is_marked_domain_2_5() -> None:
    picture = replace(area(a_profile(), "attendance"), mentor=said("star", "was ill for a week"))
    assert seen(picture) == ("★", "97.3 %", "≠", "star, 97.3 %, the facts say amber")


def test_a_decision_that_wants_a_reason_says_so() -> None:
    picture = replace(area(a_profile(), "attendance"), mentor=said("star"))
    assert seen(picture)[2:] == ("?", "star, 97.3 %, the facts say amber, reason wanted")


def test_not_rated_on_purpose_is_no_colour_domain_2_5() -> None:
    picture = replace(area(a_profile(), "uniform"), mentor=said("-"))
    assert seen(picture) == ("", "NR", "", "not rated")


def test_too_early_to_say_is_no_colour_domain_2_41() -> None:
    early = Suggestion(rating="", because="too early to say: 4 sessions since 2 November")
    picture = replace(area(a_profile(), "attendance"), mentor=None, suggestion=early)
    assert seen(picture) == ("…", "", "", "too early to say")


def test_not_judged_yet_is_a_dash() -> None:
    picture = replace(area(a_profile(), "effort"), mentor=None)
    assert seen(picture) == ("–", "", "", "not judged")


def test_what_was_agreed_counts_above_the_mentors_view_domain_2_15() -> None:
    picture = replace(area(a_profile(), "effort"), mentor=said("red"), agreed=said("green"))
    assert seen(picture)[3] == "green"


def test_a_cell_alone_is_the_bytes_of_the_grid() -> None:
    profile = a_profile()
    grid = class_grid([profile], STARS, ADDRESSES)
    pictures: list[AreaPicture | SubjectPicture] = [*profile.subjects, *profile.areas]
    for picture in pictures:
        assert draw_cell(profile, picture, Looks.of(STARS).leading(ADDRESSES)) in grid


def test_what_is_remembered_of_a_grid_is_of_its_scheme_and_its_addresses_alone() -> None:
    profile = a_profile()
    names = {each.key: f"{each.name} anew" for each in STARS.areas}
    renamed = replace(STARS, areas=tuple(replace(a, name=names[a.key]) for a in STARS.areas))
    anew = replace(
        profile, areas=tuple(replace(each, name=names[each.key]) for each in profile.areas)
    )
    elsewhere = replace(ADDRESSES, query="?period=z")
    for _ in range(2):
        ours = class_grid([profile], STARS, ADDRESSES)
        assert "anew" not in ours
        assert "anew" in class_grid([anew], renamed, ADDRESSES)
        assert ours.replace("period=x&amp;group=y", "period=z") == class_grid(
            [profile], STARS, elsewhere
        )


def test_what_is_remembered_makes_room() -> None:
    looks = Looks.of(STARS)
    for n in range(2 * KEPT):
        assert looks.leading(replace(ADDRESSES, query=f"?n={n}")).drawn == {}
        assert len(looks.drawn) <= KEPT


def test_the_scale_follows_the_childs_year_domain_2_42() -> None:
    scheme = preset("stages-with-parents")
    looks = Looks.of(scheme)
    subject = scheme.subjects[0].key
    assert looks.ladder(subject, 2) == looks.ladder(subject, 6) != looks.ladder(subject, 4)


def test_the_key_holds_every_rating_once_in_order() -> None:
    key = class_key([a_profile()], STARS)
    places = [key.index(f"</span>{name}</li>") for name in ("Star", "Green", "Amber", "Red")]
    assert places == sorted(places)


def test_two_codes_of_one_row_are_explained_in_one_line_000_12() -> None:
    key = class_key([a_profile()], STARS)
    (row,) = [line for line in key.split("<li") if "BEGINNING" in line]
    assert "WORKING WITHIN" in row
    assert "SECURE" not in row
    assert "BELOW" not in row
    apart = replace(STARS, attainment=tuple(_apart(scale) for scale in STARS.attainment))
    (alone,) = [line for line in class_key([a_profile()], apart).split("<li>") if "BEGIN" in line]
    assert "WORKING WITHIN" not in alone


def _apart(scale: AttainmentScale) -> AttainmentScale:
    return replace(scale, steps=tuple(replace(step, group="") for step in scale.steps))
