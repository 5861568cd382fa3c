"""The main job where no script runs: sign in, read why, judge with a reason, close."""

from playwright.sync_api import expect

from lantern.judgements.models import Judgement
from lantern.reviews.actions import close
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

    def test_a_leader_adopts_a_scheme_closes_a_day_loads_attendance_and_opens_again(self) -> None:
        record_the_half_term(self.cast)
        close(
            school_class=self.cast.kestrels, period=self.cast.period, by=self.cast.viewer("leader")
        )
        self.given_is_signed_in("leader")
        self.when_they_adopt_a_changed_scheme()
        self.when_they_close_a_day_to_come()
        self.when_they_load_attendance()
        self.when_they_open_the_review_again()

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

    def when_they_adopt_a_changed_scheme(self) -> None:
        self.when_they_open("scheme/adopting/")
        self.page.get_by_label("The scheme we have").check()
        self.when_they_press("Look through it")
        self.page.get_by_text("Areas: words and numbers").click()
        side = self.page.get_by_role("group", name="Attendance", exact=True)
        side.get_by_label("A number between two bands").select_option("to the higher band")
        self.when_they_press("Preview")
        self.then_they_see("1 thing differs from version 1")
        self.when_they_press("Adopt it")
        self.then_they_see("Version 2")
        self.and_the_page_is_accessible()

    def when_they_close_a_day_to_come(self) -> None:
        self.when_they_open("dates/")
        self.page.get_by_label("Day", exact=True).fill("2026-12-11")
        self.page.get_by_label("Called").fill("Snow")
        self.when_they_press("Add it")
        self.then_they_see("Fri 11 Dec 2026", "Snow")

    def when_they_load_attendance(self) -> None:
        self.when_they_open("attendance/")
        told = 'Name,Date of birth,25/11/2026 AM\n"Brook, Maya",14/02/2018,L\n'
        self.page.locator("input[type=file]").set_input_files(
            {"name": "marks.csv", "mimeType": "text/csv", "buffer": told.encode()}
        )
        self.when_they_press("Look at it")
        self.then_they_see("Nothing is loaded yet.", "Maya Brook")
        self.when_they_press("Load it")
        self.then_they_see("Loaded marks.csv: 0 added, 1 changed")

    def when_they_open_the_review_again(self) -> None:
        self.when_they_open(self.class_path("closing/"))
        self.when_they_follow("Open it again")
        self.page.get_by_label("Why is it opened again?").fill("Two registers came in late")
        self.when_they_press("Open it again")
        self.then_they_see("Two registers came in late")
        self.and_the_page_is_accessible()
