"""Whose view a profile shows, and the child's beside the mentor's, on the page and on paper."""

from dataclasses import replace

import pytest

from lantern.judgements.models import What
from lantern.judgements.pictures import Said
from lantern.profiles.pictures import AreaPicture, Profile
from lantern.profiles.pictures.names import clear_name
from lantern.profiles.pictures.page import page_of
from lantern.profiles.printing import Paper, print_profiles
from lantern.profiles.tests.pictures import TODAY, a_profile, said
from lantern.schemes.presets import preset
from tests.papers import sides_of

SCHEME = preset("stars-and-bands")
PAPER = Paper(school="Amberley Primary School", scheme=SCHEME, printed_on=TODAY)
TOGETHER = said("amber", "We settled on it together.")
EVERY_NIGHT = said("green", "She read every night.")


def one_area(mentor: Said | None, child: Said | None = None, agreed: Said | None = None) -> Profile:
    """A profile of one area that adults pick."""
    profile = a_profile("Edith Marsh")
    area = replace(profile.areas[5], name="Kit", mentor=mentor, child=child, agreed=agreed)
    return replace(profile, areas=(area,))


def with_area(profile: Profile, area: AreaPicture) -> Profile:
    return replace(profile, areas=(*profile.areas, area))


def test_a_rating_says_whose_it_is_domain_2_15() -> None:
    page = page_of(one_area(EVERY_NIGHT, said("amber"), TOGETHER), SCHEME)
    assert (page.heads_ratings, page.areas[0].whose) == ("Now", "Agreed")
    page = page_of(one_area(EVERY_NIGHT), SCHEME)
    assert (page.heads_ratings, page.areas[0].whose) == ("Mentor", "Mentor")
    measured = replace(a_profile().areas[0], mentor=None, agreed=None)
    page = page_of(with_area(one_area(EVERY_NIGHT), measured), SCHEME)
    assert [row.whose for row in page.areas] == ["Mentor", "from the facts"]
    assert page.heads_ratings == "Mentor"
    assert page_of(one_area(None), SCHEME).areas[0].whose == ""


def test_the_mentors_own_view_and_reason_stay_beside_what_was_agreed_domain_2_15() -> None:
    page = page_of(one_area(EVERY_NIGHT, said("amber"), TOGETHER), SCHEME)
    assert page.areas[0].shows.word == "Amber"
    assert page.areas[0].lines[:2] == (
        "Agreed (Ms Farrow): We settled on it together.",
        "Mentor (Ms Farrow): Green. She read every night.",
    )


def test_a_mentors_reason_stays_where_the_same_was_agreed() -> None:
    page = page_of(one_area(EVERY_NIGHT, said("amber"), said("green")), SCHEME)
    assert page.areas[0].lines[0] == "Mentor (Ms Farrow): She read every night."


def test_a_subject_keeps_the_mentors_step_beside_what_was_agreed_domain_2_15() -> None:
    profile = a_profile()
    last = profile.subjects[0].mentor
    assert last is not None
    agreed = said(profile.subjects[0].before)
    subject = replace(profile.subjects[0], agreed=agreed)
    lines = page_of(replace(profile, subjects=(subject,)), SCHEME).subjects[0].lines
    assert [line.split(" (")[0] for line in lines[1:]] == ["Agreed", "Mentor"]


def test_where_the_two_differ_it_says_what_to_talk_about_000_24() -> None:
    page = page_of(one_area(said("amber"), said("green")), SCHEME)
    assert page.views == (("To talk about:", "Kit (Edith sees “Green”, the mentor “Amber”)."),)


def test_once_agreed_the_two_views_are_kept_and_nothing_is_left_to_talk_about() -> None:
    page = page_of(one_area(EVERY_NIGHT, said("amber"), TOGETHER), SCHEME)
    assert page.views == (("Agreed:", "Kit (Edith saw “Amber”, the mentor “Green”)."),)


def test_where_the_two_agree_it_says_so_kindly() -> None:
    page = page_of(one_area(said("amber"), said("amber")), SCHEME)
    assert page.views == (("Seen the same way:", "Kit."),)


def test_what_was_agreed_otherwise_than_both_said_is_not_seen_the_same_way() -> None:
    page = page_of(one_area(said("green"), said("green"), TOGETHER), SCHEME)
    assert page.views == (("Agreed:", "Kit (Edith and the mentor saw “Green”)."),)
    assert page.areas[0].shows.word == "Amber"


def test_without_both_views_nothing_is_compared() -> None:
    assert page_of(one_area(said("amber")), SCHEME).views == ()
    assert page_of(one_area(said("-"), said("amber")), SCHEME).views == ()


def test_paper_says_the_same() -> None:
    made = print_profiles([one_area(EVERY_NIGHT, said("amber"), TOGETHER)], PAPER).pdf
    [side] = sides_of(made)
    text = " ".join(side.words.split())
    for words in (
        "Amber Agreed",
        "Mentor (Ms Farrow): Green. She read every night.",
        "Agreed: Kit (Edith saw “Amber”, the mentor “Green”).",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("what", "name", "clear"),
    [
        (What.AREA, "Reading", "Reading (attitude)"),
        (What.SUBJECT, "Reading", "Reading (attainment)"),
        (What.AREA, "Effort", "Effort"),
    ],
)
def test_a_name_that_two_share_says_which_in_the_schools_words(
    what: What, name: str, clear: str
) -> None:
    assert clear_name(what, name, SCHEME) == clear
