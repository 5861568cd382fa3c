"""Classes stand in one order: the youngest first, and Reception before Year 1."""

from collections.abc import Callable
from datetime import date

import pytest

from lantern.roster.models import SchoolClass
from lantern.roster.pictures import classes_of_year
from tests.cast import TODAY, Cast, a_class, a_place, a_pupil
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
BORN = {
    "1 Oak": date(2021, 8, 31), "R Oak": date(2021, 9, 1), "R Ash": date(2022, 8, 31),
    "6 Oak": date(2016, 1, 1), "1 Ash": date(2020, 9, 1),
}  # fmt: skip


@pytest.fixture
def classes(cast: Cast) -> list[str]:
    """The names, as they ought to stand: of one year by name, whatever the birthdays."""
    for name, born in BORN.items():
        place = a_class(cast.year, name)
        a_place(a_pupil(cast.school, "Child", name, born), place)
    older = a_pupil(cast.school, "Older", "Child", date(2015, 9, 1))
    a_place(older, SchoolClass.objects.get(name="R Ash"))
    held = a_pupil(cast.school, "Held", "Back", date(2022, 1, 1))
    held.years_apart = 6
    held.save(update_fields=["years_apart"])
    a_place(held, SchoolClass.objects.get(name="6 Oak"))
    return ["R Ash", "R Oak", "1 Ash", "1 Oak", "Wrens", "Kestrels", "6 Oak", "A new one"]


def test_the_youngest_stand_first_and_a_class_of_nobody_last(
    cast: Cast, classes: list[str]
) -> None:
    a_class(cast.year, "A new one")
    found = classes_of_year(cast.viewer("leader"), TODAY)
    assert [each.name for each in found] == classes


@pytest.mark.parametrize(
    "path", ["classes/", "classes/teachers/", "here-today/new/", "pupils/", "names/"]
)
def test_so_they_stand_on_every_page(
    cast: Cast, client_of: ClientOf, classes: list[str], path: str
) -> None:
    page = body_of(client_of("leader").get(f"/amberley/{path}")).partition("<main")[2]
    places = [page.index(name) for name in classes[:4]]
    assert places == sorted(places)
