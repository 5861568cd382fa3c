"""A school chooses to keep photographs, loads some, and whoever is new to a class sees them."""

from playwright.sync_api import FilePayload, expect

from lantern.roster.tests.photographs import BLUE, plain
from tests.journeys.journey import Journey


def a_file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


class TestPhotographs(Journey):
    def test_a_school_keeps_photographs_and_then_none(self) -> None:
        self.given_is_signed_in("leader")
        self.when_a_leader_chooses_to_keep_them()
        self.given_is_signed_in("office")
        self.when_the_office_loads_some()
        self.given_is_signed_in("visitor")
        self.then_whoever_is_new_sees_who_is_who()
        self.given_is_signed_in("teacher")
        self.then_it_stands_at_the_head_of_the_profile()
        self.given_is_signed_in("leader")
        self.when_a_leader_ends_it()

    def when_a_leader_chooses_to_keep_them(self) -> None:
        self.when_they_open("school/")
        self.when_they_follow("What it would mean to keep them")
        self.then_the_heading_is("Photographs of children")
        self.and_the_page_is_accessible()
        self.when_they_press("Keep photographs from today")
        self.then_they_see("may be loaded from now on")

    def when_the_office_loads_some(self) -> None:
        self.when_they_open("pupils/")
        self.when_they_follow("Photographs")
        self.and_the_page_is_accessible()
        files = [
            a_file("Maya Brook.jpg", plain()),
            a_file("Ashdown Rowan.jpg", plain(BLUE)),
            a_file("Nobody.jpg", b"no picture"),
        ]
        self.page.get_by_label("The photographs").set_input_files(files)
        self.when_they_press("Read them")
        self.then_the_heading_is("Which photograph is of whom")
        self.then_they_see("Added: 2", "Refused: 1", "This is no photograph")
        self.and_the_page_is_accessible()
        self.when_they_press("Add 2 photographs")
        self.then_they_see("2 added, 0 changed, 0 left, 1 refused.")
        self.and_the_page_is_accessible()

    def then_whoever_is_new_sees_who_is_who(self) -> None:
        self.when_they_open(f"names/{self.cast.kestrels.ref}/")
        self.then_there_are_pictures(2)
        self.and_the_page_is_accessible()

    def then_it_stands_at_the_head_of_the_profile(self) -> None:
        self.when_they_open(f"pupils/{self.cast.settled.ref}/profile/")
        self.then_there_are_pictures(1)
        self.and_the_page_is_accessible()
        self.page.emulate_media(media="print")
        expect(self.page.locator("img.portrait")).to_be_hidden()
        self.page.emulate_media(media="screen")

    def then_there_are_pictures(self, many: int) -> None:
        """Each was fetched and is one, not a broken frame."""
        portraits = self.page.locator("img.portrait")
        expect(portraits).to_have_count(many)
        for portrait in portraits.all():
            portrait.scroll_into_view_if_needed()
            expect(portrait).to_have_js_property("naturalWidth", 256)

    def when_a_leader_ends_it(self) -> None:
        self.when_they_open("photographs/choice/")
        self.page.get_by_label("Delete 2 photographs for good").check()
        self.and_the_page_is_accessible()
        self.when_they_press("Stop keeping photographs")
        self.then_they_see("2 photographs were deleted")
        self.when_they_open(f"pupils/{self.cast.settled.ref}/profile/")
        expect(self.page.locator("img.portrait")).to_have_count(0)
