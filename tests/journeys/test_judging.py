"""A teacher judges her class by keyboard, cell by cell, with no save button."""

from playwright.sync_api import Locator, expect

from lantern.judgements.models import Judgement
from tests.journeys.journey import Journey, Keys
from tests.journeys.story import fill_the_class, record_the_half_term

CHILDREN = 30
BUDGET = 1.2  # key presses a rating, beyond what is accepted


class Judging(Journey):
    """What all who judge do."""

    def given_the_teacher_is_judging(self) -> None:
        record_the_half_term(self.cast)
        self.given_is_signed_in("teacher")
        self.when_they_open(self.class_path("judging/"))

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


class TestAWholeClass(Judging):
    def test_it_costs_little_more_than_a_key_a_rating(self) -> None:
        self.given_a_class_of_thirty()
        self.given_the_teacher_is_judging()
        keys = self.counting_keys()
        by_hand = self.when_she_judges_column_by_column(keys)
        self.then_all_is_saved()
        self.then_nothing_is_left_to_judge()
        assert keys.pressed / by_hand <= BUDGET, (keys.pressed, by_hand)

    def given_a_class_of_thirty(self) -> None:
        fill_the_class(self.cast, CHILDREN)

    def when_she_judges_column_by_column(self, keys: Keys) -> int:
        """Down each column; where facts suggest, one press accepts them all. How many by hand."""
        by_hand = 0
        keys.press("Control+Home")
        for head in self.heads().all():
            if head.locator("button.accept").is_visible():
                keys.press("Shift+Enter", "ArrowRight")
                continue
            letter = "4" if head.get_attribute("data-k", timeout=0).startswith("subject") else "g"
            keys.press(*[letter] * CHILDREN, "PageUp", "ArrowRight")
            by_hand += CHILDREN
        return by_hand

    def then_nothing_is_left_to_judge(self) -> None:
        expect(self.page.locator("#to-judge")).to_have_text("0")
        cells = CHILDREN * self.heads().count()
        assert Judgement.objects.standing().count() == cells
