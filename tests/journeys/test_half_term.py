"""The end of a half term: one class is missing, is asked for, is finished; and work is compared."""

from collections.abc import Iterator

from playwright.sync_api import expect

from lantern.habits.models import AttendanceMark
from lantern.judgements.actions import values_of
from lantern.judgements.models import Cell, Judgement, What
from lantern.profiles.pictures import Profile
from lantern.reviews.actions import Mark as Judged
from lantern.reviews.actions import judge_many
from lantern.reviews.models import Reminder
from lantern.reviews.pictures import review_to_close
from lantern.reviews.tests.rows import a_cell
from lantern.roster.models import Pupil, SchoolClass
from tests.journeys.journey import Journey
from tests.journeys.story import record_the_half_term
from tests.papers import sides_of


class TestTheEndOfAHalfTerm(Journey):
    def test_one_class_is_missing_and_then_finished(self) -> None:
        self.given_kestrels_is_judged_and_wrens_is_not()
        self.given_is_signed_in("leader")
        self.when_they_open("")
        self.when_they_follow("Reviews")
        self.then_the_heading_is("Autumn 2 in every class")
        self.then_they_see("0 of 2 closed", "1 ready to be closed", "1 not done, 20 still to judge")
        self.then_the_class_says("Kestrels", "29 of 30", "1 too early to say", "Close")
        self.then_the_class_says("Wrens", "0 of 20", "20 cells of 2 children", "What is left")
        self.and_the_page_is_accessible()
        self.when_they_close_kestrels()
        self.when_they_open("reviews/")
        self.then_they_see("1 of 2 closed")
        self.then_the_class_says("Kestrels", "Closed by Mrs Okafor", "Open again")
        self.when_they_remind_the_teacher_of_wrens()
        self.given_is_signed_in("other_teacher")
        self.when_wrens_is_judged_by_its_teacher()
        self.when_they_open("reviews/")
        self.then_the_class_says("Wrens", "20 of 20", "Close")
        self.when_they_follow("Close Wrens")
        self.page.get_by_label("Close it all the same").check()
        self.when_they_press("Close Autumn 2 for Wrens")
        self.given_is_signed_in("leader")
        self.when_they_open("reviews/")
        self.then_they_see("all closed")
        self.then_the_class_says("Wrens", "Closed by Mr Bellamy")
        self.and_the_page_is_accessible()

    def test_a_closed_class_is_opened_again_with_a_reason_and_says_so(self) -> None:
        self.given_kestrels_is_judged_and_wrens_is_not()
        self.given_is_signed_in("leader")
        self.when_they_open("reviews/")
        self.when_they_follow("Close Kestrels")
        self.page.get_by_label("Close it all the same").check()
        self.when_they_press("Close Autumn 2 for Kestrels")
        self.when_they_open("reviews/")
        self.when_they_follow("Open Kestrels again")
        self.page.get_by_label("Why is it opened again?").fill("One was judged in the wrong column")
        self.when_they_press("Open it again")
        self.when_they_open("reviews/")
        self.then_they_see("0 of 2 closed", "1 ready to be closed")

    def test_two_adults_compare_the_same_work(self) -> None:
        self.given_kestrels_is_judged_and_wrens_is_not()
        self.given_is_signed_in("leader")
        self.when_they_open("reviews/")
        self.when_they_follow("Second opinions")
        self.and_the_page_is_accessible()
        self.when_they_draw_one_child_of_each_in("Mathematics")
        self.then_they_see("waiting for Mr Bellamy", "waiting for Ms Farrow")
        self.and_the_page_is_accessible()
        self.given_is_signed_in("other_teacher")
        self.when_they_open("")
        self.then_they_see("A leader asks you for 1 second opinion.")
        self.when_they_follow("Look at the work")
        self.and_the_page_is_accessible()
        self.page.get_by_role("table").get_by_role("link").click()
        self.then_the_heading_is("Mathematics")
        self.then_they_do_not_see("by her file")
        self.and_the_page_is_accessible()
        self.page.get_by_role("radio").first.check()
        self.page.get_by_label("Why, in a few words").fill("Three pages of her book")
        self.when_they_press("Keep what I think")
        self.then_they_see("Three pages of her book", "by her file", "Ms Farrow")
        self.and_the_page_is_accessible()
        self.given_is_signed_in("teacher")
        self.when_they_open("second-opinions/")
        self.page.get_by_role("region", name="To compare").get_by_role("link").click()
        self.page.get_by_role("radio").first.check()
        self.page.get_by_label("Why, in a few words").fill("We looked at it together")
        self.when_they_press("This is what stands")
        self.then_they_see("That is what stands now.", "What was agreed to stand")
        said = Judgement.objects.standing().get(reason__contains="second opinion")
        assert said.reason == "With Mr Bellamy’s second opinion: We looked at it together"

    # --- sentences ------------------------------------------------------------------------------

    def given_kestrels_is_judged_and_wrens_is_not(self) -> None:
        """All of Kestrels, but Ewa's attendance: she came a week ago, too early to say."""
        record_the_half_term(self.cast)
        AttendanceMark.objects.filter(pupil=self.cast.joiner).delete()
        self.judge(self.cast.kestrels, "teacher")

    def judge(self, room: SchoolClass, part: str) -> None:
        by = self.cast.viewer(part)
        review = review_to_close(room, self.cast.period, by=by)
        assert review is not None
        cells = [cell for profile in review.profiles for cell in self.cells_of(profile)]
        marks = [
            Judged(cell=cell, value=values_of(cell)[0], reason="by her file") for cell in cells
        ]
        judge_many(marks=marks, school_class=room, period=self.cast.period, by=by)

    def cells_of(self, profile: Profile) -> Iterator[Cell]:
        pupil = Pupil.objects.get(pk=profile.pk)
        for subject in profile.subjects:
            yield a_cell(self.cast, pupil, subject.key, what=What.SUBJECT)
        for area in profile.areas:
            if (pupil, area.key) != (self.cast.joiner, "attendance"):
                yield a_cell(self.cast, pupil, area.key)

    def when_wrens_is_judged_by_its_teacher(self) -> None:
        self.judge(self.cast.wrens, "other_teacher")

    def when_they_remind_the_teacher_of_wrens(self) -> None:
        self.when_they_follow("Remind 1 class")
        self.then_the_heading_is("Reminders for Autumn 2")
        self.then_they_see("20 of 20 still to judge in Autumn 2.", "Lantern sends no email here")
        self.and_the_page_is_accessible()
        [side] = sides_of(self.page.pdf(prefer_css_page_size=True))
        assert "Mr Bellamy" in side.words
        assert "Handed out" not in side.words
        self.when_they_press("Handed out on paper")
        self.then_they_see("Reminded on paper: Mr Bellamy.")
        expect(self.page.get_by_role("checkbox")).not_to_be_checked()
        assert Reminder.objects.get().member == self.cast.other_teacher

    def when_they_draw_one_child_of_each_in(self, name: str) -> None:
        self.when_they_follow("Draw a sample")
        self.and_the_page_is_accessible()
        self.page.get_by_label("Subject or area").select_option(name)
        self.page.get_by_label("One class").select_option("Kestrels")
        self.page.get_by_label("The other class").select_option("Wrens")
        self.page.get_by_label("How many children of each").fill("1")
        self.when_they_press("Draw the children")
        self.then_the_heading_is(f"{name}, judged twice")

    def then_the_class_says(self, name: str, *words: str) -> None:
        row = self.page.get_by_role("row").filter(
            has=self.page.get_by_role("link", name=name, exact=True)
        )
        for each in words:
            expect(row).to_contain_text(each)

    def when_they_close_kestrels(self) -> None:
        self.when_they_follow("Close Kestrels")
        self.then_they_see("too early to say")
        self.page.get_by_label("Close it all the same").check()
        self.when_they_press("Close Autumn 2 for Kestrels")
        self.then_they_see("Autumn 2 is closed for Kestrels.")
