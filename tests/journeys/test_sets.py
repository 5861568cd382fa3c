"""A maths set of three classes is judged by its own teacher."""

import re
from datetime import date

from playwright.sync_api import expect

from lantern.judgements.models import Judgement
from lantern.roster.actions import lead_group, open_group, put_in_group, set_subjects
from lantern.roster.models import Group, Pupil, SchoolClass
from tests.cast import TODAY, a_class, a_place, a_pupil, works_in
from tests.journeys.journey import Journey

SET = "Maths 2"


class TestAMathsSetOfThreeClasses(Journey):
    def test_is_judged_by_its_own_teacher(self) -> None:
        self.given_a_third_class()
        self.given_is_signed_in("office")
        self.when_the_office_makes_the_set()
        self.when_children_of_three_classes_are_put_in()
        self.when_someone_leads_it("Ms Farrow")
        self.then_the_set_has("Maya Brook", "Tom Sparrow", "Ines Finch", "Ms Farrow", "Mathematics")
        self.and_the_page_is_accessible()
        self.given_is_signed_in("teacher")
        self.when_they_open("")
        self.when_they_follow(f"Judge {SET}")
        self.then_the_grid_has_one_column_of_three_children()
        self.when_she_judges_them_by_keyboard()
        self.then_it_is_her_judgement_of_all_three()
        self.given_is_signed_in("other_teacher")
        self.when_they_open(f"classes/{self.cast.wrens.ref}/judging/")
        self.then_their_cell_is_shut("Tom Sparrow", f"judged in {SET}, Ms Farrow")

    def test_a_page_from_before_the_set_says_who_judges_now(self) -> None:
        self.given_is_signed_in("other_teacher")
        self.when_they_open(f"classes/{self.cast.wrens.ref}/judging/")
        cell = self.page.get_by_role("row", name="Tom Sparrow").locator('[data-k="subject-maths"]')
        cell.click()
        self.given_a_set_of_tom_alone()
        with self.bearing_with("403"):
            self.page.keyboard.press("4")
            self.then_they_see(f"This is judged in {SET}, Ms Farrow. Nothing was changed.")
        expect(self.page.locator("#saving")).to_have_text("That was not saved")
        assert not Judgement.objects.filter(pupil=self.cast.wren).exists()
        self.page.locator('#sheet tbody [data-k="subject-writing"]').first.click()
        self.page.keyboard.press("4")
        expect(self.page.locator("#saving")).to_have_text("All saved")

    def given_a_set_of_tom_alone(self) -> None:
        by, since = self.cast.viewer("office"), {"starts_on": TODAY}
        group = open_group(school=self.cast.school, name=SET, kind=Group.Kind.SET, **since, by=by)
        set_subjects(group=group, keys=["maths"], on=TODAY, by=by)
        put_in_group(group=group, pupils=[self.cast.wren], **since, by=by)
        lead_group(group=group, member=self.cast.teacher, **since, by=by)

    def given_a_third_class(self) -> None:
        self.finches = a_class(self.cast.year, "Finches")
        self.finch: Pupil = a_pupil(self.cast.school, "Ines", "Finch", date(2018, 3, 3))
        a_place(self.finch, self.finches)
        works_in(self.finches, self.cast.needs, lead=True)

    def when_the_office_makes_the_set(self) -> None:
        self.when_they_open("groups/")
        self.when_they_follow("Make a group")
        self.page.get_by_label("Name").fill(SET)
        self.page.get_by_label("What it is").select_option("set")
        self.page.get_by_label("From").fill("2026-09-03")
        self.when_they_press("Save")
        self.then_the_heading_is(SET)
        self.when_they_follow("Change subjects")
        self.page.get_by_label("Mathematics").check()
        self.when_they_press("Save")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(SET)

    def when_children_of_three_classes_are_put_in(self) -> None:
        there: list[tuple[SchoolClass, Pupil]] = [
            (self.cast.kestrels, self.cast.settled), (self.cast.wrens, self.cast.wren),
            (self.finches, self.finch),
        ]  # fmt: skip
        for school_class, pupil in there:
            self.page.get_by_role("link", name=school_class.name, exact=True).click()
            self.page.get_by_label(pupil.name).check()
            self.page.get_by_label("First day in it").fill(str(TODAY))
            self.when_they_press("Save")
            expect(self.page.get_by_role("rowheader", name=pupil.name)).to_be_visible()

    def when_someone_leads_it(self, name: str) -> None:
        self.when_they_follow("Add an adult")
        choice = self.page.get_by_label("Who", exact=True).locator("option", has_text=name)
        self.page.get_by_label("Who", exact=True).select_option(choice.get_attribute("value"))
        self.page.get_by_label("From").fill(str(TODAY))
        self.when_they_press("Save")

    def then_the_set_has(self, *words: str) -> None:
        self.then_the_heading_is(SET)
        self.then_they_see(*words)

    def then_the_grid_has_one_column_of_three_children(self) -> None:
        self.then_the_heading_is("Judge Autumn 2")
        expect(self.page.locator("#sheet thead th[data-k]")).to_have_count(1)
        expect(self.page.locator("#sheet tbody tr")).to_have_count(3)
        self.and_the_page_is_accessible()

    def when_she_judges_them_by_keyboard(self) -> None:
        self.page.locator("#sheet tbody td[data-k]").first.click()
        for _ in range(3):
            self.page.keyboard.press("4")
        expect(self.page.locator("#saving")).to_have_text("All saved")
        expect(self.page.locator("#to-judge")).to_have_text("0")

    def then_it_is_her_judgement_of_all_three(self) -> None:
        rows = Judgement.objects.standing().filter(key="maths")
        assert {row.pupil for row in rows} == {self.cast.settled, self.cast.wren, self.finch}
        assert {row.recorded_by for row in rows} == {self.cast.teacher.user}
        assert Group.objects.get(name=SET).is_set

    def then_their_cell_is_shut(self, child: str, words: str) -> None:
        row = self.page.get_by_role("row", name=child)
        cell = row.locator('td[data-k="subject-maths"]')
        expect(cell).to_have_attribute("aria-readonly", "true")
        expect(cell).to_have_attribute("aria-label", re.compile(f"^Mathematics: .*, {words}$"))
