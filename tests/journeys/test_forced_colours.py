"""Forced colours, as many who see poorly have them: none of ours is left, and none is missed."""

import pytest

from lantern.judgements.models import What
from lantern.profiles.drawing import Looks
from lantern.reviews.actions import judge
from lantern.reviews.tests.rows import a_cell
from lantern.roster.models import Pupil
from tests.cast import TODAY
from tests.journeys.accessible import axe_troubles
from tests.journeys.journey import Journey
from tests.journeys.story import fill_the_class, record_the_half_term

# Each cell: what is seen in it, its own colours, and how it is edged.
CELLS = """cells => cells.map(cell => {
  const states = ["cell", "suggested", "unjudged"];
  const sign = cell.querySelector(".r, small") ?? cell;
  const words = [...cell.querySelectorAll(".r, small, .mark")].map(each => each.textContent);
  return {
    k: cell.dataset.k, sign: words.join(" ") || cell.innerText.trim(),
    ink: getComputedStyle(sign).color, paper: getComputedStyle(cell).backgroundColor,
    edge: getComputedStyle(cell).borderTopStyle,
    rating: [...cell.classList].find(name => !states.includes(name)) || "",
    suggested: cell.classList.contains("suggested"),
  };
})"""
CELL = dict[str, str]


class TestForcedColours(Journey):
    @pytest.fixture(autouse=True)
    def _forced(self, _open: None) -> None:
        self.page.emulate_media(forced_colors="active")

    def test_each_rating_is_told_by_its_shape_or_its_letters(self) -> None:
        self.given_each_rating_and_step_is_given_to_somebody()
        for path in (self.class_path(), self.class_path("judging/")):
            self.when_they_open(path)
            cells = self.the_cells()
            self.then_each_rating_has_a_sign_of_its_own(cells)
            self.then_what_is_only_suggested_is_edged_otherwise(cells)
            self.then_no_ink_is_the_paper_s_own(cells)

    def test_a_profile_and_a_panel_are_read_without_colour(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("teacher")
        self.when_they_open(f"pupils/{self.cast.settled.ref}/profile/")
        self.then_they_see("Amber", "★", "◆")
        assert not axe_troubles(self.page)
        self.when_they_open(self.class_path())
        row = self.page.get_by_role("row", name="Maya Brook")
        row.get_by_role("link", name="Attendance").click()
        self.then_they_see("Attendance · Maya Brook")
        assert not axe_troubles(self.page)

    # --- sentences ------------------------------------------------------------------------------

    def given_each_rating_and_step_is_given_to_somebody(self) -> None:
        fill_the_class(self.cast, 10)
        record_the_half_term(self.cast)
        looks = Looks.of(self.cast.version.scheme)
        pupils = Pupil.objects.on_roll(TODAY).filter(school=self.cast.school).order_by("-pk")
        for what, key in ((What.AREA, "effort"), (What.SUBJECT, "maths")):
            for pupil, value in zip(pupils, looks.choices(what, key, 4), strict=False):
                judge(
                    cell=a_cell(self.cast, pupil, key, what=what), value=value,
                    school_class=self.cast.kestrels, by=self.cast.viewer("teacher"),
                )  # fmt: skip
        self.given_is_signed_in("teacher")

    def the_cells(self) -> list[CELL]:
        found: list[CELL] = self.page.locator("table.grid td.cell").evaluate_all(CELLS)
        return found

    def then_each_rating_has_a_sign_of_its_own(self, cells: list[CELL]) -> None:
        """What tells two ratings of a column apart is not their colour."""
        for column in ("area-effort", "subject-maths"):
            judged = [each for each in cells if each["k"] == column and each["rating"]]
            signs = {each["rating"]: each["sign"] for each in judged}
            assert len(signs) >= 4, signs
            assert len(set(signs.values())) == len(signs), signs
            assert all(signs.values()), signs

    def then_what_is_only_suggested_is_edged_otherwise(self, cells: list[CELL]) -> None:
        assert {each["edge"] for each in cells if each["suggested"]} == {"dashed"}
        assert {each["edge"] for each in cells if not each["suggested"]} == {"solid"}

    def then_no_ink_is_the_paper_s_own(self, cells: list[CELL]) -> None:
        assert not [each for each in cells if each["ink"] == each["paper"]]
