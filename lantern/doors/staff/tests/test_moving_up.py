"""The pages of September: who may, what they say, and that an old preview is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from re import findall, search

import pytest
from pytest_django.fixtures import Settings

from lantern.roster.actions.rollover import wish
from lantern.roster.models import Enrolment, Group, Pupil, Rollover, RolloverDraft
from lantern.roster.pictures.rollover import wishes_for
from lantern.roster.rules.rollover import Goes
from lantern.roster.tests.next_year import BEGINS, JULY, a_year_later, at, history, wishes_of
from lantern.schemes.models import SchemeVersion
from lantern.schools.models import AcademicYear
from tests.cast import NOW, Cast, a_place, a_pupil
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
AT = "/amberley/moving-up/"


@pytest.fixture(autouse=True)
def _in_july(settings: Settings) -> None:
    settings.PRETEND_TODAY = JULY


@pytest.fixture
def next_year(cast: Cast) -> AcademicYear:
    return a_year_later(cast.school)


def page_of(client: CheckedClient, path: str = AT) -> str:
    return unescape(client.get(path).content.decode())


def rows_of(cast: Cast, **changes: str) -> dict[str, str]:
    """What is typed on the first page."""
    kestrels, wrens = cast.kestrels.ref, cast.wrens.ref
    told = {
        f"to_{kestrels}_5": "Falcons", f"to_{wrens}_5": "Falcons", f"to_{wrens}_4": "Wrens",
    }  # fmt: skip
    return told | changes


def digest_in(page: str) -> str:
    found = search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found, page[:3000]
    return found[1]


def test_the_dates_come_first(client_of: ClientOf, cast: Cast) -> None:
    page = page_of(client_of("office"))
    assert "has no dates for 2027/28 yet" in page
    assert 'href="/amberley/dates/new-year/"' in page


def test_a_group_of_a_need_has_no_name_for_who_may_not_see_it(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    """It ends with the year all the same, as an intervention does."""
    Group.objects.filter(pk=cast.premium.pk).update(kind=Group.Kind.INTERVENTION)
    cast.school.taken = ["office see-needs"]
    cast.school.save(update_fields=["taken"])
    client = client_of("office")
    client.post(AT, rows_of(cast))
    assert "Pupil premium" not in page_of(client, f"{AT}adults/")
    client.post(f"{AT}adults/", {})
    page = page_of(client, f"{AT}preview/")
    assert "Pupil premium" not in page
    assert "1 more group that you do not see" in page
    client.post(f"{AT}confirmation/", {"digest": digest_in(page)})
    cast.premium.refresh_from_db()
    assert cast.premium.ends_on == next_year.starts_on - timedelta(days=1)


def test_a_new_version_of_the_scheme_that_begins_with_the_year_is_said(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    SchemeVersion.objects.create(
        school=cast.school, number=2, starts_on=BEGINS, text=cast.version.text, adopted_at=NOW
    )
    client = client_of("office")
    client.post(AT, rows_of(cast))
    page = page_of(client, f"{AT}preview/")
    assert "A new version of the scheme, 2, begins on 1 September 2027." in page
    assert "The scheme carries on" not in page


@pytest.mark.parametrize("part", ["office", "leader"])
def test_from_the_classes_to_the_confirm(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear, part: str
) -> None:
    client = client_of(part)
    sent = client.post(AT, rows_of(cast))
    assert sent["Location"] == f"{AT}adults/"
    page = page_of(client, f"{AT}adults/")
    assert "Falcons" in page
    assert "Miss Ito, 1 child" in page
    assert "Dr Lund" not in page, "a governor never sees a child"
    sent = client.post(f"{AT}adults/", {"groups": [str(cast.premium.ref)]})
    assert sent["Location"] == f"{AT}preview/"
    page = page_of(client, f"{AT}preview/")
    assert "Falcons has no class teacher yet." in page
    assert "The scheme carries on: version 1, from 1 September 2026." in page
    assert "No review periods are drawn for 2027/28 yet" in page
    assert "Pupil premium: 1 child" in page
    assert not Enrolment.objects.filter(school_class__year=next_year).exists()
    done = client.post(f"{AT}confirmation/", {"digest": digest_in(page)})
    rollover = Rollover.objects.get()
    assert done["Location"] == f"/amberley/moved-up/{rollover.ref}/"
    assert history(cast.settled)[-1] == ("Falcons", BEGINS, None)
    page = page_of(client, done["Location"])
    assert "5 children moved up, 0 arrived, 0 left" in page
    undone = client.post(f"{done['Location']}undoing/")
    assert undone["Location"] == done["Location"]
    assert "It was undone" in page_of(client, done["Location"])
    assert "everything is as it was" in page_of(client, done["Location"])


def test_the_same_button_twice_leads_to_the_same_page(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    client = client_of("office")
    client.post(AT, rows_of(cast))
    told = {"digest": digest_in(page_of(client, f"{AT}preview/"))}
    first = client.post(f"{AT}confirmation/", told)
    second = client_of("leader").post(f"{AT}confirmation/", told)
    assert first["Location"] == second["Location"]
    assert Rollover.objects.count() == 1


def test_an_old_preview_is_shown_anew(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    client = client_of("office")
    client.post(AT, rows_of(cast))
    told = {"digest": digest_in(page_of(client, f"{AT}preview/"))}
    client_of("leader").post(AT, rows_of(cast, **{f"to_{cast.wrens.ref}_4": "Hawks"}))
    page = unescape(client.post(f"{AT}confirmation/", told).content.decode())
    assert "changed since this was shown" in page
    assert "Hawks" in page
    assert not Rollover.objects.exists()


@pytest.mark.parametrize("digest", ["", "x", "0" * 64, "0" * 65])
def test_a_confirm_of_nothing_does_nothing(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear, digest: str
) -> None:
    page = client_of("office").post(f"{AT}confirmation/", {"digest": digest})
    assert page.status_code == 200
    assert not Rollover.objects.exists()


def test_enter_in_a_field_goes_on_and_opens_no_class(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    """The first button of a form is what Enter presses (HTML 4.10.21.2)."""
    page = body_of(client_of("office").get(AT))
    first = search(
        r"<button[^>]*>", page[page.index('<section class="card" aria-label="Classes">') :]
    )
    assert first is not None
    assert "name=" not in first[0]


def test_a_class_is_split_one_by_one(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    client = client_of("office")
    sent = client.post(AT, rows_of(cast, alone=str(cast.kestrels.ref)))
    there = f"{AT}classes/{cast.kestrels.ref}/"
    assert sent["Location"] == there
    assert "Petra Quayle" not in page_of(client, there), "who left is in no list"
    told = {str(cast.settled.ref): "another", str(cast.two_homes.ref): "to:Wrens"}
    assert "Give the class its name." in client.post(there, told).content.decode()
    client.post(there, told | {"new": " Owls "})
    assert wishes_for(next_year).alone == {
        cast.settled.ref: Goes(to="Owls"), cast.two_homes.ref: Goes(to="Wrens"),
    }  # fmt: skip
    assert "2 of them elsewhere" in page_of(client)
    client.post(there, {str(cast.settled.ref): "leaves"})
    assert wishes_for(next_year).alone == {cast.settled.ref: Goes(leaves=True)}


def test_one_by_one_they_stand_as_in_a_register(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    late = a_pupil(cast.school, "Zoe", "Abbot", date(2017, 3, 3))
    a_place(late, cast.kestrels, JULY)
    page = page_of(client_of("office"), f"{AT}classes/{cast.kestrels.ref}/")
    names = findall(r'<th scope="row"><label[^>]*>([^<]+)', page)
    surnames = [name.split()[-1] for name in names]
    assert surnames[0] == "Abbot"
    assert surnames == sorted(surnames)


def test_who_is_coming_is_placed_too(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    coming = a_pupil(cast.school, "Noor", "Hale", date(2023, 3, 3))
    client = client_of("office")
    sent = client.post(AT, rows_of(cast, alone="new"))
    assert sent["Location"] == f"{AT}new-children/"
    page = page_of(client, f"{AT}preview/")
    assert "Nobody has said where they go: 1" in page
    assert "Move the school up</button>" not in page
    client.post(f"{AT}new-children/", {str(coming.ref): "another", "new": "Acorns"})
    page = page_of(client, f"{AT}preview/")
    assert ": 1 child, new." in page
    assert "Move the school up</button>" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"5": "x" * 61}, "Use 60 characters at most"),
        ({"5": "<script>"}, None),
    ],
)
def test_what_is_typed_badly_is_said_and_nothing_is_kept(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear, changes: dict[str, str],
    said: str | None,
) -> None:  # fmt: skip
    typed = {f"to_{cast.kestrels.ref}_{year}": name for year, name in changes.items()}
    answer = client_of("office").post(AT, rows_of(cast, **typed))
    if said is None:
        assert "<script>" not in client_of("office").get(f"{AT}preview/").content.decode()
    else:
        assert said in answer.content.decode()
        assert not RolloverDraft.objects.exists()


def test_both_a_class_and_leaving_is_refused(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    told = rows_of(cast, **{f"leaves_{cast.kestrels.ref}_5": "on"})
    assert "Either a class" in client_of("office").post(AT, told).content.decode()


def test_an_undo_that_is_refused_says_of_whom(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    client = client_of("leader")
    client.post(AT, rows_of(cast))
    told = {"digest": digest_in(page_of(client, f"{AT}preview/"))}
    done = client.post(f"{AT}confirmation/", told)["Location"]
    place = {"school_class": str(cast.wrens.ref), "starts_on": "2027-07-12"}
    client.post(f"/amberley/pupils/{cast.settled.ref}/class/", place)
    client.post(f"{done}undoing/")
    assert "Their class or its days were changed since: Maya Brook." in page_of(client, done)
    assert Rollover.objects.standing().exists()


def test_whoever_narrows_their_school_sees_every_class_here(
    client_of: ClientOf, cast: Cast, next_year: AcademicYear
) -> None:
    type(cast.school).objects.filter(pk=cast.school.pk).update(own_classes_only=True)
    assert "Wrens" in page_of(client_of("office"))


def test_what_one_adds_the_other_finds(cast: Cast, next_year: AcademicYear) -> None:
    """The office and the leaders put one plan together, each changing their own part of it."""
    wishes = wishes_of(cast)
    wish(year=next_year, change=lambda was: replace(was, rows=wishes.rows), by=at(cast, JULY))
    ends = frozenset({cast.premium.ref})
    wish(
        year=next_year, change=lambda was: replace(was, groups_end=ends),
        by=at(cast, JULY, "leader"),
    )  # fmt: skip
    found = wishes_for(next_year)
    assert (found.rows, found.groups_end) == (wishes.rows, ends)
    assert Pupil.objects.filter(school=cast.school).count() == 6
