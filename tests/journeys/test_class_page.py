"""The class on one page: why a cell is as it is, another view of it, and a change with a reason."""

from playwright.sync_api import Locator, expect

from lantern.judgements.models import Judgement
from lantern.reviews.actions import judge
from lantern.reviews.tests.rows import a_cell, was_in, year_before
from tests.cast import a_class
from tests.journeys.journey import Journey
from tests.journeys.story import fill_the_class, record_the_half_term

WHY = "97.3 %, 37 of 38 sessions since 2 November; “Amber” is 95 to under 98 %."
# The cell in focus lies whole where nothing else does: neither the names nor the edge of the page.
UNCOVERED = """() => {
  const cell = document.activeElement;
  const { left, right, top, bottom } = cell.getBoundingClientRect();
  const at = (x) => document.elementFromPoint(x, (top + bottom) / 2);
  return [left + 2, right - 2].every((x) => cell.contains(at(x)));
}"""
# A point of the cell whose right part lies beyond the edge of the grid.
CUT_BY_THE_EDGE = """() => {
  const grid = document.querySelector(".grid-wrap");
  grid.scrollIntoView();
  grid.scrollLeft = 0;
  const edge = grid.getBoundingClientRect().right;
  for (const cell of document.querySelectorAll("#grid tbody tr:last-child td.cell")) {
    const { left, right, top, bottom } = cell.getBoundingClientRect();
    if (left + 6 < edge && right > edge + 6) return [left + 4, (top + bottom) / 2];
  }
  throw new Error("No cell is cut by the edge");
}"""
# As low as the panel may lie, whole in the window.
AT_THE_FOOT = """(panel) =>
  panel.style.setProperty("--y", `${innerHeight - panel.offsetHeight - 12}px`)"""
REASON = "A hospital appointment, and there every day since"


class TestTheClassPage(Journey):
    def test_a_teacher_reads_why_and_overrides_with_a_reason(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        self.when_she_opens("Maya Brook", "Attendance")
        self.then_the_panel_says(WHY, "6 more full days would bring it to “Green”.")
        self.and_the_page_is_accessible()
        self.panel().get_by_role("button", name="Green").first.click()
        self.then_the_focus_is_on(self.page.get_by_label("Reason for “Green”"))
        self.and_the_page_is_accessible()
        self.page.keyboard.type(REASON)
        self.page.keyboard.press("Enter")
        self.then_the_cell_says("Maya Brook", "Attendance: green, 97.3 %, the facts say amber")
        self.then_the_focus_is_on(self.cell("Maya Brook", "Attendance"))
        self.when_she_opens("Maya Brook", "Attendance")
        self.then_the_panel_says(WHY, REASON)

    def test_asked_for_a_reason_she_may_go_with_the_facts_instead(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        self.when_she_opens("Maya Brook", "Attendance")
        self.panel().get_by_role("button", name="Green").first.click()
        self.then_the_focus_is_on(self.page.get_by_label("Reason for “Green”"))
        self.panel().get_by_role("button", name="Take Amber instead").click()
        self.then_the_cell_says("Maya Brook", "Attendance: amber, 97.3 %")
        assert Judgement.objects.standing().get().value == "amber"

    def test_the_arrows_move_and_the_grid_is_one_stop_of_tab(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        self.cell("Rowan Ashdown", "Mathematics").focus()
        rows = [self.page.get_by_role("row", name=child) for child in ("Rowan", "Ewa")]
        first, last = (row.locator("td.cell > a") for row in rows)
        for key, there in (
            ("ArrowDown", self.cell("Maya Brook", "Mathematics")),
            ("ArrowRight", self.cell("Maya Brook", "Writing")),
            ("Control+End", last.last),
            ("Control+Home", first.first),
            ("End", first.last),
            ("ArrowRight", first.last),
        ):
            self.page.keyboard.press(key)
            self.then_the_focus_is_on(there)
        expect(self.page.locator("#grid td.cell > a:not([tabindex='-1'])")).to_have_count(1)
        self.and_the_page_is_accessible()
        self.page.keyboard.press("Enter")
        expect(self.panel()).to_be_visible()

    def test_on_a_narrow_screen_the_cell_in_focus_and_its_headings_are_in_sight(self) -> None:
        self.page.set_viewport_size({"width": 320, "height": 640})
        self.given_the_teacher_looks_at_her_class()
        self.cell("Maya Brook", "Mathematics").focus()
        for key, child in (("End", "Maya Brook"), ("ArrowDown", "Ewa Zielińska"), ("Home", "Ewa")):
            self.page.keyboard.press(key)
            assert self.page.evaluate(UNCOVERED), key
            expect(self.page.get_by_role("rowheader", name=child)).to_be_in_viewport()

    def test_a_cell_that_is_half_in_sight_opens_where_it_is_pressed(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        self.page.set_viewport_size({"width": 390, "height": 500})
        x, y = self.page.evaluate(CUT_BY_THE_EDGE)
        self.page.mouse.click(x, y)
        expect(self.panel()).to_be_visible()

    def test_what_was_saved_is_said_and_can_be_undone(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        self.when_she_opens("Ewa Zielińska", "Effort")
        self.panel().get_by_role("button", name="Star").first.click()
        self.then_they_see("Saved: Ewa Zielińska, Effort, star.")
        self.and_the_page_is_accessible()
        self.when_they_press("Undo")
        self.then_they_see("Undone: Ewa Zielińska, Effort, not judged.")
        self.then_the_cell_says("Ewa Zielińska", "Effort: not judged")
        self.then_the_focus_is_on(self.cell("Ewa Zielińska", "Effort"))
        expect(self.page.get_by_role("button", name="Undo")).to_be_hidden()
        assert not Judgement.objects.standing().exclude(value="").exists()

    def test_where_another_was_quicker_what_they_said_stands_behind_the_panel(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        self.when_she_opens("Ewa Zielińska", "Effort")
        to_judge = int(self.page.locator("#to-judge").inner_text())
        cell = a_cell(self.cast, self.cast.joiner)
        judge(
            cell=cell, school_class=self.cast.kestrels, value="amber", by=self.cast.viewer("leader")
        )
        self.panel().get_by_role("button", name="Star").first.click()
        self.then_the_panel_says("changed this a moment ago")
        self.when_she_leaves_by("Escape")
        self.then_the_cell_says("Ewa Zielińska", "Effort: amber")
        self.then_the_focus_is_on(self.cell("Ewa Zielińska", "Effort"))
        expect(self.page.locator("#to-judge")).to_have_text(str(to_judge - 1))

    def test_what_is_too_early_is_counted_apart_as_it_changes(self) -> None:
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path())
        self.then_they_see("29 of 30 still to judge", "1 too early to say")
        self.when_she_opens("Ewa Zielińska", "Attendance")
        self.panel().get_by_role("button", name="Star").first.click()
        self.then_they_see("Saved: Ewa Zielińska, Attendance, star.")
        expect(self.page.locator("#early")).to_be_hidden()
        expect(self.page.locator("#to-judge")).to_have_text("29")
        self.when_they_press("Undo")
        self.then_they_see("29 of 30 still to judge", "1 too early to say")

    def test_undoing_puts_back_a_reason_too(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        self.when_she_overrides_maya_s_attendance()
        self.when_she_opens("Maya Brook", "Attendance")
        self.panel().get_by_role("button", name="Amber").first.click()
        self.when_they_press("Undo")
        self.then_they_see("Undone: Maya Brook, Attendance, green")
        assert Judgement.objects.standing().get().reason == REASON

    def test_a_reason_may_be_left_unsaid_and_nothing_is_saved(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        for leave in ("Cancel", "Escape", "Close"):
            self.when_she_opens("Maya Brook", "Attendance")
            self.panel().get_by_role("button", name="Green").first.click()
            self.then_the_focus_is_on(self.page.get_by_label("Reason for “Green”"))
            self.when_she_leaves_by(leave)
            expect(self.panel()).to_be_hidden()
            self.then_the_focus_is_on(self.cell("Maya Brook", "Attendance"))
        assert not Judgement.objects.exists()

    def test_a_panel_that_grows_by_what_it_says_stays_in_the_window(self) -> None:
        self.page.set_viewport_size({"width": 768, "height": 1400})  # room to grow
        self.given_the_teacher_looks_at_her_class()
        self.when_she_opens("Maya Brook", "Attendance")
        self.panel().get_by_role("button", name="Green").first.click()
        why = self.page.get_by_label("Reason for “Green”")
        self.then_the_focus_is_on(why)
        self.panel().evaluate(AT_THE_FOOT)
        why.fill("  ")
        self.panel().get_by_role("button", name="Save").click()
        self.then_the_panel_says("Nothing is saved yet. Say why, in a few words.")
        self.then_the_focus_is_on(self.page.get_by_label("Reason for “Green”"))
        assert self.panel().evaluate("(it) => it.getBoundingClientRect().bottom < innerHeight")

    def test_a_panel_opens_beside_its_cell_and_escape_leads_back(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        self.cell("Ewa Zielińska", "Reading").last.focus()
        self.page.keyboard.press("Enter")
        self.then_the_panel_says("Reading (attitude) · Ewa Zielińska")
        self.then_the_panel_is_beside(self.cell("Ewa Zielińska", "Reading").last)
        self.page.keyboard.press("Escape")
        expect(self.panel()).to_be_hidden()
        self.then_the_focus_is_on(self.cell("Ewa Zielińska", "Reading").last)

    def test_a_group_alone_and_a_period_that_is_over(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        self.page.get_by_label("Group: All children").click()
        self.when_they_follow("Pupil premium")
        self.then_they_see("1 child in Pupil premium")
        self.then_they_do_not_see("Ewa Zielińska")
        self.page.get_by_label("Period: Autumn 2").click()
        self.when_they_follow("Autumn 1")
        self.then_they_see("Autumn 1, Thu 3 Sep to Fri 23 Oct")

    def test_an_earlier_year_is_found_from_the_menu_of_periods(self) -> None:
        was_in(self.cast.settled, a_class(year_before(self.cast, 2025), "Larks"))
        self.given_the_teacher_looks_at_her_class()
        self.page.get_by_label("Period: Autumn 2").click()
        self.when_they_follow("Earlier years")
        self.then_they_see("2025/26", "Larks")
        self.and_the_page_is_accessible()
        self.page.get_by_role("link", name="Late of Maya Brook").click()
        self.then_the_heading_is("Maya Brook")

    def test_a_menu_closes_by_escape_and_gives_the_focus_back(self) -> None:
        self.given_the_teacher_looks_at_her_class()
        menu = self.page.get_by_label("Period: Autumn 2")
        menu.click()
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("link", name="Autumn 1")).to_be_hidden()
        self.then_the_focus_is_on(menu)

    def test_on_a_phone_each_menu_of_a_page_opens_within_it(self) -> None:
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.given_is_signed_in("teacher")
        for path in (self.class_path(), f"pupils/{self.cast.two_homes.ref}/profile/"):
            self.when_they_open(path)
            for menu in self.page.locator(".tools details.pick").all():
                menu.locator("summary").click()
                box = menu.locator(".drop").bounding_box()
                assert box is not None
                assert box["x"] >= 0, (path, menu.inner_text())
                assert box["x"] + box["width"] <= 390, (path, menu.inner_text())
                self.page.keyboard.press("Escape")

    def test_thirty_children_and_every_column_need_no_sideways_scroll_on_a_laptop(self) -> None:
        fill_the_class(self.cast, 30)
        self.given_the_teacher_looks_at_her_class()
        for width in (1024, 1366, 1280):
            self.page.set_viewport_size({"width": width, "height": 768})
            box = self.page.locator(".grid-wrap")
            assert box.evaluate("box => box.scrollWidth - box.clientWidth") <= 0, width
        self.when_she_scrolls_to_the_last_child()
        expect(self.page.get_by_role("columnheader", name="Attendance")).to_be_in_viewport()
        self.and_the_page_is_accessible()

    def test_an_assistant_sees_the_other_class_and_judges_her_mentee_alone(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("assistant")
        self.when_they_open(f"classes/{self.cast.wrens.ref}/")
        self.when_she_opens("Tom Sparrow", "Effort")
        self.then_the_panel_says("Wrens’s own adults and Tom’s mentor judge this.")
        expect(self.panel().get_by_role("button", name="Green")).to_have_count(0)
        self.page.keyboard.press("Escape")
        self.when_she_opens("Idris Vale", "Effort")
        expect(self.panel().get_by_role("button", name="Green").first).to_be_visible()

    # --- sentences ------------------------------------------------------------------------------

    def given_the_teacher_looks_at_her_class(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path())

    def when_she_opens(self, child: str, column: str) -> None:
        self.cell(child, column).last.click()
        expect(self.panel()).to_be_visible()

    def when_she_overrides_maya_s_attendance(self) -> None:
        self.when_she_opens("Maya Brook", "Attendance")
        self.panel().get_by_role("button", name="Green").first.click()
        self.page.get_by_label("Reason for “Green”").fill(REASON)
        self.page.keyboard.press("Enter")
        self.then_they_see("Saved: Maya Brook, Attendance, green")

    def when_she_leaves_by(self, way: str) -> None:
        if way == "Escape":
            self.page.keyboard.press(way)
        else:
            self.panel().get_by_role("button", name=way).click()

    def when_she_scrolls_to_the_last_child(self) -> None:
        self.page.locator("#grid tbody tr").last.scroll_into_view_if_needed()

    def panel(self) -> Locator:
        return self.page.locator("dialog#why")

    def cell(self, child: str, column: str) -> Locator:
        return self.page.get_by_role("row", name=child).get_by_role("link", name=column)

    def then_the_panel_says(self, *words: str) -> None:
        for each in words:
            expect(self.panel()).to_contain_text(each)

    def then_the_cell_says(self, child: str, words: str) -> None:
        row = self.page.get_by_role("row", name=child)
        expect(row.get_by_role("link", name=f"{child}, {words}", exact=True)).to_be_visible()

    def then_the_panel_is_beside(self, cell: Locator) -> None:
        """Touching its row or nearly, over or under, and wholly on the screen."""
        panel, from_cell = self.panel().bounding_box(), cell.bounding_box()
        assert panel is not None
        assert from_cell is not None
        width, height = self.size
        assert panel["x"] >= 0
        assert panel["x"] + panel["width"] <= width
        assert panel["y"] >= 0
        assert panel["y"] + panel["height"] <= height
        apart = max(
            panel["y"] - from_cell["y"] - from_cell["height"],
            from_cell["y"] - panel["y"] - panel["height"],
        )
        assert apart <= 12, (panel, from_cell)
