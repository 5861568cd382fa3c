"""Somebody goes back to a form that was refused: the form is there, and no error of the browser."""

from playwright.sync_api import expect

from tests.journeys.journey import Journey


class TestBack(Journey):
    def test_back_leads_to_the_form_and_forward_from_it(self) -> None:
        self.given_is_signed_in("leader")
        self.when_they_open("staff/new/")
        self.page.get_by_label("Name").fill("Mr Vane")
        self.page.get_by_label("Email").fill("leader@amberley.example, and another")
        self.page.locator("main form").evaluate("form => form.noValidate = true")
        self.when_they_press("Add")
        expect(self.page.locator("main .errorlist, main .wrong").first).to_be_visible()
        self.when_they_follow("Classes")
        self.then_the_heading_is("Classes")
        self.page.go_back()
        expect(self.page.get_by_label("Name")).to_be_visible()
        self.page.go_forward()
        self.then_the_heading_is("Classes")
