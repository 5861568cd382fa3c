"""A teacher judges her class by keyboard, cell by cell, with no save button."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Route, expect

from lantern.demo.presets import trust
from lantern.demo.rules.judging import decide, rating_of, step_of
from lantern.demo.rules.natures import ordinary
from lantern.judgements.models import Judgement
from lantern.reviews.actions import judge
from lantern.reviews.tests.rows import a_cell
from lantern.roster.models import Enrolment
from lantern.schemes.presets.shape import Rating, Scheme
from lantern.schemes.rules import attainment_for, expected_for, find, scale_of
from tests.journeys.journey import Journey, Keys
from tests.journeys.story import fill_the_class, record_the_half_term

CHILDREN, YEAR, HALF_TERM = 30, 4, 1
BUDGET = 1.2  # key presses a rating, beyond what is accepted


def refuse_to_send(route: Route) -> None:
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


class Judging(Journey):
    """What all who judge do."""

    def given_the_teacher_is_judging(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path("judging/"))

    def given_the_letters_come_at_once(self) -> None:
        """However slow the machine is: no moment goes by between two of them."""
        self.page.clock.install()
        self.page.clock.pause_at(timezone.now() + timedelta(hours=1))

    def when_a_moment_goes_by(self) -> None:
        self.page.clock.run_for(1000)

    def when_time_goes_on(self) -> None:
        """As whoever looks at the page needs: axe waits by the page's own clock."""
        self.page.clock.resume()

    def when_they_go_to(self, child: str, column: str) -> None:
        """By the mouse, as one may."""
        self.cell(child, column).click()
        self.then_the_focus_is_on(self.cell(child, column))

    def heads(self) -> Locator:
        return self.page.locator("#sheet thead th[data-k]")

    def cell(self, child: str, column: str) -> Locator:
        place = self.page.locator(f'#sheet thead th[data-name="{column}"]').last
        row = self.page.get_by_role("row", name=child)
        return row.locator(f'td[data-k="{place.get_attribute("data-k")}"]')

    def then_all_is_saved(self) -> None:
        expect(self.page.locator("#saving")).to_have_text("All saved")

    def then_it_is_kept(self, child: str, key: str, value: str) -> None:
        """In the database, as what stands."""
        surname = child.split()[-1]
        rows = Judgement.objects.standing().filter(pupil__legal_surname=surname, key=key)
        assert [row.value for row in rows] == [value]


class Meant:
    """What the demo's teachers would say of thirty children, the same each time."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.natures = [ordinary(f"pupil {row}") for row in range(CHILDREN)]
        self.given: dict[str, Counter[str]] = defaultdict(Counter)
        self.reasons = 0

    def value(self, column: str, row: int) -> str:
        """What is judged where no fact suggests anything."""
        what, key = column.split("-", 1)
        lean = self.natures[row].lean(key, HALF_TERM)
        found = self._step(key, lean) if what == "subject" else rating_of(self._ratings(key), lean)
        self.given[column][found] += 1
        return found

    def otherwise(self, column: str, offers: list[str]) -> dict[int, tuple[str, str]]:
        """By row, where an adult decides otherwise than the facts suggest, and why."""
        key = column.split("-", 1)[1]
        said = (
            decide(self._ratings(key), offer, trust().reasons, self.natures[row].chance(key))
            for row, offer in enumerate(offers)
        )
        found = {row: each for row, each in enumerate(said) if each[1]}
        self.reasons += len(found)
        return found

    def _ratings(self, key: str) -> Sequence[Rating]:
        area = find(self.scheme.areas, key)
        assert area is not None
        return scale_of(self.scheme, area).ratings

    def _step(self, key: str, lean: float) -> str:
        scale = attainment_for(self.scheme, key, YEAR)
        assert scale is not None
        return step_of(scale.steps, expected_for(self.scheme, key, YEAR, 1, 2) or (), lean)


class TestAWholeClass(Judging):
    def test_it_costs_little_more_than_a_key_a_rating(self) -> None:
        self.given_a_class_of_thirty()
        self.given_the_teacher_is_judging()
        keys, meant = self.counting_keys(), Meant(self.cast.version.scheme)
        by_hand = self.when_she_judges_column_by_column(keys, meant)
        self.then_all_is_saved()
        self.then_it_was_a_believable_mix(meant)
        self.then_nothing_is_left_to_judge()
        assert keys.pressed / by_hand <= BUDGET, (keys.pressed, by_hand)

    def given_a_class_of_thirty(self) -> None:
        fill_the_class(self.cast, CHILDREN)

    def when_she_judges_column_by_column(self, keys: Keys, meant: "Meant") -> int:
        """Down each column; where facts suggest, one press accepts them all, but for a few.

        How many by hand. A press of the mouse counts as one of a key; the words of a reason do not.
        """
        by_hand = 0
        letters = self.letters()
        keys.press("Control+Home")
        for head in self.heads().all():
            column = str(head.get_attribute("data-k"))
            cells = self.page.locator(f'#sheet td[data-k="{column}"]')
            if head.locator("button.accept").is_visible():
                offers = cells.evaluate_all("cells => cells.map((cell) => cell.dataset.o || '')")
                keys.press("Shift+Enter")
                by_hand += self.when_she_decides_otherwise(
                    keys, cells, meant.otherwise(column, offers)
                )
                keys.press("PageUp", "ArrowRight")
                continue
            lists = cells.evaluate_all("cells => cells.map((cell) => cell.dataset.c)")
            values = [meant.value(column, row) for row in range(CHILDREN)]
            keys.press(*(letters[which, value] for which, value in zip(lists, values, strict=True)))
            keys.press("PageUp", "ArrowRight")
            by_hand += CHILDREN
        for left in self.page.locator("#sheet td.unjudged").all():  # too early to suggest anything
            keys.click(left)
            keys.press("g")
            by_hand += 1
        return by_hand

    def when_she_decides_otherwise(
        self, keys: Keys, cells: Locator, otherwise: dict[int, tuple[str, str]]
    ) -> int:
        letters = self.letters()
        for row, (value, why) in otherwise.items():
            cell = cells.nth(row)
            keys.click(cell)
            keys.press(letters[str(cell.get_attribute("data-c")), value], "Shift+R")
            self.page.keyboard.type(why)
            keys.press("Enter")
            self.then_the_focus_is_on(cell)
        return len(otherwise)

    def letters(self) -> dict[tuple[str, str], str]:
        """By the list of a cell and a rating, its letter."""
        lists = json.loads(self.page.locator("#choices").text_content() or "")
        return {(k, each["key"]): each["letter"] for k, some in lists.items() for each in some}

    def then_it_was_a_believable_mix(self, meant: "Meant") -> None:
        assert len(meant.given["subject-maths"]) > 3
        assert len(meant.given["area-effort"]) > 2
        assert 3 <= meant.reasons <= CHILDREN
        assert Judgement.objects.standing().exclude(reason="").count() == meant.reasons

    def then_nothing_is_left_to_judge(self) -> None:
        expect(self.page.locator("#to-judge")).to_have_text("0")
        cells = CHILDREN * self.heads().count()
        assert Judgement.objects.standing().count() == cells


GOES_ON_AT_ONCE = """async (cell) => {
  const box = document.getElementById("say-why");
  const closed = new Promise((done) => box.addEventListener("close", done));
  box.close("save");
  cell.focus();
  await closed;
}"""


class TestAFewCells(Judging):
    def test_a_suggestion_is_accepted_in_one_key(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_go_to("Maya Brook", "Attendance")
        self.page.keyboard.press("Enter")
        self.then_the_focus_is_on(self.cell("Ewa Zielińska", "Attendance"))
        self.then_all_is_saved()
        self.then_it_is_kept("Maya Brook", "attendance", "amber")

    def test_who_goes_on_at_once_after_a_reason_stays_where_they_went(self) -> None:
        """A slow machine tells the page only then that the panel is closed."""
        self.given_the_teacher_is_judging()
        self.when_they_go_to("Maya Brook", "Effort")
        self.page.keyboard.press("g")
        self.then_all_is_saved()
        self.when_they_go_to("Maya Brook", "Effort")
        self.page.keyboard.press("Shift+R")
        self.page.get_by_label("Reason").fill("She helps others")
        other = self.cell("Rowan Ashdown", "Mathematics")
        other.evaluate(GOES_ON_AT_ONCE)
        self.then_the_focus_is_on(other)
        self.then_all_is_saved()
        assert Judgement.objects.standing().get().reason == "She helps others"

    def test_a_letter_judges_and_a_name_does_too(self) -> None:
        self.given_the_teacher_is_judging()
        self.given_the_letters_come_at_once()
        self.when_they_go_to("Rowan Ashdown", "Effort")
        self.page.keyboard.press("s")
        self.page.keyboard.press("ArrowDown")
        self.then_the_focus_is_on(self.cell("Ewa Zielińska", "Effort"))
        self.when_they_go_to("Maya Brook", "Mathematics")
        self.page.keyboard.type("secure+")
        self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "effort", "star")
        self.then_it_is_kept("Maya Brook", "maths", "secure-plus")

    def test_a_letter_on_a_child_who_is_not_theirs_moves_nothing(self) -> None:
        self.given_is_signed_in("assistant")
        self.when_they_open(f"classes/{self.cast.wrens.ref}/judging/")
        self.when_they_go_to(self.cast.wren.name, "Effort")
        self.page.keyboard.press("s")
        self.then_the_focus_is_on(self.cell(self.cast.wren.name, "Effort"))
        expect(self.page.locator("#typed")).to_have_text("not yours to judge")
        assert not Judgement.objects.exists()

    def test_what_another_judged_meanwhile_is_shown_and_not_written_over(self) -> None:
        self.given_the_teacher_is_judging()
        cell, by = a_cell(self.cast, self.cast.settled), self.cast.viewer("assistant")
        judge(cell=cell, school_class=self.cast.kestrels, value="amber", by=by)
        self.when_they_go_to("Maya Brook", "Effort")
        with self.bearing_with("409"):
            self.page.keyboard.press("g")
            self.then_they_see("Maya Brook, Effort: Miss Ito")
        expect(self.cell("Maya Brook", "Effort")).to_have_accessible_name("Effort: amber")
        self.then_it_is_kept("Maya Brook", "effort", "amber")

    def test_a_name_half_typed_is_saved_or_said_not_to_be_understood(self) -> None:
        self.given_the_teacher_is_judging()
        self.given_the_letters_come_at_once()
        self.when_they_go_to("Rowan Ashdown", "Mathematics")
        self.page.keyboard.type("sec")
        self.page.keyboard.press("Enter")
        self.then_the_focus_is_on(self.cell("Maya Brook", "Mathematics"))
        self.page.keyboard.type("be")
        self.page.keyboard.press("Enter")
        self.then_they_see("“be” could be more than one rating here: nothing was saved")
        self.then_the_focus_is_on(self.cell("Maya Brook", "Mathematics"))
        self.page.keyboard.type("secure")
        self.page.keyboard.press("ArrowRight")
        self.then_the_focus_is_on(self.cell("Maya Brook", "Writing"))
        self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "maths", "secure")
        self.then_it_is_kept("Maya Brook", "maths", "secure")

    def test_what_differs_from_the_facts_asks_why(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_go_to("Maya Brook", "Attendance")
        self.page.keyboard.press("g")
        self.then_they_see("Maya Brook, Attendance: The facts say “Amber”. Say why (⇧ R)")
        self.page.keyboard.press("Shift+R")
        self.then_they_see("“Green”. The facts say “Amber”.")
        self.and_the_page_is_accessible()
        self.page.keyboard.press("Enter")  # with no words: it goes on asking
        expect(self.page.locator("#say-why")).to_be_visible()
        self.page.keyboard.type("A hospital appointment")
        self.page.keyboard.press("Enter")
        maya = self.cell("Maya Brook", "Attendance")
        self.then_the_focus_is_on(maya)
        expect(maya).to_have_attribute("data-r", "A hospital appointment")  # it is on its way
        self.then_all_is_saved()
        assert Judgement.objects.standing().get().reason == "A hospital appointment"

    def test_undo_takes_back_the_last_and_then_the_one_before(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_go_to("Rowan Ashdown", "Effort")
        self.page.keyboard.press("g")
        self.page.keyboard.press("a")
        self.page.keyboard.press("Control+z")
        self.then_the_focus_is_on(self.cell("Maya Brook", "Effort"))
        self.page.keyboard.press("Control+z")
        self.then_the_focus_is_on(self.cell("Rowan Ashdown", "Effort"))
        self.then_all_is_saved()
        assert not Judgement.objects.standing().exclude(value="").exists()

    def test_what_is_too_early_is_counted_apart_as_it_changes(self) -> None:
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path("judging/"))
        self.when_they_go_to("Ewa Zielińska", "Attendance")
        for key, left, early in (("s", "29", "0"), ("Control+z", "29", "1")):
            self.page.keyboard.press(key)
            expect(self.page.locator("#too-early")).to_have_text(early)
            expect(self.page.locator("#to-judge")).to_have_text(left)

    def test_a_column_is_pasted_from_a_spreadsheet(self) -> None:
        self.given_the_teacher_is_judging()
        self.when_they_go_to("Rowan Ashdown", "Writing")
        self.when_they_paste("Secure\r\n4\r\nnobody\r\n5\r\n6\r\n")
        self.then_they_see("2 pasted; row 3 not understood (“nobody”); 2 lines left over.")
        self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "writing", "secure")
        self.then_it_is_kept("Maya Brook", "writing", "working-within")
        self.and_the_page_is_accessible()

    def when_they_paste(self, text: str) -> None:
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")


class TestAWeakNetwork(Judging):
    def test_what_could_not_be_sent_is_kept_and_sent_when_it_can(self) -> None:
        self.given_the_teacher_is_judging()
        with self.bearing_with("ERR_INTERNET_DISCONNECTED"):
            self.when_the_network_is_lost()
            self.when_they_go_to("Rowan Ashdown", "Effort")
            self.page.keyboard.type("ga")
            self.then_they_see("2 not saved yet. Lantern cannot be reached just now")
            self.then_leaving_asks_first()
            assert not Judgement.objects.exists()
            self.when_the_network_is_back()
            self.then_all_is_saved()
        self.then_it_is_kept("Rowan Ashdown", "effort", "green")
        self.then_it_is_kept("Maya Brook", "effort", "amber")

    def test_what_could_not_be_sent_outlasts_the_page_but_not_the_person(self) -> None:
        self.given_the_teacher_is_judging()
        with self.bearing_with("ERR_FAILED"):
            self.page.route("**/*", refuse_to_send)
            self.page.on("dialog", lambda asked: asked.accept())
            self.when_they_go_to("Rowan Ashdown", "Effort")
            self.page.keyboard.type("ga")
            self.then_they_see("2 not saved yet. Lantern cannot be reached just now")
            self.when_they_go_to("Ewa Zielińska", "Effort")
            self.page.keyboard.press("g")
            self.then_they_see("3 not saved yet. Lantern cannot be reached just now")
            assert str(self.cast.settled.ref) in self.what_the_tab_keeps()
            assert "Maya" not in self.what_the_tab_keeps()
            judge(
                cell=a_cell(self.cast, self.cast.settled), school_class=self.cast.kestrels,
                value="red", by=self.cast.viewer("assistant"),
            )  # fmt: skip
            Enrolment.objects.filter(pupil=self.cast.joiner).update(school_class=self.cast.wrens)
            self.page.reload()
            self.then_they_see("1 not saved before: sent again. 1 judged meanwhile")
            self.then_they_see("1 not saved before: no longer on this page, so not saved.")
            self.then_they_see("1 not saved yet. Lantern cannot be reached just now")
            self.page.unroute("**/*")
            self.then_all_is_saved()
            assert "unsent" not in self.what_the_tab_keeps()
            self.then_it_is_kept("Rowan Ashdown", "effort", "green")
            self.then_it_is_kept("Maya Brook", "effort", "red")
            self.page.route("**/*", refuse_to_send)
            self.when_they_go_to("Rowan Ashdown", "Effort")
            self.page.keyboard.type("a")
            self.then_they_see("1 not saved yet. Lantern cannot be reached just now")
            self.given_is_signed_in("leader")
            self.when_they_open(self.class_path())
            assert "unsent" not in self.what_the_tab_keeps()
            self.page.unroute("**/*")
        self.page.evaluate("sessionStorage.setItem(`unsent ${window.lantern.person()} x`, '[]')")
        self.page.locator("details.who summary").click()
        self.when_they_press("Sign out")
        self.page.get_by_label("Password").wait_for()
        assert "unsent" not in self.what_the_tab_keeps()

    def what_the_tab_keeps(self) -> str:
        return str(self.page.evaluate("JSON.stringify(sessionStorage)"))

    def when_the_network_is_lost(self) -> None:
        self.page.context.set_offline(True)

    def when_the_network_is_back(self) -> None:
        self.page.context.set_offline(False)

    def then_leaving_asks_first(self) -> None:
        with self.page.expect_event("dialog") as asked:
            self.page.close(run_before_unload=True)
        assert asked.value.type == "beforeunload"
        asked.value.dismiss()
