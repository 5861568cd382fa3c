"""Signing in, and looking round the pages that everyone begins from."""

from playwright.sync_api import expect

from tests.journeys.journey import Journey


class TestComingIn(Journey):
    def test_a_teacher_signs_in_and_finds_her_class(self) -> None:
        self.when_they_sign_in("teacher")
        self.then_the_heading_is("Classes")
        self.then_they_see("Kestrels", "Wrens")
        self.and_the_page_is_accessible()
        self.when_they_follow("Kestrels")
        self.then_the_heading_is("Kestrels")

    def test_the_door_itself_can_be_used_by_everyone(self) -> None:
        self.page.goto(self.address)
        self.then_the_heading_is("Sign in")
        self.and_the_page_is_accessible()

    def test_a_wrong_password_says_so_and_keeps_the_address(self) -> None:
        self.page.goto(self.address)
        self.page.get_by_label("Email").fill("ms.farrow@amberley.example")
        self.page.get_by_label("Password").fill("not this one")
        self.when_they_press("Sign in")
        self.then_the_trouble_has_the_focus()
        expect(self.page.get_by_label("Email")).to_have_value("ms.farrow@amberley.example")

    def test_a_leader_looks_round(self) -> None:
        self.given_is_signed_in("leader")
        for path, heading in PAGES.items():
            self.when_they_open(path)
            self.then_the_heading_is(heading)
            self.and_the_page_is_accessible()

    def test_what_is_not_there_says_so_with_a_way_on(self) -> None:
        self.given_is_signed_in("teacher")
        self.then_it_is_refused("classes/nowhere/", 404)
        with self.bearing_with("404"):
            self.and_the_page_is_accessible()

    def then_the_trouble_has_the_focus(self) -> None:
        self.then_the_focus_is_on(self.page.locator(".trouble"))


PAGES = {
    "who-may/": "Who may do what",
    "dates/": "Dates",
    "dates/new-year/": "Add a year",
    "staff/": "Staff",
    "staff/new/": "Add someone to the staff",
}
