"""A class of thirty in under a minute: all is fine but four, by keys and by taps."""

from datetime import date

from playwright.sync_api import Locator, expect

from lantern.habits.actions import record_days
from lantern.habits.models import DayTally, Tally
from lantern.habits.rules import DayCount
from lantern.roster.models import Enrolment, Pupil
from tests.cast import SEPTEMBER, TODAY, a_place, a_pupil
from tests.journeys.journey import PHONE, Journey
from tests.journeys.test_judging import refuse_to_send

FORENAMES = (  # with three of the cast they are thirty
    "Abel Bea Cleo Dev Edie Finn Gwen Hugo Ines Jude Kit Lola Milo Nell Omar Pip Quin Rex Sia Ted "
    "Una Vic Wren Xan Yara Zac Ava"
)
FACTS = ("lates", "nights", "kit", "homework")
BUT = {("Cleo", "nights"): 0, ("Hugo", "lates"): 1, ("Nell", "kit"): 1, ("Wren", "homework"): 0}
MOST_KEYS, MOST_TAPS = 30, 5  # two keys a second are 15 seconds


class OfThirty(Journey):
    def given_a_class_of_thirty(self) -> None:
        for forename in FORENAMES.split():
            child = a_pupil(self.cast.school, forename, "Moss", date(2018, 3, 1))
            a_place(child, self.cast.kestrels)
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path("day/"))

    def cell(self, child: str, fact: str) -> Locator:
        return self.page.get_by_role("row", name=child).get_by_label(fact)

    def then_all_is_saved(self) -> None:
        expect(self.page.locator("#day")).to_have_attribute("aria-busy", "false")

    def then_all_are_fine_but(self, but: dict[tuple[str, str], int]) -> None:
        """Thirty children by four facts, and nobody else's differ."""
        if self.scripts:
            self.then_all_is_saved()
        rows = DayTally.objects.standing().select_related("pupil")
        kept = {(row.pupil.called_forename, row.fact): row.count for row in rows}
        fine = {"lates": 0, "nights": 1, "kit": 0, "homework": 1}
        everyone = Pupil.objects.filter(called_surname="Moss").values_list("called_forename")
        names = [name for (name,) in everyone] + ["Maya", "Ewa", "Rowan"]
        assert len(names) == 30
        assert kept == {(name, fact): fine[fact] for name in names for fact in FACTS} | but


class TestByKeys(OfThirty):
    def test_thirty_children_and_four_exceptions(self) -> None:
        self.given_a_class_of_thirty()
        self.keys = 0
        expect(self.page.get_by_role("button", name="All fine")).to_be_focused()
        self.when_they_key("Enter")
        self.then_they_see("Saved: 120 changed.")
        self.when_they_key("c", "l", "ArrowRight", "0")
        self.when_they_key("h", "ArrowLeft", "1")
        self.when_they_key("n", "ArrowRight", "ArrowRight", "1")
        self.when_they_key("w", "ArrowRight", "Space")
        expect(self.cell("Wren Moss", "Homework")).to_have_text("✗")
        self.then_all_are_fine_but(BUT)
        assert self.keys <= MOST_KEYS
        self.and_the_page_is_accessible()

    def test_the_first_child_in_focus_is_clear_of_the_headings(self) -> None:
        """WCAG 2.2, 2.4.11: the outline is 3 px, and the headings cover 2 beneath them."""
        self.given_a_class_of_thirty()
        self.page.get_by_role("button", name="All fine").click()
        first = self.page.locator("button.press").first
        self.then_the_focus_is_on(first)
        top = first.evaluate("cell => cell.getBoundingClientRect().top")
        heading = self.page.locator("thead th").nth(1)
        assert top - heading.evaluate("each => each.getBoundingClientRect().bottom") >= 5
        self.then_all_is_saved()

    def test_the_last_is_taken_back_and_a_letter_goes_on_to_the_next_of_that_name(self) -> None:
        self.given_a_class_of_thirty()
        self.page.get_by_role("button", name="All fine").click()
        self.then_they_see("Saved: 120 changed.")
        self.page.keyboard.press("a")
        self.page.keyboard.press("v")
        self.then_the_focus_is_on(self.cell("Ava Moss", "Lates"))
        self.page.keyboard.press("2")
        expect(self.cell("Ava Moss", "Lates")).to_have_text("2")
        self.page.keyboard.press("Control+z")
        expect(self.cell("Ava Moss", "Lates")).to_have_text("✓")
        self.page.keyboard.press("Delete")
        expect(self.cell("Ava Moss", "Lates")).to_have_text("·")
        self.then_all_is_saved()

    def when_they_key(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)


class TestByTaps(OfThirty):
    size = PHONE

    def test_thirty_children_and_four_exceptions(self) -> None:
        self.given_a_class_of_thirty()
        taps = [self.page.get_by_role("button", name="All fine")]
        words = {"nights": "Nights", "lates": "Lates", "kit": "Days without", "homework": "Home"}
        taps += [self.cell(f"{child} Moss", words[fact]) for child, fact in BUT]
        for tap in taps:
            tap.click()
        assert len(taps) <= MOST_TAPS
        self.then_all_are_fine_but(BUT)
        self.and_the_page_is_accessible()


class TestWithoutScripts(OfThirty):
    scripts = False

    def test_all_fine_and_a_press_are_each_a_page(self) -> None:
        self.given_a_class_of_thirty()
        self.when_they_press("All fine")
        self.then_they_see("Saved: 120 changed.")
        self.cell("Cleo Moss", "Nights").click()
        self.then_they_see("Saved: 1 changed.")
        self.then_all_are_fine_but({("Cleo", "nights"): 0})


class TestOutOfReach(OfThirty):
    def test_what_could_not_be_sent_waits_and_is_said(self) -> None:
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path("day/"))
        with self.bearing_with("ERR_INTERNET_DISCONNECTED"):
            self.page.context.set_offline(True)
            self.cell("Maya Brook", "Lates").click()
            self.cell("Maya Brook", "Lates").click()
            self.then_they_see("1 not saved yet. Lantern cannot be reached just now")
            assert not DayTally.objects.exists()
            self.page.context.set_offline(False)
            self.then_all_is_saved()
        assert Tally.objects.standing().get().count == 1

    def test_it_outlasts_the_page_but_goes_in_over_nothing(self) -> None:
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path("day/"))
        with self.bearing_with("ERR_FAILED"):
            self.page.route("**/*", refuse_to_send)
            self.page.on("dialog", lambda asked: asked.accept())
            self.cell("Maya Brook", "Lates").click()
            self.cell("Ewa", "Nights").click()
            self.cell("Rowan", "Nights").click()
            self.then_they_see("3 not saved yet. Lantern cannot be reached just now")
            kept = str(self.page.evaluate("JSON.stringify(sessionStorage)"))
            assert str(self.cast.settled.ref) in kept
            assert "Maya" not in kept
            other = DayCount(pupil=self.cast.settled.pk, on=TODAY, fact="lates", count=2)
            record_days(days=[other], by=self.cast.viewer("assistant"))
            Enrolment.objects.filter(pupil=self.cast.two_homes).update(ends_on=SEPTEMBER)
            self.page.reload()
            self.then_they_see("1 not saved before: no longer on this page, so not saved.")
            self.then_they_see("Maya Brook: Lates: changed meanwhile, and left as it stands.")
            self.then_they_see("1 not saved yet. Lantern cannot be reached just now")
            self.page.unroute("**/*")
            self.then_all_is_saved()
        assert "unsent" not in str(self.page.evaluate("JSON.stringify(sessionStorage)"))
        rows = DayTally.objects.standing().values_list("pupil__called_forename", "fact", "count")
        assert set(rows) == {("Maya", "lates", 2), ("Ewa", "nights", 1)}
