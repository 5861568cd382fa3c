"""The school a year later, and a child who is coming to it."""

from datetime import date

import pytest

from lantern.roster.models import Pupil
from lantern.roster.tests.next_year import a_year_later
from lantern.schools.models import AcademicYear
from tests.cast import Cast, a_pupil


@pytest.fixture
def next_year(cast: Cast) -> AcademicYear:
    """The same terms a year later."""
    return a_year_later(cast.school)


@pytest.fixture
def coming(cast: Cast) -> Pupil:
    """A child who is known and was never in a class."""
    return a_pupil(cast.school, "Noor", "Hale", date(2023, 3, 3))
