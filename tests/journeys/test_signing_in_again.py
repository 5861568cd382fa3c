"""Signed out while judging: what was typed is kept, and goes in under its own writer's name."""

from playwright.sync_api import Page

from lantern.judgements.models import Judgement
from tests.cast import PASSWORD
from tests.journeys.test_judging import Judging

SIGNED_OUT = "403"  # what the browser says of a refused answer


class TestSignedOutWhileJudging(Judging):
    def test_after_signing_in_in_another_tab_what_was_kept_is_sent(self) -> None:
        self.given_the_teacher_is_judging()
        with self.bearing_with(SIGNED_OUT):
            self.given_she_was_signed_out_while_she_judged("Rowan Ashdown", "Effort", "g")
            self.when_someone_signs_in_in_another_tab("teacher")
            self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "effort", "green")

    def test_nothing_goes_in_under_another_name(self) -> None:
        self.given_the_teacher_is_judging()
        with self.bearing_with(SIGNED_OUT):
            self.given_she_was_signed_out_while_she_judged("Rowan Ashdown", "Effort", "g")
            tab = self.when_someone_signs_in_in_another_tab("leader")
            self.when_the_page_has_tried_again()
            self.then_they_see("1 not saved yet.")
        assert not Judgement.objects.exists()
        tab.close()

    def given_she_was_signed_out_while_she_judged(self, child: str, column: str, key: str) -> None:
        self.page.context.clear_cookies()
        self.when_they_go_to(child, column)
        self.page.keyboard.press(key)
        self.then_they_see("1 not saved yet.")

    def when_someone_signs_in_in_another_tab(self, part: str) -> Page:
        tab = self.page.context.new_page()
        tab.goto(f"{self.address}/account/login/")
        tab.get_by_label("Email").fill(self.cast.member(part).user.email)
        tab.get_by_label("Password").fill(PASSWORD)
        tab.get_by_role("button", name="Sign in").click()
        tab.wait_for_url(f"{self.address}/{self.cast.school.key}/")
        return tab

    def when_the_page_has_tried_again(self) -> None:
        """Twice, so that what it learnt from the first try has been used."""
        for _ in range(2):
            with self.page.expect_response(lambda answer: answer.request.method == "POST"):
                self.page.bring_to_front()
