"""One plain page a class: what is counted by the week, by keyboard."""

from datetime import date

from playwright.sync_api import Locator, expect

from lantern.habits.actions import record_days, record_tallies
from lantern.habits.models import Tally
from lantern.habits.rules import Count, DayCount
from lantern.reviews.actions import close
from lantern.roster.models import Enrolment, Pupil
from lantern.schools.rules import week_of
from tests.cast import TODAY
from tests.journeys.journey import Journey
from tests.journeys.test_half_typed import PASTE
from tests.journeys.test_judging import refuse_to_send


class TestTheWeek(Journey):
    def test_a_week_is_entered_by_keyboard(self) -> None:
        self.given_the_teacher_opens_the_week()
        self.cell("Rowan Ashdown", "Nights read").focus()
        self.page.keyboard.type("5")
        self.page.keyboard.press("=")
        self.then_they_see("Saved: 2 numbers.")
        self.cell("Maya Brook", "Nights read").focus()
        self.page.keyboard.type("3")
        self.page.keyboard.press("Enter")
        self.then_the_focus_is_on(self.cell("Ewa Zielińska", "Nights read"))
        self.then_they_see("Saved: Maya Brook")
        assert self.kept() == {"Ashdown": 5, "Brook": 3, "Zielińska": 5}
        self.page.keyboard.press("Control+z")
        expect(self.cell("Maya Brook", "Nights read")).to_have_value("5")
        self.then_they_see("Taken back: Maya Brook")
        self.then_the_focus_is_on(self.cell("Maya Brook", "Nights read"))

    def test_columns_of_a_spreadsheet_fill_down_and_are_taken_back_at_once(self) -> None:
        self.given_the_teacher_opens_the_week()
        rowan = self.cell("Rowan Ashdown", "Nights read")
        self.when_they_paste("5\t1\r\n\t\r\n3\t2\r\n", at=rowan)
        self.then_they_see("Saved: 4 numbers.")
        self.then_the_focus_is_on(rowan)
        assert self.kept() == {"Ashdown": 5, "Zielińska": 3}
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.keyboard.press("Control+z")
        expect(rowan).to_have_value("")
        assert not Tally.objects.standing().exclude(count=None).exists()

    def test_what_cannot_be_of_what_is_pasted_is_said_and_the_rest_is_saved(self) -> None:
        self.given_the_teacher_opens_the_week()
        maya = self.cell("Maya Brook", "Nights read")
        self.when_they_paste("4\n9\n1\n2\n", at=maya)
        told = self.page.locator("#wrong li")
        expect(told.first).to_have_text(
            "Ewa Zielińska: Nights read: “9” is not a whole number from 0 to 5. Not saved."
        )
        expect(told.last).to_have_text("2 pasted lines left over: no cell is there.")
        self.then_they_see("Saved: Maya Brook: Nights read.")
        assert self.kept() == {"Brook": 4}
        self.and_the_page_is_accessible()
        maya.fill("3")
        maya.press("ArrowUp")
        expect(told).to_have_count(1)

    def test_a_number_that_cannot_be_is_not_saved_and_says_why(self) -> None:
        self.given_the_teacher_opens_the_week()
        self.cell("Maya Brook", "Nights read").focus()
        self.page.keyboard.type("9")
        self.page.keyboard.press("ArrowDown")
        self.then_they_see("a whole number from 0 to 5. Not saved.")
        expect(self.cell("Maya Brook", "Nights read")).to_have_attribute("aria-invalid", "true")
        self.and_the_page_is_accessible()
        assert not Tally.objects.exists()

    def test_what_a_press_filled_is_taken_back_from_where_the_focus_stays(self) -> None:
        self.given_the_teacher_opens_the_week()
        self.page.get_by_label("Nights read: what all the blanks get").fill("4")
        button = self.page.get_by_role("button", name="Fill").nth(1)
        button.click()
        self.then_they_see("Saved: 3 numbers.")
        self.then_the_focus_is_on(button)
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.keyboard.press("Control+z")
        self.then_they_see("Taken back: 3 numbers.")
        assert not Tally.objects.standing().exclude(count=None).exists()

    def test_no_blank_is_filled_with_a_number_that_cannot_be(self) -> None:
        self.given_the_teacher_opens_the_week()
        self.page.get_by_label("Nights read: what all the blanks get").fill("99")
        self.page.keyboard.press("Enter")
        self.then_they_see("“99” is not a whole number from 0 to 5. Nothing was filled.")
        expect(self.page.locator("#wrong li")).to_have_count(0)
        expect(self.cell("Maya Brook", "Nights read")).to_have_value("")
        self.and_the_page_is_accessible()
        assert not Tally.objects.exists()

    def test_every_wrong_number_stays_in_sight_until_it_is_mended(self) -> None:
        self.given_the_teacher_opens_the_week()
        self.page.set_viewport_size({"width": 768, "height": 420})
        for child, typed in (("Rowan Ashdown", "9"), ("Maya Brook", "abc")):
            self.cell(child, "Nights read").fill(typed)
            self.page.keyboard.press("Enter")
        told = self.page.locator("#wrong li")
        expect(told).to_have_count(2)
        expect(told.first).to_be_in_viewport(ratio=1)
        for child, typed in (("Rowan Ashdown", "9"), ("Maya Brook", "abc")):
            words = f"{child}: Nights read: “{typed}” is not a whole number from 0 to 5. Not saved."
            expect(self.cell(child, "Nights read")).to_have_accessible_description(words)
        self.then_the_bar_hides_no_focus()
        told.first.get_by_role("link").click()
        self.then_the_focus_is_on(self.cell("Rowan Ashdown", "Nights read"))
        self.page.keyboard.type("4")
        self.page.keyboard.press("Enter")
        expect(told).to_have_count(1)
        self.then_they_see("Saved: Rowan Ashdown")
        assert self.kept() == {"Ashdown": 4}

    def test_a_lost_network_keeps_what_is_typed_and_sends_it_when_it_is_back(self) -> None:
        self.given_the_teacher_opens_the_week()
        with self.bearing_with("ERR_INTERNET_DISCONNECTED"):
            self.page.context.set_offline(True)
            for child, typed in (("Rowan Ashdown", "5"), ("Maya Brook", "4")):
                self.cell(child, "Nights read").focus()
                self.page.keyboard.type(typed)
                self.page.keyboard.press("Enter")
            self.then_they_see("2 not saved yet. Lantern cannot be reached just now")
            self.then_they_do_not_see("All saved")
            self.when_they_press("Save")
            self.then_they_see("2 not saved yet. Lantern cannot be reached just now")
            self.then_leaving_asks_first()
            assert not Tally.objects.exists()
            self.page.context.set_offline(False)
            self.then_they_see("Saved: 2 numbers.")  # what was tried last may fail until then
        self.then_they_do_not_see("not saved yet")
        assert self.kept() == {"Ashdown": 5, "Brook": 4}

    def test_what_could_not_be_sent_outlasts_the_page_but_goes_in_over_nothing(self) -> None:
        self.given_the_teacher_opens_the_week()
        with self.bearing_with("ERR_FAILED"):
            self.page.route("**/*", refuse_to_send)
            self.page.on("dialog", lambda asked: asked.accept())
            for child, typed in (("Rowan Ashdown", "5"), ("Maya Brook", "4"), ("Ewa", "1")):
                self.cell(child, "Nights read").focus()
                self.page.keyboard.type(typed)
                self.page.keyboard.press("Enter")
            self.then_they_see("3 not saved yet. Lantern cannot be reached just now")
            kept = str(self.page.evaluate("JSON.stringify(sessionStorage)"))
            assert str(self.cast.settled.ref) in kept
            assert "Maya" not in kept
            other = Count(pupil=self.cast.settled.pk, week=week_of(TODAY), fact="nights", count=3)
            record_tallies(tallies=[other], by=self.cast.viewer("assistant"))
            elsewhere = Enrolment.objects.filter(pupil=self.cast.joiner)
            elsewhere.update(school_class=self.cast.wrens)
            self.page.reload()
            self.then_they_see("1 not saved before: no longer on this page, so not saved.")
            self.then_they_see("Maya Brook: Nights read: changed meanwhile, and left as it stands.")
            self.then_they_see("1 not saved yet. Lantern cannot be reached just now")
            self.page.unroute("**/*")
            self.then_they_see("Saved: Rowan Ashdown")
            self.page.route("**/*", refuse_to_send)
            self.cell("Rowan Ashdown", "Nights read").fill("2")
            self.page.keyboard.press("Enter")
            self.then_they_see("1 not saved yet. Lantern cannot be reached just now")
            self.given_the_review_was_closed()
            self.page.reload()
            self.then_they_see("its review was closed meanwhile. Yours, 2, was not saved.")
            self.and_the_page_is_accessible()
        assert "unsent" not in str(self.page.evaluate("JSON.stringify(sessionStorage)"))
        assert self.kept() == {"Ashdown": 5, "Brook": 3}

    def test_beside_what_is_on_the_page_no_longer_nothing_says_that_all_is_saved(self) -> None:
        self.given_the_teacher_opens_the_week()
        with self.bearing_with("ERR_FAILED"):
            self.page.route("**/*", refuse_to_send)
            self.page.on("dialog", lambda asked: asked.accept())
            self.cell("Ewa", "Nights read").fill("1")
            self.page.keyboard.press("Enter")
            self.then_they_see("1 not saved yet. Lantern cannot be reached just now")
            elsewhere = Enrolment.objects.filter(pupil=self.cast.joiner)
            elsewhere.update(school_class=self.cast.wrens)
            self.page.reload()
        self.then_they_see("1 not saved before: no longer on this page, so not saved.")
        self.then_they_do_not_see("All saved")
        self.page.reload()
        self.then_they_see("All saved")

    def test_a_number_half_typed_is_saved_before_the_page_is_left(self) -> None:
        self.given_the_teacher_opens_the_week()
        self.cell("Maya Brook", "Nights read").focus()
        self.page.keyboard.type("4")
        self.then_leaving_asks_first()
        self.then_they_see("Saved: Maya Brook")
        assert self.kept() == {"Brook": 4}

    def test_what_is_cleared_says_what_its_days_come_to_and_is_typed_over(self) -> None:
        given = DayCount(pupil=self.cast.settled.pk, on=TODAY, fact="lates", count=2)
        record_days(days=[given], by=self.cast.viewer("teacher"))
        self.given_the_teacher_opens_the_week()
        maya = self.cell("Maya Brook", "Lates")
        expect(maya).to_have_value("2")
        for typed, words, stands in (
            ("", "Saved: Maya Brook: Lates. Its days come to 2.", "2"),
            ("7", "Saved: Maya Brook: Lates.", "7"),
            ("", "Saved: Maya Brook: Lates. Its days come to 2.", "2"),
        ):
            maya.fill(typed)
            maya.press("ArrowDown")
            expect(self.page.locator("#saved")).to_have_text(words)
            expect(maya).to_have_value(stands)
            expect(maya).to_have_class("summed" if stands == "2" else "")
        self.then_what_was_typed_over_it_is_taken_back_to_it(maya)
        assert Tally.objects.standing().get(fact="lates").summed

    def then_what_was_typed_over_it_is_taken_back_to_it(self, cell: Locator) -> None:
        """And not to a number that stands though its days change: nobody typed that one."""
        cell.fill("7")
        cell.press("ArrowDown")
        expect(self.page.locator("#saved")).to_have_text("Saved: Maya Brook: Lates.")
        self.page.keyboard.press("Control+z")
        self.then_they_see("Taken back: Maya Brook: Lates. Its days come to 2.")
        expect(cell).to_have_value("2")

    def test_a_click_into_the_cell_one_is_in_selects_what_it_holds(self) -> None:
        self.given_the_teacher_opens_the_week()
        maya = self.cell("Maya Brook", "Nights read")
        maya.focus()
        self.page.keyboard.type("5")
        maya.click()
        self.page.keyboard.type("4")
        expect(maya).to_have_value("4")

    def test_a_number_that_a_colleague_entered_first_is_not_overwritten(self) -> None:
        self.given_the_teacher_opens_the_week()
        self.given_the_assistant_has_entered(2, self.cast.settled)
        maya = self.cell("Maya Brook", "Nights read")
        with self.bearing_with("409 (Conflict)"):
            maya.fill("4")
            self.page.keyboard.press("ArrowDown")
            self.then_they_see("Miss Ito changed this a moment ago. It stands as they left it: 2.")
        expect(maya).to_have_value("4")
        expect(maya).to_have_attribute("aria-invalid", "true")
        self.and_the_page_is_accessible()
        assert self.kept() == {"Brook": 2}
        maya.focus()
        self.page.keyboard.press("Escape")
        expect(maya).to_have_value("2")
        expect(self.page.locator("#wrong li")).to_have_count(0)
        maya.fill("3")
        self.page.keyboard.press("ArrowDown")
        self.then_they_see("Saved: Maya Brook")
        assert self.kept() == {"Brook": 3}

    def test_what_was_sent_with_it_is_saved_and_save_puts_ones_own_in_its_place(self) -> None:
        self.given_the_teacher_opens_the_week()
        self.given_the_assistant_has_entered(2, self.cast.settled)
        self.cell("Rowan Ashdown", "Nights read").focus()
        with self.bearing_with("409 (Conflict)"):
            self.page.keyboard.type("5")
            self.page.keyboard.press("=")
            self.then_they_see("Miss Ito changed this a moment ago")
        self.then_they_see("Saved: Ewa Zielińska")
        assert self.kept() == {"Ashdown": 5, "Brook": 2, "Zielińska": 5}
        self.when_they_press("Save")
        self.then_they_see("Saved: 1 changed.")
        assert self.kept() == {"Ashdown": 5, "Brook": 5, "Zielińska": 5}

    def test_beneath_a_closed_review_a_change_waits_for_why(self) -> None:
        self.given_the_assistant_has_entered(2, self.cast.settled)
        self.given_the_review_was_closed()
        self.given_the_teacher_opens_the_week()
        self.cell("Maya Brook", "Nights read").fill("4")
        self.cell("Rowan Ashdown", "Nights read").fill("5")  # nothing stood there
        self.page.keyboard.press("Enter")
        self.then_they_see("Saved: Rowan Ashdown")
        self.then_they_see("1 not saved yet. Say why, or press Save to give no reason.")
        expect(self.page.get_by_label("Why is it changed?")).to_be_in_viewport()
        assert self.kept() == {"Brook": 2, "Ashdown": 5}
        self.page.get_by_label("Why is it changed?").fill("a wrong entry")
        self.page.keyboard.press("Tab")
        self.then_they_see("Saved: Maya Brook")
        self.then_they_do_not_see("not saved yet")
        assert Tally.objects.get(count=4).correction == "a wrong entry"
        self.page.get_by_label("Why is it changed?").fill("")
        self.cell("Maya Brook", "Nights read").fill("3")
        self.page.keyboard.press("Enter")
        self.then_they_see("1 not saved yet. Say why")
        self.when_they_press("Save")
        self.then_they_do_not_see("not saved yet")
        assert Tally.objects.get(count=3).correction == ""

    def then_leaving_asks_first(self) -> None:
        with self.page.expect_event("dialog") as asked:
            self.page.close(run_before_unload=True)
        assert asked.value.type == "beforeunload"
        asked.value.dismiss()

    # --- sentences ------------------------------------------------------------------------------

    def when_they_paste(self, text: str, *, at: Locator) -> None:
        at.click()
        self.page.evaluate(PASTE, text)

    def given_the_review_was_closed(self) -> None:
        by = self.cast.viewer("teacher")
        close(school_class=self.cast.kestrels, period=self.cast.period, by=by)

    def given_the_teacher_opens_the_week(self) -> None:
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path("week/"))

    def given_the_assistant_has_entered(self, count: int, child: Pupil) -> None:
        told = Count(pupil=child.pk, week=date(2026, 11, 23), fact="nights", count=count)
        record_tallies(tallies=[told], by=self.cast.viewer("assistant"))

    def then_the_bar_hides_no_focus(self) -> None:
        """WCAG 2.2, 2.4.11, with the last of the class in focus."""
        self.cell("Ewa Zielińska", "Nights read").focus()
        under = "document.activeElement.getBoundingClientRect().bottom"
        bar = "document.getElementById('foot').getBoundingClientRect().top"
        assert self.page.evaluate(f"{under} <= {bar}")

    def cell(self, child: str, column: str) -> Locator:
        return self.page.get_by_role("row", name=child).get_by_label(column)

    def kept(self) -> dict[str, int | None]:
        rows = Tally.objects.standing().select_related("pupil").filter(fact="nights")
        return {row.pupil.legal_surname: row.count for row in rows}
