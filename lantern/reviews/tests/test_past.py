"""Earlier years: which classes a class's children were in, and each child's profiles of then."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantern.reviews.pictures.past import past_of
from lantern.reviews.tests.rows import was_in, year_before
from lantern.roster.models import Enrolment, SchoolClass
from lantern.schools.models import Period
from tests.cast import Cast, a_class, a_place
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]


def at(cast: Cast, query: str = "") -> str:
    place = {"school": "amberley", "ref": cast.kestrels.ref}
    return reverse("reviews:past", kwargs=place) + query


@pytest.fixture
def larks(cast: Cast) -> SchoolClass:
    """Last year Maya was in Larks all year, and Rowan until Christmas; Petra, who left, too."""
    found = a_class(year_before(cast, 2025), "Larks")
    was_in(cast.settled, found)
    was_in(cast.two_homes, found, until=date(2025, 12, 19))
    was_in(cast.leaver, found)
    return found


def test_a_year_lists_the_classes_and_each_child_in_its_periods(
    cast: Cast, larks: SchoolClass
) -> None:
    robins = a_class(larks.year, "Robins")
    a_place(cast.two_homes, robins, starts_on=date(2026, 6, 1), ends_on=date(2026, 7, 21))
    past = past_of(cast.kestrels, "", by=cast.viewer("teacher"))
    assert past is not None
    assert [(each.name, each.count) for each in past.classes] == [("Larks", 2), ("Robins", 1)]
    assert [
        (child.name, child.class_name, [period.name for period in child.periods])
        for child in past.children
    ] == [
        ("Rowan Ashdown", "Larks, Robins", ["Early", "Late"]),
        ("Maya Brook", "Larks", ["Early", "Late"]),
    ]


def test_a_child_has_no_profile_of_a_time_when_they_were_not_here(
    cast: Cast, larks: SchoolClass
) -> None:
    past = past_of(cast.kestrels, "", by=cast.viewer("teacher"))
    assert past is not None
    assert [period.name for period in past.children[0].periods] == ["Early"]


def test_the_page_leads_to_the_class_and_the_profile_as_they_were(
    cast: Cast, client_of: ClientOf, larks: SchoolClass
) -> None:
    client = client_of("teacher")
    late = Period.objects.get(year=larks.year, name="Late")
    page = body_of(client.get(at(cast)))
    of_class = f"/amberley/classes/{larks.ref}/?period={late.ref}"
    of_child = f"/amberley/pupils/{cast.settled.ref}/profile/?period={late.ref}"
    assert f'<a href="{of_class}">Late<span class="unseen"> of Larks</span></a>' in page
    assert f'<a href="{of_child}">Late<span class="unseen"> of Maya Brook</span></a>' in page
    for address in (of_class, of_child):
        assert client.get(address).status_code == 200
    assert "Petra" not in page
    assert at(cast) in body_of(client.get(f"/amberley/classes/{cast.kestrels.ref}/"))


def test_an_older_year_is_chosen_and_a_strange_one_is_not_there(
    cast: Cast, client_of: ClientOf, larks: SchoolClass
) -> None:
    was_in(cast.settled, a_class(year_before(cast, 2023), "Wagtails"))
    client = client_of("teacher")
    page = body_of(client.get(at(cast, "?year=2023")))
    assert "Wagtails" in page
    assert "Larks" not in page
    for strange in ("2024", "2026", "x"):
        assert client.get(at(cast, f"?year={strange}")).status_code == 404


def test_without_an_earlier_year_it_says_so(cast: Cast, client_of: ClientOf) -> None:
    assert "No earlier year" in body_of(client_of("teacher").get(at(cast)))


def test_a_class_to_come_has_the_years_of_those_who_will_be_in_it(
    cast: Cast, client_of: ClientOf, larks: SchoolClass
) -> None:
    Enrolment.objects.filter(pupil=cast.settled, ends_on=None).update(ends_on=date(2027, 8, 31))
    to_come = a_class(year_before(cast, 2027), "Swifts")
    a_place(cast.settled, to_come, starts_on=to_come.year.starts_on)
    past = past_of(to_come, "", by=cast.viewer("teacher"))
    assert past is not None
    assert [year.name for year in past.years] == ["2026/27", "2025/26"]
    assert [(each.name, each.count) for each in past.classes] == [("Kestrels", 1)]
    (maya,) = past.children
    assert [period.name for period in maya.periods] == ["Autumn 1", "Autumn 2"]
    page = body_of(client_of("teacher").get(f"/amberley/classes/{to_come.ref}/past/"))
    assert "Autumn 2<span" in page


def test_whoever_sees_only_their_own_classes_sees_their_own_children_of_then(
    cast: Cast, client_of: ClientOf, larks: SchoolClass
) -> None:
    cast.school.own_classes_only = True
    cast.school.save()
    page = body_of(client_of("teacher").get(at(cast)))
    assert str(larks.ref) not in page
    assert "not among the classes you see" in page
    assert "Late<span" in page
    assert client_of("other_teacher").get(at(cast)).status_code == 404


def test_a_longer_history_is_not_read(cast: Cast, larks: SchoolClass) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert past_of(cast.kestrels, "", by=cast.viewer("teacher"))
        return len(found)

    asked()  # what is remembered once a process
    before = asked()
    for began in range(2010, 2023):
        was_in(cast.wren, a_class(year_before(cast, began), "Larks"))
    past = past_of(cast.kestrels, "", by=cast.viewer("teacher"))
    assert past is not None
    assert [year.name for year in past.years] == ["2025/26"]
    assert asked() == before <= 7
