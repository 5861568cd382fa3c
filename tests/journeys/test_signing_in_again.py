"""Signed out meanwhile: what was typed is kept, and goes in under its own writer's name."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

from lantern.habits.models import Tally
from lantern.judgements.models import Judgement
from tests.cast import PASSWORD
from tests.journeys.journey import Journey
from tests.journeys.test_judging import Judging

SIGNED_OUT = (
    "status of 40"  # what the browser says of a refused answer: 401, or 403 with old cookies
)
NOT_SAVED = "1 not saved yet. Please sign in again in another tab"


class AnotherTab(Journey):
    """A browser in which somebody signs out and in, in another tab than the one that is watched."""

    def when_they_sign_out_in_another_tab(self) -> None:
        tab = self.page.context.new_page()
        tab.goto(f"{self.address}/{self.cast.school.key}/")
        tab.locator("details.who summary").click()
        tab.get_by_role("button", name="Sign out").click()
        tab.get_by_label("Password").wait_for()

    def when_someone_signs_in_in_another_tab(self, part: str) -> None:
        tab = self.page.context.new_page()
        tab.goto(f"{self.address}/account/login/")
        self.signs_in(tab, part)

    def when_she_signs_in_by_the_way_that_is_shown(self, part: str) -> None:
        with self.page.context.expect_page() as opened:
            self.when_they_follow("Sign in again")
        self.signs_in(opened.value, part)

    def signs_in(self, tab: Page, part: str) -> None:
        tab.get_by_label("Email").fill(self.cast.member(part).user.email)
        tab.get_by_label("Password").fill(PASSWORD)
        tab.get_by_role("button", name="Sign in").click()
        tab.wait_for_url(f"{self.address}/{self.cast.school.key}/")

    def when_they_come_back_to_the_page(self) -> None:
        self.page.evaluate("window.dispatchEvent(new Event('focus'))")

    def when_the_page_has_tried_again(self) -> None:
        """Twice, so that what it learnt from the first try has been used."""
        for _ in range(2):
            with self.page.expect_response(lambda answer: answer.request.method == "POST"):
                self.when_they_come_back_to_the_page()


class TestSignedOutWhileJudging(AnotherTab, Judging):
    def test_after_signing_in_in_another_tab_what_was_kept_is_sent(self) -> None:
        self.given_the_teacher_is_judging()
        with self.bearing_with(SIGNED_OUT):
            self.given_she_was_signed_out_while_she_judged("Rowan Ashdown", "Effort", "g")
            self.when_she_signs_in_by_the_way_that_is_shown("teacher")
            self.when_they_come_back_to_the_page()
            self.then_all_is_saved()
        expect(self.page.get_by_text("Sign in again")).to_be_hidden()
        self.then_it_is_kept("Rowan Ashdown", "effort", "green")

    def test_nothing_goes_in_under_another_name_and_all_once_its_writer_is_back(self) -> None:
        self.given_the_teacher_is_judging()
        with self.bearing_with(SIGNED_OUT):
            self.given_she_was_signed_out_while_she_judged("Rowan Ashdown", "Effort", "g")
            self.when_someone_signs_in_in_another_tab("leader")
            self.when_the_page_has_tried_again()
            self.then_they_see(NOT_SAVED)
            assert not Judgement.objects.exists()
            self.when_they_sign_out_in_another_tab()
            self.when_someone_signs_in_in_another_tab("teacher")
            self.when_they_come_back_to_the_page()
            self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "effort", "green")
        assert Judgement.objects.get().recorded_by == self.cast.member("teacher").user

    def given_she_was_signed_out_while_she_judged(self, child: str, column: str, key: str) -> None:
        self.page.context.clear_cookies()
        self.when_they_go_to(child, column)
        self.page.keyboard.press(key)
        self.then_they_see("1 not saved yet.")


class TestSignedOutInTheWeek(AnotherTab):
    def test_a_number_is_kept_and_saved_once_its_writer_is_back(self) -> None:
        self.given_the_teacher_opens_the_week()
        with self.bearing_with(SIGNED_OUT):
            self.when_they_sign_out_in_another_tab()
            self.when_they_type("4", "Maya Brook")
            self.then_they_see(NOT_SAVED)
            self.then_they_do_not_see("Saved: Maya Brook")
            self.when_they_press("Save")
            self.then_they_see(NOT_SAVED)
            self.and_the_page_is_accessible()
            self.when_someone_signs_in_in_another_tab("leader")
            self.when_the_page_has_tried_again()
            self.then_they_see(NOT_SAVED)
            assert not Tally.objects.exists()
            self.when_they_sign_out_in_another_tab()
            self.when_someone_signs_in_in_another_tab("teacher")
            self.when_they_come_back_to_the_page()
            self.then_they_see("Saved: Maya Brook: Nights read.")
        self.then_they_do_not_see("not saved yet")
        kept = Tally.objects.standing().get()
        assert (kept.count, kept.week) == (4, date(2026, 11, 23))
        assert kept.recorded_by == self.cast.member("teacher").user

    def given_the_teacher_opens_the_week(self) -> None:
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path("week/"))

    def when_they_type(self, number: str, child: str) -> None:
        self.cell(child).focus()
        self.page.keyboard.type(number)
        self.page.keyboard.press("ArrowDown")

    def cell(self, child: str) -> Locator:
        return self.page.get_by_role("row", name=child).get_by_label("Nights read")


class TestSignedOutOnTheClassPage(AnotherTab):
    def test_the_panel_says_so_and_goes_on_once_its_writer_is_back(self) -> None:
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path())
        self.when_they_open_the_cell_of("Rowan Ashdown")
        with self.bearing_with(SIGNED_OUT), self.bearing_with("Error Code 40"):
            self.when_they_sign_out_in_another_tab()
            self.when_they_choose("SECURE")
            said = self.panel().get_by_role("alert")
            expect(said).to_contain_text("You are signed out")
            expect(said).to_be_in_viewport()
            self.and_the_page_is_accessible()
            assert not Judgement.objects.exists()
            self.when_someone_signs_in_in_another_tab("teacher")
            self.when_they_choose("SECURE")
            expect(said).to_contain_text("Try once more")
        self.when_they_choose("SECURE")
        self.then_they_see("Saved: Rowan Ashdown")
        assert Judgement.objects.get().value == "secure"

    def panel(self) -> Locator:
        return self.page.locator("dialog.panel[open]")

    def when_they_open_the_cell_of(self, child: str) -> None:
        row = self.page.get_by_role("row", name=child)
        row.locator('[data-k="subject-maths"] a').click()
        expect(self.panel()).to_be_visible()

    def when_they_choose(self, rating: str) -> None:
        self.panel().get_by_role("button", name=rating, exact=True).first.click()
