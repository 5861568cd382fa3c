"""A half term is closed, kept as it was shown, opened again with a reason, and printed."""

import re

from playwright.sync_api import expect

from lantern.judgements.models import Judgement
from tests.journeys.journey import Journey
from tests.journeys.story import fill_the_class, record_the_half_term
from tests.papers import sides_of, words_on


class TestClosing(Journey):
    def test_the_teacher_closes_it_and_a_leader_opens_it_again(self) -> None:
        self.given_a_half_term_and_its_teacher()
        self.when_they_follow("Close Autumn 2")
        self.then_they_see("Still to do")
        self.then_what_is_left_of_a_child_is_folded_with_its_number()
        self.then_they_see("Autumn 2 is not over.")
        self.and_the_page_is_accessible()
        self.page.get_by_label("Close it all the same").check()
        self.when_they_press("Close Autumn 2 for Kestrels")
        self.then_they_see("Closed by Ms Farrow", "A leader can open it again, with a reason.")
        self.and_the_page_is_accessible()
        self.when_they_follow("See it as it was")
        self.then_they_see("shown as it was that day")
        self.then_it_is_refused_to_judge()
        self.given_is_signed_in("leader")
        self.when_they_open(self.class_path("closing/"))
        self.when_they_follow("Open it again")
        self.and_the_page_is_accessible()
        self.page.get_by_label("Why is it opened again?").fill("Two registers came in late")
        self.when_they_press("Open it again")
        self.then_they_see("Two registers came in late")
        self.then_what_was_shown_before_can_be_opened()
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path())
        expect(self.page.get_by_role("link", name="Judge Autumn 2")).to_be_visible()

    def test_what_wants_a_reason_is_named_and_led_to(self) -> None:
        self.given_a_half_term_and_its_teacher()
        self.when_they_open(self.class_path("judging/"))
        self.page.get_by_role("row", name="Maya Brook").locator(
            '[data-k="area-attendance"]'
        ).click()
        self.page.keyboard.press("g")
        expect(self.page.locator("#saving")).to_have_text("All saved")
        self.when_they_follow("Done")
        self.then_they_see("First say why for Maya Brook.")
        self.and_the_page_is_accessible()
        self.when_they_follow_to_say_why("Maya Brook", "Attendance")
        self.then_the_focus_is_on(self.page.get_by_label("Reason for “Green”"))
        self.and_the_page_is_accessible()
        self.page.keyboard.type("A hospital appointment")
        self.page.keyboard.press("Enter")
        self.then_the_heading_is("Close Autumn 2")
        self.then_they_see("Saved: Maya Brook, Attendance, green")
        self.then_they_do_not_see("First say why for Maya Brook.")

    def test_a_cell_as_a_page_of_its_own_leads_back_to_the_profile(self) -> None:
        self.given_a_half_term_and_its_teacher()
        self.when_they_follow("Maya Brook")
        self.when_they_follow("Effort")
        self.then_the_heading_is("Effort")
        self.and_the_page_is_accessible()
        self.when_they_press("Amber")
        self.then_the_heading_is("Maya Brook")
        self.then_they_see("Saved: Maya Brook, Effort, amber.")
        assert Judgement.objects.standing().get().value == "amber"

    def test_the_class_is_printed(self) -> None:
        self.given_a_half_term_and_its_teacher()
        self.page.get_by_text("Print", exact=True).click()
        words = self.words_of_the_pdf("Every profile (PDF)")
        for name in ("Rowan Ashdown", "Maya Brook", "Ewa Zielińska"):
            assert name in words

    def test_the_page_itself_prints_on_one_sheet(self) -> None:
        self.given_a_half_term_and_its_teacher()
        [side] = sides_of(self.page.pdf(prefer_css_page_size=True))
        assert side.width > side.height
        assert "Close Autumn 2" not in side.words

    def test_thirty_children_print_on_one_sheet(self) -> None:
        fill_the_class(self.cast, 30)
        self.given_a_half_term_and_its_teacher()
        assert len(sides_of(self.page.pdf(prefer_css_page_size=True))) == 1

    # --- sentences ------------------------------------------------------------------------------

    def then_what_was_shown_before_can_be_opened(self) -> None:
        self.page.get_by_role("link", name="What was shown on").click()
        self.then_they_see("An earlier closing of Autumn 2.", "Mrs Okafor opened it again")
        self.and_the_page_is_accessible()
        self.when_they_follow("Maya Brook")
        self.then_the_heading_is("Maya Brook")
        self.then_they_see("An earlier closing of Autumn 2.", "Two registers came in late")
        self.and_the_page_is_accessible()

    def given_a_half_term_and_its_teacher(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path())

    def then_what_is_left_of_a_child_is_folded_with_its_number(self) -> None:
        """By a keyboard it opens; on paper all of it stands, open or not."""
        row = self.page.get_by_role("row", name="Maya Brook")
        cell, folded = row.get_by_role("link", name="Mathematics"), row.locator("summary")
        expect(cell).to_be_hidden()
        expect(folded).to_have_text(re.compile(r"^\d+ cells of Maya Brook$"))
        assert "Mathematics" in " ".join(side.words for side in sides_of(self.page.pdf()))
        folded.focus()
        self.page.keyboard.press("Enter")
        expect(cell).to_be_visible()

    def when_they_follow_to_say_why(self, child: str, column: str) -> None:
        row = self.page.get_by_role("row", name=child)
        row.get_by_role("link", name=column).last.click()

    def words_of_the_pdf(self, link: str) -> str:
        """Fetched as the browser would, for its own viewer is another program."""
        found = self.page.get_by_role("link", name=link)
        expect(found).to_be_visible()
        answer = self.page.context.request.get(f"{self.address}{found.get_attribute('href')}")
        assert answer.headers["content-type"] == "application/pdf"
        return words_on(answer.body())

    def then_it_is_refused_to_judge(self) -> None:
        self.when_they_open(self.class_path("judging/"))
        self.then_the_heading_is("Autumn 2 is closed")
        self.and_the_page_is_accessible()
