"""A class of two year groups, each judged by its own calendar: both are found, and closed."""

from playwright.sync_api import expect

from lantern.schools.actions import draw_periods
from lantern.schools.models import Period
from tests.cast import a_job
from tests.journeys.journey import Journey


class TestAClassOfTwoCalendars(Journey):
    def test_its_teacher_judges_and_closes_each_by_itself(self) -> None:
        """Year 3 each half term, the others each term; Wrens have both."""
        self.given_year_3_is_judged_each_half_term_and_the_others_each_term()
        self.given_is_signed_in("other_teacher")
        self.when_they_open(f"classes/{self.cast.wrens.ref}/")
        self.then_they_see("Autumn 2 · Year 3, week 4", "Tom Sparrow")
        self.then_they_do_not_see("Idris Vale")
        self.when_they_follow("Judge Autumn 2")
        self.and_the_page_is_accessible()
        self.when_they_follow("Autumn · all but Year 3")
        self.then_the_heading_is("Judge Autumn")
        self.then_they_see("Idris Vale")
        self.when_they_follow("Done")
        self.page.get_by_label("Close it all the same").check()
        self.when_they_press("Close Autumn for Wrens")
        self.then_they_see("Closed by Mr Bellamy")
        self.when_they_open(f"classes/{self.cast.wrens.ref}/")
        self.and_the_page_is_accessible()
        expect(self.page.get_by_role("link", name="Close Autumn 2")).to_be_visible()

    def given_year_3_is_judged_each_half_term_and_the_others_each_term(self) -> None:
        school, year = self.cast.school, self.cast.year
        Period.objects.filter(year=year).delete()
        draw_periods(year=year, span="term", apart={3: "half-term"}, by=a_job(school))
