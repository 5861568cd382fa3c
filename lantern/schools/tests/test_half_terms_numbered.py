"""Half terms are numbered through their year, in every year that was set before they were."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from lantern.schools.actions import YearDates, set_year
from lantern.schools.models import AcademicYear, HalfTerm
from tests.cast import YEAR, a_job, a_school, a_year

pytestmark = pytest.mark.django_db

SIX_TERMS = tuple(
    replace(term, dates=replace(half, name=f"Term {half.name}"), halves=(half,))
    for term in YEAR.terms
    for half in term.halves
)


def numbers(year: AcademicYear) -> list[int]:
    rows = HalfTerm.objects.filter(term__year=year).order_by("starts_on")
    return list(rows.values_list("number", flat=True))


def test_they_count_through_the_year_however_its_terms_are_named() -> None:
    school = a_school("amberley", "Amberley")
    assert numbers(a_year(school)) == [1, 2, 3, 4, 5, 6]
    other = a_school("six-terms", "Six Terms")
    dates = YearDates(dates=YEAR.dates, terms=SIX_TERMS)
    six = set_year(school=other, year=dates, by=a_job(other))
    assert numbers(six) == [1, 2, 3, 4, 5, 6]


def test_those_that_were_there_are_numbered_as_they_come() -> None:
    years = [a_year(a_school(key, key)) for key in ("one", "two")]
    HalfTerm.objects.update(number=100 + F("pk"))
    migration = import_module("lantern.schools.migrations.0006_half_terms_numbered")
    migration.number_them(apps, connection.schema_editor())
    assert [numbers(year) for year in years] == [[1, 2, 3, 4, 5, 6]] * 2


def test_two_of_a_term_have_not_one_number() -> None:
    a_year(a_school("amberley", "Amberley"))
    with pytest.raises(IntegrityError), transaction.atomic():
        HalfTerm.objects.update(number=1)
