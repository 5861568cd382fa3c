"""The office sees no judgement, an assistant judges her own, a stranger finds nothing."""

from playwright.sync_api import expect

from tests.journeys.journey import Journey
from tests.journeys.story import record_the_half_term

MARKS = (
    "Name;Date of birth;23/11/2026 AM;23/11/2026 PM\n"
    '"Brook, Maya";14/02/2018;/;\\\n'
    '"Ashdown, Rowan";20/11/2017;L;I\n'
)


class TestTheOffice(Journey):
    def test_it_sees_classes_and_no_judgement(self) -> None:
        self.given_is_signed_in("office")
        self.when_they_open("")
        self.then_they_see("Kestrels")
        expect(self.page.get_by_role("link", name="Scheme")).to_have_count(0)
        for path in (self.class_path(), self.class_path("judging/"), "scheme/", "prints/"):
            self.then_it_is_refused(path, 403)
        self.then_it_is_refused(f"pupils/{self.cast.settled.ref}/profile/", 403)

    def test_it_loads_the_attendance(self) -> None:
        self.given_is_signed_in("office")
        self.when_they_open("attendance/")
        self.and_the_page_is_accessible()
        file = {"name": "marks.csv", "mimeType": "text/csv", "buffer": MARKS.encode()}
        self.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
        self.when_they_press("Look at it")
        self.then_they_see("Nothing is loaded yet.", "Maya Brook")
        self.and_the_page_is_accessible()
        self.when_they_press("Load it")
        self.then_they_see("Loaded marks.csv: 4 added, 0 changed, 0 left.")


class TestAnAssistant(Journey):
    def test_she_judges_her_own_class_and_her_mentee_elsewhere(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("assistant")
        self.when_they_open(f"classes/{self.cast.wrens.ref}/judging/")
        row = self.page.get_by_role("row", name="Tom Sparrow")
        row.locator('[data-k="area-effort"]').click()
        self.page.keyboard.press("g")
        expect(self.page.locator("#heard")).to_have_text("Tom Sparrow is not yours to judge.")
        self.page.get_by_role("row", name="Idris Vale").locator('[data-k="area-effort"]').click()
        self.page.keyboard.press("g")
        expect(self.page.locator("#heard")).to_contain_text("Saved: Idris Vale")
        self.when_they_open(f"classes/{self.cast.wrens.ref}/closing/")
        self.then_they_see("The class’s own teachers and leaders close it.")
        self.and_the_page_is_accessible()


class TestAStranger(Journey):
    def test_the_school_next_door_finds_nothing_here(self) -> None:
        self.given_is_signed_in("stranger")
        for path in ("", self.class_path(), f"pupils/{self.cast.settled.ref}/profile/"):
            self.then_it_is_refused(path, 404)
