"""Year groups judged by calendars of their own: Year 3 each half term, the others each term.

Wrens have both: Tom is in Year 3, Idris in Year 4. Everyone in Kestrels is in Year 4.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from lantern.judgements.models import Cell, Voice, What
from lantern.profiles.pictures import Profile
from lantern.reviews.actions import NothingToClose, NotTheirs, close, judge
from lantern.reviews.models import Shown
from lantern.reviews.pictures import (
    Review,
    opened_periods,
    periods_of,
    periods_of_pupil,
    review_of_class,
    review_of_pupil,
    running_now,
    trends,
)
from lantern.reviews.pictures.counted import waiting_for
from lantern.reviews.pictures.overview import overview
from lantern.reviews.pictures.prints import files_of
from lantern.reviews.tests.rows import attendance, later
from lantern.roster.models import Pupil
from lantern.schools.actions import draw_periods
from lantern.schools.models import Period
from tests.cast import TODAY, Cast, a_job
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]


@pytest.fixture
def apart(cast: Cast) -> Cast:
    """The cast's year drawn anew: by terms, and for Year 3 by half terms."""
    Period.objects.filter(year=cast.year).delete()
    draw_periods(year=cast.year, span="term", apart={3: "half-term"}, by=a_job(cast.school))
    return cast


def period(cast: Cast, name: str) -> Period:
    return Period.objects.of_school(cast.school).get(name=name)


def shown(review: Review | None) -> tuple[Profile, ...]:
    return review.profiles if review else ()


def names(review: Review | None) -> list[str]:
    return [profile.name for profile in shown(review)]


def page(cast: Cast, name: str = "class", of: str = "") -> str:
    where = {"school": "amberley", "ref": cast.wrens.ref}
    asked = f"?period={period(cast, of).ref}" if of else ""
    return reverse(f"reviews:{name}", kwargs=where) + asked


def says(cast: Cast, pupil: Pupil, name: str, value: str = "green") -> None:
    cell = Cell(
        pupil=pupil, period=period(cast, name), version=cast.version, what=What.AREA, key="effort",
        voice=Voice.MENTOR,
    )  # fmt: skip
    judge(cell=cell, school_class=cast.wrens, value=value, by=cast.viewer("leader"))


def closed(cast: Cast, name: str) -> None:
    close(school_class=cast.wrens, period=period(cast, name), by=cast.viewer("leader"))


def test_each_child_is_in_the_reviews_of_their_own_year_group_and_no_other(apart: Cast) -> None:
    for each in Period.objects.of_school(apart.school):
        by = later(apart.leader, days=(each.ends_on - TODAY).days)
        classes = (apart.kestrels, apart.wrens)
        seen = [one for some in classes for one in shown(review_of_class(some, each, by=by))]
        assert {one.year for one in seen} == ({3} if each.years == [3] else {4})
        assert len({one.pk for one in seen}) == len(seen)
        assert (review_of_pupil(apart.wren, each, by=by) is None) == (each.years != [3])
    by = apart.viewer("leader")
    assert names(review_of_class(apart.wrens, period(apart, "Autumn"), by=by)) == ["Idris Vale"]
    assert names(review_of_class(apart.wrens, period(apart, "Autumn 2"), by=by)) == ["Tom Sparrow"]


def test_a_class_of_both_offers_both_and_another_only_its_own(apart: Cast) -> None:
    both = periods_of(apart.wrens, TODAY)
    assert both is not None
    assert {each.label for each in both.opened} == {
        "Autumn · all but Year 3", "Autumn 1 · Year 3", "Autumn 2 · Year 3",
    }  # fmt: skip
    assert [each.name for each in (both.chosen, *both.others)] == ["Autumn 2", "Autumn"]
    assert not both.is_current  # an address that leaves it out would mean another to some
    one = periods_of(apart.kestrels, TODAY)
    assert one is not None
    assert [each.name for each in one.opened] == ["Autumn"]
    assert periods_of(apart.kestrels, TODAY, str(period(apart, "Autumn 2").ref)) is None


def test_the_schools_own_period_is_one_that_its_children_have(cast: Cast) -> None:
    """Of an infant school: what the juniors have, who are not here, leads no page."""
    Period.objects.filter(year=cast.year).delete()
    juniors = dict.fromkeys((3, 4), "term")
    draw_periods(year=cast.year, span="half-term", apart=juniors, by=a_job(cast.school))
    found = opened_periods(cast.viewer("leader"))
    assert found is not None
    assert found.chosen == period(cast, "Autumn")
    assert {each.name for each in found.running} == {"Autumn"}
    assert [each.name for each in running_now(cast.viewer("leader"))] == ["Autumn"]


def test_a_profile_goes_through_the_child_s_own_periods(apart: Cast, client_of: ClientOf) -> None:
    by = apart.viewer("leader")
    for pupil, own in ((apart.wren, ["Autumn 1", "Autumn 2"]), (apart.mentee, ["Autumn"])):
        found = periods_of_pupil(pupil, by)
        assert found is not None
        assert [each.name for each in found.opened] == own
        assert found.chosen.name == own[-1]
    client, other = client_of("leader"), {"period": str(period(apart, "Autumn").ref)}
    where = {"school": "amberley", "ref": apart.wren.ref}
    at = reverse("reviews:cell", kwargs={**where, "what": "area", "key": "effort"})
    for address in (
        reverse("reviews:profile", kwargs=where), reverse("reviews:profile-pdf", kwargs=where), at,
    ):  # fmt: skip
        assert client.get(address, other).status_code == 404
    assert "Autumn 2" in body_of(client.get(at))


def test_what_was_kept_stays_though_the_year_group_is_set_otherwise_since(apart: Cast) -> None:
    closed(apart, "Autumn 1")
    Pupil.objects.filter(pk=apart.wren.pk).update(years_apart=1)
    tom, by = Pupil.objects.get(pk=apart.wren.pk), apart.viewer("leader")
    found = periods_of_pupil(tom, by)
    assert found is not None
    assert {each.name for each in found.opened} == {"Autumn", "Autumn 1"}
    assert periods_of_pupil(tom, by, str(period(apart, "Autumn 2").ref)) is None
    assert names(review_of_pupil(tom, period(apart, "Autumn 1"), by=by)) == ["Tom Sparrow"]


def test_nobody_is_judged_in_a_period_of_others(apart: Cast) -> None:
    says(apart, apart.wren, "Autumn 2")
    for pupil, name in ((apart.wren, "Autumn"), (apart.mentee, "Autumn 2")):
        with pytest.raises(NotTheirs):
            says(apart, pupil, name)


def test_a_class_closes_those_whom_the_period_concerns(apart: Cast) -> None:
    closed(apart, "Autumn 2")
    assert [row.pupil for row in Shown.objects.select_related("pupil")] == [apart.wren]
    still = review_of_class(apart.wrens, period(apart, "Autumn"), by=apart.viewer("leader"))
    assert still is not None
    assert still.is_open
    closed(apart, "Autumn")
    kept = {row.pupil for row in Shown.objects.select_related("pupil")}
    assert kept == {apart.wren, apart.mentee}
    with pytest.raises(NothingToClose):
        close(
            school_class=apart.kestrels, period=period(apart, "Autumn 2"),
            by=apart.viewer("leader"),
        )  # fmt: skip


def test_before_is_the_child_s_own_last_review(apart: Cast) -> None:
    for pupil, name in (
        (apart.wren, "Autumn 1"), (apart.wren, "Autumn 2"), (apart.mentee, "Autumn"),
    ):  # fmt: skip
        says(apart, pupil, name)
        closed(apart, name)
    assert before(apart.wren, period(apart, "Autumn 2")) == ["Autumn 1"]
    assert before(apart.wren, period(apart, "Spring 1")) == ["Autumn 1", "Autumn 2"]
    assert before(apart.mentee, period(apart, "Spring")) == ["Autumn"]


def before(pupil: Pupil, of: Period) -> list[str]:
    told = trends([pupil.pk], of).get(pupil.pk, {})
    return [past.period for past in told.get((What.AREA, "effort"), ())]


def test_this_half_term_is_the_child_s_own_period(apart: Cast) -> None:
    """Domain 2.43: with its own first day."""
    for pupil, name, since in (
        (apart.wren, "Autumn 2", "since 2 November"),
        (apart.mentee, "Autumn", "since 3 September"),
    ):
        attendance(apart, pupil, missed=1)
        review = review_of_pupil(pupil, period(apart, name), by=apart.viewer("leader"))
        (one,) = shown(review)
        area = next(each for each in one.areas if each.key == "attendance")
        assert area.suggestion is not None
        assert since in area.suggestion.why


def test_the_leader_s_page_has_the_classes_that_a_period_concerns(
    apart: Cast, client_of: ClientOf
) -> None:
    by = apart.viewer("leader")
    for name, classes in (("Autumn", ["Kestrels", "Wrens"]), ("Autumn 2", ["Wrens"])):
        found = overview(period(apart, name), by=by)
        assert sorted(each.name for each in found.classes) == classes
        assert waiting_for(period(apart, name), by=by) == classes
        assert {each.children for each in found.classes if each.name == "Wrens"} == {1}
    body = body_of(client_of("leader").get(reverse("reviews:overview", args=["amberley"])))
    assert "Autumn in every class" in body
    assert "Autumn · all but Year 3, week 13" in body
    assert "Others are judged in a review of their own" in body
    assert str(period(apart, "Autumn 2").ref) in body


def test_the_pages_of_a_mixed_class_say_whom_they_show(apart: Cast, client_of: ClientOf) -> None:
    client = client_of("other_teacher")
    first = body_of(client.get(page(apart)))
    assert "Tom Sparrow" in first
    assert "Idris Vale" not in first
    assert "Autumn 2 · Year 3, week 4" in first
    for name in ("class", "judging", "closing"):
        body = body_of(client.get(page(apart, name, "Autumn")))
        assert "Idris" in body
        assert "Tom" not in body


def test_home_counts_what_both_have_to_judge(apart: Cast, client_of: ClientOf) -> None:
    by = apart.viewer("leader")
    reviews = [
        review_of_class(apart.wrens, period(apart, name), by=by) for name in ("Autumn", "Autumn 2")
    ]
    cells = sum(review.cells for review in reviews if review)
    says(apart, apart.wren, "Autumn 2")
    body = body_of(client_of("other_teacher").get(reverse("staff:home", args=["amberley"])))
    assert f"1 of {cells}" in body
    assert "Judged so far" in body


def test_a_print_holds_the_children_of_its_period(apart: Cast, tmp_path: Path) -> None:
    by = apart.viewer("leader")
    paths = [file.path for file in files_of(apart.wrens, period(apart, "Autumn 2"), by=by)]
    assert paths == ["Wrens/Tom Sparrow.pdf", "Wrens.pdf"]
    call_command("profiles_print", school="amberley", out=tmp_path)
    printed = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.pdf")}
    assert {path for path in printed if "Wrens/" in path} == {
        "Autumn · all but Year 3 2026_27/Wrens/Idris Vale.pdf",
        "Autumn 2 · Year 3 2026_27/Wrens/Tom Sparrow.pdf",
    }  # fmt: skip


def test_it_costs_a_class_one_question_more_and_a_profile_two(
    apart: Cast, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of("other_teacher")
    profile = reverse("reviews:profile", kwargs={"school": "amberley", "ref": apart.wren.ref})
    for address, most in ((page(apart), 14), (profile, 22)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
