"""A leader hands slips to those who are ticked, and to no others."""

from playwright.sync_api import expect

from tests.journeys.journey import Journey


class TestReminding(Journey):
    def test_only_the_slips_of_those_who_are_ticked_are_printed(self) -> None:
        self.given_is_signed_in("leader")
        self.when_they_open("reviews/reminders/")
        self.page.emulate_media(media="print")
        self.then_the_slips_are_for("Mr Bellamy", "Ms Farrow")
        self.when_they_tick("Ms Farrow", ticked=False)
        self.then_the_slips_are_for("Mr Bellamy")
        self.when_they_tick("Mr Bellamy", ticked=False)
        self.then_the_slips_are_for()
        expect(self.page.locator("[data-print]")).to_be_disabled()
        self.and_the_page_is_accessible()
        self.when_they_tick("Ms Farrow", ticked=True)
        self.page.emulate_media(media="print")
        self.then_the_slips_are_for("Ms Farrow")

    def when_they_tick(self, name: str, *, ticked: bool) -> None:
        self.page.emulate_media(media="screen")
        self.page.get_by_label(name).set_checked(ticked)
        self.page.emulate_media(media="print")

    def then_the_slips_are_for(self, *names: str) -> None:
        slips = self.page.locator(".slip b").filter(visible=True)
        expect(slips).to_have_text([*names])
