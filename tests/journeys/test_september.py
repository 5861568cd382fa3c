"""September: the school is moved up, the move is taken back, and it is moved up again."""

import pytest
from playwright.sync_api import expect
from pytest_django.fixtures import Settings

from lantern.roster.models import Enrolment
from lantern.roster.tests.next_year import BEGINS, JULY, a_year_later, history
from lantern.schools.models import AcademicYear
from tests.journeys.journey import Journey


class MovingUp(Journey):
    @pytest.fixture(autouse=True)
    def _in_july(self, settings: Settings) -> None:
        settings.PRETEND_TODAY = JULY

    def test_the_school_moves_up_is_taken_back_and_moves_up_again(self) -> None:
        self.given_is_signed_in("office")
        self.when_they_open("dates/")
        self.when_they_follow("Move the school up")
        self.then_they_see("has no dates for 2027/28 yet")
        self.and_the_page_is_accessible()
        self.given_the_dates_of_next_year()
        self.when_they_open("moving-up/")
        self.then_the_heading_is("Where each class goes")
        self.and_the_page_is_accessible()
        self.when_the_classes_are_named()
        self.then_the_heading_is("Who works in each class")
        self.and_the_page_is_accessible()
        self.when_they_press("Next: look at it all")
        self.then_the_preview_is_looked_at()
        self.when_they_press("Move the school up")
        self.then_the_heading_is("The school is moved up")
        self.then_they_see("5 children moved up, 0 arrived, 0 left")
        self.and_the_page_is_accessible()
        assert history(self.cast.settled)[-1] == ("Hawks", BEGINS, None)
        self.then_july_is_as_it_was()
        self.when_it_is_taken_back()
        self.when_they_follow("Do it again")
        self.when_they_press("Next: the adults")
        self.when_they_press("Next: look at it all")
        self.when_they_press("Move the school up")
        self.then_the_heading_is("The school is moved up")
        assert history(self.cast.settled)[-1] == ("Hawks", BEGINS, None)
        assert history(self.cast.two_homes)[-1] == ("Falcons", BEGINS, None)

    # --- sentences ------------------------------------------------------------------------------

    def given_the_dates_of_next_year(self) -> None:
        self.year: AcademicYear = a_year_later(self.cast.school)

    def when_the_classes_are_named(self) -> None:
        """Kestrels go to Falcons but for Maya; Wrens stay Wrens, whichever year they are."""
        self.page.get_by_label("Kestrels, Year 4: class next year").fill("Falcons")
        self.page.get_by_label("Kestrels, Year 4: leave").uncheck()
        for year in ("Year 3", "Year 4"):
            self.page.get_by_label(f"Wrens, {year}: class next year").fill("Wrens")
            self.page.get_by_label(f"Wrens, {year}: leave").uncheck()
        self.when_they_press("Kestrels, Year 4: one by one")
        self.then_the_heading_is("Kestrels, one by one")
        self.and_the_page_is_accessible()
        self.page.get_by_label("Maya Brook").select_option("Another class, named below")
        self.page.get_by_label("Another class").last.fill("Hawks")
        self.when_they_press("Save")
        self.then_they_see("1 of them elsewhere")
        expect(self.page.get_by_label("Kestrels, Year 4: class next year")).to_have_value("Falcons")
        self.when_they_press("Next: the adults")

    def then_the_preview_is_looked_at(self) -> None:
        self.then_the_heading_is("What would be done")
        self.then_they_see("No class has such a name this year", "Hawks has no class teacher yet.")
        self.page.get_by_text("1 child from Kestrels").click()
        self.then_they_see("Maya Brook")
        self.and_the_page_is_accessible()
        assert not Enrolment.objects.filter(school_class__year=self.year).exists()

    def then_july_is_as_it_was(self) -> None:
        """Whoever looks today finds each class as it is today."""
        self.when_they_open("pupils/?words=maya")
        expect(self.page.get_by_role("cell", name="Kestrels")).to_be_visible()
        self.page.go_back()

    def when_it_is_taken_back(self) -> None:
        self.when_they_press("Undo all of it")
        self.then_the_heading_is("It was undone")
        self.then_they_see("everything is as it was before")
        self.and_the_page_is_accessible()
        assert not Enrolment.objects.filter(school_class__year=self.year).exists()


class TestMovingUp(MovingUp):
    """At a laptop."""


class TestMovingUpOnAPhoneWithoutScripts(MovingUp):
    size = (390, 844)
    scripts = False
