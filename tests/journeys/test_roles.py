"""A governor finds numbers and no child; a leader takes something away, and reads that she did."""

import re

from playwright.sync_api import expect

from lantern.reviews.actions import close
from lantern.reviews.tests.test_cohorts import a_full_school, give
from tests.journeys.journey import Journey


class TestAGovernor(Journey):
    def test_numbers_are_the_first_page_and_the_last(self) -> None:
        cast = self.cast
        made = a_full_school(cast)
        give(cast, made[:30], "green")
        give(cast, made[30:], "amber")
        for school_class in (cast.kestrels, cast.wrens):
            close(school_class=school_class, period=cast.period, by=cast.viewer("leader"))
        self.when_they_sign_in("governor")
        self.then_the_heading_is("Numbers")
        self.then_they_see("Effort", "By year group")
        self.then_they_do_not_see("Kestrels")
        expect(
            self.page.get_by_role("img", name=re.compile("All: .*30 Green")).first
        ).to_be_visible()
        self.and_the_page_is_accessible()
        for path in (f"pupils/{cast.settled.ref}/profile/", self.class_path(), "audit/"):
            self.then_it_is_refused(path, 403)


class TestASpecialNeedsLead(Journey):
    def test_she_sees_every_child_with_their_family_and_changes_neither(self) -> None:
        self.given_is_signed_in("needs")
        self.when_they_open(f"pupils/{self.cast.two_homes.ref}/")
        self.then_they_see("Hazel Linden", "Change groups")
        expect(self.page.get_by_role("link", name="Change names")).to_have_count(0)
        expect(self.page.get_by_role("button", name="It no longer holds")).to_have_count(0)
        self.and_the_page_is_accessible()


class TestALeader(Journey):
    def test_she_takes_something_from_a_role_and_reads_that_she_did(self) -> None:
        self.given_is_signed_in("leader")
        self.when_they_open("who-may/")
        self.when_they_follow("Take something away")
        self.and_the_page_is_accessible()
        self.page.get_by_label("Teacher: not to print profiles").check()
        self.when_they_press("Save")
        self.then_they_see("It holds from now on.", "not here")
        self.and_the_page_is_accessible()
        self.when_they_follow("Who did what")
        self.then_they_see("took from every Teacher here: to print profiles")
        self.page.get_by_label("What", exact=True).select_option("taken from a role")
        self.when_they_press("Find")
        expect(self.page.get_by_role("row")).to_have_count(2)
        self.and_the_page_is_accessible()
        self.given_is_signed_in("teacher")
        self.then_it_is_refused("prints/", 403)
