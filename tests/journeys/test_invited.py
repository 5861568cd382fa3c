"""From a printed slip to the first page: someone new comes in by themselves."""

from playwright.sync_api import expect

from tests.journeys.journey import Journey


class TestInvited(Journey):
    def test_a_slip_is_printed_and_its_reader_is_led_in(self) -> None:
        self.given_is_signed_in("leader")
        code = self.when_the_leader_adds_ms_new()
        self.and_the_page_is_accessible()
        self.page.context.clear_cookies()
        self.page.goto(self.address)
        self.when_they_follow("Come in for the first time")
        self.and_the_page_is_accessible()
        self.when_they_type_a_code("BBBB-BBBB-BBBB")
        self.then_they_see("opens no invitation")
        self.then_the_focus_is_on(self.page.locator(".trouble"))
        self.when_they_type_a_code(code.lower())
        self.then_the_heading_is("Choose your own password")
        self.and_the_page_is_accessible()
        self.when_they_choose("four brave geese")
        self.then_the_heading_is("Classes")
        expect(self.page.locator(".who summary")).to_contain_text("Ms New · Teacher, Amberley")

    def when_the_leader_adds_ms_new(self) -> str:
        self.when_they_open("staff/new/")
        self.page.get_by_label("Email address").fill("ms.new@amberley.example")
        self.page.get_by_label("Name").fill("Ms New")
        self.when_they_press("Add them")
        self.then_they_see("Good until")
        return self.page.locator("code").inner_text()

    def when_they_type_a_code(self, code: str) -> None:
        self.page.get_by_label("Code", exact=True).fill(code)
        self.when_they_press("Go on")

    def when_they_choose(self, password: str) -> None:
        self.page.get_by_label("New password", exact=True).fill(password)
        self.page.get_by_label("New password again").fill(password)
        self.when_they_press("Use this password")
