"""A leader changes one of Lantern's defaults, and the class page follows."""

from playwright.sync_api import expect

from lantern.schemes.models import SchemeVersion
from tests.journeys.journey import Journey
from tests.journeys.story import BEGAN, record_the_half_term


class TestAdopting(Journey):
    def test_a_default_is_changed_looked_at_and_adopted(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("leader")
        self.then_maya_s_attendance_says("amber, 97.3 %, suggested")
        self.when_they_open("scheme/")
        self.when_they_follow("Change it")
        self.and_the_page_is_accessible()
        self.page.get_by_label("The scheme we have").check()
        self.when_they_press("Look through it")
        self.and_the_page_is_accessible()
        self.when_the_side_of_a_gap_is_changed()
        self.then_they_see("1 thing differs from version 1")
        self.and_the_page_is_accessible()
        assert SchemeVersion.objects.filter(school=self.cast.school).count() == 1
        self.when_they_press("Adopt it")
        self.then_they_see("Version 2")
        self.then_maya_s_attendance_says("green, 97.3 %, suggested")

    def test_a_scheme_that_contradicts_itself_says_where_and_what_to_write(self) -> None:
        self.given_is_signed_in("leader")
        self.when_they_open("scheme/adopting/")
        self.page.get_by_role("radio", name="Your school’s own file").check()
        wrong = self.cast.version.text.replace('fact = "attendance"', 'fact = "atendance"')
        self.page.get_by_label("Or its text").fill(wrong)
        self.when_they_press("Look through it")
        self.then_the_focus_is_on(self.page.locator(".trouble"))
        self.then_they_see("This has to be mended first", "atendance")
        self.and_the_page_is_accessible()

    # --- sentences ------------------------------------------------------------------------------

    def when_the_side_of_a_gap_is_changed(self) -> None:
        """97.3 lies between 97 and 98: from the day the half term began, with the higher."""
        self.page.get_by_label("In force from").fill(BEGAN.isoformat())
        self.page.get_by_text("Areas: words and numbers").click()
        side = self.page.get_by_role("group", name="Attendance", exact=True)
        side.get_by_label("A number between two bands").select_option("to the higher band")
        self.when_they_press("Preview")

    def then_maya_s_attendance_says(self, words: str) -> None:
        self.when_they_open(self.class_path())
        row = self.page.get_by_role("row", name="Maya Brook")
        expect(row.get_by_role("link", name=f"Attendance: {words}")).to_be_visible()
