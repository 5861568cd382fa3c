"""A word half typed while judging: whichever way it is left, it is saved or said not to be."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Dialog, Locator, expect

from lantern.judgements.models import Judgement
from tests.journeys.test_judging import Judging

NOT_SAVED = "“be” could be more than one rating here: nothing was saved"


class TestLeavingAWordHalfTyped(Judging):
    def test_tab_saves_it_and_goes_on(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_type("sec", child="Rowan Ashdown")
        self.page.keyboard.press("Tab")
        expect(self.cell("Rowan Ashdown", "Mathematics")).not_to_be_focused()
        self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "maths", "secure")

    def test_tab_stays_where_it_means_nothing(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_type("be", child="Rowan Ashdown")
        self.page.keyboard.press("Tab")
        self.then_the_focus_is_on(self.cell("Rowan Ashdown", "Mathematics"))
        self.then_they_see(NOT_SAVED)
        assert not Judgement.objects.exists()

    def test_the_mouse_saves_it_wherever_it_goes(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_type("sec", child="Rowan Ashdown")
        self.page.get_by_role("heading", level=1).click()
        self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "maths", "secure")

    def test_the_mouse_leaves_word_of_what_was_not_saved(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_type("be", child="Rowan Ashdown")
        self.page.get_by_role("heading", level=1).click()
        self.then_the_news_is(f"Rowan Ashdown, Mathematics: {NOT_SAVED}.")
        self.when_time_goes_on()
        self.and_the_page_is_accessible()
        self.when_they_go_to("Rowan Ashdown", "Mathematics")
        self.page.keyboard.press("5")
        self.then_the_news_is("")
        self.then_all_is_saved()

    def test_a_link_is_followed_only_once_that_was_read(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_type("be", child="Rowan Ashdown")
        with self.being_asked_before_leaving():
            self.page.get_by_role("link", name="Kestrels").first.click()
        self.then_the_news_is(f"Rowan Ashdown, Mathematics: {NOT_SAVED}.")
        self.when_they_follow("Kestrels")
        self.then_the_heading_is("Kestrels")

    # --- sentences ------------------------------------------------------------------------------

    def when_they_type(self, word: str, *, child: str) -> None:
        self.given_the_letters_come_at_once()
        self.when_they_go_to(child, "Mathematics")
        self.page.keyboard.type(word)

    def then_the_news_is(self, words: str) -> None:
        expect(self.page.locator("#news")).to_have_text(words)

    @contextmanager
    def being_asked_before_leaving(self) -> Iterator[None]:
        """The browser asks, and they stay."""
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        self.page.once("dialog", stay)
        yield
        assert asked == ["beforeunload"]


class TestTypingAWholeName(Judging):
    """Where one letter is enough: the rest of the word rates nobody else."""

    def test_the_rest_of_the_word_and_its_enter_rate_nobody(self) -> None:
        self.given_the_teacher_is_judging()
        self.given_the_letters_come_at_once()
        self.when_they_type("amber", child="Rowan Ashdown")
        self.page.keyboard.press("Enter")
        self.then_the_focus_is_on(self.cell("Maya Brook", "Effort"))
        self.page.keyboard.type("green")
        self.then_the_focus_is_on(self.cell("Ewa Zielińska", "Effort"))
        self.page.keyboard.type("not rated")
        self.then_these_are_kept({"Ashdown": "amber", "Brook": "green", "Zielińska": "-"})

    def test_a_sentence_rates_one_child_at_most_and_the_bar_says_which(self) -> None:
        self.given_the_teacher_is_judging()
        self.given_the_letters_come_at_once()
        self.when_they_type("good morning, are we ready?", child="Rowan Ashdown")
        self.then_they_see("Just before, a letter rated Rowan Ashdown, Effort: green.")
        self.then_they_see("“ood morning, are we …” is no rating here")
        self.when_time_goes_on()
        self.and_the_page_is_accessible()
        self.then_these_are_kept({"Ashdown": "green"})
        self.page.keyboard.press("Control+z")
        self.then_these_are_kept({"Ashdown": ""})

    def test_a_letter_that_might_go_on_a_name_waits_for_the_next_or_a_moment(self) -> None:
        self.given_the_teacher_is_judging()
        self.given_the_letters_come_at_once()
        self.when_they_type("gr", child="Rowan Ashdown")
        self.then_they_see("typing r…")
        self.when_a_moment_goes_by()
        self.then_the_focus_is_on(self.cell("Ewa Zielińska", "Effort"))
        self.then_these_are_kept({"Ashdown": "green", "Brook": "red"})

    def when_they_type(self, words: str, *, child: str) -> None:
        self.when_they_go_to(child, "Effort")
        self.page.keyboard.type(words)

    def then_these_are_kept(self, values: dict[str, str]) -> None:
        self.then_all_is_saved()
        rows = Judgement.objects.standing().select_related("pupil")
        assert {row.pupil.legal_surname: row.value for row in rows} == values


class TestPasting(Judging):
    def test_a_block_of_columns_fills_as_many_and_is_undone_at_once(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_paste(
            "Secure\t4\n\t\nSecure+\tb\n", at=self.cell("Rowan Ashdown", "Writing")
        )
        self.then_they_see("4 pasted.")
        self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "writing", "secure")
        self.then_it_is_kept("Rowan Ashdown", "reading", "working-within")
        self.then_it_is_kept("Ewa Zielińska", "writing", "secure-plus")
        self.page.keyboard.press("Control+z")
        self.then_all_is_saved()
        assert not Judgement.objects.standing().exclude(value="").exists()

    def test_what_is_pasted_elsewhere_is_left_alone(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_go_to("Rowan Ashdown", "Writing")
        self.page.get_by_role("heading", level=1).click()
        self.page.evaluate(PASTE, "Secure\n4\n")
        self.then_all_is_saved()
        assert not Judgement.objects.exists()

    def when_they_paste(self, text: str, *, at: Locator) -> None:
        """As a spreadsheet leaves it: tabs between columns."""
        at.click()
        self.page.evaluate(PASTE, text)


class TestLeavingAReason(Judging):
    def test_one_that_is_too_long_is_counted_as_it_will_be_kept(self) -> None:
        """A browser counts a star as two characters, and so would refuse what may be said."""
        self.given_the_teacher_is_judging()
        self.when_they_go_to("Maya Brook", "Attendance")
        self.page.keyboard.press("g")
        self.page.keyboard.press("Shift+R")
        reason = self.page.get_by_label("Reason")
        reason.fill("🌟" * 501)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#say-why")).to_be_visible()
        said = reason.evaluate("typed => typed.validationMessage")
        assert said == "Use 500 characters at most: this has 501."
        reason.fill("🌟" * 500)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#say-why")).to_be_hidden()
        self.then_all_is_saved()
        assert Judgement.objects.standing().get().reason == "🌟" * 500


PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""
