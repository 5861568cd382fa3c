"""A supply teacher works a Monday by a code on a slip, and cannot get in on Tuesday."""

from datetime import date, timedelta

from django.test import override_settings
from playwright.sync_api import expect

from tests.journeys.journey import Journey

MONDAY = date(2026, 11, 23)


class TestHereToday(Journey):
    def test_a_supply_teacher_works_a_monday_and_cannot_get_in_on_tuesday(self) -> None:
        with override_settings(PRETEND_TODAY=MONDAY):
            code = self.when_the_office_prints_a_code()
            self.page.context.clear_cookies()
            self.when_they_come_in_with(code.lower())
            self.then_they_see_the_names_of_their_class_alone()
        with override_settings(PRETEND_TODAY=MONDAY + timedelta(days=1)):
            self.when_they_open("names/")
            self.then_they_see("Your day here is over")
            self.when_they_type(code)
            self.then_they_see("opens nothing")
            self.then_the_focus_is_on(self.page.locator(".trouble"))
            self.and_the_page_is_accessible()

    def when_the_office_prints_a_code(self) -> str:
        self.given_is_signed_in("office")
        self.when_they_open("here-today/")
        self.then_they_see("Nobody was let in today")
        self.and_the_page_is_accessible()
        self.when_they_follow("Print a code")
        self.page.get_by_label("Name").fill("Mrs Hill")
        self.page.get_by_label("Kestrels").check()
        self.and_the_page_is_accessible()
        self.when_they_press("Make the code")
        self.then_they_see("until midnight today")
        self.and_the_page_is_accessible()
        code = self.page.locator("code").inner_text()
        self.when_they_follow("Who is here today")
        self.then_they_see("Has not used the code yet")
        self.and_the_page_is_accessible()
        return code

    def when_they_come_in_with(self, code: str) -> None:
        self.page.goto(self.address)
        self.when_they_follow("come in for today")
        self.and_the_page_is_accessible()
        self.when_they_type(code)

    def then_they_see_the_names_of_their_class_alone(self) -> None:
        self.then_the_heading_is("Kestrels")
        self.then_they_see("Maya Brook", "Ms Farrow")
        self.then_they_do_not_see("Idris Vale")
        self.and_the_page_is_accessible()
        expect(self.page.locator(".who summary")).to_contain_text("Mrs Hill · Here for a day")
        self.then_it_is_refused("reviews/", 403)

    def when_they_type(self, code: str) -> None:
        self.page.get_by_label("Code for today").fill(code)
        self.when_they_press("Come in")
