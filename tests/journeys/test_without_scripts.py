"""The main job where no script runs: sign in, read why, judge with a reason, close."""

from playwright.sync_api import expect

from lantern.judgements.models import Judgement
from tests.journeys.journey import Journey
from tests.journeys.story import record_the_half_term


class TestWithoutScripts(Journey):
    scripts = False

    def test_a_teacher_judges_and_closes_a_half_term(self) -> None:
        record_the_half_term(self.cast)
        self.when_they_sign_in("teacher")
        self.when_they_follow("Kestrels")
        self.then_no_button_waits_for_a_script()
        self.and_the_page_is_accessible()
        self.when_she_changes_a_cell_and_says_why()
        self.when_she_accepts_a_column()
        self.when_she_judges_a_column_child_by_child()
        self.when_she_closes_it()

    def test_a_week_is_entered_and_saved(self) -> None:
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path("week/"))
        row = self.page.get_by_role("row", name="Maya Brook")
        row.get_by_label("Nights read").fill("4")
        self.page.get_by_role("button", name="Save", exact=True).last.click()
        self.and_the_page_is_accessible()
        expect(row.get_by_label("Nights read")).to_have_value("4")

    def test_a_leader_asks_for_the_whole_school_on_paper(self) -> None:
        self.given_is_signed_in("leader")
        self.when_they_open("prints/")
        self.when_they_press("Print the school")
        self.then_they_see("See how far it is")
        self.and_the_page_is_accessible()

    # --- sentences ------------------------------------------------------------------------------

    def then_no_button_waits_for_a_script(self) -> None:
        self.page.get_by_text("Print", exact=True).click()
        expect(self.page.get_by_role("link", name="Every profile (PDF)")).to_be_visible()
        expect(self.page.locator("[data-print]")).to_be_hidden()

    def when_she_changes_a_cell_and_says_why(self) -> None:
        row = self.page.get_by_role("row", name="Maya Brook")
        row.get_by_role("link", name="Attendance").click()
        self.then_the_heading_is("Attendance")
        self.then_they_see("37 of 38 sessions since 2 November", "What each means")
        self.and_the_page_is_accessible()
        self.when_they_press("Green")
        self.page.get_by_label("Reason for “Green”").fill("A hospital appointment")
        self.and_the_page_is_accessible()
        self.when_they_press("Save")
        assert Judgement.objects.standing().get(key="attendance").value == "green"

    def when_she_accepts_a_column(self) -> None:
        self.when_they_open(self.class_path("judging/"))
        self.and_the_page_is_accessible()
        self.when_they_press("Accept 3 suggested for Behaviour")
        assert self.kept("behaviour") == ["green"] * 3

    def when_she_judges_a_column_child_by_child(self) -> None:
        self.when_they_open(self.class_path("judging/"))
        self.page.get_by_role("columnheader", name="Effort").get_by_role("link").click()
        self.and_the_page_is_accessible()
        for child, rating in (("Maya Brook", "Star"), ("Rowan Ashdown", "Amber")):
            self.page.get_by_role("group", name=child).get_by_label(rating).check()
        self.when_they_press("Save Effort")
        assert sorted(self.kept("effort")) == ["amber", "star"]

    def when_she_closes_it(self) -> None:
        self.when_they_open(self.class_path("closing/"))
        self.page.get_by_label("Close it all the same").check()
        self.when_they_press("Close Autumn 2 for Kestrels")
        self.then_they_see("Closed by Ms Farrow")
        self.and_the_page_is_accessible()

    def kept(self, key: str) -> list[str]:
        return [row.value for row in Judgement.objects.standing().filter(key=key)]
